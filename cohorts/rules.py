"""Who may do what with cohorts, people and participants. Rows are fetched with visible_to before."""

from typing import TYPE_CHECKING

from cohorts.querysets.scopes import accompanied, institutions_granted
from cohorts.states import GrantedRole

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Assignment, Cohort, Institution, Participant


def is_training_admin(user: "User") -> bool:
    """Say whether the user runs cohorts for some institution."""
    return user.grants.filter(role=GrantedRole.TRAINING_ADMIN).exists()


def is_leadership(user: "User") -> bool:
    """Say whether the user leads some institution."""
    return user.grants.filter(role=GrantedRole.LEADERSHIP).exists()


def reads_reports(user: "User") -> bool:
    """Say whether reports are made for the user: training admins and leadership."""
    return user.grants.exists()


def administers(user: "User", institution: "Institution") -> bool:
    """Say whether the user is training admin of an institution or of one above it."""
    return institutions_granted(user, GrantedRole.TRAINING_ADMIN).filter(pk=institution.pk).exists()


def can_administer_cohort(user: "User", cohort: "Cohort") -> bool:
    """Training admins of the organiser may edit a cohort and all in it."""
    return institutions_granted(user, GrantedRole.TRAINING_ADMIN).filter(pk=cohort.organiser_id).exists()


def can_administer_participant(user: "User", participant: "Participant") -> bool:
    """Training admins of the organiser may edit a participant."""
    return can_administer_cohort(user, participant.cohort)


def can_administer_assignment(user: "User", assignment: "Assignment") -> bool:
    """Training admins of the organiser may end or replace an assignment."""
    return can_administer_cohort(user, assignment.participant.cohort)


def can_open_matrix(user: "User", cohort: "Cohort") -> bool:
    """The matrix is for those who run the cohort and for those who accompany somebody in it."""
    return can_administer_cohort(user, cohort) or accompanied(user).filter(participant__cohort=cohort).exists()


def can_open_dossier(user: "User", participant: "Participant") -> bool:
    """A dossier is for its participant, the coach and mentor of today, and the cohort's training admins."""
    if participant.person.user_id == user.pk:
        return True
    return accompanied(user).filter(participant=participant).exists() or can_administer_participant(user, participant)
