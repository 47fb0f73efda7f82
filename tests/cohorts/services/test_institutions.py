"""Institutions: the tree, its stored paths, names, merging, and who may touch what."""

import pytest
from auditlog.models import LogEntry

from accounts.models import User
from cohorts.models import Grant, Institution, InstitutionAlias
from cohorts.models.institutions import new_path
from cohorts.services.institutions import (
    create_institution,
    edit_institution,
    merge_institutions,
    remove_institution,
    set_aliases,
)
from cohorts.states import GrantedRole, InstitutionKind
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
UNIT = InstitutionKind.UNIT


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def other() -> Agency:
    return build_agency("Selatan", 2)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


def verbs() -> list[str]:
    """Return the verbs of the trail in the order of writing."""
    return [entry.additional_data["verb"] for entry in LogEntry.objects.order_by("pk")]


def move(institution: Institution, parent: Institution | None, by: User) -> Institution:
    """Give an institution another parent and nothing else."""
    return edit_institution(institution, name=institution.name, kind=institution.kind, parent=parent, aliases=[], by=by)


def test_institution_created_under_a_parent_carries_its_path(agency: Agency, admin: User) -> None:
    unit = create_institution(
        name="Dinas Kesehatan", kind=UNIT, parent=agency.sender, aliases=["Dinkes", " dinkes "], by=admin
    )
    assert unit.path.startswith(agency.sender.path)
    assert len(unit.path) == len(agency.sender.path) + 9
    assert [alias.name for alias in unit.aliases.all()] == ["dinkes"]
    assert verbs() == ["institution.created", "institution.aliases"]


def test_institution_under_another_agency_is_refused(other: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="dikelola lembaga lain"):
        create_institution(name="Dinas", kind=UNIT, parent=other.institution, by=admin)


def test_institution_named_like_its_sibling_is_refused(agency: Agency, admin: User) -> None:
    create_institution(name="Dinas", kind=UNIT, parent=agency.sender, by=admin)
    with pytest.raises(RefusedError, match="sudah ada di bawah induk yang sama"):
        create_institution(name="dinas", kind=UNIT, parent=agency.sender, by=admin)
    assert Institution.objects.filter(name__iexact="dinas").count() == 1


def test_institution_too_deep_is_refused(agency: Agency, admin: User) -> None:
    parent = agency.institution
    for _level in range(21):
        parent = Institution.objects.create(name="x", parent=parent, path=new_path(parent.path))
    with pytest.raises(RefusedError, match="22 tingkat"):
        create_institution(name="y", kind=UNIT, parent=parent, by=admin)


def test_moving_rewrites_the_paths_of_all_under_it(agency: Agency, admin: User) -> None:
    unit = create_institution(name="Dinas", kind=UNIT, parent=agency.sender, by=admin)
    section = create_institution(name="Bidang", kind=UNIT, parent=unit, by=admin)
    branch = create_institution(name="UPT", kind=UNIT, parent=agency.institution, by=admin)
    move(unit, branch, admin)
    unit.refresh_from_db()
    section.refresh_from_db()
    assert unit.parent == branch
    assert unit.path == f"{branch.path}{unit.path[-9:]}"
    assert section.path == f"{unit.path}{section.path[-9:]}"
    assert set(Institution.objects.under(branch)) == {branch, unit, section}
    assert set(Institution.objects.under(agency.sender)) == {agency.sender}


def test_moving_to_the_top_keeps_the_tree_below(agency: Agency, admin: User) -> None:
    unit = create_institution(name="Dinas", kind=UNIT, parent=agency.sender, by=admin)
    move(agency.sender, None, admin)
    agency.sender.refresh_from_db()
    unit.refresh_from_db()
    assert len(agency.sender.path) == 10
    assert unit.path.startswith(agency.sender.path)


@pytest.mark.parametrize("target", ["itself", "child"])
def test_moving_under_itself_is_refused(agency: Agency, admin: User, target: str) -> None:
    unit = create_institution(name="Dinas", kind=UNIT, parent=agency.sender, by=admin)
    with pytest.raises(RefusedError, match="ke bawah dirinya sendiri"):
        move(agency.sender, {"itself": agency.sender, "child": unit}[target], admin)
    agency.sender.refresh_from_db()
    assert agency.sender.parent == agency.institution


def test_moving_people_of_others_into_own_scope_is_refused(agency: Agency, other: Agency, admin: User) -> None:
    free = Institution.objects.create(name="Kabupaten Bebas")
    other.participant.person.institution = free
    other.participant.person.save()
    with pytest.raises(RefusedError, match="orang atau angkatan yang tidak Anda kelola"):
        move(free, agency.institution, admin)


def test_moving_an_empty_institution_into_own_scope_is_allowed(agency: Agency, admin: User) -> None:
    free = Institution.objects.create(name="Kabupaten Bebas")
    move(free, agency.institution, admin)
    assert Institution.objects.under(agency.institution).filter(pk=free.pk).exists()


def test_moving_an_organiser_away_from_its_last_admin_is_refused(agency: Agency, admin: User) -> None:
    top = Institution.objects.create(name="Provinsi")
    move(agency.institution, top, admin)
    Grant.objects.filter(user=admin).update(institution=top)
    with pytest.raises(RefusedError, match="tidak lagi mempunyai pengelola"):
        move(agency.institution, None, admin)
    Grant.objects.create(user=admin, institution=agency.institution, role=GrantedRole.TRAINING_ADMIN)
    move(agency.institution, None, admin)
    agency.institution.refresh_from_db()
    assert agency.institution.parent is None


def test_alias_that_points_elsewhere_is_refused(agency: Agency, other: Agency, admin: User) -> None:
    InstitutionAlias.objects.create(institution=other.sender, name="Kab. S")
    with pytest.raises(RefusedError, match="sudah menunjuk ke sebuah instansi"):
        set_aliases(agency.sender, ["kab. s"], by=admin)
    assert not agency.sender.aliases.exists()


def test_removing_names_what_is_in_the_way(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="masih ada 1 peserta"):
        remove_institution(agency.sender, by=admin)
    unit = create_institution(name="Dinas", kind=UNIT, parent=agency.sender, aliases=["D"], by=admin)
    remove_institution(unit, by=admin)
    assert not Institution.objects.filter(pk=unit.pk).exists()
    assert verbs()[-1] == "institution.deleted"


def test_merging_moves_everything_and_keeps_the_name(agency: Agency, admin: User) -> None:
    duplicate = create_institution(name="Kab Utara", kind=UNIT, aliases=["KU"], by=admin)
    child = create_institution(name="Dinas", kind=UNIT, parent=duplicate, by=admin)
    person = agency.participant.person
    person.institution = duplicate
    person.save()
    agency.participant.sending_institution = duplicate
    agency.participant.save()
    merge_institutions(duplicate, into=agency.sender, by=admin)
    for row in (person, agency.participant, child):
        row.refresh_from_db()
    assert person.institution == agency.sender
    assert agency.participant.sending_institution == agency.sender
    assert child.parent == agency.sender
    assert child.path.startswith(agency.sender.path)
    assert sorted(alias.name for alias in agency.sender.aliases.all()) == ["KU", "Kab Utara"]
    assert not Institution.objects.filter(pk=duplicate.pk).exists()


def test_merging_into_its_own_tree_or_with_roles_is_refused(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="dirinya, induknya, atau bawahannya"):
        merge_institutions(agency.sender, into=agency.institution, by=admin)
    free = create_institution(name="Lain", kind=UNIT, by=admin)
    with pytest.raises(RefusedError, match="Cabut dulu peran"):
        merge_institutions(agency.institution, into=free, by=admin)
