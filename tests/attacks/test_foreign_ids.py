"""Ids and names of another agency in fields, ticks and filters; fields that no form has (SEC-2, SEC-3)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from change_actions.models import FollowUp
from cohorts.models import Assignment, CoachAppointment, Grant, Participant
from cohorts.states import GrantedRole
from tests.access.expected import NOW
from tests.access.routes import routes
from tests.access.rows import row_for
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def other() -> Agency:
    return build_agency("Selatan", 2)


def client_of(agency: Agency, role: str = "training_admin") -> Client:
    client = Client()
    client.force_login(agency.users[role])
    return client


def test_coach_is_not_assigned_to_participants_or_by_appointments_of_others(agency: Agency, other: Agency) -> None:
    client, url = client_of(agency), reverse("cohorts:assign_coach", args=[agency.cohort.code])
    own, foreign = agency.cohort.coach_appointments.get(), other.cohort.coach_appointments.get()
    before = Assignment.objects.count()
    for coach, participant in ((foreign, agency.participant), (own, other.participant)):
        sent = {"coach": coach.pk, "participants": [participant.pk], "starts_on": "5-10-2026"}
        assert client.post(url, sent).status_code == 422
        picked = client.get(url, {"pilih": other.participant.pk, "participants": other.participant.pk})
        assert "Selatan" not in picked.content.decode()
    assert Assignment.objects.count() == before


def test_mentor_is_not_appointed_for_participants_of_others(agency: Agency, other: Agency) -> None:
    client, before = client_of(agency), Assignment.objects.count()
    for name in ("appoint_mentor", "appoint_examiner"):
        url = reverse(f"cohorts:{name}", args=[agency.cohort.code])
        sent = {
            "participants": [other.participant.pk, agency.participant.pk],
            "number_type": "nip",
            "number": agency.users["leadership"].person.number,
            "starts_on": "1-1-2028",
        }
        assert client.post(url, sent).status_code == 422
    assert Assignment.objects.count() == before


def test_role_is_not_granted_for_an_institution_of_others(agency: Agency, other: Agency) -> None:
    client, before = client_of(agency), Grant.objects.count()
    for institution in (other.institution, other.sender):
        sent = {
            "number_type": "nip",
            "number": agency.users["training_admin"].person.number,
            "role": "training_admin",
            "institution": institution.pk,
        }
        assert client.post(reverse("cohorts:grant_add"), sent).status_code == 422
    assert Grant.objects.count() == before


def test_cohort_is_not_given_to_or_made_for_others(agency: Agency, other: Agency) -> None:
    client = client_of(agency)
    sent = {
        "programme": "PKA",
        "label": "II",
        "year": 2026,
        "organiser": other.institution.pk,
        "starts_on": "5-10-2026",
        "time_zone": "Asia/Jakarta",
    }
    assert client.post(reverse("cohorts:cohort_add"), sent).status_code == 422
    assert client.post(reverse("cohorts:cohort_check"), sent).status_code in {302, 422}
    copied = client.get(reverse("cohorts:cohort_add"), {"source": other.cohort.code, "dari": other.cohort.code})
    assert "Selatan" not in copied.content.decode()
    edit = reverse("cohorts:cohort_edit", args=[agency.cohort.code])
    client.post(edit, sent | {"code": agency.cohort.code, "ends_on": "15-1-2027", "organiser": other.institution.pk})
    agency.cohort.refresh_from_db()
    assert agency.cohort.organiser == agency.institution


def test_people_of_others_are_not_invited_or_marked_present(agency: Agency, other: Agency) -> None:
    client, foreign = client_of(agency), other.users["mentor"].person
    User.objects.filter(pk=foreign.user_id).update(password="!")
    sent = {"people": [foreign.pk]}
    assert client.post(reverse("cohorts:invitations", args=[agency.cohort.code]), sent).status_code == 422
    client.post(reverse("cohorts:event", args=[agency.event.pk]), {f"person_{foreign.pk}": "present"})
    assert not agency.event.attendances.filter(person=foreign).exists()
    assert not foreign.user.links.exists()


# What no form asks for, set as an attacker would like it.
EXTRA = {
    "is_staff": "1",
    "is_superuser": "1",
    "is_system": "1",
    "is_active": "",
    "user": "1",
    "outcome": "passed",
    "state": "verified",
    "verified_at": "2026-11-21",
    "verified_by": "1",
    "claimed_by": "1",
    "person": "1",
    "cohort": "1",
    "organiser": "1",
    "path": "/",
    "respondent": "mentor",
    "month": "24",
    "password": "sandi-baru-saja-123",
}


# Pages that ask for consent alone would act, and the outcome is asked for on a page of its own.
ACTS_BY_CONSENT = ("verify", "activate", "end_sessions", "remove", "undo", "revoke", "withdraw", "participant_outcome")


@pytest.mark.parametrize("role", ["training_admin", "participant", "mentor"])
def test_fields_that_no_form_has_change_nothing(role: str, agency: Agency, other: Agency) -> None:
    client = client_of(agency, role)
    before = _state(agency)
    for route in routes():
        if not route.ours or any(word in route.name for word in ACTS_BY_CONSENT):
            continue
        url = reverse(route.name, kwargs=row_for(route, agency) if route.arguments else None)
        if client.get(url).status_code == 200:
            client.post(url, EXTRA)
    assert _state(agency) == before


def _state(agency: Agency) -> list[Any]:
    users = User.objects.order_by("pk").values_list("is_staff", "is_superuser", "is_system", "is_active", "password")
    agency.participant.refresh_from_db()
    agency.milestone.refresh_from_db()
    agency.cohort.refresh_from_db()
    outcomes = list(Participant.objects.order_by("pk").values_list("person", "cohort", "outcome"))
    paths = list(type(agency.institution).objects.order_by("pk").values_list("path", flat=True))
    return [list(users), outcomes, agency.milestone.state, agency.cohort.organiser_id, paths]


def test_nobody_but_the_respondent_reads_an_answer(agency: Agency) -> None:
    FollowUp.objects.filter(participant=agency.participant).update(note="Rahasia-Sekali")
    for role in ("training_admin", "coach", "mentor", "leadership", "examiner"):
        client = client_of(agency, role)
        for route in routes():
            if not route.ours or route.name == "cohorts:workbook":
                continue
            url = reverse(route.name, kwargs=row_for(route, agency) if route.arguments else None)
            answer: Any = client.get(url)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"Rahasia-Sekali" not in body, (role, route.name)


def test_institution_in_the_report_address_opens_nothing(agency: Agency, other: Agency) -> None:
    url = reverse("reports:evaluation", args=[agency.cohort.code])
    for role in ("leadership", "training_admin"):
        for key in (other.sender.pk, other.institution.pk, 0, -1):
            assert "Selatan" not in client_of(agency, role).get(url, {"instansi": key}).content.decode()
    foreign = reverse("reports:evaluation", args=[other.cohort.code])
    assert client_of(agency, "leadership").get(foreign, {"instansi": agency.sender.pk}).status_code == 404


def test_role_in_the_session_gives_nothing(agency: Agency) -> None:
    client = client_of(agency, "participant")
    session = client.session
    session["role"] = "training_admin"
    session.save()
    assert client.post(reverse("cohorts:switch_role"), {"role": "training_admin"}).status_code == 422
    assert client.get(reverse("cohorts:people")).status_code == 403
    assert client.get(reverse("cohorts:home")).status_code == 200


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x()"])
def test_nobody_is_sent_to_another_site(agency: Agency, target: str) -> None:
    client = client_of(agency)
    answers = [
        client.post(reverse("set_language"), {"language": "en", "next": target}),
        Client().post(
            reverse("account_login") + f"?next={target}",
            {"login": agency.users["coach"].email, "password": "sandi-untuk-uji-saja", "next": target},
        ),
        Client().get(reverse("cohorts:people"), headers={"HX-Request": "true", "HX-Current-URL": target}),
    ]
    for answer in answers:
        where = answer.headers.get("Location", "") + answer.headers.get("HX-Redirect", "")
        assert not where.startswith(target)
        assert "://evil" not in where.split("?")[0]


def test_deactivated_user_loses_session_and_reset(agency: Agency) -> None:
    client, user = client_of(agency, "coach"), agency.users["coach"]
    assert client.get(reverse("cohorts:home")).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(reverse("cohorts:home")).status_code == 302


def test_ended_coach_sees_nothing_any_more(agency: Agency) -> None:
    client = client_of(agency, "coach")
    url = reverse("cohorts:participant", args=[agency.participant.pk])
    assert client.get(url).status_code == 200
    Assignment.objects.filter(person__user=agency.users["coach"]).update(ends_on=date(2026, 11, 21))
    assert client.get(url).status_code in {403, 404}
    assert client.get(reverse("change_actions:milestone", args=[agency.milestone.pk])).status_code == 404


def test_senders_leadership_reads_only_its_own_participants(agency: Agency, other: Agency) -> None:
    sent = Participant.objects.create(
        cohort=other.cohort, person=agency.users["coach"].person, sending_institution=agency.sender
    )
    boss = agency.users["mentor"]
    Grant.objects.create(user=boss, institution=agency.sender, role=GrantedRole.LEADERSHIP)
    seen = Participant.objects.visible_to(boss).filter(cohort=other.cohort)
    assert list(seen) == [sent]
    page = client_of(agency, "mentor").get(reverse("reports:evaluation", args=[other.cohort.code]))
    assert page.status_code == 200
    assert "Kabupaten Selatan" not in page.content.decode()
    assert "Dewi Peserta" not in page.content.decode()
    assert CoachAppointment.objects.visible_to(boss).filter(cohort=other.cohort).count() == 0
