"""Participants: enrolled, their outcome through one door, transferred, removed."""

from datetime import date

import pytest
from auditlog.models import LogEntry

from accounts.models import User
from cohorts.models import Participant, Person
from cohorts.services.participants import (
    edit_participant,
    enrol,
    enrol_somebody,
    record_transfer,
    remove_participant,
    set_outcome,
    undo_transfer,
)
from cohorts.services.people import Who
from cohorts.states import OUTCOME_MOVES, Outcome
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


def verbs() -> list[str]:
    """Return the verbs of the trail in the order of writing."""
    return [entry.additional_data["verb"] for entry in LogEntry.objects.order_by("pk")]


def test_known_person_is_enrolled_with_today_office(agency: Agency, admin: User) -> None:
    mentor = agency.users["mentor"].person
    who = Who(mentor, "nip", mentor.number, "")
    added = enrol_somebody(cohort=agency.cohort, who=who, sending_institution=agency.sender, position="Camat", by=admin)
    assert (added.person, added.rank, added.position, added.unit) == (mentor, "IV/a", "Camat", "")
    assert verbs() == ["participant.created"]


def test_new_person_is_made_and_enrolled_at_once(agency: Agency, admin: User) -> None:
    who = Who(None, "nip", "19800202 200501 2 003", "Rina", "rina@contoh.go.id", institution=agency.sender)
    added = enrol_somebody(cohort=agency.cohort, who=who, sending_institution=agency.sender, by=admin)
    assert (added.person.name, added.person.institution) == ("Rina", agency.sender)
    assert verbs() == ["user.created", "person.created", "participant.created"]


def test_person_enrolled_twice_is_refused_and_nobody_is_made(agency: Agency, admin: User) -> None:
    person = agency.participant.person
    with pytest.raises(RefusedError, match="sudah menjadi peserta angkatan ini"):
        enrol(cohort=agency.cohort, person=person, sending_institution=agency.sender, by=admin)
    assert Participant.objects.count() == 1


def test_edited_participant_keeps_the_person_as_it_is(agency: Agency, admin: User) -> None:
    before = Person.objects.values().get(pk=agency.participant.person_id)
    edit_participant(
        agency.participant,
        sending_institution=agency.institution,
        rank="IV/b",
        position="Sekretaris",
        unit="Dinas",
        letter_number="800/1",
        letter_date=date(2026, 9, 30),
        pre_training_direction=True,
        by=admin,
    )
    agency.participant.refresh_from_db()
    assert (agency.participant.rank, agency.participant.letter_number) == ("IV/b", "800/1")
    assert Person.objects.values().get(pk=agency.participant.person_id) == before


def test_edit_that_changes_nothing_leaves_no_entry(agency: Agency, admin: User) -> None:
    names = ("sending_institution", "rank", "position", "unit", "letter_number", "letter_date")
    same = {name: getattr(agency.participant, name) for name in (*names, "pre_training_direction")}
    edit_participant(agency.participant, by=admin, **same)
    assert verbs() == []


@pytest.mark.parametrize("before", list(Outcome))
@pytest.mark.parametrize("after", list(Outcome))
def test_outcome_moves_as_listed_and_no_other_way(agency: Agency, admin: User, before: Outcome, after: Outcome) -> None:
    if before != Outcome.ENROLLED:
        set_outcome(agency.participant, to=before, reason="sebab", by=admin)
    if after in OUTCOME_MOVES[before]:
        set_outcome(agency.participant, to=after, reason="sebab", by=admin)
        agency.participant.refresh_from_db()
        assert agency.participant.outcome == after
        assert (agency.participant.outcome_at is None) == (after == Outcome.ENROLLED)
    else:
        with pytest.raises(RefusedError, match="keadaannya sudah berubah"):
            set_outcome(agency.participant, to=after, reason="sebab", by=admin)


def test_outcome_that_needs_a_reason_is_refused_without(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="Tulis alasannya"):
        set_outcome(agency.participant, to=Outcome.FAILED, reason="  ", by=admin)


def test_transfer_is_recorded_and_taken_back(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="sejak hari pertama angkatan"):
        record_transfer(agency.participant, on=date(2026, 10, 4), position="Camat", by=admin)
    record_transfer(agency.participant, on=date(2026, 12, 1), position="Camat", by=admin)
    agency.participant.refresh_from_db()
    assert (agency.participant.transferred_on, agency.participant.transferred_to) == (date(2026, 12, 1), "Camat")
    undo_transfer(agency.participant, by=admin)
    agency.participant.refresh_from_db()
    assert (agency.participant.transferred_on, agency.participant.transferred_to) == (None, "")
    assert verbs() == ["participant.transferred", "participant.transfer_undone"]


def test_participant_with_anything_attached_is_not_removed(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError) as refusal:
        remove_participant(agency.participant, by=admin)
    for thing in ("3 penugasan", "1 aksi perubahan", "tindak lanjut"):
        assert thing in str(refusal.value)
    mentor = agency.users["mentor"].person
    added = enrol(cohort=agency.cohort, person=mentor, sending_institution=agency.sender, by=admin)
    remove_participant(added, by=admin)
    assert list(Participant.objects.all()) == [agency.participant]
    with pytest.raises(RefusedError, match="sudah dihapus orang lain"):
        remove_participant(added, by=admin)
