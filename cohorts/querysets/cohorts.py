"""Reads of cohorts and participants."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from cohorts.querysets.scopes import accompanied, assignments_held, institutions_granted, led_by, of_own_agency
from cohorts.states import AssignmentRole, GrantedRole
from core.dates import held_on, today_expression
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort, Institution, Participant, Person


def _without(role: str) -> Coalesce:
    """Return how many of a cohort's participants have nobody in a role, today or on a first day that lies ahead."""
    assignments = apps.get_model("cohorts", "Assignment")._default_manager
    held = assignments.filter(held_on(OuterRef("day")), participant=OuterRef("pk"), role=role)
    participants = apps.get_model("cohorts", "Participant")._default_manager.filter(cohort=OuterRef("pk")).with_today()
    alone = participants.alias(day=Greatest("today", "cohort__starts_on")).filter(~Exists(held)).order_by()
    return Coalesce(Subquery(alone.values("cohort").annotate(alone=Count("pk")).values("alone")), 0)


class CohortQuerySet(BaseQuerySet["Cohort"]):
    """Cohorts."""

    def visible_to(self, user: "User") -> Self:
        """Return the cohorts that the user runs, leads, takes part in, accompanies or coaches."""
        led = institutions_granted(user, GrantedRole.LEADERSHIP)
        sent_by_led = self.model._default_manager.filter(participants__sending_institution__in=led)
        own = self.model._default_manager.filter(participants__person__user=user)
        return self.filter(
            of_own_agency(user)
            | Q(organiser__in=led)
            | Q(pk__in=sent_by_led.values("pk"))
            | Q(pk__in=own.values("pk"))
            | Q(pk__in=assignments_held(user).values("participant__cohort"))
            | Q(pk__in=self.model._default_manager.filter(coach_appointments__person__user=user).values("pk"))
        )

    def of_person(self, person: "Person") -> Self:
        """Return the cohorts in which a person takes or took part, as whatever."""
        return self.filter(
            Q(pk__in=person.participations.values("cohort"))
            | Q(pk__in=person.assignments.values("participant__cohort"))
            | Q(pk__in=person.coach_appointments.values("cohort"))
        )

    def administered_by(self, user: "User") -> Self:
        """Return the cohorts that the user may edit as training admin."""
        return self.filter(of_own_agency(user))

    def with_today(self) -> Self:
        """Annotate `today`, the present date in each cohort's zone."""
        return self.annotate(today=today_expression("time_zone"))

    def for_list(self) -> Self:
        """Return them with all that a list shows."""
        return self.select_related("programme", "organiser").with_counts().with_today()

    def with_matrix_right(self, user: "User") -> Self:
        """Annotate `opens_matrix`: whether the user runs the cohort or accompanies somebody in it."""
        opens = of_own_agency(user) | Q(pk__in=accompanied(user).values("participant__cohort"))
        return self.annotate(opens_matrix=Case(When(opens, then=Value(True)), default=Value(False)))

    def not_ended(self) -> Self:
        """Return those that run or are still to come."""
        return self.filter(ends_on__gte=today_expression("time_zone"))

    def with_counts(self) -> Self:
        """Annotate `participant_count`."""
        return self.annotate(participant_count=Count("participants", distinct=True))

    def with_gaps(self) -> Self:
        """Annotate `without_coach` and `without_mentor`, the numbers of participants who have none."""
        return self.annotate(
            without_coach=_without(AssignmentRole.COACH), without_mentor=_without(AssignmentRole.MENTOR)
        )


class ParticipantQuerySet(BaseQuerySet["Participant"]):
    """Participants."""

    def visible_to(self, user: "User") -> Self:
        """Return oneself, those whom the user accompanies today, and those in the user's scope.

        Leadership sees who takes part and with what outcome; other rooms decide what more it sees.
        """
        return self.filter(
            Q(person__user=user)
            | Q(pk__in=assignments_held(user).values("participant"))
            | of_own_agency(user, prefix="cohort__")
            | led_by(user)
        )

    def accompanied_by(self, user: "User", *roles: str) -> Self:
        """Return those whom the user accompanies today in one of the roles (any when none is named)."""
        return self.filter(pk__in=assignments_held(user, *roles).values("participant"))

    def open_to(self, user: "User") -> Self:
        """Return those whose change action and answers the user may read: own, accompanied, own agency's.

        Examiners and leadership are left out: they see documents under review, and figures.
        """
        return self.filter(
            Q(person__user=user)
            | Q(pk__in=accompanied(user).values("participant"))
            | of_own_agency(user, prefix="cohort__")
        )

    def sent_by(self, institution: "Institution") -> Self:
        """Return those sent by an institution or by one under it."""
        return self.filter(sending_institution__path__startswith=institution.path)

    def with_today(self) -> Self:
        """Annotate `today`, the present date in each cohort's zone."""
        return self.annotate(today=today_expression("cohort__time_zone"))
