"""Who may do what with cohorts, people and participants. Rows are fetched with visible_to before."""

from typing import TYPE_CHECKING

from cohorts.models import Cohort, Grant
from cohorts.querysets.scopes import accompanied, institutions_granted
from cohorts.states import GrantedRole

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import (
        Assignment,
        Attendance,
        CoachAppointment,
        Event,
        Institution,
        Participant,
        Person,
        Programme,
        WorkbookUpload,
    )


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


def can_state_direction(user: "User", participant: "Participant") -> bool:
    """Participants say for themselves how they were prepared."""
    return participant.person.user_id == user.pk


def run_by_somebody(institution: "Institution") -> bool:
    """Say whether somebody is training admin of an institution, of one above it or of one under it."""
    admins = Grant.objects.training_admins()
    return admins.covering(institution).exists() or admins.within(institution).exists()


def run_by_others(user: "User", institution: "Institution") -> bool:
    """Say whether others than the user are training admins of an institution or of one above it."""
    return not administers(user, institution) and Grant.objects.training_admins().covering(institution).exists()


def can_edit_institution(user: "User", institution: "Institution") -> bool:
    """Training admins edit their own institutions, and those that nobody runs: senders known from a list."""
    if user.is_system or administers(user, institution):
        return True
    return is_training_admin(user) and not run_by_somebody(institution)


def can_open_person(user: "User", person: "Person") -> bool:
    """People are looked up by training admins."""
    return is_training_admin(user)


def can_edit_person(user: "User", person: "Person") -> bool:
    """Training admins edit the people of their institutions, and of own cohorts where nobody runs the institution.

    Never somebody who holds a role outside their own scope, nor staff: an address changed there would hand over the
    account. Of an own person who takes part in others' cohorts, edit_person leaves number and address alone.
    """
    scope = institutions_granted(user, GrantedRole.TRAINING_ADMIN)
    if not is_training_admin(user) or person.user.is_staff or person.user.is_system:
        return False
    if person.user.grants.exclude(institution__in=scope).exists():
        return False
    if person.institution and administers(user, person.institution):
        return True
    if person.institution and run_by_others(user, person.institution):
        return False
    return not acts_elsewhere(user, person)


def acts_elsewhere(user: "User", person: "Person") -> bool:
    """Say whether a person takes or took part in cohorts of others than those whom the user is training admin of."""
    scope = institutions_granted(user, GrantedRole.TRAINING_ADMIN)
    return Cohort.objects.of_person(person).exclude(organiser__in=scope).exists()


def can_administer_grant(user: "User", grant: "Grant") -> bool:
    """Roles are given and taken by the training admins of the institution or of one above it."""
    return administers(user, grant.institution)


def can_administer_appointment(user: "User", appointment: "CoachAppointment") -> bool:
    """Training admins of the organiser may edit a coach's appointment."""
    return can_administer_cohort(user, appointment.cohort)


def can_administer_event(user: "User", event: "Event") -> bool:
    """Training admins of the organiser run the gatherings of a cohort."""
    return can_administer_cohort(user, event.cohort)


def can_administer_attendance(user: "User", attendance: "Attendance") -> bool:
    """Training admins of the organiser keep the lists of who came and who spoke."""
    return can_administer_cohort(user, attendance.event.cohort)


def can_read_programme(user: "User", programme: "Programme") -> bool:
    """Programmes are looked up by training admins."""
    return is_training_admin(user)


def can_read_institution(user: "User", institution: "Institution") -> bool:
    """Institutions are looked up by training admins."""
    return is_training_admin(user)


def can_import(user: "User", upload: "WorkbookUpload") -> bool:
    """A workbook is looked at and imported by the training admin who uploaded it."""
    return is_training_admin(user) and upload.user_id == user.pk
