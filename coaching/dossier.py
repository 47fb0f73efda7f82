"""What this room has for a participant's page: whether the coach is appointed and fit to coach."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.models import Certificate
from cohorts.models import CoachAppointment, Participant
from cohorts.registry import DossierSection
from cohorts.states import AssignmentRole
from cohorts.wording import State

if TYPE_CHECKING:
    from accounts.models import User


def coach_section(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return decree and certificate of the present coach; the reason of a waiver stays between coach and agency."""
    coaches = [row for row in participant.assignments.all() if row.role == AssignmentRole.COACH]
    if not coaches:
        return None
    coach = coaches[-1]
    cohort = participant.cohort
    appointment = (
        CoachAppointment.objects.filter(cohort=cohort, person=coach.person_id).select_related("waiver").first()
    )
    certified = Certificate.objects.valid_on(cohort.starts_on).filter(person=coach.person_id).exists()
    return {"coach": coach.person, "rows": [_decree(appointment), _fitness(appointment, certified=certified)]}


def _decree(appointment: CoachAppointment | None) -> tuple[str, State]:
    if appointment is None or not appointment.decree_number:
        return _("Surat penunjukan"), State("open", _("Belum ada nomor surat"))
    return _("Surat penunjukan"), State("done", appointment.decree_number)


def _fitness(appointment: CoachAppointment | None, *, certified: bool) -> tuple[str, State]:
    label = _("Sertifikat coaching pada hari pertama angkatan")
    if certified:
        return label, State("done", _("Berlaku"))
    if appointment is not None and hasattr(appointment, "waiver"):
        return label, State("open", _("Dengan pengecualian tertulis"))
    return label, State("open", _("Tidak ada"))


SECTIONS = [
    DossierSection(
        code="coach",
        title=gettext_lazy("Coach"),
        order=12,
        template="coaching/_coach_section.html",
        context=coach_section,
    )
]
