"""How a room declares what it reads from, and writes to, the sheets of a workbook.

A sheet may be shared: `Coach` holds columns of this room (person, appointment) and of coaching (certificate, waiver).
Each room declares its own part under a code of its own; parts of the same name are one sheet, whose columns and
resources follow the order of the parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cohorts.registry import Text, workbook_sheets
from cohorts.workbook.cells import Kind
from cohorts.workbook.unpack import plain

if TYPE_CHECKING:
    from cohorts.workbook.resource import SheetResource

COHORT = "cohort"
NOTES_SHEET = "Petunjuk"
ERROR_COLUMN = "Kesalahan"
ROW_COLUMN = "Baris"
PAIR_HEADINGS = ("Isian", "Nilai")


@dataclass(frozen=True)
class Column:
    """A column by its heading. `key` names the row; `required` must be a heading, and filled in for what is new.

    `example` stands in the empty workbook, `note` explains the column there.
    """

    heading: str
    kind: Kind
    key: bool = False
    required: bool = False
    example: Any = ""
    note: Text = ""


@dataclass(frozen=True)
class Sheet:
    """One room's part of a sheet: its columns, and the resources that its rows are handed to, in order.

    `workbook` is the kind of workbook. `pairs` marks a sheet of two columns, name and value, that holds one thing.
    """

    code: str
    workbook: str
    name: str
    order: int
    columns: tuple[Column, ...]
    resources: "tuple[type[SheetResource[Any]], ...]"
    note: Text = ""
    pairs: bool = False
    required: bool = False


@dataclass(frozen=True)
class WholeSheet:
    """All parts of one sheet together."""

    parts: tuple[Sheet, ...]

    @property
    def name(self) -> str:
        """The sheet's name as we write it."""
        return self.parts[0].name

    @property
    def note(self) -> Text:
        """What the sheet is for."""
        return self.parts[0].note

    @property
    def pairs(self) -> bool:
        """Whether names stand in the first column and values in the second."""
        return self.parts[0].pairs

    @property
    def required(self) -> bool:
        """Whether a workbook without this sheet is refused."""
        return self.parts[0].required

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns by heading, in the order in which we write them."""
        return {column.heading: column for part in self.parts for column in part.columns}

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading that each plain form stands for."""
        return {plain(heading): heading for heading in self.columns}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The headings of the columns that name a row."""
        return tuple(heading for heading, column in self.columns.items() if column.key)

    @cached_property
    def must_have(self) -> tuple[str, ...]:
        """The headings without which the sheet cannot be read."""
        return tuple(heading for heading, column in self.columns.items() if column.key or column.required)

    @property
    def resources(self) -> "Iterable[type[SheetResource[Any]]]":
        """The resources in the order in which they get the rows."""
        return [resource for part in self.parts for resource in part.resources]


def sheets_of(workbook: str) -> list[WholeSheet]:
    """Return the sheets of one kind of workbook in their order."""
    parts: dict[str, list[Sheet]] = {}
    for sheet in workbook_sheets:
        if sheet.workbook == workbook:
            parts.setdefault(sheet.name, []).append(sheet)
    return [WholeSheet(tuple(found)) for found in parts.values()]
