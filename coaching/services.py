"""Coaches: their certificates, and the reason in writing when one coaches without."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from coaching.models import Certificate, Waiver
from cohorts.models import CoachAppointment, Cohort, Person
from cohorts.services import assignments
from cohorts.services.people import Who, known_or_new
from cohorts.services.saving import add, change, lock, remove
from core.errors import RefusedError
from core.templatetags.show import day

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Paper:
    """A certificate before it is saved; the last day of `valid_until` is still valid, None never ends."""

    number: str
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


def is_certified(person: Person, on: date) -> bool:
    """Say whether somebody holds a certificate that is valid on a day."""
    return person.certificates.valid_on(on).exists()


@transaction.atomic
def add_certificate(*, person: Person, paper: Paper, by: "User") -> Certificate:
    """Record a certificate; RefusedError when its number is recorded for this person already."""
    return add(Certificate(person=person, **vars(paper)), by=by, about=(person,))


@transaction.atomic
def edit_certificate(certificate: Certificate, *, paper: Paper, by: "User") -> Certificate:
    """Change what is recorded of a certificate."""
    return change(certificate, vars(paper), by=by, about=(certificate.person,))


@transaction.atomic
def remove_certificate(certificate: Certificate, *, by: "User") -> None:
    """Take back a certificate that was recorded by mistake."""
    remove(certificate, by=by, about=(certificate.person,))


@transaction.atomic
def appoint_coach(
    *,
    cohort: Cohort,
    who: Who,
    decree_number: str,
    decree_date: date | None,
    starts_on: date,
    ends_on: date | None,
    by: "User",
    paper: Paper | None = None,
    waiver_reason: str = "",
) -> CoachAppointment:
    """Appoint a coach who holds a certificate valid on the cohort's first day, or is excused in writing.

    `paper` is a certificate to record along the way. Raises RefusedError without either, and when the person is
    appointed already.
    """
    person = known_or_new(who, by=by)
    if paper:
        add_certificate(person=person, paper=paper, by=by)
    if not waiver_reason and not is_certified(person, cohort.starts_on):
        raise RefusedError(_no_certificate(person, cohort), field="waiver_reason")
    appointment = assignments.appoint_coach(
        cohort=cohort,
        person=person,
        decree_number=decree_number,
        decree_date=decree_date,
        starts_on=starts_on,
        ends_on=ends_on,
        rank=who.rank,
        position=who.position,
        by=by,
    )
    if waiver_reason:
        waive(appointment, reason=waiver_reason, by=by)
    return appointment


@transaction.atomic
def waive(appointment: CoachAppointment, *, reason: str, by: "User") -> Waiver:
    """Record, or change, why somebody coaches a cohort without a valid certificate."""
    about = (appointment, appointment.cohort, appointment.person)
    lock(appointment)
    present = Waiver.objects.filter(appointment=appointment).first()
    if present:
        return change(present, {"reason": reason}, by=by, about=about)
    return add(Waiver(appointment=appointment, reason=reason), by=by, about=about)


@transaction.atomic
def remove_waiver(waiver: Waiver, *, by: "User") -> None:
    """Take a waiver back; RefusedError while the coach has no valid certificate instead."""
    appointment = waiver.appointment
    if not is_certified(appointment.person, appointment.cohort.starts_on):
        raise RefusedError(_no_certificate(appointment.person, appointment.cohort))
    remove(waiver, by=by, about=(appointment, appointment.cohort, appointment.person))


@transaction.atomic
def withdraw_coach(appointment: CoachAppointment, *, by: "User") -> None:
    """Take back an appointment, its waiver along with it; RefusedError when participants were coached under it."""
    assignments.refuse_if_coaching(appointment)
    for waiver in Waiver.objects.filter(appointment=appointment):
        remove(waiver, by=by, about=(appointment, appointment.cohort))
    assignments.remove_appointment(appointment, by=by)


def _no_certificate(person: Person, cohort: Cohort) -> str:
    return _(
        "%(name)s tidak mempunyai sertifikat coaching yang berlaku pada %(day)s. "
        "Isi sertifikatnya, atau tulis alasan pengecualian."
    ) % {"name": person, "day": day(cohort.starts_on)}
