"""What a user may see follows from grants (an institution and all under it) and from assignments."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from cohorts.states import AssignmentRole, GrantedRole
from core.dates import held_on, today_expression
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Assignment, Institution


def institutions_granted(user: "User", *roles: str) -> "QuerySet[Institution, Any]":
    """Return the keys of the institutions, and of all under them, for which one of the roles was granted."""
    return apps.get_model("cohorts", "Institution")._default_manager.granted_to(user, *roles).values("pk")


def assignments_held(user: "User", *roles: str) -> "BaseQuerySet[Assignment]":
    """Return the user's assignments that are valid today, in the zone of each cohort."""
    assignments = apps.get_model("cohorts", "Assignment")._default_manager
    return (
        assignments.filter(person__user=user, role__in=roles or AssignmentRole.values)
        .alias(today=today_expression("participant__cohort__time_zone"))
        .filter(held_on(F("today")))
    )


def accompanied(user: "User") -> "BaseQuerySet[Assignment]":
    """Return the assignments in which the user is coach or mentor today.

    Examiners are left out: they see the documents and reviews of their participants, nothing else.
    """
    return assignments_held(user, AssignmentRole.COACH, AssignmentRole.MENTOR)


def of_own_agency(user: "User", *, prefix: str = "") -> Q:
    """Return the condition: a cohort that an institution of the user's administers."""
    return Q(**{f"{prefix}organiser__in": institutions_granted(user, GrantedRole.TRAINING_ADMIN)})


def led_by(user: "User", *, prefix: str = "") -> Q:
    """Return the condition on participants: leadership of the organiser or of the sending institution."""
    led = institutions_granted(user, GrantedRole.LEADERSHIP)
    return Q(**{f"{prefix}cohort__organiser__in": led}) | Q(**{f"{prefix}sending_institution__in": led})
