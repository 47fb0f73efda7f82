"""Reads of events and attendance."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from cohorts.querysets.scopes import accompanied, of_own_agency
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Attendance, Event


class EventQuerySet(BaseQuerySet["Event"]):
    """Gatherings."""

    def visible_to(self, user: "User") -> Self:
        """Return the gatherings of cohorts that one runs, takes part in, accompanies or coaches in."""
        everything = self.model._default_manager
        return self.filter(
            of_own_agency(user, prefix="cohort__")
            | Q(pk__in=everything.filter(cohort__participants__person__user=user).values("pk"))
            | Q(cohort__in=accompanied(user).values("participant__cohort"))
            | Q(pk__in=everything.filter(attendances__person__user=user).values("pk"))
        )


class AttendanceQuerySet(BaseQuerySet["Attendance"]):
    """Who came."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own and those of the cohorts that the user runs."""
        return self.filter(Q(person__user=user) | of_own_agency(user, prefix="event__cohort__"))
