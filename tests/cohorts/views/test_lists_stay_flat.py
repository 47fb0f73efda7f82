"""One row or forty: a page of this room asks the database as often."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import Assignment, Attendance, CoachAppointment, Event, Grant, Institution, Participant, Person
from cohorts.models.institutions import new_path
from cohorts.states import GrantedRole
from tests.cast import END, START, Agency, build_agency, person

pytestmark = pytest.mark.django_db
MANY = 12


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency, client: Client) -> Client:
    client.force_login(agency.users["training_admin"])
    return client


def fill(agency: Agency) -> None:
    """Add a dozen of everything that the pages list."""
    for place in range(MANY):
        unit = Institution.objects.create(
            name=f"Unit {place}", parent=agency.institution, path=new_path(agency.institution.path)
        )
        someone = person(f"19800101200501{1000 + place}", f"Orang {place:02}", unit)
        mentor = person(f"19800101200501{2000 + place}", f"Pendamping {place:02}", unit)
        later = person(f"19800101200501{3000 + place}", f"Pengganti {place:02}", unit)
        participant = Participant.objects.create(cohort=agency.cohort, person=someone, sending_institution=unit)
        successor = Assignment.objects.create(participant=participant, person=later, role="mentor", starts_on=END)
        Assignment.objects.create(
            participant=participant, person=mentor, role="mentor", starts_on=START, ends_on=END, successor=successor
        )
        Assignment.objects.create(
            participant=participant, person=agency.users["coach"].person, role="coach", starts_on=START
        )
        CoachAppointment.objects.create(cohort=agency.cohort, person=mentor, starts_on=START)
        Grant.objects.create(user=later.user, institution=unit, role=GrantedRole.LEADERSHIP)
        Event.objects.create(
            cohort=agency.cohort,
            kind="workshop",
            name=f"Temu {place}",
            starts_at=agency.event.starts_at,
            ends_at=agency.event.ends_at,
        )
        Attendance.objects.create(event=agency.event, person=someone, status="present")
        Attendance.objects.create(event=agency.event, person=later, status="present", is_speaker=True)


def of_cohort(name: str) -> Callable[[Agency], str]:
    return lambda agency: reverse(name, args=[agency.cohort.code])


PAGES: dict[str, Callable[[Agency], str]] = {
    "institutions": lambda _: reverse("cohorts:institutions"),
    "institution": lambda agency: reverse("cohorts:institution", args=[agency.institution.pk]),
    "people": lambda _: reverse("cohorts:people"),
    "person": lambda agency: reverse("cohorts:person", args=[agency.users["coach"].person.pk]),
    "programmes": lambda _: reverse("cohorts:programmes"),
    "programme": lambda agency: reverse("cohorts:programme", args=[agency.cohort.programme_id]),
    "grants": lambda _: reverse("cohorts:grants"),
    "accompaniment": lambda _: reverse("cohorts:accompaniment"),
    "manage": of_cohort("cohorts:cohort_manage"),
    "companions": of_cohort("cohorts:companions"),
    "events": of_cohort("cohorts:events"),
    "event": lambda agency: reverse("cohorts:event", args=[agency.event.pk]),
    "invitations": of_cohort("cohorts:invitations"),
    "mentor": of_cohort("cohorts:appoint_mentor"),
    "coach": of_cohort("cohorts:assign_coach"),
    "appoint": of_cohort("coaching:appoint"),
}


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_as_often_for_many_as_for_one(agency: Agency, admin: Client, page: str) -> None:
    url = PAGES[page](agency)
    assert admin.get(url).status_code == 200
    with CaptureQueriesContext(connection) as one:
        admin.get(url)
    fill(agency)
    with CaptureQueriesContext(connection) as many:
        shown = admin.get(url)
    assert shown.status_code == 200
    assert len(many) <= len(one) + 2, [query["sql"] for query in many.captured_queries]
    assert Person.objects.count() > MANY
