"""Reads a workbook: the file by a program of its own, then headings by name, then every cell by its column's kind."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.workbook import unpack
from cohorts.workbook.cells import CellError, Raw, as_text, from_unpacked, tidy
from cohorts.workbook.problems import FileRefusedError, Problem
from cohorts.workbook.sheets import ERROR_COLUMN, NOTES_SHEET, PAIR_HEADINGS, ROW_COLUMN, WholeSheet
from cohorts.workbook.unpack import plain

SECONDS = 20
SHOWN = 200  # characters of a cell, in errors
FOREIGN_EXTENSION = gettext_lazy(
    "Berkas ini bukan XLSX. Simpan dari Excel atau LibreOffice sebagai “Excel Workbook (.xlsx)”, lalu unggah lagi."
)
REFUSALS = {
    "empty": gettext_lazy("Berkas ini kosong. Pilih berkas lain atau simpan ulang berkasnya."),
    "too_big": gettext_lazy("Berkas ini lebih dari 20 MB. Hapus gambar dan lembar yang tidak perlu."),
    "locked": gettext_lazy(
        "Berkas ini terkunci kata sandi atau berformat .xls lama. Buka kuncinya dan simpan sebagai .xlsx."
    ),
    "not_xlsx": FOREIGN_EXTENSION,
    "macros": gettext_lazy("Berkas ini memuat makro. Simpan sebagai “Excel Workbook (.xlsx)” tanpa makro."),
    "entities": gettext_lazy(
        "Berkas ini memuat deklarasi XML yang tidak pernah ditulis Excel. Simpan ulang dari Excel."
    ),
    "odd_names": gettext_lazy("Susunan berkas ini tidak wajar. Buka di Excel, lalu simpan ulang sebagai .xlsx."),
    "too_many_parts": gettext_lazy(
        "Berkas ini terdiri dari %(about)s bagian, paling banyak 200. Simpan ulang dari Excel."
    ),
    "too_many_rows": gettext_lazy(
        "Sebuah lembar sampai ke baris %(about)s. Paling banyak 20.000 baris per lembar: hapus yang tidak perlu."
    ),
    "too_many_columns": gettext_lazy(
        "Sebuah lembar sampai ke kolom ke-%(about)s. Paling banyak 60 kolom per lembar: hapus yang tidak perlu."
    ),
    "bomb": gettext_lazy("Isi berkas ini terlalu besar untuk dibaca. Paling besar 50 MB setelah dibuka."),
    "unreadable": gettext_lazy(
        "Berkas ini rusak dan tidak dapat dibaca. Buka di Excel, lalu simpan ulang sebagai .xlsx."
    ),
}


@dataclass
class Row:
    """One row. `cells` holds what is written, `values` what was read; blank and unreadable cells are in neither.

    `places` has the row of each cell where they stand below each other.
    """

    number: int
    cells: dict[str, Raw]
    values: dict[str, Any] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)

    def place(self, heading: str) -> int:
        """Return the row in which a cell stands."""
        return self.places.get(heading, self.number)

    def written(self, heading: str) -> str | None:
        """Return what stands in a cell, as the spreadsheet shows it, long texts cut; None for a blank cell."""
        raw = self.cells.get(heading)
        return None if raw is None else as_text(raw)[:SHOWN]


@dataclass
class ReadSheet:
    """One sheet of a file."""

    sheet: WholeSheet
    rows: list[Row]
    heading_row: int = 1
    unknown_columns: list[str] = field(default_factory=list)
    examples: int = 0


@dataclass
class ReadWorkbook:
    """A file as it was read, with all that is wrong with its cells."""

    sheets: list[ReadSheet]
    problems: list[Problem]
    unknown_sheets: list[str]
    notes: list[list[Any]] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """Return how many rows hold something."""
        return sum(len(sheet.rows) for sheet in self.sheets)


def read_workbook(content: bytes, name: str, sheets: Sequence[WholeSheet]) -> ReadWorkbook:
    """Read a file; raise FileRefusedError with a sentence where it is no workbook of this kind.

    `name` is the file's name: its ending has to be .xlsx.
    """
    if not name.lower().endswith(".xlsx"):
        raise FileRefusedError(FOREIGN_EXTENSION)
    known = {plain(sheet.name): sheet for sheet in sheets}
    tables, others = raw_tables(content, [*(sheet.name for sheet in sheets), NOTES_SHEET])
    missing = [sheet.name for sheet in sheets if sheet.required and plain(sheet.name) not in tables]
    if missing:
        sentence = _("Lembar %(sheet)s tidak ada. Pakai buku kerja kosong sebagai contoh susunannya.")
        raise FileRefusedError(sentence % {"sheet": ", ".join(missing)})
    problems: list[Problem] = []
    read = [_read_sheet(sheet, tables[title], problems) for title, sheet in known.items() if title in tables]
    notes = tables.get(plain(NOTES_SHEET), [])
    return ReadWorkbook([sheet for sheet in read if sheet], problems, others, notes)


def raw_tables(content: bytes, names: Sequence[str]) -> tuple[dict[str, list[list[Any]]], list[str]]:
    """Return the cells of the named sheets, by plain name, and the names of all others; raise FileRefusedError."""
    answer = _answer_of_the_program(content, list(names))
    if code := answer.get("refused"):
        raise FileRefusedError(REFUSALS[code] % {"about": answer["about"]})
    return {plain(title): rows for title, rows in answer["sheets"]}, answer["others"]


def _answer_of_the_program(content: bytes, wanted: list[str]) -> dict[str, Any]:
    try:
        run = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-I", str(Path(unpack.__file__)), json.dumps(wanted)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError(REFUSALS["bomb"]) from error
    if run.returncode != 0:  # stopped by a limit, or a fault of the reader
        raise FileRefusedError(REFUSALS["bomb" if run.returncode < 0 else "unreadable"])
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def _read_sheet(sheet: WholeSheet, table: list[list[Any]], problems: list[Problem]) -> ReadSheet | None:
    """Return the sheet's rows; None for a sheet without any content."""
    cells = [[from_unpacked(cell) for cell in row] for row in table]
    if not any(cell is not None for row in cells for cell in row):
        return None
    read = ReadSheet(sheet, [])
    if sheet.pairs:
        _read_pairs(read, cells, problems)
    else:
        _read_table(read, cells, problems)
    for row in read.rows:
        _read_cells(sheet, row, problems)
    return read


def plain_cell(cell: Raw | None) -> str:
    """Return a cell as headings are compared."""
    return "" if cell is None else plain(as_text(cell))


def find_headings(wanted: Iterable[str], must: Sequence[str], cells: list[list[Raw | None]]) -> int | None:
    """Return the index of the headings: the first row with all that must be there, else the best of the first ten."""
    known = set(wanted)
    best: tuple[int, int] | None = None
    for index, row in enumerate(cells[: unpack.HEADING_ROWS]):
        there = {plain_cell(cell) for cell in row} & known
        if there and {plain(heading) for heading in must} <= there:
            return index
        if there and (best is None or len(there) > best[0]):
            best = (len(there), index)
    return best[1] if best else None


def _read_table(read: ReadSheet, cells: list[list[Raw | None]], problems: list[Problem]) -> None:
    sheet = read.sheet
    index = find_headings(sheet.headings, sheet.must_have, cells)
    if index is None:
        sentence = _("Baris judul tidak ditemukan dalam sepuluh baris pertama. Judul yang harus ada: %(columns)s.")
        message = sentence % {"columns": ", ".join(sheet.must_have)}
        problems.append(Problem(sheet.name, 1, sheet.must_have[0], None, message))
        return
    read.heading_row = index + 1
    places = _place_columns(read, cells[index], problems)
    for heading in sheet.must_have:
        if heading not in places:
            sentence = _("Kolom %(column)s tidak ada. Tambahkan judulnya di baris %(row)d.")
            message = sentence % {"column": heading, "row": index + 1}
            problems.append(Problem(sheet.name, index + 1, heading, None, message))
    for number, row in enumerate(cells[index + 1 :], index + 2):
        filled = {heading: cell for heading, place in places.items() if (cell := row[place]) is not None}
        if filled and _is_example(sheet, filled):
            read.examples += 1
        elif filled:
            read.rows.append(Row(number, filled))


def _is_example(sheet: WholeSheet, cells: dict[str, Raw]) -> bool:
    """Say whether a row is the example of the empty workbook, left as it was."""
    return len(cells) > 2 and all(
        column.example != "" and as_text(cells[heading]) == as_text(column.example)
        for heading, column in sheet.columns.items()
        if heading in cells
    )


def _place_columns(read: ReadSheet, headings: list[Raw | None], problems: list[Problem]) -> dict[str, int]:
    places: dict[str, int] = {}
    ours = {plain(ERROR_COLUMN), plain(ROW_COLUMN), ""}
    for place, cell in enumerate(headings):
        written = plain_cell(cell)
        heading = read.sheet.headings.get(written)
        if heading is None:
            if written not in ours and cell is not None:
                read.unknown_columns.append(tidy(as_text(cell)))
        elif heading in places:
            message = _("Kolom %(column)s ada dua kali. Hapus salah satu.") % {"column": heading}
            problems.append(Problem(read.sheet.name, read.heading_row, heading, heading, message))
        else:
            places[heading] = place
    return places


def _read_pairs(read: ReadSheet, cells: list[list[Raw | None]], problems: list[Problem]) -> None:
    """Read names and values that stand side by side; without headings they are the first two columns."""
    index = find_headings(map(plain, PAIR_HEADINGS), PAIR_HEADINGS, cells)
    name_place, value_place, first = 0, 1, 0
    if index is not None:
        titles = [plain_cell(cell) for cell in cells[index]]
        first = index + 1
        name_place = titles.index(plain(PAIR_HEADINGS[0])) if plain(PAIR_HEADINGS[0]) in titles else 0
        value_place = titles.index(plain(PAIR_HEADINGS[1])) if plain(PAIR_HEADINGS[1]) in titles else name_place + 1
    read.heading_row = max(first, 1)
    one = Row(read.heading_row, {})
    for number, row in enumerate(cells[first:], first + 1):
        name = row[name_place] if name_place < len(row) else None
        heading = read.sheet.headings.get(plain_cell(name))
        value = row[value_place] if value_place < len(row) else None
        if heading is None:
            if name is not None:
                read.unknown_columns.append(tidy(as_text(name)))
            continue
        if heading in one.places:
            message = _("Isian %(name)s ada dua kali. Hapus salah satu.") % {"name": heading}
            problems.append(
                Problem(read.sheet.name, number, heading, None if value is None else as_text(value), message)
            )
        elif value is not None:
            one.cells[heading] = value
        one.places.setdefault(heading, number)
    read.rows.append(one)


def _read_cells(sheet: WholeSheet, row: Row, problems: list[Problem]) -> None:
    for heading, raw in row.cells.items():
        try:
            value = sheet.columns[heading].kind.read(raw)
        except CellError as error:
            row.bad.add(heading)
            problems.append(Problem(sheet.name, row.place(heading), heading, row.written(heading), str(error)))
        else:
            if value not in ("", ()):
                row.values[heading] = value
