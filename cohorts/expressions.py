"""ORM expressions over participants, from which the rooms compose their checkpoints.

They are meant for participants annotated by `cohorts.checkpoints.with_checkpoints`: `day` is today in the
cohort's zone, or the cohort's first day while that lies ahead, so that who is appointed for a coming cohort counts.
"""

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from cohorts.models import Assignment, Phase
from cohorts.querysets.assignments import AssignmentQuerySet
from cohorts.states import PhaseKind
from core.dates import held_on


def in_office(role: str) -> AssignmentQuerySet:
    """Return the assignments, in a role, of the outer participant that hold on `day`; at most one."""
    return Assignment.objects.filter(held_on(OuterRef("day")), participant=OuterRef("pk"), role=role).order_by()


def has_one(role: str) -> Exists:
    """Return the condition that the participant has somebody in a role."""
    return Exists(in_office(role))


def end_of(kind: PhaseKind, *, otherwise: str = "cohort__ends_on") -> Combinable:
    """Return the last day of the cohort's phase of a kind; that of the cohort where it has no such phase."""
    phases = Phase.objects.filter(cohort=OuterRef("cohort"), kind=kind).order_by("-ends_on")
    return Coalesce(Subquery(phases.values("ends_on")[:1]), F(otherwise))


def start_of_training() -> Combinable:
    """Return the last day before which the preparation should stand: the pre-training phase, else the first day."""
    return end_of(PhaseKind.PRE_TRAINING, otherwise="cohort__starts_on")


def since_appointed(role: str, base: Combinable) -> Combinable:
    """Return `base`, or a later day: that on which the present one took office or the last one left it.

    So a successor has time of his own, and a gap is counted from its first day.
    """
    taken = in_office(role).values("starts_on")[:1]
    left = Assignment.objects.filter(participant=OuterRef("pk"), role=role, ends_on__lte=OuterRef("day"))
    return Greatest(base, Coalesce(Subquery(taken), Subquery(left.order_by("-ends_on").values("ends_on")[:1]), base))
