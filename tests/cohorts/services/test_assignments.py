"""Who accompanies whom: all or none, half-open periods, successors, roles that exclude each other."""

from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.db import connection

from accounts.models import User
from cohorts.models import Assignment, CoachAppointment, Participant, Person
from cohorts.services.assignments import (
    Letter,
    assign,
    assign_coach,
    assign_somebody,
    edit_assignment,
    end_assignment,
    load_warning,
    remove_appointment,
    remove_assignment,
    replace,
    replace_with_somebody,
)
from cohorts.services.participants import enrol
from cohorts.services.people import Who
from cohorts.states import AssignmentRole
from core.errors import RefusedError
from tests.cast import START, Agency, build_agency, person

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
MENTOR, COACH, EXAMINER = AssignmentRole.MENTOR, AssignmentRole.COACH, AssignmentRole.EXAMINER
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
LETTER = Letter("800/1", date(2026, 10, 1), "Menyediakan waktu\nMenandatangani")


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


@pytest.fixture
def newcomer(agency: Agency) -> Person:
    return person("198001012005011001", "Rina Baru", agency.institution)


@pytest.fixture
def second(agency: Agency, admin: User) -> Participant:
    someone = person("198001012005011002", "Tono Kedua", agency.sender)
    return enrol(cohort=agency.cohort, person=someone, sending_institution=agency.sender, by=admin)


def verbs() -> list[str]:
    """Return the verbs of the trail in the order of writing."""
    return [entry.additional_data["verb"] for entry in LogEntry.objects.order_by("pk")]


def test_mentor_is_appointed_for_several_by_one_letter(
    agency: Agency, admin: User, newcomer: Person, second: Participant
) -> None:
    third_person = person("198001012005011003", "Sari Ketiga", agency.sender)
    third = enrol(cohort=agency.cohort, person=third_person, sending_institution=agency.sender, by=admin)
    made = assign(participants=[second, third], person=newcomer, role=MENTOR, starts_on=START, letter=LETTER, by=admin)
    assert [(row.participant, row.letter_number, row.rank, row.position) for row in made] == [
        (second, "800/1", "IV/a", "Kepala Bidang"),
        (third, "800/1", "IV/a", "Kepala Bidang"),
    ]


def test_somebody_new_is_made_and_appointed(agency: Agency, admin: User, second: Participant) -> None:
    who = Who(None, "nip", "19800202 200501 2 003", "Mentor Baru", position="Kepala Dinas")
    [made] = assign_somebody(who=who, participants=[second], role=MENTOR, starts_on=START, by=admin)
    assert (made.person.name, made.position) == ("Mentor Baru", "Kepala Dinas")


def test_second_mentor_at_the_same_time_is_refused_for_all(
    agency: Agency, admin: User, newcomer: Person, second: Participant
) -> None:
    with pytest.raises(RefusedError, match=r"sudah ada mentor untuk Dewi Peserta Utara \(Ratna Mentor Utara\)"):
        assign(participants=[second, agency.participant], person=newcomer, role=MENTOR, starts_on=NOVEMBER, by=admin)
    assert not Assignment.objects.filter(person=newcomer).exists()


def test_periods_are_half_open(agency: Agency, admin: User, newcomer: Person) -> None:
    end_assignment(agency.mentoring, on=NOVEMBER, reason="mutasi", by=admin)
    for starts_on, ends_on in ((date(2026, 10, 31), None), (START, date(2026, 10, 6))):
        with pytest.raises(RefusedError, match="sudah ada mentor"):
            assign(
                participants=[agency.participant],
                person=newcomer,
                role=MENTOR,
                starts_on=starts_on,
                ends_on=ends_on,
                by=admin,
            )
    [made] = assign(participants=[agency.participant], person=newcomer, role=MENTOR, starts_on=NOVEMBER, by=admin)
    assert made.starts_on == NOVEMBER


def test_several_examiners_at_once_are_fine(agency: Agency, admin: User, newcomer: Person) -> None:
    assign(participants=[agency.participant], person=newcomer, role=EXAMINER, starts_on=START, by=admin)
    assert agency.participant.assignments.filter(role=EXAMINER).count() == 2


@pytest.mark.parametrize(("holder", "role"), [("coach", EXAMINER), ("mentor", EXAMINER), ("examiner", COACH)])
def test_examining_those_whom_one_accompanies_is_refused(
    agency: Agency, admin: User, holder: str, role: AssignmentRole
) -> None:
    Assignment.objects.filter(role=role).delete()
    someone = agency.users[holder].person
    with pytest.raises(RefusedError, match="tidak dapat menguji peserta yang didampinginya sendiri"):
        assign(participants=[agency.participant], person=someone, role=role, starts_on=START, by=admin)


def test_accompanying_oneself_is_refused(agency: Agency, admin: User) -> None:
    oneself = agency.participant.person
    with pytest.raises(RefusedError, match="mendampingi dirinya sendiri"):
        assign(participants=[agency.participant], person=oneself, role=EXAMINER, starts_on=START, by=admin)


def test_replaced_mentor_ends_and_names_the_successor_and_the_gap(
    agency: Agency, admin: User, newcomer: Person
) -> None:
    successor = replace(
        agency.mentoring, person=newcomer, on=NOVEMBER, starts_on=date(2026, 11, 8), reason="mutasi", by=admin
    )
    old = Assignment.objects.get(pk=agency.mentoring.pk)
    assert (old.ends_on, old.end_reason, old.successor) == (NOVEMBER, "mutasi", successor)
    assert (successor.starts_on, successor.role, old.gap_in_days) == (date(2026, 11, 8), MENTOR, 7)
    assert verbs()[-3:] == ["assignment.ended", "assignment.created", "assignment.replaced"]


def test_mentor_who_ended_already_may_still_get_a_successor(agency: Agency, admin: User, newcomer: Person) -> None:
    end_assignment(agency.mentoring, on=NOVEMBER, reason="mutasi", by=admin)
    with pytest.raises(RefusedError, match="Penugasan ini sudah berakhir"):
        end_assignment(agency.mentoring, on=DECEMBER, reason="mutasi", by=admin)
    who = Who(newcomer, "nip", newcomer.number, "")
    days: dict[str, Any] = {"on": DECEMBER, "starts_on": DECEMBER, "reason": "menyusul"}
    successor = replace_with_somebody(agency.mentoring, who=who, by=admin, **days)
    old = Assignment.objects.get(pk=agency.mentoring.pk)
    assert (old.ends_on, old.successor, old.gap_in_days) == (NOVEMBER, successor, 30)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": date(2026, 10, 31)}, "paling cepat pada hari berakhirnya"),
        ({"on": START, "starts_on": START}, "harus sesudah tanggal mulai"),
        ({"person": "mentor"}, "harus orang lain"),
    ],
)
def test_odd_replacement_is_refused_whole(
    agency: Agency, admin: User, newcomer: Person, changes: dict[str, object], sentence: str
) -> None:
    given: dict[str, Any] = {"person": newcomer, "on": NOVEMBER, "starts_on": NOVEMBER, "reason": "mutasi"} | changes
    if given["person"] == "mentor":
        given["person"] = agency.mentoring.person
    with pytest.raises(RefusedError, match=sentence):
        replace(agency.mentoring, by=admin, **given)
    agency.mentoring.refresh_from_db()
    assert (agency.mentoring.ends_on, Assignment.objects.count()) == (None, 3)


def test_mentor_replaced_once_is_not_replaced_again(agency: Agency, admin: User, newcomer: Person) -> None:
    given: dict[str, Any] = {"on": NOVEMBER, "starts_on": NOVEMBER, "reason": "mutasi", "by": admin}
    successor = replace(agency.mentoring, person=newcomer, **given)
    with pytest.raises(RefusedError, match="sudah diganti"):
        replace(agency.mentoring, person=agency.users["coach"].person, **given)
    remove_assignment(successor, by=admin)
    agency.mentoring.refresh_from_db()
    assert (agency.mentoring.successor, agency.mentoring.ends_on) == (None, NOVEMBER)


def test_edited_assignment_may_not_meet_another(agency: Agency, admin: User, newcomer: Person) -> None:
    successor = replace(agency.mentoring, person=newcomer, on=NOVEMBER, starts_on=NOVEMBER, reason="mutasi", by=admin)
    edit_assignment(successor, starts_on=DECEMBER, ends_on=None, letter=LETTER, by=admin)
    successor.refresh_from_db()
    assert (successor.starts_on, successor.letter_number) == (DECEMBER, "800/1")
    with pytest.raises(RefusedError, match="sudah ada mentor"):
        edit_assignment(successor, starts_on=date(2026, 10, 20), ends_on=None, letter=LETTER, by=admin)


def test_assignment_with_a_statement_is_not_removed(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="masih ada 1 pernyataan komitmen mentor"):
        remove_assignment(agency.mentoring, by=admin)


def test_coach_is_assigned_within_the_decree_and_beyond_the_advice_with_a_warning(
    agency: Agency, admin: User, second: Participant
) -> None:
    appointment = CoachAppointment.objects.get()
    with pytest.raises(RefusedError, match="Pilih hari dalam masa penunjukannya"):
        assign_coach(appointment, participants=[second], starts_on=date(2026, 10, 1), by=admin)
    assert load_warning(appointment) == ""
    assign_coach(appointment, participants=[second], starts_on=START, by=admin)
    agency.cohort.programme.participants_per_coach = 1
    agency.cohort.programme.save()
    appointment = CoachAppointment.objects.get()
    assert load_warning(appointment) == (
        "Fauzan Coach Utara kini mendampingi 2 peserta; program menyarankan paling banyak 1."
    )


def test_appointment_under_which_somebody_is_coached_stays(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match=r"mendampingi 1 peserta\. Akhiri atau ganti dulu"):
        remove_appointment(CoachAppointment.objects.get(), by=admin)


def test_same_assignment_pressed_twice_is_one(agency: Agency, admin: User, newcomer: Person) -> None:
    given: dict[str, Any] = {
        "participants": [agency.participant],
        "person": newcomer,
        "role": EXAMINER,
        "starts_on": START,
    }
    assign(by=admin, **given)
    with pytest.raises(RefusedError, match="Penugasan ini sudah ada"):
        assign(by=admin, **given)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraints")
def test_overlap_that_passes_the_check_is_refused_by_the_database_in_the_same_words(
    agency: Agency, admin: User, newcomer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cohorts.services.assignments._refuse_conflicts", lambda *_args, **_more: None)
    with pytest.raises(RefusedError, match="hanya boleh mempunyai satu coach dan satu mentor"):
        assign(participants=[agency.participant], person=newcomer, role=MENTOR, starts_on=NOVEMBER, by=admin)
    assert not Assignment.objects.filter(person=newcomer).exists()
