"""The lines of a cohort's matrix: which the address asks for, in which order.

Everything is counted from the cells that one query brings, so that a number and the list it leads to agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from cohorts.checkpoints import Cell, CellState
from cohorts.models import Participant
from cohorts.registry import checkpoints

MENTOR = "mentor"  # the checkpoint whose absence is "tanpa mentor"
OWED = "owed"  # besides the states of a cell: whatever is still asked for


@dataclass(frozen=True)
class Selection:
    """What the address asks for. Anything unknown in it counts as not asked."""

    view: str = ""
    point: str = ""
    state: str = ""
    institution: int = 0
    coach: int = 0
    order: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "Selection":
        """Read the parameters of an address."""
        point = query.get("titik", "")
        state = query.get("keadaan", "")
        known = point in checkpoints.items and state in {*CellState, OWED}
        return cls(
            view=query.get("saring", "") if query.get("saring", "") in VIEWS else "",
            point=point if known else "",
            state=state if known else "",
            institution=_number(query.get("instansi", "")),
            coach=_number(query.get("coach", "")),
            order=query.get("urut", "") if query.get("urut", "") in ORDERS else "",
        )

    def address(self, **changes: Any) -> str:
        """Return the query string of this selection with some parts changed."""
        asked = replace(self, **changes)
        found = {
            "saring": asked.view,
            "titik": asked.point,
            "keadaan": asked.state,
            "instansi": asked.institution,
            "coach": asked.coach,
            "urut": asked.order,
        }
        return f"?{urlencode({name: value for name, value in found.items() if value})}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True)
class Line:
    """A participant with the cells that the query brought."""

    participant: Participant
    cells: list[Cell]

    @property
    def is_late(self) -> bool:
        """Whether anything is past its day."""
        return any(cell.state == CellState.LATE for cell in self.cells)

    @property
    def needs_attention(self) -> bool:
        """Whether anything is late or due within a week."""
        return any(cell.state in {CellState.LATE, CellState.DUE} for cell in self.cells)

    @property
    def has_no_mentor(self) -> bool:
        """Whether nobody is mentor today, while the training still asks for one."""
        return any(cell.checkpoint.code == MENTOR and cell.absent and cell.is_owed for cell in self.cells)

    @property
    def is_ready(self) -> bool:
        """Whether all that applies is met."""
        return 0 < self.met == self.base

    @property
    def met(self) -> int:
        """How many checkpoints are met."""
        return sum(cell.state == CellState.MET for cell in self.cells)

    @property
    def base(self) -> int:
        """How many checkpoints apply."""
        return sum(cell.state != CellState.NOT_APPLICABLE for cell in self.cells)

    @property
    def days_late(self) -> int:
        """How late the latest one is."""
        return max((cell.days_late for cell in self.cells), default=0)

    def has(self, point: str, state: str) -> bool:
        """Say whether a checkpoint stands in a state."""
        cell = next(cell for cell in self.cells if cell.checkpoint.code == point)
        return cell.is_owed if state == OWED else cell.state == state


VIEWS: dict[str, tuple[Any, Callable[[Line], bool], bool]] = {
    "": (gettext_lazy("Semua"), lambda _line: True, False),
    "perhatian": (gettext_lazy("Perlu perhatian"), lambda line: line.needs_attention, False),
    "terlambat": (gettext_lazy("Terlambat"), lambda line: line.is_late, True),
    "tanpa-mentor": (gettext_lazy("Tanpa mentor"), lambda line: line.has_no_mentor, True),
    "siap": (gettext_lazy("Siap ditutup"), lambda line: line.is_ready, False),
}
ORDERS: dict[str, Callable[[Line], Any]] = {
    "": lambda line: line.participant.person.name.casefold(),
    "instansi": lambda line: str(line.participant.sending_institution).casefold(),
    "siap": lambda line: -line.met,
    "terlambat": lambda line: -line.days_late,
}


def is_in_scope(line: Line, selection: Selection) -> bool:
    """Say whether a line belongs to the institution and the coach that are asked for."""
    participant: Any = line.participant
    return selection.institution in {0, participant.sending_institution_id} and selection.coach in {
        0,
        participant.coach,
    }


def is_chosen(line: Line, selection: Selection) -> bool:
    """Say whether a line is in the view, or under the foot, that is asked for."""
    if selection.point:
        return line.has(selection.point, selection.state)
    return VIEWS[selection.view][1](line)
