"""Who may do what with statements."""

from typing import TYPE_CHECKING

from cohorts.querysets.scopes import assignments_held
from cohorts.rules import can_administer_participant
from cohorts.states import AssignmentRole

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Participant


def can_record_statement(user: "User", participant: "Participant") -> bool:
    """The mentor of today, and the cohort's training admins, write down when the paper was signed."""
    mine = assignments_held(user, AssignmentRole.MENTOR).filter(participant=participant).exists()
    return mine or can_administer_participant(user, participant)
