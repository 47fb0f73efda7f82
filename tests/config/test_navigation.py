"""The rail of each role and the frame around every page."""

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cohorts.models import Grant
from cohorts.roles import Role
from cohorts.states import GrantedRole
from config import navigation
from tests.cast import Agency, build_agency

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def _today() -> Iterator[None]:
    with time_machine.travel("2026-11-21T05:00:00Z", tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def asked_by(user: User | AnonymousUser, **session: str) -> HttpRequest:
    """Return a request of a user."""
    request = RequestFactory().get("/")
    request.user = user
    request.session = session  # type: ignore[assignment]
    return request


def test_every_role_has_at_most_seven_entries() -> None:
    for role in Role:
        assert len([entry for entry in navigation.ENTRIES if role in entry.roles]) <= 7


@pytest.mark.parametrize("role", list(Role))
def test_frame_names_person_role_and_agency(agency: Agency, role: Role) -> None:
    frame = navigation.navigation(asked_by(agency.users[role]))["frame"]
    assert (frame.person, frame.role, frame.switch_url) == (str(agency.users[role]), role.label, "")
    assert frame.agency == "BPSDM Utara" or role == Role.EXAMINER


def test_frame_of_somebody_with_two_roles_names_the_chosen_one(agency: Agency) -> None:
    user = agency.users["mentor"]
    Grant.objects.create(user=user, institution=agency.institution, role=GrantedRole.LEADERSHIP)
    assert navigation.navigation(asked_by(user))["frame"].role == Role.LEADERSHIP.label
    assert navigation.navigation(asked_by(user, role="mentor"))["frame"].role == Role.MENTOR.label


def test_navigation_of_nobody_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        found = navigation.navigation(asked_by(AnonymousUser()))
        assert found["frame"].person == ""
        assert all(entry.url for entry in found["navigation"])


def test_entries_without_a_page_are_not_shown(agency: Agency) -> None:
    shown = navigation.navigation(asked_by(agency.users["training_admin"]))["navigation"]
    assert len(shown) == len(
        [
            entry
            for entry in navigation.ENTRIES
            if navigation.url_or_empty(entry.url_name) and Role.TRAINING_ADMIN in entry.roles
        ]
    )
    assert sum(entry.current for entry in shown) <= 1
