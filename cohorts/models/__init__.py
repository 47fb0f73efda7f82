"""Institutions, people, programmes, cohorts, and who accompanies whom."""

from cohorts.models.assignments import Assignment, CoachAppointment
from cohorts.models.cohorts import Cohort, Participant, Phase
from cohorts.models.events import Attendance, Event
from cohorts.models.institutions import Institution, InstitutionAlias
from cohorts.models.people import Grant, Person
from cohorts.models.programmes import Programme, ProgrammePhase
from cohorts.models.uploads import WorkbookUpload

__all__ = [
    "Assignment",
    "Attendance",
    "CoachAppointment",
    "Cohort",
    "Event",
    "Grant",
    "Institution",
    "InstitutionAlias",
    "Participant",
    "Person",
    "Phase",
    "Programme",
    "ProgrammePhase",
    "WorkbookUpload",
]
