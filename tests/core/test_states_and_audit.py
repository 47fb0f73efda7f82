"""The one door through which state moves, and the line that each passage leaves."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from django.utils import timezone

from accounts.models import User
from cohorts.models import Participant
from cohorts.states import OUTCOME_MOVES, Outcome
from core import audit
from core.errors import RefusedError
from core.states import move
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def lines() -> list[tuple[Any, ...]]:
    entries = LogEntry.objects.order_by("pk")
    return [(entry.additional_data["verb"], entry.object_repr, entry.changes) for entry in entries]


def pass_out(participant: Participant, by: User, to: Outcome = Outcome.PASSED) -> Participant:
    return move(
        participant,
        to=to,
        by=by,
        allowed=OUTCOME_MOVES,
        field="outcome",
        fields={"outcome_at": None if to == Outcome.ENROLLED else timezone.now()},
    )


def test_move_along_an_allowed_way_saves_and_records(agency: Agency) -> None:
    admin = agency.users["training_admin"]
    before = agency.participant.changed_at
    pass_out(agency.participant, admin)
    stored = Participant.objects.get(pk=agency.participant.pk)
    assert (stored.outcome, agency.participant.outcome, stored.changed_at > before) == ("passed", "passed", True)
    [(verb, name, changes)] = lines()
    assert (verb, name, changes["outcome"]) == ("participant.passed", "Dewi Peserta Utara", ["enrolled", "passed"])


def test_move_from_a_stale_copy_is_decided_by_the_stored_state(agency: Agency) -> None:
    stale = Participant.objects.get(pk=agency.participant.pk)
    admin = agency.users["training_admin"]
    pass_out(agency.participant, admin)
    with pytest.raises(RefusedError, match="keadaannya sudah berubah"):
        pass_out(stale, admin, to=Outcome.FAILED)
    assert Participant.objects.get(pk=stale.pk).outcome == Outcome.PASSED
    assert len(lines()) == 1


@pytest.mark.parametrize("start", Outcome)
@pytest.mark.parametrize("end", Outcome)
def test_outcome_moves_are_those_of_the_table(start: Outcome, end: Outcome, agency: Agency) -> None:
    admin = agency.users["training_admin"]
    if start != Outcome.ENROLLED:
        pass_out(agency.participant, admin, to=start)
    if end in OUTCOME_MOVES[start]:
        pass_out(agency.participant, admin, to=end)
        assert Participant.objects.get(pk=agency.participant.pk).outcome == end
    else:
        with pytest.raises(RefusedError):
            pass_out(agency.participant, admin, to=end)


def test_audit_entry_outlives_its_actor_by_name(agency: Agency) -> None:
    someone = User.objects.create_user("123", name="Pak Lama")
    audit.record(
        "cohort.updated", agency.cohort, by=someone, changes={"label": ("I", "II")}, about=[agency.participant]
    )
    someone.delete()
    entry = LogEntry.objects.get()
    assert (entry.actor, entry.additional_data) == (
        None,
        {
            "verb": "cohort.updated",
            "via": "web",
            "who": "Pak Lama",
            "about": [f"cohorts.participant:{agency.participant.pk}"],
        },
    )


def test_changes_between_names_only_what_differs(agency: Agency) -> None:
    new = {"label": "II", "year": 2026}
    assert audit.changes_between(agency.cohort, new) == {"label": ("I", "II")}
