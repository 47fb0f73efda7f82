"""What the preview of an import shows: errors by row, what changes from what to what, and how much of everything."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.workbook.importing import Report
from cohorts.workbook.problems import Problem
from core.numbers import number

# Longer lists would weigh more than a page may; the file of refused rows holds them all.
MOST_LINES = 200


@dataclass(frozen=True)
class Count:
    """A number with its words, and the place on the page that it leads to."""

    number: str
    label: str
    url: str = ""
    bad: bool = False


@dataclass(frozen=True)
class ErrorLine:
    """One error. `first` of its row names the row; `goes_on` where the next line is of the same row."""

    problem: Problem
    first: bool
    goes_on: bool


@dataclass(frozen=True)
class ChangeLine:
    """One value that becomes another; only the first line of a row names the row."""

    sheet: str
    row: int
    who: str
    heading: str
    old: str
    new: str
    first: bool
    goes_on: bool


@dataclass(frozen=True)
class SheetLine:
    """How many rows of one sheet do what."""

    name: str
    words: str


@dataclass(frozen=True)
class ImportPage:
    """The preview as the page draws it."""

    report: Report
    lead: str
    counts: Sequence[Count]
    errors: Sequence[ErrorLine]
    more_errors: int
    changes: Sequence[ChangeLine]
    more_changes: int
    rows_changed: int
    sheets: Sequence[SheetLine]
    warnings: Sequence[Problem]
    kept: Sequence[tuple[str, str]]
    more_kept: int

    @property
    def rows_to_save(self) -> int:
        """How many rows would write something."""
        return self.report.created + self.report.changed


def import_page(report: Report) -> ImportPage:
    """Return the page of a report."""
    changes = list(_changes(report))
    return ImportPage(
        report=report,
        lead=_lead(report),
        counts=_counts(report),
        errors=list(_errors(report.problems[:MOST_LINES])),
        more_errors=max(0, len(report.problems) - MOST_LINES),
        changes=changes[:MOST_LINES],
        more_changes=max(0, len(changes) - MOST_LINES),
        rows_changed=len(report.changed_rows),
        sheets=_sheets(report),
        warnings=report.warnings[:MOST_LINES],
        kept=report.kept[:MOST_LINES],
        more_kept=max(0, len(report.kept) - MOST_LINES),
    )


def _lead(report: Report) -> str:
    sheets = len(report.read.sheets) if report.read else 0
    rows = report.read.row_count if report.read else 0
    words = {"name": report.name, "sheets": number(sheets), "rows": number(rows)}
    return _("%(name)s, %(sheets)s lembar, %(rows)s baris. Belum ada yang disimpan.") % words


def _counts(report: Report) -> list[Count]:
    refused = len(report.refused_rows)
    return [
        Count(number(refused), _("baris ditolak"), "#kesalahan" if refused else "", bad=bool(refused)),
        Count(number(report.created), _("akan ditambah"), "#lembar"),
        Count(number(report.changed), _("akan berubah"), "#berubah" if report.changed_rows else ""),
        Count(number(report.unchanged), _("sama, tidak disentuh"), "#lembar"),
    ]


def headline(report: Report) -> str:
    """Return `6 kesalahan pada 5 baris`."""
    errors, rows = len(report.problems), len(report.refused_rows)
    words = {"errors": number(errors), "rows": number(rows)}
    if not rows:
        return ngettext("%(errors)s kesalahan", "%(errors)s kesalahan", errors) % words
    return (
        ngettext("%(errors)s kesalahan pada %(rows)s baris", "%(errors)s kesalahan pada %(rows)s baris", rows) % words
    )


def _errors(problems: Sequence[Problem]) -> Iterator[ErrorLine]:
    places = [(problem.sheet, problem.row) for problem in problems]
    for index, problem in enumerate(problems):
        before = places[index - 1] if index else None
        after = places[index + 1] if index + 1 < len(places) else None
        yield ErrorLine(problem, first=before != places[index], goes_on=after == places[index])


def _changes(report: Report) -> Iterator[ChangeLine]:
    for one in report.changed_rows:
        found = list(one.changes.values())
        for index, change in enumerate(found):
            yield ChangeLine(
                sheet=one.sheet,
                row=one.row,
                who=one.who,
                heading=change.heading,
                old=change.old,
                new=change.new,
                first=index == 0,
                goes_on=index + 1 < len(found),
            )


def _sheets(report: Report) -> list[SheetLine]:
    new = Counter(one.sheet for one in report.outcomes if one.is_new)
    changed = Counter(one.sheet for one in report.changed_rows if not one.is_new)
    all_rows = Counter(one.sheet for one in report.outcomes)
    refused = Counter(sheet for sheet, _row in report.refused_rows)
    names = [read.sheet.name for read in report.read.sheets] if report.read else []
    lines = []
    for name in names:
        counts = [
            (refused[name], _("ditolak")),
            (new[name], _("ditambah")),
            (changed[name], _("berubah")),
            (all_rows[name] - new[name] - changed[name], _("sama")),
        ]
        words = " · ".join(f"{number(count)} {word}" for count, word in counts if count)
        lines.append(SheetLine(name, words or _("tanpa baris")))
    return lines
