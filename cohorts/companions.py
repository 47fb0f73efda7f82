"""Who accompanies whom in a cohort, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from cohorts.models import Assignment, Cohort, Participant
from cohorts.states import AssignmentRole
from core.dates import today_in

ALL, NO_COACH, NO_MENTOR, REPLACED = "", "tanpa-coach", "tanpa-mentor", "mentor-diganti"
FILTERS = {
    ALL: _("Semua"),
    NO_COACH: _("Tanpa coach"),
    NO_MENTOR: _("Tanpa mentor"),
    REPLACED: _("Mentor diganti"),
}


@dataclass
class Companions:
    """One participant with everybody who accompanies or accompanied."""

    participant: Participant
    day: date
    assignments: list[Assignment] = field(default_factory=list)

    def _holding(self, role: str) -> list[Assignment]:
        return [row for row in self.assignments if row.role == role and not has_ended(row, self.day)]

    @property
    def coaches(self) -> list[Assignment]:
        """The coach of today, and whoever follows."""
        return self._holding(AssignmentRole.COACH)

    @property
    def mentors(self) -> list[Assignment]:
        """The mentor of today, and whoever follows."""
        return self._holding(AssignmentRole.MENTOR)

    @property
    def examiners(self) -> list[Assignment]:
        """The examiners."""
        return self._holding(AssignmentRole.EXAMINER)

    @property
    def former(self) -> list[Assignment]:
        """Everybody whose time is over, the latest first."""
        return [row for row in reversed(self.assignments) if has_ended(row, self.day)]

    @property
    def replaced_mentors(self) -> list[Assignment]:
        """The mentors who have a successor."""
        return [row for row in self.assignments if row.role == AssignmentRole.MENTOR and row.successor_id]

    def falls_under(self, code: str) -> bool:
        """Say whether the participant belongs in one of FILTERS."""
        return {
            ALL: True,
            NO_COACH: not self._in_office(AssignmentRole.COACH),
            NO_MENTOR: not self._in_office(AssignmentRole.MENTOR),
            REPLACED: bool(self.replaced_mentors),
        }[code]

    def _in_office(self, role: str) -> bool:
        return any(row.starts_on <= self.day for row in self._holding(role))


def has_ended(assignment: Assignment, day: date) -> bool:
    """Say whether an assignment counts no longer on a day."""
    return assignment.ends_on is not None and assignment.ends_on <= day


def reading_day(cohort: Cohort) -> date:
    """Return today in the cohort's zone, or its first day while that lies ahead."""
    return max(today_in(cohort.time_zone), cohort.starts_on)


def companions_of(cohort: Cohort, participants: Iterable[Participant]) -> list[Companions]:
    """Return the companions of some participants of a cohort, with one query for all assignments."""
    day = reading_day(cohort)
    found = {participant.pk: Companions(participant, day) for participant in participants}
    rows = Assignment.objects.filter(participant__in=found).select_related("person", "successor__person")
    for row in rows.order_by("starts_on", "pk"):
        found[row.participant_id].assignments.append(row)
    return list(found.values())
