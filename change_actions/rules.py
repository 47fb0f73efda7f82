"""Who may do what with change actions, milestones and answers. Rows are fetched with visible_to before."""

from typing import TYPE_CHECKING

from change_actions.states import Respondent
from cohorts.querysets.scopes import assignments_held
from cohorts.rules import can_administer_participant
from cohorts.states import AssignmentRole

if TYPE_CHECKING:
    from accounts.models import User
    from change_actions.models import Milestone
    from cohorts.models import Participant


def is_participant(user: "User", participant: "Participant") -> bool:
    """Say whether the user is the participant."""
    return participant.person.user_id == user.pk


def is_mentor_today(user: "User", participant: "Participant") -> bool:
    """Say whether the user is the participant's mentor today."""
    return assignments_held(user, AssignmentRole.MENTOR).filter(participant=participant).exists()


def can_write_change_action(user: "User", participant: "Participant") -> bool:
    """The participant writes the own change action; training admins may write it down from paper."""
    return is_participant(user, participant) or can_administer_participant(user, participant)


def can_plan_milestones(user: "User", participant: "Participant") -> bool:
    """Participants plan their own milestones."""
    return is_participant(user, participant)


def can_open_milestones(user: "User", participant: "Participant") -> bool:
    """Milestones are read by the participant, coach and mentor of today, and the cohort's training admins."""
    return type(participant)._default_manager.open_to(user).filter(pk=participant.pk).exists()


def can_open_milestone(user: "User", milestone: "Milestone") -> bool:
    """Whoever sees a milestone may open it."""
    return True


def can_change_milestone(user: "User", milestone: "Milestone") -> bool:
    """Participants change, claim and take back their own milestones; their state decides what is still possible."""
    return is_participant(user, milestone.change_action.participant)


def can_verify_milestone(user: "User", milestone: "Milestone") -> bool:
    """Only the mentor of today verifies or returns, and never the one who claimed."""
    return milestone.claimed_by_id != user.pk and is_mentor_today(user, milestone.change_action.participant)


def respondent_as(user: "User", participant: "Participant") -> Respondent | None:
    """Return as what the user answers for a participant, or None."""
    if is_participant(user, participant):
        return Respondent.PARTICIPANT
    return Respondent.MENTOR if is_mentor_today(user, participant) else None


def can_answer(user: "User", participant: "Participant") -> bool:
    """The participant and the mentor of today answer, each for themselves."""
    return respondent_as(user, participant) is not None
