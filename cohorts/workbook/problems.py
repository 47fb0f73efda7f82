"""What is wrong with a workbook, where exactly, and what would be right."""

from dataclasses import dataclass
from typing import Any

from core.errors import RefusedError


class FileRefusedError(RefusedError):
    """The file itself cannot be read."""


@dataclass(frozen=True)
class Problem:
    """An error (nothing is written) or a warning. `row` is as the spreadsheet shows it.

    All but `message` are None where the file itself is at fault.
    """

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str

    @property
    def what(self) -> str:
        """Return the first sentence: what is wrong."""
        first, stop, _rest = self.message.partition(". ")
        return first + stop.strip()

    @property
    def remedy(self) -> str:
        """Return the rest: what would be right."""
        return self.message.partition(". ")[2]

    def as_json(self) -> dict[str, Any]:
        """Return it under the names of the command's contract."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
        }
