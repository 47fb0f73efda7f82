"""People: their numbers and addresses, accounts, invitations; who may edit whom."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import OneTimeLink, User
from cohorts import rules
from cohorts.models import Grant, Institution, Participant, Person
from cohorts.services.people import (
    Who,
    add_colleague,
    create_person,
    deactivate_person,
    edit_person,
    invite_one,
    invite_people,
    invitees,
    known_or_new,
    number_warnings,
    reactivate_person,
)
from cohorts.states import GrantedRole, NumberType
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
NIP = "19800202 200501 2 003"


@pytest.fixture
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-21 07:07:00+00:00", tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def other() -> Agency:
    return build_agency("Selatan", 2)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


def new_person(agency: Agency, **fields: str) -> Person:
    """Return a person of the agency who never signed in."""
    given = {"number": NIP, "number_type": NumberType.NIP, "name": "Rina", "email": "rina@contoh.go.id"} | fields
    return create_person(institution=agency.institution, by=agency.users["training_admin"], **given)


def known(person: Person, **changes: Any) -> dict[str, Any]:
    """Return what a person's form would send, with changes."""
    names = ("number", "number_type", "name", "rank", "position", "unit", "institution", "phone")
    return {name: getattr(person, name) for name in names} | {"email": person.user.email} | changes


def test_created_person_has_a_user_without_password(agency: Agency) -> None:
    person = new_person(agency)
    assert (person.number, person.user.username) == ("198002022005012003", "198002022005012003")
    assert (person.user.name, person.user.email) == ("Rina", "rina@contoh.go.id")
    assert not person.user.has_usable_password()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "1980"}, "NIP harus 18 digit angka"),
        ({"number": "19750101 020000 6 100", "number_type": "nip"}, "Digit ke-15"),
        ({"email": "bukan surel"}, "Surel tidak terbaca"),
    ],
)
def test_created_person_with_odd_values_is_refused_whole(agency: Agency, fields: dict[str, str], sentence: str) -> None:
    before = User.objects.count()
    with pytest.raises(RefusedError, match=sentence):
        new_person(agency, **fields)
    assert User.objects.count() == before


def test_created_person_with_a_taken_number_or_address_is_refused(agency: Agency) -> None:
    new_person(agency)
    with pytest.raises(RefusedError, match="Sudah ada akun dengan nomor ini"):
        new_person(agency, email="lain@contoh.go.id")
    with pytest.raises(RefusedError, match="Surel ini sudah dipakai"):
        new_person(agency, number="19800202 200501 2 004", email="RINA@contoh.go.id")


def test_unusual_number_is_saved_with_a_warning(agency: Agency) -> None:
    person = new_person(agency, number="19800202 199001 2 003")
    assert number_warnings(person.number, person.number_type) == [
        "Tahun lahir 1980 dan tahun pengangkatan 1990 tidak lazim. Periksa nomornya."
    ]


def test_colleague_of_an_institution_of_others_is_refused(agency: Agency, other: Agency, admin: User) -> None:
    typed = {"number": NIP, "number_type": "nip", "name": "Rina"}
    for institution in (None, other.institution):
        with pytest.raises(RefusedError, match="Pilih instansi yang Anda kelola"):
            add_colleague(institution=institution, by=admin, **typed)
    assert add_colleague(institution=agency.sender, by=admin, **typed).institution == agency.sender


def test_edited_person_changes_with_the_user(agency: Agency, admin: User) -> None:
    person = new_person(agency)
    changes = {"number": "19800202 200501 2 009", "name": "Rina, S.E.", "email": "r@contoh.go.id", "rank": "IV/b"}
    edit_person(person, by=admin, **known(person, **changes))
    person = Person.objects.get(pk=person.pk)
    assert (person.number, person.name, person.rank) == ("198002022005012009", "Rina, S.E.", "IV/b")
    assert (person.user.username, person.user.name, person.user.email) == (
        "198002022005012009",
        "Rina, S.E.",
        "r@contoh.go.id",
    )


def test_edited_person_is_not_moved_to_an_institution_of_others(agency: Agency, other: Agency, admin: User) -> None:
    person = new_person(agency)
    with pytest.raises(RefusedError, match="dikelola lembaga lain"):
        edit_person(person, by=admin, **known(person, institution=other.sender))


def test_known_person_without_address_gets_the_typed_one(agency: Agency, admin: User) -> None:
    person = new_person(agency, email="")
    who = Who(person=person, number_type="nip", number=NIP, name="", email="rina@contoh.go.id")
    assert known_or_new(who, by=admin) == person
    person.user.refresh_from_db()
    assert person.user.email == "rina@contoh.go.id"


def test_person_of_another_agency_is_not_editable(agency: Agency, other: Agency, admin: User) -> None:
    colleague, foreign = agency.participant.person, other.participant.person
    assert rules.can_edit_person(admin, colleague)
    assert not rules.can_edit_person(admin, foreign)
    Participant.objects.create(cohort=agency.cohort, person=foreign, sending_institution=agency.sender)
    assert not rules.can_edit_person(admin, foreign)


def test_person_whom_nobody_employs_is_editable_only_in_own_cohorts(agency: Agency, other: Agency, admin: User) -> None:
    free = Institution.objects.create(name="Kabupaten Bebas")
    person = create_person(number=NIP, number_type="nip", name="Rina", institution=free, by=admin)
    Participant.objects.create(cohort=agency.cohort, person=person, sending_institution=free)
    assert rules.can_edit_person(admin, person)
    Participant.objects.create(cohort=other.cohort, person=person, sending_institution=free)
    assert not rules.can_edit_person(admin, person)


def test_person_with_a_role_elsewhere_is_not_editable(agency: Agency, other: Agency, admin: User) -> None:
    person = agency.participant.person
    Grant.objects.create(user=person.user, institution=other.institution, role=GrantedRole.LEADERSHIP)
    assert not rules.can_edit_person(admin, person)


def test_deactivating_oneself_or_the_last_admin_is_refused(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="akun sendiri"):
        deactivate_person(admin.person, by=admin)
    colleague = new_person(agency)
    with pytest.raises(RefusedError, match="Siti Pengelola Utara pengelola pelatihan terakhir untuk BPSDM Utara"):
        deactivate_person(admin.person, by=colleague.user)
    Grant.objects.create(user=colleague.user, institution=agency.institution, role=GrantedRole.TRAINING_ADMIN)
    deactivate_person(admin.person, by=colleague.user)
    admin.refresh_from_db()
    assert not admin.is_active
    reactivate_person(admin.person, by=colleague.user)
    admin.refresh_from_db()
    assert admin.is_active


def test_inactive_admin_does_not_count_as_another(agency: Agency, admin: User) -> None:
    colleague = new_person(agency)
    Grant.objects.create(user=colleague.user, institution=agency.institution, role=GrantedRole.TRAINING_ADMIN)
    User.objects.filter(pk=colleague.user_id).update(is_active=False)
    with pytest.raises(RefusedError, match="terakhir"):
        deactivate_person(admin.person, by=colleague.user)


def test_preview_says_who_gets_an_invitation_and_why_others_do_not(agency: Agency, admin: User) -> None:
    fresh = new_person(agency)
    without = new_person(agency, number="19800202 200501 2 004", name="Sari", email="")
    shut_out = new_person(agency, number="19800202 200501 2 005", name="Tono", email="t@contoh.go.id")
    deactivate_person(shut_out, by=admin)
    everybody = Person.objects.filter(pk__in=[fresh.pk, without.pk, shut_out.pk, admin.person.pk]).order_by("name")
    assert [(str(row.person), row.obstacle) for row in invitees(everybody)] == [
        ("Rina", ""),
        ("Sari", "Belum ada surel"),
        ("Siti Pengelola Utara", "Sudah punya kata sandi"),
        ("Tono", "Akun dinonaktifkan"),
    ]


def test_invitation_is_sent_once_within_its_validity(agency: Agency, admin: User) -> None:
    person = new_person(agency)
    assert invite_people([person], by=admin) == [person]
    assert invite_people([person], by=admin) == []
    assert OneTimeLink.objects.filter(user=person.user).count() == 1
    with pytest.raises(RefusedError, match="Undangan masih berlaku"):
        invite_one(person, by=admin)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert invite_people([person], by=admin) == [person]


def test_invitation_reaches_the_person(agency: Agency, admin: User, django_capture_on_commit_callbacks) -> None:
    person = new_person(agency)
    with django_capture_on_commit_callbacks(execute=True):
        invite_one(person, by=admin)
    assert [message.to for message in mail.outbox] == [["rina@contoh.go.id"]]
