"""Reads of change actions, milestones and follow-up answers."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from change_actions.states import MilestoneState
from cohorts.querysets.scopes import accompanied, assignments_held, of_own_agency
from cohorts.states import ASKED_OUTCOMES, AssignmentRole
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from change_actions.models import ChangeAction, FollowUp, Milestone, NamedBarrier
    from cohorts.models import Participant


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

    def of_participant(self, user: "User") -> Self:
        """Return the user's own, while the training asks for them."""
        return self._asked().filter(change_action__participant__person__user=user)

    def of_mentees(self, user: "User") -> Self:
        """Return those of the participants whose mentor the user is today."""
        mentees = assignments_held(user, AssignmentRole.MENTOR).values("participant")
        return self._asked().filter(change_action__participant__in=mentees)

    def _asked(self) -> Self:
        return self.filter(change_action__participant__outcome__in=ASKED_OUTCOMES)

    def with_people(self) -> Self:
        """Return them with change action, participant and cohort at hand."""
        return self.select_related("change_action__participant__person", "change_action__participant__cohort")

    def claimed(self) -> Self:
        """Return those that wait for the mentor."""
        return self.filter(state=MilestoneState.CLAIMED)

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

    def this_and_earlier(self, month: int) -> "tuple[FollowUp | None, FollowUp | None]":
        """Return the answer of a wave and the last one before it, with their barriers."""
        found = list(self.filter(month__lte=month).order_by("-month").prefetch_related("barriers")[:2])
        this = found[0] if found and found[0].month == month else None
        earlier = [row for row in found if row is not this]
        return this, earlier[0] if earlier else None

    def times_for(self, participant: "Participant") -> QuerySet["FollowUp", tuple[int, str, date | None]]:
        """Return month, respondent and day of the answers about a participant: who answered, never what."""
        return self.filter(participant=participant).values_list("month", "respondent", "answered_on")


class NamedBarrierQuerySet(BaseQuerySet["NamedBarrier"]):
    """Barriers named in answers."""

    def visible_to(self, user: "User") -> Self:
        """Return those of one's own answers."""
        mentees = assignments_held(user, AssignmentRole.MENTOR).values("participant")
        return self.filter(
            Q(follow_up__respondent="participant", follow_up__participant__person__user=user)
            | Q(follow_up__respondent="mentor", follow_up__participant__in=mentees)
        )
