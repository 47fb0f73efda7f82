"""Reads of events and attendance."""

from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q

from cohorts.querysets.scopes import accompanied, of_own_agency
from cohorts.states import AttendanceStatus
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

    def with_counts(self) -> Self:
        """Annotate `present_count` and `speaker_count`."""
        attending = Q(attendances__is_speaker=False, attendances__status=AttendanceStatus.PRESENT)
        return self.annotate(
            present_count=Count("attendances", filter=attending),
            speaker_count=Count("attendances", filter=Q(attendances__is_speaker=True)),
        )


class AttendanceQuerySet(BaseQuerySet["Attendance"]):
    """Who came."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own and those of the cohorts that the user runs."""
        return self.filter(Q(person__user=user) | of_own_agency(user, prefix="event__cohort__"))

    def statuses(self) -> dict[int, str]:
        """Return the status of each person who was expected, by the person's key; speakers are left out."""
        return dict(self.filter(is_speaker=False).values_list("person", "status"))

    def speakers(self) -> Self:
        """Return those who speak, with their institutions."""
        return self.filter(is_speaker=True).select_related("person__institution")
