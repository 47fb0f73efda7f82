"""Refused rows to download, and the same rows coming back corrected.

The download holds the refused rows alone, each with its number in the file and what is wrong. Uploaded again it is
laid over the file that it came from, so that the rows that were right need not be sent twice.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cohorts.workbook.cells import Raw, as_text, from_unpacked
from cohorts.workbook.importing import Report
from cohorts.workbook.problems import FileRefusedError
from cohorts.workbook.reading import ReadWorkbook, Row, find_headings, plain_cell, raw_tables
from cohorts.workbook.sheets import (
    COHORT,
    ERROR_COLUMN,
    NOTES_SHEET,
    PAIR_HEADINGS,
    ROW_COLUMN,
    WholeSheet,
    sheets_of,
)
from cohorts.workbook.unpack import plain
from cohorts.workbook.writing import SheetPlan, as_xlsx, pairs_plan

MARK = "Perbaikan untuk"

type Grid = list[list[Raw | None]]


def refused_workbook(report: Report, mark: str) -> bytes:
    """Return the refused rows as the content of an XLSX file; `mark` says which file they are from."""
    wrong: dict[tuple[str, int], dict[str, list[str]]] = {}
    for problem in report.problems:
        if problem.sheet and problem.row:
            columns = wrong.setdefault((problem.sheet, problem.row), {})
            columns.setdefault(problem.column or "", []).append(problem.message)
    plans = []
    for read in report.read.sheets if report.read else []:
        if read.sheet.pairs:
            plans.append(_pairs(read.sheet, read.rows, wrong))
        elif rows := [row for row in read.rows if (read.sheet.name, row.number) in wrong]:
            plans.append(_table(read.sheet, rows, wrong))
    return as_xlsx([*plans, _notes(mark)])


def _pairs(sheet: WholeSheet, rows: list[Row], wrong: Mapping[tuple[str, int], dict[str, list[str]]]) -> SheetPlan:
    [row] = rows
    errors = {
        heading: " ".join(messages)
        for (name, _number), columns in wrong.items()
        if name == sheet.name
        for heading, messages in columns.items()
    }
    return pairs_plan(sheet, row.cells, ERROR_COLUMN, errors)


def _table(sheet: WholeSheet, rows: list[Row], wrong: Mapping[tuple[str, int], dict[str, list[str]]]) -> SheetPlan:
    headings = list(sheet.columns)
    lines, marked = [], {}
    for place, row in enumerate(rows):
        columns = wrong[sheet.name, row.number]
        sentences = [f"{heading}: {' '.join(messages)}" for heading, messages in columns.items()]
        cells = [row.cells.get(heading) for heading in headings]
        lines.append([row.number, *cells, "\n".join(sentences)])
        marked[place] = {headings.index(heading) + 1 for heading in columns if heading in headings}
    return SheetPlan(sheet.name, [ROW_COLUMN, *headings, ERROR_COLUMN], lines, marked, sheet.columns)


def _notes(mark: str) -> SheetPlan:
    rows = [
        [_("Perbaiki sel yang berwarna, lalu unggah berkas ini. Baris lain diambil dari berkas asal.")],
        [_("Kolom Baris menunjuk baris di berkas asal; jangan diubah.")],
        [_("Untuk membuang sebuah baris, kosongkan semua selnya kecuali Baris.")],
        [MARK, mark],
    ]
    return SheetPlan(NOTES_SHEET, [NOTES_SHEET, ""], rows)


def mark_of(read: ReadWorkbook) -> str:
    """Return which file a workbook corrects, "" where it is a file of its own."""
    for row in read.notes:
        if row and row[0] == MARK and len(row) > 1:
            return str(row[1])
    return ""


def corrected(original: bytes, correction: bytes) -> bytes:
    """Return the original with the corrected rows in the place of those that they correct; raise FileRefusedError."""
    sheets = {plain(sheet.name): sheet for sheet in sheets_of(COHORT)}
    names = [sheet.name for sheet in sheets.values()]
    before, _others = raw_tables(original, names)
    after, _more = raw_tables(correction, names)
    plans = []
    for name, table in before.items():
        sheet, grid = sheets[name], _grid(table)
        if name in after:
            (_lay_pairs if sheet.pairs else _lay_rows)(sheet, grid, _grid(after[name]))
        first, *others = grid or [[]]
        plans.append(SheetPlan(sheet.name, [as_text(cell) if cell is not None else "" for cell in first], others))
    return as_xlsx(plans)


def _grid(table: list[list[Any]]) -> Grid:
    return [[from_unpacked(cell) for cell in row] for row in table]


def _columns(sheet: WholeSheet, grid: Grid) -> tuple[int, dict[str, int]]:
    """Return the index of the headings and the place of each; an empty mapping where there are none."""
    wanted = map(plain, PAIR_HEADINGS) if sheet.pairs else [*sheet.headings, plain(ROW_COLUMN)]
    index = find_headings(wanted, PAIR_HEADINGS if sheet.pairs else sheet.must_have, grid)
    if index is None:
        return 0, {}
    places: dict[str, int] = {}
    for place, cell in enumerate(grid[index]):
        places.setdefault(plain_cell(cell), place)
    return index, places


def _lay_rows(sheet: WholeSheet, grid: Grid, correction: Grid) -> None:
    _heading_row, places = _columns(sheet, grid)
    first, ours = _columns(sheet, correction)
    if plain(ROW_COLUMN) not in ours:
        sentence = _("Lembar %(sheet)s tidak lagi mempunyai kolom Baris. Unduh sekali lagi baris yang ditolak.")
        raise FileRefusedError(sentence % {"sheet": sheet.name})
    for row in correction[first + 1 :]:
        number = row[ours[plain(ROW_COLUMN)]]
        if not isinstance(number, int | float) or not first < number <= len(grid):
            continue
        target = grid[int(number) - 1]
        for heading, place in ours.items():
            if heading in places and heading in sheet.headings:
                target[places[heading]] = row[place]


def _lay_pairs(sheet: WholeSheet, grid: Grid, correction: Grid) -> None:
    names, values = map(plain, PAIR_HEADINGS)
    _index, ours = _columns(sheet, correction)
    said = {plain_cell(row[ours.get(names, 0)]): row[ours.get(values, 1)] for row in correction if len(row) > 1}
    known = {plain_cell(cell): cell for row in grid for cell in row[:1]}
    for row in grid:
        heading = plain_cell(row[0])
        if heading in sheet.headings and said.get(heading) is not None and len(row) > 1:
            row[1] = said[heading]
    width = max(map(len, grid), default=2)
    for heading, value in said.items():
        if heading in sheet.headings and heading not in known and value is not None:
            grid.append([sheet.headings[heading], value, *[None] * (width - 2)])
