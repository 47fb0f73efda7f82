"""Evaluating checkpoints: one query for all of them together, however many participants there are.

The matrix, the home page, the reminders, the readiness of one change action and the share met over many
cohorts all read the declared list through this module.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, DateField, ExpressionWrapper, IntegerField, Q, Value, When
from django.db.models.fields import BooleanField

from cohorts.registry import Checkpoint, checkpoints
from core.shares import Share

if TYPE_CHECKING:
    from cohorts.models import Participant
    from cohorts.querysets.cohorts import ParticipantQuerySet

DUE_SOON = timedelta(days=7)


class CellState(StrEnum):
    """How a checkpoint stands for one participant."""

    MET = "met"
    OPEN = "open"
    DUE = "due"
    LATE = "late"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Cell:
    """One checkpoint of one participant. `days_late` counts from the due date plus grace."""

    checkpoint: Checkpoint
    state: CellState
    due: date | None = None
    days_late: int = 0
    done: int | None = None
    of: int | None = None


def cell_of(
    checkpoint: Checkpoint,
    *,
    met: bool,
    applies: bool,
    due: date | None,
    today: date,
    progress: tuple[int, int] | None = None,
) -> Cell:
    """Decide how a checkpoint stands; the only place that does."""
    done, of = progress if progress else (None, None)
    if not applies:
        return Cell(checkpoint, CellState.NOT_APPLICABLE)
    if met:
        return Cell(checkpoint, CellState.MET, due, 0, done, of)
    last_day = due + timedelta(days=checkpoint.grace) if due else None
    if last_day and today > last_day:
        return Cell(checkpoint, CellState.LATE, due, (today - last_day).days, done, of)
    if last_day and today >= last_day - DUE_SOON:
        return Cell(checkpoint, CellState.DUE, due, 0, done, of)
    return Cell(checkpoint, CellState.OPEN, due, 0, done, of)


def with_checkpoints(
    participants: "ParticipantQuerySet", only: Iterable[Checkpoint] | None = None
) -> "ParticipantQuerySet":
    """Annotate participants with all that `cells` needs, in the same query."""
    annotated = participants.with_today()
    for checkpoint in checkpoints if only is None else only:
        annotated = annotated.annotate(**_annotations(checkpoint))
    return annotated


def cells(participant: "Participant", only: Iterable[Checkpoint] | None = None) -> list[Cell]:
    """Return the cells of an annotated participant in the order of the columns."""
    return [_cell(participant, checkpoint) for checkpoint in (checkpoints if only is None else only)]


def shares_met(participants: "ParticipantQuerySet") -> dict[str, Share]:
    """Return, for each checkpoint, how many of those to whom it applies have met it (one query)."""
    counts: dict[str, Any] = {}
    for checkpoint in checkpoints:
        applies = Q(**{f"{checkpoint.code}_applies": True})
        counts[f"{checkpoint.code}_base"] = Count("pk", filter=applies, distinct=True)
        met = applies & Q(**{f"{checkpoint.code}_met": True})
        counts[f"{checkpoint.code}_count"] = Count("pk", filter=met, distinct=True)
    found = with_checkpoints(participants.order_by()).aggregate(**counts)
    return {item.code: Share(found[f"{item.code}_count"], found[f"{item.code}_base"]) for item in checkpoints}


def _annotations(checkpoint: Checkpoint) -> dict[str, Any]:
    code = checkpoint.code
    named: dict[str, Any] = {
        f"{code}_met": _boolean(checkpoint.met),
        f"{code}_due": ExpressionWrapper(checkpoint.due, output_field=DateField()),
        f"{code}_applies": Value(True) if checkpoint.applies is None else _boolean(checkpoint.applies),
    }
    if checkpoint.progress:
        done, of = checkpoint.progress
        named[f"{code}_done"] = ExpressionWrapper(done, output_field=IntegerField())
        named[f"{code}_of"] = ExpressionWrapper(of, output_field=IntegerField())
    return named


def _boolean(condition: Any) -> Case:
    # A condition over a missing row is null in SQL; a checkpoint is met or it is not.
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _cell(participant: "Participant", checkpoint: Checkpoint) -> Cell:
    code = checkpoint.code
    values = vars(participant)
    progress = None
    if checkpoint.progress:
        progress = (values[f"{code}_done"] or 0, values[f"{code}_of"] or 0)
    return cell_of(
        checkpoint,
        met=values[f"{code}_met"],
        applies=values[f"{code}_applies"],
        due=values[f"{code}_due"],
        today=values["today"],
        progress=progress,
    )
