"""How states and deadlines are said: one wording for matrix, home, dossier and lists."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.checkpoints import Cell, CellState
from core.numbers import number
from core.templatetags.show import day, day_month

MANY_DAYS, MANY_MONTHS = 100, 24  # from here on a tile says months, then years
DAYS_IN_MONTH, DAYS_IN_YEAR = 30.44, 365.25


@dataclass(frozen=True)
class State:
    """A state in words; `kind` is late, due, done or open."""

    kind: str
    words: str


def bare_name(name: str) -> str:
    """Return a printed name without the academic titles behind it, for lists: Dewi Lestari, S.IP. is Dewi Lestari."""
    return name.partition(",")[0]


def days_words(days: int) -> str:
    """Return `12 hari`."""
    return ngettext("%(count)s hari", "%(count)s hari", days) % {"count": number(days)}


def short_span(days: int) -> str:
    """Return `12 hari`, or months or years where days would not fit a tile."""
    if days < MANY_DAYS:
        return days_words(days)
    months = int(days / DAYS_IN_MONTH)
    if months < MANY_MONTHS:
        return ngettext("%(count)s bulan", "%(count)s bulan", months) % {"count": months}
    years = int(days / DAYS_IN_YEAR)
    return ngettext("%(count)s tahun", "%(count)s tahun", years) % {"count": years}


def late_words(days: int) -> str:
    """Return `Terlambat 3 hari`."""
    return _("Terlambat %(days)s") % {"days": days_words(days)}


def day_near(value: date, today: date) -> str:
    """Return `24 November`, with the year where it is not this one."""
    return day_month(value) if value.year == today.year else day(value)


def until_words(due: date, today: date) -> str:
    """Return `s.d. 24 November`."""
    return _("s.d. %(day)s") % {"day": day_near(due, today)}


def deadline(due: date | None, days_late: int, *, soon: bool, today: date) -> State:
    """Return a deadline in words, as a task shows it."""
    if days_late:
        return State("late", late_words(days_late))
    if due is None:
        return State("open", _("Tanpa tenggat"))
    return State("due" if soon else "open", until_words(due, today))


def cell_in_words(cell: Cell, today: date) -> State:
    """Return how a checkpoint stands for a participant."""
    match cell.state:
        case CellState.MET:
            return State("done", _("Terpenuhi"))
        case CellState.LATE if cell.absent:
            return State("late", _("Belum ada, %(late)s") % {"late": late_words(cell.days_late).lower()})
        case CellState.MISSED:
            return State("open", _("Tidak terpenuhi"))
        case CellState.NOT_APPLICABLE:
            return State("open", _("Tidak berlaku"))
    return deadline(cell.due, cell.days_late, soon=cell.state == CellState.DUE, today=today)


def week_words(starts_on: date, ends_on: date, today: date) -> str:
    """Return where a cohort stands: before, in week n of m, or ended."""
    if today < starts_on:
        return _("Mulai %(day)s") % {"day": day(starts_on)}
    if today > ends_on:
        return _("Selesai %(day)s") % {"day": day(ends_on)}
    week = (today - starts_on).days // 7 + 1
    weeks = -(-((ends_on - starts_on).days + 1) // 7)
    return _("Minggu ke-%(week)s dari %(weeks)s") % {"week": week, "weeks": weeks}
