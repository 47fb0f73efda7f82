"""Geometry of the charts: numbers in, positions out; the markup is in templates/components/charts/.

Every position is a percentage of the drawing's width, already written as text ("31.43%"), because a template would
print a number with the comma of the active language. So one drawing fits every width, on screen and in print, without
a style attribute. Bars always have the base as their full width: a bar never exaggerates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from core.shares import Share

HUNDRED = Decimal(100)
INSIDE = Decimal(5)  # percent of the base from which a count fits inside its part of a Likert bar
DOT_STEP = 26  # px between the dots of a mini path
DOT_RADIUS = 4.5
RING_RADIUS = 4.5


def percent_of_way(part: Decimal | float, whole: Decimal | float) -> str:
    """Return part of whole as a position between "0%" and "100%"; a whole of 0 or less gives "0%"."""
    if whole <= 0:
        return "0%"
    share = Decimal(part) * HUNDRED / Decimal(whole)
    share = min(max(share, Decimal(0)), HUNDRED).quantize(Decimal("0.01"))
    return f"{share.normalize():f}%"


@dataclass(frozen=True)
class Bar:
    """One bar: how long it is, and the words that say the same."""

    label: str
    share: Share
    length: str


def bar(label: str, share: Share) -> Bar:
    """Return the bar of a share; the base fills the width."""
    return Bar(label, share, percent_of_way(share.percent or Decimal(0), HUNDRED))


def bar_list(rows: Iterable[tuple[str, Share]]) -> list[Bar]:
    """Return the bars of a list, longest first, equal ones in the order given."""
    ordered = sorted(rows, key=lambda row: -(row[1].percent or Decimal(0)))
    return [bar(label, share) for label, share in ordered]


@dataclass(frozen=True)
class LikertPart:
    """One part of a Likert bar; `inside` says whether its count fits in it."""

    kind: str
    count: int
    start: str
    length: str
    middle: str
    inside: bool


@dataclass(frozen=True)
class LikertBar:
    """Disagreement to the left of the middle, agreement to the right; each half is 100 % of the base wide."""

    statement: str
    agree: Share
    neutral: int
    parts: Sequence[LikertPart]


def likert_bar(statement: str, counts: Sequence[int], base: int) -> LikertBar:
    """Return the bar of one statement.

    `counts` holds the answers from "sangat tidak setuju" to "sangat setuju", five of them; `base` is everyone who
    answered, blanks included. Raises ValueError for another number of counts.
    """
    strongly_no, no, neutral, yes, strongly_yes = counts
    blank = max(0, base - sum(counts))
    middle = base
    placed = [
        ("no2", strongly_no, middle - no - strongly_no),
        ("no1", no, middle - no),
        ("yes1", yes, middle),
        ("yes2", strongly_yes, middle + yes),
    ]
    parts = [
        LikertPart(
            kind=kind,
            count=count,
            start=percent_of_way(start, 2 * base),
            length=percent_of_way(count, 2 * base),
            middle=percent_of_way(Decimal(start) + Decimal(count) / 2, 2 * base),
            inside=count * HUNDRED >= INSIDE * base,
        )
        for kind, count, start in placed
        if count
    ]
    return LikertBar(statement, Share(yes + strongly_yes, base, blank), neutral, parts)


# How many months lie between two names on a line that begins at most so many months.
MONTHS_APART = ((1, 4), (3, 12), (12, 10_000))
ROOM_FOR_A_NAME = 18  # percent of the line


@dataclass(frozen=True)
class TimeScale:
    """One scale of days for all rows of a time line."""

    first: date
    last: date

    def at(self, day: date) -> str:
        """Return the position of a day; days outside stand at the edge."""
        return percent_of_way(Decimal((day - self.first).days), Decimal((self.last - self.first).days))


def time_scale(days: Iterable[date], *, margin: int = 7) -> TimeScale:
    """Return the scale that holds all days with `margin` days around them; raises ValueError when there are none."""
    found = sorted(days)
    if not found:
        raise ValueError("a time line needs at least one day")
    around = timedelta(days=margin)
    return TimeScale(found[0] - around, found[-1] + around)


@dataclass(frozen=True)
class Tick:
    """A day with its position."""

    day: date
    at: str


@dataclass(frozen=True)
class TimeLine:
    """What all rows of a time line share: its first day, months that begin in it, today.

    A long line names quarters or years, each with its year; `starts_named` says that the first month's name has room.
    """

    scale: TimeScale
    start: date
    months: Sequence[Tick]
    today: Tick
    is_long: bool = False
    starts_named: bool = True


def time_line(days: Iterable[date], today: date) -> TimeLine:
    """Return the line of time that holds all days and today; raises nothing: today alone is enough."""
    scale = time_scale([*days, today])
    every = list(_first_days_inside(scale))
    step = next(months for months, room in MONTHS_APART if len(every) <= room)
    named = [day for day in every if (day.month - 1) % step == 0]
    length = (scale.last - scale.first).days
    room = (named[0] - scale.first).days if named else length
    return TimeLine(
        scale,
        scale.first,
        [Tick(day, scale.at(day)) for day in named],
        Tick(today, scale.at(today)),
        is_long=step > 1,
        starts_named=room * HUNDRED >= ROOM_FOR_A_NAME * length,
    )


def _first_days_inside(scale: TimeScale) -> Iterator[date]:
    year, month = scale.first.year, scale.first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        first_day = date(year, month, 1)
        if first_day >= scale.last:
            return
        yield first_day


@dataclass(frozen=True)
class MilestoneTrack:
    """The marks of one milestone; an empty position is not drawn."""

    plan: str
    claimed: str = ""
    verified: str = ""
    overdue_length: str = ""


def milestone_track(
    line: TimeLine,
    *,
    planned: date,
    claimed: date | None = None,
    verified: date | None = None,
) -> MilestoneTrack:
    """Return the marks of a milestone; it is overdue from its plan to today as long as nobody claimed it."""
    scale, today = line.scale, line.today.day
    overdue = not claimed and not verified and planned < today
    span = Decimal((scale.last - scale.first).days)
    return MilestoneTrack(
        plan=scale.at(planned),
        claimed=scale.at(claimed) if claimed else "",
        verified=scale.at(verified) if verified else "",
        overdue_length=percent_of_way(Decimal((today - planned).days), span) if overdue else "",
    )


@dataclass(frozen=True)
class Dot:
    """One station of a mini path, in px; `line` is the class of the line that leads to it from `start`."""

    kind: str
    x: str
    r: str
    start: str
    line: str


def mini_path(kinds: Sequence[str]) -> list[Dot]:
    """Return the dots of a path; each kind is done, present or future."""
    dots = []
    for index, kind in enumerate(kinds):
        x = 8 + index * DOT_STEP
        line = "" if index == 0 else ("done" if kind in ("done", "present") else "future")
        dots.append(
            Dot(
                kind=kind,
                x=str(x),
                r=str(RING_RADIUS if kind == "present" else DOT_RADIUS),
                start=str(x - DOT_STEP),
                line=line,
            )
        )
    return dots


@dataclass(frozen=True)
class Square:
    """One person of a square chart, in mm."""

    kind: str
    x: str
    y: str


@dataclass(frozen=True)
class SquareChart:
    """Everybody of a group as a square each: done, not done, no answer."""

    squares: Sequence[Square]
    width: str
    height: str


def square_chart(done: int, not_done: int, no_answer: int, *, columns: int = 20) -> SquareChart:
    """Return squares of 5 mm, 6.6 mm apart, in rows of `columns`."""
    step = Decimal("6.6")
    kinds = ["done"] * done + ["not-done"] * not_done + ["no-answer"] * no_answer
    squares = [
        Square(kind, str(step * (index % columns)), str(step * (index // columns))) for index, kind in enumerate(kinds)
    ]
    rows = max(1, ceil(len(kinds) / columns))
    width = step * min(columns, max(1, len(kinds)))
    return SquareChart(squares, str(width), str(step * rows))
