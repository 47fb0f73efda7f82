"""What is stored of a cohort, by the keys that a workbook uses. Rooms above read these books too."""

from datetime import date
from typing import TYPE_CHECKING

from cohorts.models import Assignment, CoachAppointment, Participant
from cohorts.states import AssignmentRole
from cohorts.workbook.batch import Book

if TYPE_CHECKING:
    from cohorts.models import Cohort

type MentorKey = tuple[str, str, date]


def _participants(cohort: "Cohort") -> dict[str, Participant]:
    found = Participant.objects.filter(cohort=cohort).select_related("person", "sending_institution", "cohort")
    return {one.person.number: one for one in found.as_written()}


def _appointments(cohort: "Cohort") -> dict[str, CoachAppointment]:
    found = CoachAppointment.objects.filter(cohort=cohort).select_related("person", "cohort")
    return {one.person.number: one for one in found.as_written()}


def _latest_coaches(cohort: "Cohort") -> dict[str, Assignment]:
    found = Assignment.objects.coaches().filter(participant__cohort=cohort)
    rows = found.select_related("person", "participant__person").order_by("starts_on", "pk")
    return {one.participant.person.number: one for one in rows}


def _mentors(cohort: "Cohort") -> dict[MentorKey, Assignment]:
    found = Assignment.objects.filter(participant__cohort=cohort, role=AssignmentRole.MENTOR)
    rows = found.select_related("person", "participant__person").as_written()
    return {(one.participant.person.number, one.person.number, one.starts_on): one for one in rows}


PARTICIPANTS = Book(_participants)
APPOINTMENTS = Book(_appointments)
COACHES = Book(_latest_coaches)
MENTORS = Book(_mentors)
