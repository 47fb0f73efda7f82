"""What is stored of a cohort, by the keys that a workbook uses; the rooms above read these books too."""

from datetime import date
from typing import TYPE_CHECKING

from cohorts.models import Assignment, CoachAppointment, Participant
from cohorts.states import AssignmentRole
from cohorts.workbook.batch import Book

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from cohorts.workbook.reading import Row

type MentorKey = tuple[str, str, date]


def known_number(row: "Row", heading: str) -> str | None:
    """Return the number in a cell; None for a blank or damaged one."""
    number: str | None = row.values.get(heading)
    return None if heading in row.bad else number


def mentor_key(row: "Row") -> MentorKey | None:
    """Return participant, mentor and first day of a row; None where one is missing or damaged."""
    participant, mentor = known_number(row, "NIP peserta"), known_number(row, "NIP mentor")
    starts_on: date | None = row.values.get("Mulai")
    return (participant, mentor, starts_on) if participant and mentor and starts_on else None


def _participants(cohort: "Cohort") -> dict[str, Participant]:
    found = Participant.objects.filter(cohort=cohort).select_related("person__user", "sending_institution", "cohort")
    return {one.person.number: one for one in found.as_written()}


def _appointments(cohort: "Cohort") -> dict[str, CoachAppointment]:
    found = CoachAppointment.objects.filter(cohort=cohort).select_related("person__user", "cohort")
    return {one.person.number: one for one in found.as_written()}


def _latest_coaches(cohort: "Cohort") -> dict[str, Assignment]:
    found = Assignment.objects.coaches().filter(participant__cohort=cohort)
    rows = found.select_related("person", "participant__person").order_by("starts_on", "pk")
    return {one.participant.person.number: one for one in rows}


def _mentors(cohort: "Cohort") -> dict[MentorKey, Assignment]:
    found = Assignment.objects.filter(participant__cohort=cohort, role=AssignmentRole.MENTOR)
    rows = found.select_related("person__user", "participant__person").as_written()
    return {(one.participant.person.number, one.person.number, one.starts_on): one for one in rows}


PARTICIPANTS = Book(_participants)
APPOINTMENTS = Book(_appointments)
COACHES = Book(_latest_coaches)
MENTORS = Book(_mentors)
