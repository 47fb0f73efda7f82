"""Reads of people and of granted roles."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from cohorts.querysets.institutions import paths_above
from cohorts.querysets.scopes import institutions_granted
from cohorts.states import AssignmentRole, EventKind, GrantedRole
from core.dates import today_in
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort, Event, Grant, Institution, Person

WAYS_INTO_A_COHORT = ("participations__cohort", "assignments__participant__cohort", "coach_appointments__cohort")


class PersonQuerySet(BaseQuerySet["Person"]):
    """People, who are seen by those who run their cohorts."""

    def visible_to(self, user: "User") -> Self:
        """Return oneself and, for a training admin, the people of own institutions and of own cohorts."""
        scope = institutions_granted(user, GrantedRole.TRAINING_ADMIN)
        seen = Q(user=user) | Q(institution__in=scope)
        for way in WAYS_INTO_A_COHORT:
            inside = self.model._default_manager.filter(**{f"{way}__organiser__in": scope})
            seen |= Q(pk__in=inside.values("pk"))
        return self.filter(seen)

    def for_list(self) -> Self:
        """Return them with what the list shows: account and institution."""
        return self.select_related("user", "institution")

    def of_cohort(self, cohort: "Cohort") -> Self:
        """Return a cohort's participants, its coaches and the mentors who have not ended, with their accounts."""
        held = Q(assignments__ends_on=None) | Q(assignments__ends_on__gt=today_in(cohort.time_zone))
        everybody = self.model._default_manager
        accompanying = everybody.filter(held, assignments__participant__cohort=cohort)
        return self.filter(
            Q(pk__in=cohort.participants.values("person"))
            | Q(pk__in=cohort.coach_appointments.values("person"))
            | Q(pk__in=accompanying.values("pk"))
        ).select_related("user", "institution")

    def expected_at(self, event: "Event") -> Self:
        """Return those for whom a gathering of its kind is meant, and whoever was recorded there; not the speakers."""
        cohort = event.cohort
        today = today_in(cohort.time_zone)
        mentors = self.model._default_manager.filter(
            Q(assignments__ends_on=None) | Q(assignments__ends_on__gt=today),
            assignments__participant__cohort=cohort,
            assignments__role=AssignmentRole.MENTOR,
        )
        meant = {
            EventKind.MENTOR_BRIEFING: Q(pk__in=mentors.values("pk")),
            EventKind.COACH_ALIGNMENT: Q(pk__in=cohort.coach_appointments.values("person")),
        }.get(EventKind(event.kind), Q(pk__in=cohort.participants.values("person")))
        recorded = event.attendances.filter(is_speaker=False).values("person")
        speakers = event.attendances.filter(is_speaker=True).values("person")
        return (
            self.filter(meant | Q(pk__in=recorded))
            .exclude(pk__in=speakers)
            .select_related("institution")
            .order_by("name")
        )


class GrantQuerySet(BaseQuerySet["Grant"]):
    """Granted roles, seen by those who may grant there."""

    def visible_to(self, user: "User") -> Self:
        """Return the grants under the institutions where the user is training admin."""
        return self.filter(institution__in=institutions_granted(user, GrantedRole.TRAINING_ADMIN))

    def for_list(self) -> Self:
        """Return them with what the list shows: the person and the institution."""
        return self.select_related("user__person", "institution")

    def training_admins(self) -> Self:
        """Return the training admins who may still sign in."""
        return self.filter(role=GrantedRole.TRAINING_ADMIN, user__is_active=True)

    def covering(self, institution: "Institution") -> Self:
        """Return the grants that reach an institution: its own and those of the institutions above it."""
        return self.filter(institution__path__in=paths_above(institution.path))

    def within(self, institution: "Institution") -> Self:
        """Return the grants for an institution and for those under it."""
        return self.filter(institution__path__startswith=institution.path)
