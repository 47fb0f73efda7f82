"""Writes workbooks: real dates and numbers, texts that no spreadsheet takes for a formula, headings that hold still."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cohorts.workbook.cells import JUNK, Grade, PersonalNumber, Unreadable
from cohorts.workbook.sheets import PAIR_HEADINGS, Column, WholeSheet
from cohorts.workbook.unpack import MAX_ROWS

LONGEST_CELL = 32_767
LONGEST_LIST = 255  # characters of a drop-down that a file may hold
WIDTHS = {"Nama": 32, "Nama mentor": 32, "Jabatan": 36, "Judul": 48, "Tonggak": 40, "NIP": 22}
BOLD = Font(bold=True)
SOFT = Font(italic=True, color="66706B")
HEAD = PatternFill("solid", fgColor="E4F4EF")
WRONG = PatternFill("solid", fgColor="FEEAE7")
TOP = Alignment(vertical="top", wrap_text=True)
NONE: Mapping[str, Any] = {}
DAY_FORMAT, TEXT_FORMAT = "dd-mm-yyyy", "@"


@dataclass
class SheetPlan:
    """A sheet to write: headings, rows of values, the columns whose cells are marked in each row."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    marked: Mapping[int, set[int]] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    drop_downs: bool = False
    soft: bool = False


def as_xlsx(plans: Iterable[SheetPlan]) -> bytes:
    """Return the sheets as the content of an XLSX file."""
    workbook: Any = Workbook(write_only=True)  # the types do not know what a write-only sheet can do
    for plan in plans:
        _write_sheet(workbook.create_sheet(plan.title), plan)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_sheet(sheet: Any, plan: SheetPlan) -> None:
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(plan.headings, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = WIDTHS.get(heading, max(14, len(heading) + 4))
        column = plan.columns.get(heading)
        if column and isinstance(column.kind, PersonalNumber):
            dimension.number_format = TEXT_FORMAT
        if column and plan.drop_downs and column.kind.options:
            _add_drop_down(sheet, column, get_column_letter(place))
    sheet.append([_heading(sheet, heading) for heading in plan.headings])
    for number, row in enumerate(plan.rows):
        marked = plan.marked.get(number, set())
        sheet.append([_cell(sheet, value, soft=plan.soft, wrong=place in marked) for place, value in enumerate(row)])


def _add_drop_down(sheet: Any, column: Column, letter: str) -> None:
    options = ",".join(column.kind.options)
    if len(options) > LONGEST_LIST:
        return
    choice = DataValidation(type="list", formula1=f'"{options}"', allow_blank=True)
    choice.showErrorMessage = not isinstance(column.kind, Grade)  # which takes other ranks too
    choice.error = _("Pilih salah satu dari daftar.")
    choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
    sheet.data_validations.append(choice)


def _heading(sheet: Any, heading: str) -> Any:
    cell = _cell(sheet, heading)
    if cell is not None:
        cell.font, cell.fill = BOLD, HEAD
    return cell


def _cell(sheet: Any, value: Any, *, soft: bool = False, wrong: bool = False) -> Any:
    """Return a cell; a text stays a text, whatever sign it begins with."""
    content = writable(value)
    if content is None and not wrong:
        return None
    cell = WriteOnlyCell(sheet, content)
    if isinstance(content, str):
        cell.data_type = "s"
        if "\n" in content:
            cell.alignment = TOP
    elif isinstance(content, date) and not isinstance(content, datetime):
        cell.number_format = DAY_FORMAT
    if soft:
        cell.font = SOFT
    if wrong:
        cell.fill = WRONG
    return cell


def writable(value: Any) -> Any:
    """Return what a file can hold of a value, None for nothing.

    A text too long for a cell is left out: cut off it would come back as a change, a blank cell leaves what is stored.
    """
    content = value.text if isinstance(value, Unreadable) else value
    if isinstance(content, str):
        content = JUNK.sub("", content)
        return content if 0 < len(content) <= LONGEST_CELL else None
    return content


def pairs_plan(
    sheet: WholeSheet, values: Mapping[str, Any], more: str = "", notes: Mapping[str, Any] = NONE
) -> SheetPlan:
    """Return a sheet of names and values; a third column `more` says in `notes` something of each."""
    headings = [*PAIR_HEADINGS, *([more] if more else [])]
    rows = [[heading, values.get(heading), *([notes.get(heading)] if more else [])] for heading in sheet.columns]
    return SheetPlan(sheet.name, headings, rows)
