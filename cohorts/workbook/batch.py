"""What the resources of one import share: who imports, what is stored, what was found wrong, what each row does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils import timezone

from cohorts.workbook.cells import Kind
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


@dataclass(frozen=True)
class Found:
    """The values that a row changes on one thing. `made` says that the thing itself is new.

    `values` holds, by attribute, heading, old and new. `own` marks the thing that the row is about, `confidential`
    keeps the values out of the audit trail.
    """

    noun: str
    kinds: Mapping[str, Kind]
    values: Mapping[str, tuple[str, Any, Any]]
    made: bool
    own: bool
    confidential: bool


@dataclass
class RowOutcome:
    """What one row does to the database: its thing is new, changes, or stays as it is.

    `audited` says that its audit entry is written elsewhere.
    """

    sheet: str
    row: int
    who: str
    thing: models.Model
    noun: str
    is_new: bool = False
    about: tuple[models.Model, ...] = ()
    audited: bool = False
    found: list[Found] = field(default_factory=list)

    @property
    def told(self) -> list[Found]:
        """What is worth telling: a new row brings all its values, so only what it changes on older things."""
        return [one for one in self.found if not (self.is_new and one.made)]

    @cached_property
    def changes(self) -> dict[str, Change]:
        """Every value that becomes another, by heading, as the preview shows it; a column counts once."""
        changes: dict[str, Change] = {}
        for one in self.told:
            for heading, old, new in one.values.values():
                if heading and heading not in changes:
                    kind = one.kinds[heading]
                    changes[heading] = Change(heading, as_shown(kind, old), as_shown(kind, new))
        return changes

    @property
    def trail(self) -> dict[str, tuple[Any, Any]]:
        """The changes as the audit trail keeps them: by attribute on the row's own thing, else by heading."""
        trail: dict[str, tuple[Any, Any]] = {}
        own = [one for one in self.told if one.own]
        told_there = {heading for one in own for heading, _old, _new in one.values.values()}
        for one in self.told:
            for attribute, (heading, old, new) in one.values.items():
                if not one.confidential and (one.own or heading not in told_there):
                    trail[attribute if one.own else heading or f"{one.noun}.{attribute}"] = (old, new)
        return trail


def as_shown(kind: Kind, value: Any) -> str:
    """Return a value as a reader knows it: as the workbook writes it, as text."""
    if value is None or isinstance(value, models.Model):
        return "" if value is None else str(value)
    content = kind.write(value)
    return f"{content:%d-%m-%Y}" if isinstance(content, date) else str(content)


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
