"""Answers after the training: each answers for themselves, in the wave that is asked for."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.models import User
from change_actions.forms import FORMS
from change_actions.models import FollowUp
from change_actions.states import Respondent
from cohorts.models import Assignment
from tests.cast import Agency, build_agency, person

pytestmark = pytest.mark.django_db

IN_WAVE_3 = "2027-04-25T03:00:00Z"
PARTICIPANT = {"implementation": "partly", "barriers": ["budget", "time"], "coaching_needed": "ya", "note": "Lanjut"}
MENTOR = {
    "implementation": "as_planned",
    "barriers": [],
    "in_skp": "tidak",
    "behaviour_change": "some",
    "mentor_letter": "without_tasks",
    "role_explained": "ya",
    "mentoring_pattern": "scheduled",
    "guidance": "shared_thinking",
    "note": "",
}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(IN_WAVE_3, tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    found = build_agency("Utara", 1)
    FollowUp.objects.all().delete()
    return found


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(agency: Agency) -> str:
    return reverse("change_actions:follow_up", args=[agency.participant.pk])


def answered(respondent: str) -> dict[str, object]:
    row = FollowUp.objects.get(respondent=respondent)
    kinds = sorted(barrier.kind for barrier in row.barriers.all())
    return {
        name: getattr(row, name) for name in ("month", "implementation", "in_skp", "coaching_needed", "answered_on")
    } | {"barriers": kinds}


def test_answers_of_participant_and_mentor_stand_apart(agency: Agency) -> None:
    assert client_of(agency.users["participant"]).post(address(agency), PARTICIPANT).status_code == 302
    assert client_of(agency.users["mentor"]).post(address(agency), MENTOR).status_code == 302
    assert answered("participant") == {
        "month": 3,
        "implementation": "partly",
        "in_skp": None,
        "coaching_needed": True,
        "answered_on": date(2027, 4, 25),
        "barriers": ["budget", "time"],
    }
    assert answered("mentor") == {
        "month": 3,
        "implementation": "as_planned",
        "in_skp": False,
        "coaching_needed": None,
        "answered_on": date(2027, 4, 25),
        "barriers": [],
    }


def test_questions_are_those_of_the_respondent() -> None:
    assert set(FORMS[Respondent.PARTICIPANT].base_fields) == set(PARTICIPANT)
    assert set(FORMS[Respondent.MENTOR].base_fields) == set(MENTOR)


def test_answer_is_changed_while_the_wave_is_open_and_the_trail_keeps_no_answer(agency: Agency) -> None:
    client = client_of(agency.users["participant"])
    client.post(address(agency), PARTICIPANT)
    client.post(address(agency), PARTICIPANT)
    assert LogEntry.objects.count() == 1
    shown = client.get(address(agency)).context["form"].initial
    assert (shown["implementation"], shown["coaching_needed"], shown["barriers"]) == (
        "partly",
        "ya",
        ["budget", "time"],
    )
    client.post(address(agency), {"implementation": "not_done", "barriers": ["transfer"], "note": "Rahasia besar"})
    assert (answered("participant")["implementation"], answered("participant")["barriers"]) == (
        "not_done",
        ["transfer"],
    )
    assert answered("participant")["coaching_needed"] is None
    entries = list(LogEntry.objects.order_by("pk"))
    assert [entry.additional_data["verb"] for entry in entries] == ["followup.created", "followup.changed"]
    assert "Rahasia" not in str([entry.changes for entry in entries])
    assert "not_done" not in str([entry.changes for entry in entries])


def test_answer_without_anything_is_refused(agency: Agency) -> None:
    response = client_of(agency.users["participant"]).post(address(agency), {"note": "  "})
    assert response.status_code == 422
    assert "Jawab paling sedikit satu pertanyaan." in response.content.decode()
    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize(
    "odd", [{"implementation": "x"}, {"barriers": ["x"]}, {"coaching_needed": "mungkin"}, {"note": "x" * 2001}]
)
def test_answer_that_cannot_be_is_refused(agency: Agency, odd: dict[str, object]) -> None:
    response = client_of(agency.users["participant"]).post(address(agency), {**PARTICIPANT, **odd})
    assert response.status_code == 422
    assert FollowUp.objects.count() == 0


def test_next_wave_carries_over_what_lasts_and_asks_the_rest_anew(agency: Agency) -> None:
    client = client_of(agency.users["mentor"])
    client.post(address(agency), MENTOR)
    with time_machine.travel("2027-07-20T03:00:00Z", tick=False):
        client.force_login(agency.users["mentor"])
        shown = client.get(address(agency)).context["form"].initial
        assert shown == {"mentor_letter": "without_tasks", "role_explained": "ya"}
        client.post(address(agency), {**MENTOR, "implementation": "partly"})
    waves = FollowUp.objects.order_by("month").values_list("month", "implementation")
    assert list(waves) == [(3, "as_planned"), (6, "partly")]


def test_form_before_any_wave_says_when_it_comes(agency: Agency) -> None:
    with time_machine.travel("2026-11-21T03:00:00Z", tick=False):
        client = client_of(agency.users["participant"])
        assert "Saat ini tidak ada tindak lanjut yang diminta." in client.get(address(agency)).content.decode()
        assert client.post(address(agency), PARTICIPANT).status_code == 200
    assert FollowUp.objects.count() == 0


def test_successor_answers_and_the_mentor_of_yesterday_does_not(agency: Agency) -> None:
    Assignment.objects.filter(pk=agency.mentoring.pk).update(ends_on=date(2027, 4, 1))
    successor = person("196501012000011009", "Mentor Baru", agency.institution)
    Assignment.objects.create(
        participant=agency.participant, person=successor, role="mentor", starts_on=date(2027, 4, 1)
    )
    assert client_of(agency.users["mentor"]).get(address(agency)).status_code == 404
    assert client_of(successor.user).post(address(agency), MENTOR).status_code == 302


@pytest.mark.parametrize(
    ("role", "code"), [("coach", 403), ("training_admin", 403), ("leadership", 403), ("examiner", 403)]
)
def test_others_neither_read_nor_answer(agency: Agency, role: str, code: int) -> None:
    client = client_of(agency.users[role])
    assert client.get(address(agency)).status_code == code
    assert client.post(address(agency), PARTICIPANT).status_code == code
    assert FollowUp.objects.count() == 0
