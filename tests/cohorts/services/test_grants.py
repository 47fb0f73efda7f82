"""Granted roles: within one's own scope, never below the last training admin, the first one by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import OneTimeLink, User
from accounts.querysets import token_hash
from cohorts.models import Grant, Institution, Person
from cohorts.rules import is_training_admin
from cohorts.services.grants import grant_role, grant_somebody, revoke_grant
from cohorts.services.people import Who
from cohorts.states import GrantedRole
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db
ADMIN, LEADER = GrantedRole.TRAINING_ADMIN, GrantedRole.LEADERSHIP
COMMAND = ["--number", "19750101 200003 1 001", "--name", "Siti, S.E.", "--email", "siti@contoh.go.id"]


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def other() -> Agency:
    return build_agency("Selatan", 2)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


def own_grant(user: User) -> Grant:
    """Return the role of somebody who has one."""
    return Grant.objects.get(user=user)


def test_role_is_granted_within_own_scope_only(agency: Agency, other: Agency, admin: User) -> None:
    mentor = agency.users["mentor"].person
    grant = grant_role(person=mentor, role=LEADER, institution=agency.sender, by=admin)
    assert (grant.user, grant.institution) == (mentor.user, agency.sender)
    with pytest.raises(RefusedError, match="bukan pengelola pelatihan di BPSDM Selatan"):
        grant_role(person=mentor, role=LEADER, institution=other.institution, by=admin)


def test_role_granted_twice_is_refused(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="Peran ini sudah diberikan"):
        grant_role(person=admin.person, role=ADMIN, institution=agency.institution, by=admin)


def test_grant_to_somebody_new_makes_the_person_and_invites(agency: Agency, admin: User) -> None:
    who = Who(None, "nip", "19800202 200501 2 003", "Rina", "rina@contoh.go.id", institution=agency.institution)
    grant, why_not = grant_somebody(who=who, role=ADMIN, institution=agency.institution, invite=True, by=admin)
    assert why_not == ""
    assert is_training_admin(grant.user)
    assert OneTimeLink.objects.filter(user=grant.user).count() == 1


def test_grant_to_somebody_without_address_says_that_no_invitation_went_out(agency: Agency, admin: User) -> None:
    who = Who(None, "nip", "19800202 200501 2 003", "Rina", institution=agency.institution)
    _grant, why_not = grant_somebody(who=who, role=LEADER, institution=agency.institution, invite=True, by=admin)
    assert why_not == "Undangan tidak dikirim. Belum ada surel."


def test_grant_elsewhere_makes_no_person(agency: Agency, other: Agency, admin: User) -> None:
    who = Who(None, "nip", "19800202 200501 2 003", "Rina")
    with pytest.raises(RefusedError, match="Pilih salah satu instansi"):
        grant_somebody(who=who, role=ADMIN, institution=other.institution, invite=False, by=admin)
    assert not Person.objects.filter(name="Rina").exists()


def test_last_admin_of_a_tree_is_not_revoked(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="terakhir untuk BPSDM Utara"):
        revoke_grant(own_grant(admin), by=admin)
    below = grant_role(person=agency.users["mentor"].person, role=ADMIN, institution=agency.sender, by=admin)
    with pytest.raises(RefusedError, match="terakhir"):
        revoke_grant(own_grant(admin), by=admin)
    revoke_grant(below, by=admin)
    assert Grant.objects.filter(role=ADMIN).count() == 1


def test_admin_is_revoked_while_one_above_or_beside_remains(agency: Agency, admin: User) -> None:
    top = Institution.objects.create(name="Provinsi")
    Institution.objects.filter(pk=agency.institution.pk).update(parent=top, path=f"{top.path}{'a' * 8}/")
    Grant.objects.create(user=agency.users["mentor"], institution=top, role=ADMIN)
    revoke_grant(own_grant(admin), by=agency.users["mentor"])
    assert not is_training_admin(admin)


def test_leadership_is_revoked_freely(agency: Agency, admin: User) -> None:
    revoke_grant(own_grant(agency.users["leadership"]), by=admin)
    assert not Grant.objects.filter(role=LEADER).exists()


def test_command_makes_the_first_admin_and_prints_a_link() -> None:
    out = StringIO()
    call_command("create_admin", *COMMAND, "--institution", "BPSDM Baru", stdout=out)
    grant = Grant.objects.get()
    assert (grant.role, grant.institution.name, grant.user.email) == (ADMIN, "BPSDM Baru", "siti@contoh.go.id")
    assert grant.user.person.number == "197501012000031001"
    token = out.getvalue().strip().rpartition("/u/")[2]
    assert OneTimeLink.objects.usable().filter(token_hash=token_hash(token), user=grant.user).exists()


def test_command_called_again_only_renews_the_link() -> None:
    for _time in range(2):
        call_command("create_admin", *COMMAND, "--institution", "bpsdm baru", stdout=StringIO())
    assert (Grant.objects.count(), Institution.objects.count(), Person.objects.count()) == (1, 1, 1)
    assert OneTimeLink.objects.usable().count() == 1


def test_command_with_a_damaged_number_writes_nothing() -> None:
    with pytest.raises(CommandError, match="rusak oleh lembar kerja"):
        call_command(
            "create_admin", "--number", "1.97E+17", "--name", "A", "--email", "a@b.go.id", "--institution", "B"
        )
    assert (Institution.objects.count(), Person.objects.count()) == (0, 0)
