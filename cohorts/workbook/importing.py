"""One workbook, from the file to the database: everything is found right before anything is written.

The preview and the import are the same pass; only the import writes at its end. All or nothing, in one transaction.
"""

import gc
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cohorts.services.saving import sentences
from cohorts.workbook.batch import Batch, RowOutcome
from cohorts.workbook.problems import FileRefusedError, Problem
from cohorts.workbook.reading import ReadWorkbook, read_workbook
from cohorts.workbook.resource import SheetResource
from cohorts.workbook.sheets import COHORT, sheets_of
from core import audit
from core.errors import RefusedError

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort

# Any number, the same for all imports: two of them at a time wait for each other on PostgreSQL.
IMPORT_LOCK = 7_246_118


@dataclass
class Report:
    """What an import does, or what forbids it. Counts are of spreadsheet rows."""

    name: str
    read: ReadWorkbook | None = field(default=None, repr=False)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list, repr=False)
    kept: list[tuple[str, str]] = field(default_factory=list)
    new_institutions: list[str] = field(default_factory=list)
    cohort: "Cohort | None" = None

    @property
    def created(self) -> int:
        """How many rows are new."""
        return sum(outcome.is_new for outcome in self.outcomes)

    @property
    def changed(self) -> int:
        """How many rows change what is stored."""
        return sum(bool(outcome.changes) and not outcome.is_new for outcome in self.outcomes)

    @property
    def unchanged(self) -> int:
        """How many rows say what is stored already."""
        return len(self.outcomes) - self.created - self.changed

    @property
    def refused_rows(self) -> set[tuple[str, int]]:
        """The rows with errors, by sheet and number."""
        return {(problem.sheet, problem.row) for problem in self.problems if problem.sheet and problem.row}

    @property
    def changed_rows(self) -> list[RowOutcome]:
        """The rows that change a value that is stored, in the file's order: a new row may, on a person known before."""
        return [outcome for outcome in self.outcomes if outcome.changes]

    @property
    def digest(self) -> str:
        """A mark of all that the import would do: equal only where it would do the same."""
        rows = [
            [one.sheet, one.row, one.is_new, [[c.heading, c.old, c.new] for c in one.changes.values()]]
            for one in self.outcomes
        ]
        words = [self.cohort.code if self.cohort else "", rows, self.new_institutions, self.kept]
        return hashlib.sha256(json.dumps(words).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Return it under the names of the command's contract, and more."""
        errors = [problem.as_json() for problem in self.problems]
        if errors:
            return {"created": 0, "changed": 0, "unchanged": 0, "errors": errors}
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "errors": [],
            "cohort": self.cohort.code if self.cohort else None,
            "changes": [
                {"sheet": one.sheet, "row": one.row, "column": c.heading, "old": c.old, "new": c.new}
                for one in self.changed_rows
                for c in one.changes.values()
            ],
            "kept": [{"sheet": sheet, "who": who} for sheet, who in self.kept],
            "new_institutions": self.new_institutions,
            "warnings": [problem.as_json() for problem in self.warnings],
            "notes": self.notes,
        }


class ChangedMeanwhileError(RefusedError):
    """What is stored is not what it was when the preview was made."""


def check_workbook(content: bytes, name: str, *, by: "User", via: str) -> Report:
    """Return what importing a file would do. Writes nothing."""
    try:
        with _without_collection():
            return _prepare(content, name, by=by, via=via)[0]
    except FileRefusedError as error:
        return Report(name, problems=[Problem(None, None, None, None, str(error))])


def import_workbook(content: bytes, name: str, *, by: "User", via: str, expected: str = "") -> Report:
    """Import a file, all of it or nothing, and return what was done; a report with problems means nothing was.

    With `expected`, the digest of a preview, raises ChangedMeanwhileError where the import would do something else.
    Raises RefusedError where the database refuses what was found right (somebody wrote at the same moment).
    """
    with _without_collection(), transaction.atomic():
        _wait_for_others()
        try:
            report, resources, batch = _prepare(content, name, by=by, via=via)
        except FileRefusedError as error:
            return Report(name, problems=[Problem(None, None, None, None, str(error))])
        if expected and report.digest != expected:
            raise ChangedMeanwhileError(
                _("Data yang tersimpan berubah sejak diperiksa. Belum ada yang disimpan; periksa sekali lagi.")
            )
        if not report.problems:
            with sentences():
                batch.institutions.write()
                for resource in resources:
                    resource.write()
                _audit(report, batch)
        return report


@contextmanager
def _without_collection() -> Iterator[None]:
    """Leave the garbage alone: looking through all live rows again and again takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _wait_for_others() -> None:
    """Let one import after the other run, so that two that name the same new person do not meet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _prepare(content: bytes, name: str, *, by: "User", via: str) -> tuple[Report, Sequence[SheetResource[Any]], Batch]:
    sheets = sheets_of(COHORT)
    read = read_workbook(content, name, sheets)
    batch = Batch(by=by, via=via, problems=read.problems)
    _check_keys(read, batch)
    resources = [resource(batch, sheet) for sheet in read.sheets for resource in sheet.sheet.resources]
    for resource in resources:
        resource.gather()
    batch.institutions.load()
    batch.people.load()
    first = [resource for resource in resources if resource.read.sheet.pairs]
    for group in (first, [resource for resource in resources if resource not in first]):
        for resource in group:
            resource.load()
        for resource in group:
            resource.check()
        for resource in group:
            resource.run()
    return _report(name, read, batch, resources), resources, batch


def _check_keys(read: ReadWorkbook, batch: Batch) -> None:
    """Note rows without a key, and rows with the key of an earlier one."""
    for sheet in read.sheets:
        seen: dict[tuple[Any, ...], int] = {}
        for row in sheet.rows:
            for heading in sheet.sheet.keys:
                if heading not in row.values and heading not in row.bad:
                    batch.error(sheet, row, heading, _("Wajib diisi."))
            key = tuple(row.values.get(heading) for heading in sheet.sheet.keys)
            if None in key:
                continue
            first = seen.setdefault(key, row.number)
            if first != row.number:
                sentence = _("Baris ini menyebut hal yang sama dengan baris %(row)d. Hapus salah satu.")
                batch.error(sheet, row, sheet.sheet.keys[0], sentence % {"row": first})


def _report(name: str, read: ReadWorkbook, batch: Batch, resources: Sequence[SheetResource[Any]]) -> Report:
    order = {sheet.sheet.name: place for place, sheet in enumerate(read.sheets)}

    columns = {sheet.sheet.name: list(sheet.sheet.columns) for sheet in read.sheets}

    def place(problem: Problem) -> tuple[int, int, int]:
        found = columns.get(problem.sheet or "", [])
        column = found.index(problem.column) if problem.column in found else -1
        return order.get(problem.sheet or "", -1), problem.row or 0, column

    refused = {(problem.sheet, problem.row) for problem in batch.problems}
    whole = {sheet.sheet.name for sheet in read.sheets if sheet.sheet.pairs}  # refused as one
    refused_sheets = {problem.sheet for problem in batch.problems if problem.sheet in whole}
    found = [
        one
        for one in batch.outcomes.values()
        if (one.sheet, one.row) not in refused and one.sheet not in refused_sheets
    ]
    outcomes = sorted(found, key=lambda one: (order[one.sheet], one.row))
    return Report(
        name=name,
        read=read,
        problems=sorted(batch.problems, key=place),
        warnings=sorted(batch.warnings, key=place),
        notes=[*batch.notes, *_unknown(read)],
        outcomes=outcomes,
        kept=[] if batch.problems else _kept(resources),
        new_institutions=[one.name for one in batch.institutions.new.values()],
        cohort=batch.cohort,
    )


def _kept(resources: Sequence[SheetResource[Any]]) -> list[tuple[str, str]]:
    return [(one.read.sheet.name, who) for one in resources if one.is_main for who in one.kept()]


def _unknown(read: ReadWorkbook) -> list[str]:
    notes = [_("Lembar %(sheet)s tidak dikenal dan tidak dibaca.") % {"sheet": title} for title in read.unknown_sheets]
    for sheet in read.sheets:
        if sheet.examples:
            notes.append(_("Lembar %(sheet)s: baris contoh tidak dibaca.") % {"sheet": sheet.sheet.name})
        for heading in sheet.unknown_columns:
            sentence = _("Lembar %(sheet)s: kolom %(column)s tidak dikenal dan tidak dibaca.")
            notes.append(sentence % {"sheet": sheet.sheet.name, "column": heading})
    return notes


def _audit(report: Report, batch: Batch) -> None:
    """Write one entry for each row that did something."""
    acts = [
        audit.Act(
            f"{one.noun}.{'created' if one.is_new else 'changed'}",
            one.thing,
            one.trail,
            one.about,
        )
        for one in report.outcomes
        if (one.is_new or one.changes) and not one.audited
    ]
    audit.record_many(acts, by=batch.by, via=batch.via)
