"""Who sees which rows: the table of docs/architecture.md, role by role, and never the twin agency's."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db.models import Model

from accounts.models import User
from change_actions.models import ChangeAction, FollowUp, Milestone
from coaching.models import Certificate, Waiver
from cohorts.models import Assignment, CoachAppointment, Cohort, Event, Grant, Institution, Participant, Person
from cohorts.models.institutions import new_path
from cohorts.states import GrantedRole
from mentoring.models import Statement
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db

MODELS: list[type[Model]] = [
    Cohort,
    Participant,
    Person,
    Assignment,
    CoachAppointment,
    Event,
    Grant,
    Certificate,
    Waiver,
    Statement,
    ChangeAction,
    Milestone,
    FollowUp,
]
#                  cohort part. people assign. appoint. event grant cert. waiver stat. action mile. answer
EXPECTED = {
    "training_admin": (1, 1, 6, 3, 1, 1, 2, 1, 1, 1, 1, 1, 0),
    "leadership": (1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    "participant": (1, 1, 1, 3, 0, 1, 0, 0, 0, 1, 1, 1, 1),
    "mentor": (1, 1, 1, 3, 0, 1, 0, 0, 0, 1, 1, 1, 0),
    "coach": (1, 1, 1, 3, 1, 1, 0, 1, 1, 1, 1, 1, 0),
    "examiner": (1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
}


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel("2026-11-21 07:07:00+00:00", tick=False):
        yield


@pytest.fixture
def agencies(now: None) -> tuple[Agency, Agency]:
    return build_agency("Utara", 1), build_agency("Selatan", 2)


def seen(model: type[Model], user: User) -> list[str]:
    return [str(row) for row in model._default_manager.visible_to(user)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", EXPECTED)
def test_visible_rows_by_role_are_those_of_the_table(role: str, agencies: tuple[Agency, Agency]) -> None:
    user = agencies[0].users[role]
    counts = tuple(len(seen(model, user)) for model in MODELS)
    assert counts == EXPECTED[role]


@pytest.mark.parametrize("role", EXPECTED)
def test_visible_rows_never_hold_the_twin_agency(role: str, agencies: tuple[Agency, Agency]) -> None:
    user = agencies[0].users[role]
    leaked = [text for model in MODELS for text in seen(model, user) if "Selatan" in text or "SELATAN" in text]
    assert leaked == []


def test_visible_cohorts_of_a_ministry_are_those_of_all_bodies_under_it(agencies: tuple[Agency, Agency]) -> None:
    ministry = Institution.objects.create(name="Kementerian")
    for agency in agencies:
        agency.institution.parent = ministry
        agency.institution.path = new_path(ministry.path)
        agency.institution.save()
    admin = User.objects.create_user("999")
    Grant.objects.create(user=admin, institution=ministry, role=GrantedRole.TRAINING_ADMIN)
    assert sorted(Cohort.objects.visible_to(admin).values_list("code", flat=True)) == [
        "PKA-SELATAN-2026-1",
        "PKA-UTARA-2026-1",
    ]


def test_visible_participants_of_a_sending_leader_are_the_own_ones(agencies: tuple[Agency, Agency]) -> None:
    leader = User.objects.create_user("999")
    Grant.objects.create(user=leader, institution=agencies[1].sender, role=GrantedRole.LEADERSHIP)
    agencies[0].participant.sending_institution = agencies[1].sender
    agencies[0].participant.save()
    assert Participant.objects.visible_to(leader).count() == 2
    assert Cohort.objects.visible_to(leader).count() == 2
    assert ChangeAction.objects.visible_to(leader).count() == 0


def test_visible_rows_after_revoking_a_grant_are_gone_at_once(agencies: tuple[Agency, Agency]) -> None:
    admin = agencies[0].users["training_admin"]
    Grant.objects.filter(user=admin).delete()
    assert Cohort.objects.visible_to(admin).count() == 0


@pytest.mark.parametrize(("ends_on", "sees"), [(date(2026, 11, 21), 0), (date(2026, 11, 22), 1), (None, 1)])
def test_visible_participants_of_a_mentor_end_with_the_period(
    ends_on: date | None, sees: int, agencies: tuple[Agency, Agency]
) -> None:
    Assignment.objects.filter(pk=agencies[0].mentoring.pk).update(ends_on=ends_on)
    assert Participant.objects.visible_to(agencies[0].users["mentor"]).count() == sees


def test_visible_rows_of_a_superuser_hold_no_notes_and_no_answers(agencies: tuple[Agency, Agency]) -> None:
    superuser = User.objects.create_superuser("000")
    assert {model.__name__: len(seen(model, superuser)) for model in MODELS} == {model.__name__: 0 for model in MODELS}
