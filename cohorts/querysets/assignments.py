"""Reads of appointments and assignments."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from cohorts.querysets.scopes import accompanied, institutions_granted, of_own_agency
from cohorts.states import AssignmentRole, GrantedRole
from core.dates import held_on, today_expression
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Assignment, CoachAppointment


class CoachAppointmentQuerySet(BaseQuerySet["CoachAppointment"]):
    """Coaches appointed to cohorts."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own and those of the cohorts that the user runs or leads."""
        led = institutions_granted(user, GrantedRole.LEADERSHIP)
        return self.filter(Q(person__user=user) | of_own_agency(user, prefix="cohort__") | Q(cohort__organiser__in=led))


class AssignmentQuerySet(BaseQuerySet["Assignment"]):
    """Coaches, mentors and examiners of participants."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own, those of one's participants, and those of the cohorts that the user runs."""
        return self.filter(
            Q(person__user=user)
            | Q(participant__person__user=user)
            | Q(participant__in=accompanied(user).values("participant"))
            | of_own_agency(user, prefix="participant__cohort__")
        )

    def for_page_of_person(self) -> Self:
        """Return them with participant and cohort, the latest first."""
        return self.select_related("participant__person", "participant__cohort__programme").order_by("-starts_on", "pk")

    def mentors(self) -> Self:
        """Return mentors."""
        return self.filter(role=AssignmentRole.MENTOR)

    def coaches(self) -> Self:
        """Return coaches."""
        return self.filter(role=AssignmentRole.COACH)

    def current(self) -> Self:
        """Return those valid today in their cohort's zone."""
        return self.alias(today=today_expression("participant__cohort__time_zone")).filter(held_on(F("today")))

    def on(self, day: date) -> Self:
        """Return those valid on a day."""
        return self.filter(held_on(day))
