"""As what somebody acts."""

from datetime import date

import pytest
import time_machine
from django.http import HttpRequest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cohorts.models import Assignment, Grant
from cohorts.roles import Role, current_role, roles_held
from cohorts.states import AssignmentRole, GrantedRole
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@time_machine.travel("2026-11-21T05:00:00Z", tick=False)
@pytest.mark.parametrize("role", list(Role))
def test_roles_held_by_each_of_the_cast_is_their_own(agency: Agency, role: Role) -> None:
    assert roles_held(agency.users[role]) == [role]


@time_machine.travel("2026-11-21T05:00:00Z", tick=False)
def test_roles_held_by_somebody_with_several_come_in_order_and_in_one_query(
    agency: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = agency.users["participant"]
    Grant.objects.create(user=user, institution=agency.institution, role=GrantedRole.LEADERSHIP)
    Grant.objects.create(user=user, institution=agency.sender, role=GrantedRole.LEADERSHIP)
    with django_assert_num_queries(1):
        assert roles_held(user) == [Role.LEADERSHIP, Role.PARTICIPANT]


@time_machine.travel("2026-11-21T05:00:00Z", tick=False)
def test_roles_held_after_an_assignment_has_ended_are_fewer(agency: Agency) -> None:
    Assignment.objects.filter(role=AssignmentRole.MENTOR).update(ends_on=date(2026, 11, 21))
    assert roles_held(agency.users["mentor"]) == []


def test_roles_held_by_a_stranger_are_none() -> None:
    assert roles_held(User.objects.create_user("stranger")) == []


@pytest.mark.parametrize(
    ("chosen", "expected"), [(None, Role.MENTOR), ("participant", Role.PARTICIPANT), ("leadership", Role.MENTOR)]
)
def test_current_role_is_the_chosen_one_while_it_is_held(chosen: str | None, expected: Role) -> None:
    request = HttpRequest()
    request.session = {"role": chosen}  # type: ignore[assignment]
    assert current_role(request, [Role.MENTOR, Role.PARTICIPANT]) == expected
    assert current_role(request, []) is None
