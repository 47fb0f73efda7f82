"""Reads of cohorts and participants."""

from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q

from cohorts.querysets.scopes import accompanied, assignments_held, institutions_granted, led_by, of_own_agency
from cohorts.states import GrantedRole
from core.dates import today_expression
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort, Institution, Participant


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

    def administered_by(self, user: "User") -> Self:
        """Return the cohorts that the user may edit as training admin."""
        return self.filter(of_own_agency(user))

    def with_today(self) -> Self:
        """Annotate `today`, the present date in each cohort's zone."""
        return self.annotate(today=today_expression("time_zone"))

    def with_counts(self) -> Self:
        """Annotate `participant_count`."""
        return self.annotate(participant_count=Count("participants", distinct=True))


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
