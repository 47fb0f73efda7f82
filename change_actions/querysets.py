"""Reads of change actions, milestones and follow-up answers."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from change_actions.states import MilestoneState
from cohorts.querysets.scopes import accompanied, assignments_held, of_own_agency
from cohorts.states import AssignmentRole
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from change_actions.models import ChangeAction, FollowUp, Milestone, NamedBarrier


def open_participants(user: "User", prefix: str) -> Q:
    """Return the condition: a participant whose change action the user may read.

    That is oneself, one's coachees and mentees, and the participants of one's own agency's cohorts.
    """
    return (
        Q(**{f"{prefix}person__user": user})
        | Q(**{f"{prefix}in": accompanied(user).values("participant")})
        | of_own_agency(user, prefix=f"{prefix}cohort__")
    )


class ChangeActionQuerySet(BaseQuerySet["ChangeAction"]):
    """Change actions."""

    def visible_to(self, user: "User") -> Self:
        """Return those of participants whom the user is, accompanies or administers."""
        return self.filter(open_participants(user, "participant__"))


class MilestoneQuerySet(BaseQuerySet["Milestone"]):
    """Milestones."""

    def visible_to(self, user: "User") -> Self:
        """Return those of visible change actions."""
        return self.filter(open_participants(user, "change_action__participant__"))

    def unfinished(self) -> Self:
        """Return those not yet claimed: a claim stops the clock, verification is another person's."""
        return self.filter(state__in=[MilestoneState.PLANNED, MilestoneState.RETURNED])


class FollowUpQuerySet(BaseQuerySet["FollowUp"]):
    """Follow-up answers: each respondent sees the own one; others see figures."""

    def visible_to(self, user: "User") -> Self:
        """Return the participant's own answers, and the current mentor's own."""
        mentees = assignments_held(user, AssignmentRole.MENTOR).values("participant")
        return self.filter(
            Q(respondent="participant", participant__person__user=user)
            | Q(respondent="mentor", participant__in=mentees)
        )


class NamedBarrierQuerySet(BaseQuerySet["NamedBarrier"]):
    """Barriers named in answers."""

    def visible_to(self, user: "User") -> Self:
        """Return those of one's own answers."""
        mentees = assignments_held(user, AssignmentRole.MENTOR).values("participant")
        return self.filter(
            Q(follow_up__respondent="participant", follow_up__participant__person__user=user)
            | Q(follow_up__respondent="mentor", follow_up__participant__in=mentees)
        )
