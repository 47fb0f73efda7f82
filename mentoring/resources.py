"""Mentoring's column of the sheet Mentor: when the commitment statement was signed."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, cast

from cohorts.models import Cohort
from cohorts.resources.books import MENTORS, MentorKey, mentor_key
from cohorts.workbook.batch import Book
from cohorts.workbook.cells import Day
from cohorts.workbook.resource import SheetResource, column
from cohorts.workbook.sheets import COHORT, Column, Sheet
from mentoring.models import Statement

if TYPE_CHECKING:
    from cohorts.workbook.reading import Row


def _statements(cohort: Cohort) -> dict[MentorKey, Statement]:
    found = Statement.objects.filter(assignment__participant__cohort=cohort)
    rows = found.select_related("assignment__person", "assignment__participant__person")
    return {
        (one.assignment.participant.person.number, one.assignment.person.number, one.assignment.starts_on): one
        for one in rows
    }


STATEMENTS = Book(_statements)


class StatementResource(SheetResource[Statement]):
    """A mentor's commitment statement, signed on paper."""

    noun = "statement"
    stored = STATEMENTS
    signed_on = column("Tanggal pernyataan komitmen", "signed_on")

    class Meta:
        model = Statement
        fields = ("signed_on",)

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the assignment's key where a day is given."""
        key = mentor_key(row)
        known = key in self.batch.book(MENTORS)
        return key if known and "Tanggal pernyataan komitmen" in row.values else None

    def make(self) -> Statement:
        """Return a statement of the assignment."""
        return Statement(assignment=self.batch.book(MENTORS)[cast("MentorKey", self.key)])


MENTOR = Sheet(
    code="mentoring.mentor",
    workbook=COHORT,
    name="Mentor",
    order=41,
    columns=(Column("Tanggal pernyataan komitmen", Day()),),
    resources=(StatementResource,),
)

SHEETS = (MENTOR,)
