"""A training admin of one agency cannot get at the people, accounts and cohorts of another by detours."""

from typing import Any

import pytest

from accounts.models import User
from cohorts import rules
from cohorts.models import CoachAppointment, Grant, Institution, Participant, Person
from cohorts.services.institutions import edit_institution, merge_institutions
from cohorts.services.people import edit_person
from cohorts.states import GrantedRole
from core.errors import RefusedError
from tests.cast import START, Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def other() -> Agency:
    return build_agency("Selatan", 2)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


def known(person: Person, **changes: Any) -> dict[str, Any]:
    names = ("number", "number_type", "name", "rank", "position", "unit", "institution", "phone")
    return {name: getattr(person, name) for name in names} | {"email": person.user.email} | changes


def move(institution: Institution, parent: Institution, by: User) -> Institution:
    return edit_institution(institution, name=institution.name, kind=institution.kind, parent=parent, aliases=[], by=by)


def test_coach_of_others_is_not_won_by_moving_the_institution_that_nobody_runs(
    agency: Agency, other: Agency, admin: User
) -> None:
    free = Institution.objects.create(name="Kabupaten Bebas")
    coach = other.users["coach"].person
    Person.objects.filter(pk=coach.pk).update(institution=free)
    # Known by number, a person is enrolled without being asked, and so becomes visible.
    Participant.objects.create(cohort=agency.cohort, person=coach, sending_institution=agency.sender)
    with pytest.raises(RefusedError, match="tidak Anda kelola"):
        move(free, agency.institution, admin)
    with pytest.raises(RefusedError, match="tidak Anda kelola"):
        merge_institutions(free, into=agency.institution, by=admin)
    assert not rules.can_edit_person(admin, Person.objects.get(pk=coach.pk))


@pytest.mark.parametrize(
    "changes", [{"email": "saya@contoh.go.id"}, {"number": "19800202 200501 2 009"}], ids=["email", "number"]
)
def test_account_of_somebody_who_acts_for_others_is_not_taken_over(
    agency: Agency, other: Agency, admin: User, changes: dict[str, str]
) -> None:
    person = agency.users["examiner"].person
    CoachAppointment.objects.create(cohort=other.cohort, person=person, starts_on=START)
    with pytest.raises(RefusedError, match="juga ikut dalam angkatan lembaga lain"):
        edit_person(person, by=admin, **known(person, **changes))
    edit_person(person, by=admin, **known(person, position="Widyaiswara"))
    stored = User.objects.get(pk=person.user_id)
    assert (stored.email, stored.username) == (person.user.email, person.number)


def test_own_leadership_elsewhere_does_not_gain_participants_by_merging(
    agency: Agency, other: Agency, admin: User
) -> None:
    led = Institution.objects.create(name="Kementerian Dipimpin")
    Grant.objects.create(user=admin, institution=led, role=GrantedRole.LEADERSHIP)
    free = Institution.objects.create(name="Kabupaten Bebas")
    Participant.objects.filter(pk=other.participant.pk).update(sending_institution=free)
    with pytest.raises(RefusedError, match="tidak Anda kelola"):
        merge_institutions(free, into=led, by=admin)
    with pytest.raises(RefusedError, match="tidak Anda kelola"):
        move(free, led, admin)
    assert not Participant.objects.visible_to(admin).filter(pk=other.participant.pk).exists()
