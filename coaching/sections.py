"""What this room adds to the pages of people and of companions: certificates, appointments, waivers."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coaching.models import Certificate
from coaching.rules import can_certify
from cohorts.models import Assignment, CoachAppointment, Cohort, Participant, Person
from cohorts.registry import PageSection, SectionPage
from cohorts.states import AssignmentRole
from core.dates import today_in

if TYPE_CHECKING:
    from accounts.models import User


def _with_standing(cohort: Cohort) -> QuerySet[CoachAppointment]:
    """Return a cohort's appointments with `is_certified`, `load` and `waiver_reason`."""
    valid = Certificate.objects.valid_on(cohort.starts_on).filter(person=OuterRef("person"))
    coached = Assignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today_in(cohort.time_zone)),
        person=OuterRef("person"),
        participant__cohort=cohort,
        role=AssignmentRole.COACH,
    )
    counted = coached.order_by().values("person").annotate(load=Count("participant", distinct=True)).values("load")
    return cohort.coach_appointments.select_related("person").annotate(
        is_certified=Exists(valid), load=Coalesce(Subquery(counted), 0), waiver_reason=F("waiver__reason")
    )


def coaches(cohort: Cohort, reader: "User") -> dict[str, Any]:
    """Return a cohort's coaches, how many each accompanies, and on what footing."""
    most = cohort.programme.participants_per_coach
    rows = [(row, vars(row)["load"] > most) for row in _with_standing(cohort)]
    return {"cohort": cohort, "rows": rows, "most": most}


def coach_of(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return the appointments under which a participant is coached, with their footing."""
    held = participant.assignments.filter(role=AssignmentRole.COACH).values("person")
    rows = list(_with_standing(participant.cohort).filter(person__in=held))
    return {"rows": rows, "cohort": participant.cohort} if held.exists() else None


def certificates(person: Person, reader: "User") -> dict[str, Any] | None:
    """Return a person's certificates, where the reader keeps them."""
    if not can_certify(reader, person):
        return None
    return {"person": person, "certificates": person.certificates.all()}


SECTIONS = [
    PageSection(
        code="coaches",
        page=SectionPage.COHORT_COMPANIONS,
        title=_("Coach angkatan ini"),
        order=1,
        template="coaching/_coaches.html",
        context=coaches,
    ),
    PageSection(
        code="coach_footing",
        page=SectionPage.PARTICIPANT_COMPANIONS,
        title=_("Penunjukan coach"),
        order=1,
        template="coaching/_coach_footing.html",
        context=coach_of,
    ),
    PageSection(
        code="certificates",
        page=SectionPage.PERSON,
        title=_("Sertifikat coaching"),
        order=1,
        template="coaching/_certificates.html",
        context=certificates,
    ),
]
