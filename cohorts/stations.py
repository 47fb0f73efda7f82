"""The path of a change action: five stations, of which the first that is not complete is the present one.

The two before implementation are complete when their checkpoints are, and at the latest when the training has
closed; the others when their time is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.checkpoints import Cell
from cohorts.models import Cohort, Phase
from cohorts.registry import OwedBy, Stage
from cohorts.states import PhaseKind
from cohorts.wording import day_near, until_words, week_words
from core.charts import Dot, mini_path, percent_of_way
from core.dates import months_after
from core.templatetags.show import day

COMMITMENT, PLAN, IMPLEMENTATION, REPORT, CONTINUATION = range(5)
LABELS = [
    gettext_lazy("Komitmen"),
    gettext_lazy("Rancangan"),
    gettext_lazy("Implementasi"),
    gettext_lazy("Laporan"),
    gettext_lazy("Kelanjutan"),
]
PHASES = [PhaseKind.COMMITMENT, PhaseKind.PLAN_SEMINAR, PhaseKind.IMPLEMENTATION, PhaseKind.FINAL_SEMINAR]


@dataclass(frozen=True)
class Station:
    """One station as the component draws it."""

    label: str
    date: str
    kind: str
    gone: str = ""


@dataclass(frozen=True)
class Path:
    """The stations, and the present one in one line of words with its dots."""

    stations: list[Station]
    words: str
    dots: list[Dot]


def path_of(cohort: Cohort, found: Iterable[Cell], today: date) -> Path:
    """Return the path of a participant of a cohort from the cells of all checkpoints."""
    ends = station_ends(cohort)
    owed = {cell.checkpoint.stage for cell in found if cell.is_owed and _is_of_the_path(cell)}
    present = _present(cohort, ends, owed, today)
    kinds = ["done" if place < present else "present" if place == present else "future" for place in range(5)]
    stations = [
        Station(
            label=str(label),
            date=_date_words(kinds[place], ends[place], today, last=place == CONTINUATION),
            kind=kinds[place],
            gone=_gone(cohort, ends, place, today) if place == present else "",
        )
        for place, label in enumerate(LABELS)
    ]
    return Path(stations, _words(cohort, present, ends, today), mini_path(kinds))


def station_ends(cohort: Cohort) -> list[date]:
    """Return the last day of each station: that of its phase, else a day of the cohort's own."""
    phases: dict[str, Phase] = {phase.kind: phase for phase in cohort.phases.all()}
    fallbacks = [cohort.starts_on, cohort.ends_on, cohort.ends_on, cohort.ends_on]
    ends = [
        phases[kind].ends_on if kind in phases else fallback for kind, fallback in zip(PHASES, fallbacks, strict=True)
    ]
    return [*ends, months_after(cohort.ends_on, cohort.programme.long_term_months)]


def _is_of_the_path(cell: Cell) -> bool:
    """Say whether a checkpoint holds a change action up; of the agency's own ones only a missing mentor does."""
    return cell.checkpoint.owed_by != OwedBy.TRAINING_ADMIN or cell.absent


def _present(cohort: Cohort, ends: list[date], owed: set[Stage], today: date) -> int:
    if today < cohort.starts_on or Stage.PRE_TRAINING in owed:
        return COMMITMENT
    if Stage.PLAN in owed:
        return PLAN
    later = (place for place in (IMPLEMENTATION, REPORT) if today <= ends[place])
    return next(later, CONTINUATION)


def _date_words(kind: str, end: date, today: date, *, last: bool) -> str:
    if kind == "done":
        return day_near(end, today) if end <= today else _("lengkap")
    return until_words(end, today) if kind == "present" or last else day_near(end, today)


def _gone(cohort: Cohort, ends: list[date], place: int, today: date) -> str:
    start = cohort.starts_on if place == COMMITMENT else ends[place - 1]
    return percent_of_way((today - start).days, (ends[place] - start).days)


def _words(cohort: Cohort, present: int, ends: list[date], today: date) -> str:
    label = str(LABELS[present])
    if today < cohort.starts_on:
        return _("Mulai %(day)s") % {"day": day(cohort.starts_on)}
    if present == CONTINUATION:
        months = _months_between(cohort.ends_on, today)
        return _("%(station)s, bulan ke-%(month)s") % {"station": label, "month": months}
    if today > ends[present]:
        return _("%(station)s, belum lengkap") % {"station": label}
    week: Any = week_words(cohort.starts_on, cohort.ends_on, today)
    return f"{label}, {week[0].lower()}{week[1:]}"


def _months_between(start: date, today: date) -> int:
    months = (today.year - start.year) * 12 + today.month - start.month
    return max(0, months - (today.day < start.day))
