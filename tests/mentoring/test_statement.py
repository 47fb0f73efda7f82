"""Recording that the mentor signed the commitment statement on paper."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cohorts.models import Assignment
from cohorts.states import AssignmentRole
from core.errors import RefusedError
from mentoring.models import Statement
from mentoring.services import record_statement
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-21T07:07:00Z", tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    found = build_agency("Utara", 1)
    Statement.objects.all().delete()
    return found


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(agency: Agency) -> str:
    return reverse("mentoring:statement", args=[agency.participant.pk])


@pytest.mark.parametrize("role", ["mentor", "training_admin"])
def test_statement_is_recorded_once_and_corrected_with_a_line(agency: Agency, role: str) -> None:
    client = client_of(agency.users[role])
    for typed in ("12-10-2026", "12 Oktober 2026", "13/10/2026"):
        assert client.post(address(agency), {"signed_on": typed}).status_code == 302
    assert Statement.objects.get().signed_on == date(2026, 10, 13)
    assert [entry.additional_data["verb"] for entry in LogEntry.objects.order_by("pk")] == [
        "statement.created",
        "statement.corrected",
    ]
    html = client.get(reverse("cohorts:participant", args=[agency.participant.pk])).content.decode()
    assert "Ditandatangani 13 Oktober" in html
    assert "mencatat pernyataan komitmen Mentor Ratna Mentor Utara" in html


@pytest.mark.parametrize("typed", ["", "22-11-2026", "1-1-2020", "31-02-2026", "kemarin", "12/31/2026"])
def test_statement_of_an_impossible_day_is_refused_and_kept_in_the_form(agency: Agency, typed: str) -> None:
    response = client_of(agency.users["mentor"]).post(address(agency), {"signed_on": typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert Statement.objects.count() == 0


def test_statement_for_a_coach_is_refused(agency: Agency) -> None:
    coach = Assignment.objects.get(participant=agency.participant, role=AssignmentRole.COACH)
    with pytest.raises(RefusedError, match="hanya dicatat untuk mentor"):
        record_statement(coach, signed_on=date(2026, 10, 12), by=agency.users["training_admin"])


def test_statement_without_a_mentor_says_so(agency: Agency) -> None:
    Assignment.objects.filter(pk=agency.mentoring.pk).update(ends_on=date(2026, 11, 1))
    client = client_of(agency.users["training_admin"])
    assert "Hari ini belum ada mentor" in client.get(address(agency)).content.decode()
    assert client.post(address(agency), {"signed_on": "12-10-2026"}).status_code == 200
    assert Statement.objects.count() == 0
    assert client_of(agency.users["mentor"]).get(address(agency)).status_code == 404


@pytest.mark.parametrize(
    ("role", "code"), [("participant", 403), ("coach", 403), ("leadership", 403), ("examiner", 403)]
)
def test_statement_is_not_recorded_by_others(agency: Agency, role: str, code: int) -> None:
    assert client_of(agency.users[role]).post(address(agency), {"signed_on": "12-10-2026"}).status_code == code
    assert Statement.objects.count() == 0
