"""Figures of coaches. How they count: docs/reports.md."""

from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, Q

from coaching.models import Certificate
from cohorts.models import CoachAppointment
from core.shares import Share


def coaches_certified(cohorts: Iterable[int]) -> dict[int, Share]:
    """Return, for every cohort of `cohorts` (keys), its coaches with a certificate valid on its first day.

    The base is every coach appointed, with or without participants. One query.
    """
    valid = Certificate.objects.valid_on(OuterRef("cohort__starts_on")).filter(person=OuterRef("person"))
    wanted = list(cohorts)
    rows = (
        CoachAppointment.objects.filter(cohort__in=wanted)
        .order_by()
        .alias(is_certified=Exists(valid))
        .values(of_cohort=F("cohort"))
        .annotate(coaches=Count("pk"), certified=Count("pk", filter=Q(is_certified=True)))
    )
    found = {row["of_cohort"]: Share(row["certified"], row["coaches"]) for row in rows}
    return {cohort: found.get(cohort, Share(0, 0)) for cohort in wanted}
