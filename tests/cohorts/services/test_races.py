"""Two people at once: locks let one of them through, and the other reads a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from cohorts.models import Assignment, Grant, Institution, Person
from cohorts.models.institutions import new_path
from cohorts.services.assignments import assign
from cohorts.services.grants import revoke_grant
from cohorts.services.institutions import edit_institution
from cohorts.services.participants import enrol
from cohorts.services.people import deactivate_person, invite_people
from cohorts.states import GrantedRole
from core.errors import RefusedError
from tests.cast import START, Agency, build_agency, person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all acts at the same time; return what each was answered, "" for done."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            gate.wait()
            act()
        except RefusedError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_admins_who_take_each_others_role_leave_one(agency: Agency) -> None:
    first, second = agency.users["training_admin"], agency.users["mentor"]
    Grant.objects.create(user=second, institution=agency.institution, role=GrantedRole.TRAINING_ADMIN)
    grants = {grant.user_id: grant for grant in Grant.objects.filter(role=GrantedRole.TRAINING_ADMIN)}
    done, refused = at_once(
        lambda: revoke_grant(grants[second.pk], by=first), lambda: revoke_grant(grants[first.pk], by=second)
    )
    assert done == ""
    assert "pengelola pelatihan terakhir" in refused
    assert Grant.objects.filter(role=GrantedRole.TRAINING_ADMIN).count() == 1


def test_two_admins_who_shut_each_other_out_leave_one(agency: Agency) -> None:
    first, second = agency.users["training_admin"], agency.users["mentor"]
    Grant.objects.create(user=second, institution=agency.institution, role=GrantedRole.TRAINING_ADMIN)
    done, refused = at_once(
        lambda: deactivate_person(Person.objects.get(user=second), by=first),
        lambda: deactivate_person(Person.objects.get(user=first), by=second),
    )
    assert (done, "terakhir" in refused) == ("", True)
    assert User.objects.filter(pk__in=[first.pk, second.pk], is_active=True).count() == 1


def test_two_mentors_at_once_leave_one(agency: Agency) -> None:
    by = agency.users["training_admin"]
    newcomer = person("198001012005011001", "Tono", agency.sender)
    participant = enrol(cohort=agency.cohort, person=newcomer, sending_institution=agency.sender, by=by)
    mentors = [agency.users["mentor"].person, agency.users["leadership"].person]
    answers = at_once(
        *(
            lambda mentor=mentor: assign(
                participants=[participant], person=mentor, role="mentor", starts_on=START, by=by
            )
            for mentor in mentors
        )
    )
    assert (answers[0], "sudah ada mentor untuk Tono" in answers[1]) == ("", True)
    assert Assignment.objects.filter(participant=participant).count() == 1


def test_enrolled_by_two_at_once_is_enrolled_once(agency: Agency) -> None:
    by, someone = agency.users["training_admin"], agency.users["mentor"].person
    answers = at_once(
        *[lambda: enrol(cohort=agency.cohort, person=someone, sending_institution=agency.sender, by=by)] * 2
    )
    assert answers == ["", "Orang ini sudah menjadi peserta angkatan ini."]


def test_invitation_asked_for_twice_at_once_goes_out_once(agency: Agency) -> None:
    by, someone = agency.users["training_admin"], agency.participant.person
    User.objects.filter(pk=someone.user_id).update(password="!")
    at_once(*[lambda: invite_people([someone], by=by)] * 3)
    assert someone.user.links.count() == 1


def test_two_moves_at_once_tie_no_knot(agency: Agency) -> None:
    by = agency.users["training_admin"]
    one, two = (
        Institution.objects.create(name=name, parent=agency.institution, path=new_path(agency.institution.path))
        for name in ("Satu", "Dua")
    )

    def move(institution: Institution, parent: Institution) -> None:
        given = {"name": institution.name, "kind": institution.kind, "aliases": []}
        edit_institution(institution, parent=parent, by=by, **given)  # type: ignore[arg-type]

    answers = at_once(lambda: move(one, two), lambda: move(two, one))
    assert (answers[0], "ke bawah dirinya sendiri" in answers[1]) == ("", True)
    for row in Institution.objects.select_related("parent"):
        assert row.parent is None or row.path.startswith(row.parent.path)
