"""Evaluating checkpoints: one query for all of them together, however many participants there are.

The matrix, the home page, the reminders, the readiness of one change action and the share met over many
cohorts all read the declared list through this module.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, DateField, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields import BooleanField
from django.db.models.functions import Coalesce, Greatest

from cohorts.registry import Checkpoint, OwedBy, checkpoints
from cohorts.states import ASKED_OUTCOMES
from core.dates import months_after, today_expression
from core.shares import Share

if TYPE_CHECKING:
    from cohorts.models import Participant
    from cohorts.querysets.cohorts import ParticipantQuerySet

DUE_SOON = timedelta(days=7)
LAST_DAY = date(9999, 12, 31)  # stands for "no due date" where a date must stand
NO_DAY = Value(LAST_DAY, output_field=DateField())
# Of an ended cohort nobody is asked for its preparation any more; a month is left to catch up.
AFTER_TRAINING = timedelta(days=30)


class CellState(StrEnum):
    """How a checkpoint stands for one participant."""

    MET = "met"
    OPEN = "open"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"


STILL_OWED = (CellState.OPEN, CellState.DUE, CellState.LATE)


@dataclass(frozen=True)
class Counted:
    """How far a counted checkpoint has got for one participant."""

    done: int
    of: int
    claimed: int = 0
    overdue: int = 0
    has_bars: bool = False


@dataclass(frozen=True)
class Cell:
    """One checkpoint of one participant.

    `due` is the last day on which it is in time, grace included, and `days_late` counts from it. A missed one was
    open when the training closed: it is no longer asked for. `absent`: the thing itself is missing.
    """

    checkpoint: Checkpoint
    state: CellState
    due: date | None = None
    days_late: int = 0
    counted: Counted | None = None
    absent: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in STILL_OWED


def cell_of(
    checkpoint: Checkpoint,
    *,
    met: bool,
    applies: bool,
    due: date | None,
    today: date,
    training_ends: date,
    counted: Counted | None = None,
    absent: bool = False,
) -> Cell:
    """Decide how a checkpoint stands; the only place that does."""
    if not applies:
        return Cell(checkpoint, CellState.NOT_APPLICABLE)
    last_day = due + timedelta(days=checkpoint.grace) if due else None
    if met:
        return Cell(checkpoint, CellState.MET, last_day, 0, counted)
    if not checkpoint.outlives_training and today > training_ends + AFTER_TRAINING:
        return Cell(checkpoint, CellState.MISSED, last_day, 0, counted, absent)
    if last_day and today > last_day:
        return Cell(checkpoint, CellState.LATE, last_day, (today - last_day).days, counted, absent)
    if last_day and today >= last_day - DUE_SOON:
        return Cell(checkpoint, CellState.DUE, last_day, 0, counted, absent)
    return Cell(checkpoint, CellState.OPEN, last_day, 0, counted, absent)


def owed_by(role: OwedBy) -> list[Checkpoint]:
    """Return the checkpoints that a role owes, in the order of the columns."""
    return [checkpoint for checkpoint in checkpoints if checkpoint.owed_by == role]


def with_checkpoints(
    participants: "ParticipantQuerySet", only: Iterable[Checkpoint] | None = None
) -> "ParticipantQuerySet":
    """Annotate participants with all that `cells` needs, in the same query."""
    annotations: dict[str, Any] = {}
    for checkpoint in checkpoints if only is None else only:
        annotations |= _annotations(checkpoint)
    dated = participants.with_today().annotate(
        day=Greatest(F("today"), F("cohort__starts_on")), training_ends=F("cohort__ends_on")
    )
    return dated.annotate(**annotations)


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


@dataclass(frozen=True)
class Owed:
    """What many participants of one cohort owe: how many, how many of them late, and the first last day."""

    cohort: int
    checkpoint: Checkpoint
    count: int
    late: int
    due: date | None


def owed_in_cohorts(participants: "ParticipantQuerySet", only: Iterable[Checkpoint]) -> list[Owed]:
    """Count, by cohort and checkpoint, who still owes it, in one query that brings numbers instead of participants.

    Only for checkpoints of the training itself whose due date stands in a row; cohorts that have closed are left
    out.
    """
    asked = list(only)
    running = participants.order_by().filter(
        cohort__ends_on__gte=today_expression("cohort__time_zone", days=-AFTER_TRAINING.days)
    )
    # The due date of those who owe nothing is not looked up; that spares most of the work.
    dues = {
        f"{checkpoint.code}_owed": Case(
            When(
                Q(**{f"{checkpoint.code}_applies": True, f"{checkpoint.code}_met": False}),
                then=Coalesce(checkpoint.due, NO_DAY),
            ),
            output_field=DateField(),
        )
        for checkpoint in asked
    }
    rows = with_checkpoints(running, asked).annotate(**dues).values_list("cohort", "today", *dues)
    found: dict[tuple[int, str], list[tuple[date, date]]] = {}
    for cohort, today, *days in rows:
        for checkpoint, due in zip(asked, days, strict=True):
            if due is not None:
                found.setdefault((cohort, checkpoint.code), []).append((due, today))
    cohorts = sorted({cohort for cohort, _code in found})
    pairs = ((cohort, checkpoint) for checkpoint in asked for cohort in cohorts)
    return [_owed(cohort, item, found[cohort, item.code]) for cohort, item in pairs if (cohort, item.code) in found]


def _owed(cohort: int, checkpoint: Checkpoint, days: list[tuple[date, date]]) -> Owed:
    grace = timedelta(days=checkpoint.grace)
    late = sum(due + grace < today for due, today in days)
    first = min(due for due, _today in days)
    return Owed(cohort, checkpoint, len(days), late, None if first == LAST_DAY else first + grace)


def _annotations(checkpoint: Checkpoint) -> dict[str, Any]:
    code = checkpoint.code
    asked = Q(outcome__in=ASKED_OUTCOMES)
    applies = [asked] if checkpoint.applies is None else [asked, checkpoint.applies]
    named: dict[str, Any] = {
        f"{code}_met": _boolean(checkpoint.met),
        f"{code}_due": ExpressionWrapper(checkpoint.due, output_field=DateField()),
        f"{code}_applies": _boolean(Q(*applies)),
    }
    if checkpoint.absent is not None:
        named[f"{code}_absent"] = _boolean(checkpoint.absent)
    if checkpoint.months is not None:
        named[f"{code}_months"] = _integer(checkpoint.months)
    for name, expression in _progress_expressions(checkpoint):
        named[f"{code}_{name}"] = _integer(expression)
    return named


def _progress_expressions(checkpoint: Checkpoint) -> list[tuple[str, Combinable]]:
    progress = checkpoint.progress
    if progress is None:
        return []
    found = [("done", progress.done), ("of", progress.of)]
    if progress.claimed is not None and progress.overdue is not None:
        found += [("claimed", progress.claimed), ("overdue", progress.overdue)]
    return found


def _boolean(condition: Any) -> Case:
    # A condition over a missing row is null in SQL; a checkpoint is met or it is not.
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _integer(expression: Combinable) -> ExpressionWrapper[Combinable]:
    return ExpressionWrapper(expression, output_field=IntegerField())


def _cell(participant: "Participant", checkpoint: Checkpoint) -> Cell:
    code = checkpoint.code
    values = vars(participant)
    due = values[f"{code}_due"]
    months = values.get(f"{code}_months")
    return cell_of(
        checkpoint,
        met=values[f"{code}_met"],
        applies=values[f"{code}_applies"],
        due=months_after(due, months) if due and months else due,
        today=values["today"],
        training_ends=values["training_ends"],
        counted=_counted(values, checkpoint),
        absent=values.get(f"{code}_absent", False),
    )


def _counted(values: dict[str, Any], checkpoint: Checkpoint) -> Counted | None:
    if checkpoint.progress is None:
        return None
    numbers = {name: values[f"{checkpoint.code}_{name}"] or 0 for name, _ in _progress_expressions(checkpoint)}
    return Counted(**numbers, has_bars="overdue" in numbers)
