"""What the resources of one import share: who imports, what is stored, what was found wrong, what each row does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils import timezone

from cohorts.workbook.institutions import InstitutionBook
from cohorts.workbook.people import PeopleBook
from cohorts.workbook.problems import Problem

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort
    from cohorts.workbook.reading import ReadSheet, Row


@dataclass(frozen=True)
class Change:
    """A value that becomes another. `heading` names the column; the values are as the workbook writes them."""

    heading: str
    old: str
    new: str


@dataclass
class RowOutcome:
    """What one row does to the database: its thing is new, changes, or stays as it is.

    `trail` holds the changes as the audit trail keeps them; `audited` says that its entry is written elsewhere.
    """

    sheet: str
    row: int
    who: str
    thing: models.Model
    noun: str
    is_new: bool = False
    changes: dict[str, Change] = field(default_factory=dict)
    trail: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    about: tuple[models.Model, ...] = ()
    audited: bool = False


@dataclass(frozen=True, eq=False)
class Book[K, M]:
    """How the rows that are stored of a cohort are looked up, by the key that a workbook uses."""

    load: "Callable[[Cohort], dict[K, M]]"


@dataclass
class Batch:
    """One import. `via` is the way in, as the audit trail names it."""

    by: "User"
    via: str
    today: date = field(default_factory=timezone.localdate)
    cohort: "Cohort | None" = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outcomes: dict[tuple[str, int], RowOutcome] = field(default_factory=dict)
    books: dict[Book[Any, Any], dict[Any, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = PeopleBook(self)
        self.institutions = InstitutionBook(self)

    @property
    def first_day(self) -> date:
        """The cohort's first day; today as long as the file does not say, in which case nothing will be written."""
        stated = self.cohort.starts_on if self.cohort else None
        return stated or self.today

    @property
    def limited(self) -> bool:
        """Whether `by` may touch only what lies in the own scope; the system may do all."""
        return not self.by.is_system

    def book[K, M](self, book: Book[K, M]) -> dict[K, M]:
        """Return what is stored and, from when on they are made, what this import adds; read once."""
        if book not in self.books:
            stored = self.cohort is not None and self.cohort.pk is not None
            self.books[book] = book.load(cast("Cohort", self.cohort)) if stored else {}
        return self.books[book]

    def error(self, read: "ReadSheet", row: "Row", heading: str, message: str) -> None:
        """Note what is wrong with a cell: nothing will be written."""
        problem = _problem(read, row, heading, message)
        if heading not in row.bad or problem not in self.problems:  # two resources may find the same
            self.problems.append(problem)
        row.bad.add(heading)

    def warn(self, read: "ReadSheet", row: "Row", heading: str, message: str) -> None:
        """Note what is worth a second look."""
        self.warnings.append(_problem(read, row, heading, message))


def _problem(read: "ReadSheet", row: "Row", heading: str, message: str) -> Problem:
    return Problem(read.sheet.name, row.place(heading), heading, row.written(heading), message)
