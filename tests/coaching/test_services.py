"""Coaches: certified on the first day of the cohort, or excused in writing; and the rules the database keeps."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from accounts.models import User
from coaching.models import Certificate, Waiver
from coaching.rules import can_administer_certificate, can_certify
from coaching.services import (
    Paper,
    add_certificate,
    appoint_coach,
    edit_certificate,
    is_certified,
    remove_certificate,
    remove_waiver,
    waive,
    withdraw_coach,
)
from cohorts.models import Assignment, CoachAppointment, Person
from cohorts.services.people import Who
from cohorts.services.saving import add
from core.errors import RefusedError
from tests.cast import START, Agency, build_agency, person

pytestmark = pytest.mark.django_db
PAPER = Paper("C-9", "LAN", date(2025, 1, 1), START)


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


@pytest.fixture
def newcomer(agency: Agency) -> Person:
    return person("198001012005011001", "Rina Baru", agency.institution)


def appoint(agency: Agency, who: Person, **changes: Any) -> CoachAppointment:
    """Appoint somebody for the agency's cohort, with changes."""
    given: dict[str, Any] = {
        "cohort": agency.cohort,
        "who": Who(who, "nip", who.number, "", position="Widyaiswara"),
        "decree_number": "SK 1",
        "decree_date": date(2026, 9, 1),
        "starts_on": START,
        "ends_on": None,
    }
    return appoint_coach(by=agency.users["training_admin"], **(given | changes))


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper("1", "", date(2025, 1, 1), None), True),
        (Paper("1", "", START, START), True),
        (Paper("1", "", date(2025, 1, 1), date(2026, 10, 4)), False),
        (Paper("1", "", date(2026, 10, 6), None), False),
        (Paper("1", "", None, None), False),
    ],
)
def test_certificate_counts_when_it_is_valid_on_the_first_day(
    agency: Agency, admin: User, newcomer: Person, paper: Paper, expected: object
) -> None:
    add_certificate(person=newcomer, paper=paper, by=admin)
    assert is_certified(newcomer, agency.cohort.starts_on) is expected


def test_coach_with_a_certificate_is_appointed(agency: Agency, newcomer: Person) -> None:
    made = appoint(agency, newcomer, paper=PAPER)
    assert (made.person, made.position, made.decree_number) == (newcomer, "Widyaiswara", "SK 1")
    assert newcomer.certificates.get().number == "C-9"
    assert not Waiver.objects.filter(appointment=made).exists()
    verbs = [entry.additional_data["verb"] for entry in LogEntry.objects.order_by("pk")]
    assert verbs == ["certificate.created", "coachappointment.created"]


def test_coach_without_certificate_needs_a_reason_in_writing(agency: Agency, newcomer: Person) -> None:
    with pytest.raises(RefusedError) as refusal:
        appoint(agency, newcomer, paper=Paper("C-9", "", date(2025, 1, 1), date(2026, 1, 1)))
    assert refusal.value.field == "waiver_reason"
    assert "tidak mempunyai sertifikat coaching yang berlaku pada 5 Oktober 2026" in str(refusal.value)
    assert (newcomer.certificates.count(), newcomer.coach_appointments.count()) == (0, 0)
    made = appoint(agency, newcomer, waiver_reason="Widyaiswara bersertifikat belum mencukupi")
    assert Waiver.objects.get(appointment=made).reason == "Widyaiswara bersertifikat belum mencukupi"


def test_coach_appointed_twice_is_refused_whole(agency: Agency, newcomer: Person) -> None:
    appoint(agency, newcomer, paper=PAPER)
    with pytest.raises(RefusedError, match="sudah ditunjuk untuk angkatan ini"):
        appoint(agency, newcomer, waiver_reason="lagi", paper=Paper("C-10"))
    assert newcomer.certificates.count() == 1


def test_waiver_is_changed_and_taken_back_once_certified(agency: Agency, admin: User, newcomer: Person) -> None:
    made = appoint(agency, newcomer, waiver_reason="menunggu")
    waiver = waive(made, reason="menunggu sertifikasi Desember", by=admin)
    assert Waiver.objects.filter(appointment=made).count() == 1
    with pytest.raises(RefusedError, match="tidak mempunyai sertifikat"):
        remove_waiver(waiver, by=admin)
    add_certificate(person=newcomer, paper=PAPER, by=admin)
    remove_waiver(waiver, by=admin)
    assert not Waiver.objects.filter(appointment=made).exists()


def test_appointment_is_withdrawn_with_its_waiver_unless_somebody_is_coached(
    agency: Agency, admin: User, newcomer: Person
) -> None:
    made = appoint(agency, newcomer, waiver_reason="menunggu")
    withdraw_coach(made, by=admin)
    assert not CoachAppointment.objects.filter(person=newcomer).exists()
    used = CoachAppointment.objects.get()
    with pytest.raises(RefusedError, match="mendampingi 1 peserta"):
        withdraw_coach(used, by=admin)
    assert Waiver.objects.filter(appointment=used).exists()
    assert Assignment.objects.coaches().count() == 1


def test_certificate_is_changed_and_removed(agency: Agency, admin: User) -> None:
    certificate = Certificate.objects.get()
    edit_certificate(certificate, paper=Paper("C-Utara", "LAN", date(2025, 1, 1), date(2026, 12, 31)), by=admin)
    certificate.refresh_from_db()
    assert (certificate.issuer, certificate.valid_until) == ("LAN", date(2026, 12, 31))
    remove_certificate(certificate, by=admin)
    assert not Certificate.objects.exists()


def test_certificates_are_kept_for_own_people_and_own_coaches(agency: Agency, admin: User) -> None:
    other = build_agency("Selatan", 2)
    foreign = other.users["coach"].person
    assert can_certify(admin, agency.users["coach"].person)
    assert not can_certify(admin, foreign)
    CoachAppointment.objects.create(cohort=agency.cohort, person=foreign, starts_on=START)
    assert can_certify(admin, foreign)
    assert can_administer_certificate(admin, foreign.certificates.get())
    assert not can_certify(agency.users["coach"], agency.users["coach"].person)


BREACHES: dict[str, Callable[[Agency], models.Model]] = {
    "certificate_once": lambda a: Certificate(person=a.users["coach"].person, number="C-Utara"),
    "certificate_ends_after_issue": lambda a: Certificate(
        person=a.users["mentor"].person, number="X", issued_on=START, valid_until=date(2026, 1, 1)
    ),
    "waiver_has_a_reason": lambda a: Waiver(
        appointment=CoachAppointment.objects.create(cohort=a.cohort, person=a.users["mentor"].person, starts_on=START),
        reason="",
    ),
}


def test_every_constraint_is_breached_here() -> None:
    found = {row.name for model in apps.get_app_config("coaching").get_models() for row in model._meta.constraints}
    assert set(BREACHES) == found


@pytest.mark.parametrize("name", BREACHES)
def test_database_refuses_a_breach_and_the_service_says_so(name: str, agency: Agency) -> None:
    row = BREACHES[name](agency)
    with pytest.raises(IntegrityError, match=name if connection.vendor == "postgresql" else None), transaction.atomic():
        row.save(force_insert=True)
    [constraint] = [one for one in row._meta.constraints if one.name == name]
    row.pk = None
    with pytest.raises(RefusedError, match=str(constraint.violation_error_message)):
        add(row, by=agency.users["training_admin"])
