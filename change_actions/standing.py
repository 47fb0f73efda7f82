"""Where milestones stand, in words and as marks on one line of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from change_actions.models import Milestone
from change_actions.states import MilestoneState
from cohorts.checkpoints import DUE_SOON
from cohorts.wording import State, day_near, days_words, late_words, until_words
from core.charts import MilestoneTrack, TimeLine, milestone_track, time_line
from core.dates import local
from core.templatetags.show import day_cell

VERIFY_WITHIN = timedelta(days=7)  # from the claim; then it is late


@dataclass(frozen=True)
class Reader:
    """Who reads, as far as it changes the words."""

    today: date
    is_mentor: bool


@dataclass(frozen=True)
class Row:
    """A milestone as the line of time draws it."""

    title: str
    dates: str
    track: MilestoneTrack
    kind: str
    words: str
    note: str
    url: str


def claimed_on(milestone: Milestone, zone: str) -> date | None:
    """Return the day of the claim in the cohort's zone."""
    return local(milestone.claimed_at, zone).date() if milestone.claimed_at else None


def state_of(milestone: Milestone, reader: Reader) -> State:
    """Return where a milestone stands, in words."""
    if milestone.state == MilestoneState.VERIFIED and milestone.verified_on:
        return State("done", _("Terverifikasi %(day)s") % {"day": day_near(milestone.verified_on, reader.today)})
    if milestone.state == MilestoneState.CLAIMED:
        mine = _("Menunggu verifikasi Anda")
        return State("due", mine) if reader.is_mentor else State("open", _("Menunggu verifikasi mentor"))
    return _unfinished(milestone, reader.today)


def _unfinished(milestone: Milestone, today: date) -> State:
    due = milestone.due_on
    if due and due < today:
        return State("late", late_words((today - due).days))
    if milestone.state == MilestoneState.RETURNED:
        return State("due", _("Perlu perbaikan"))
    if due is None:
        return State("open", _("Tanpa tenggat"))
    return State("due", until_words(due, today)) if due <= today + DUE_SOON else State("open", _("Belum waktunya"))


def days_of(milestone: Milestone, zone: str) -> list[date]:
    """Return the days that stand on the line of time."""
    return [day for day in (milestone.due_on, claimed_on(milestone, zone), milestone.verified_on) if day]


def line_of(milestones: Iterable[Milestone], zone: str, today: date) -> TimeLine:
    """Return the line that holds all days of some milestones, and today."""
    return time_line([day for milestone in milestones for day in days_of(milestone, zone)], today)


def rows_of(milestones: Sequence[Milestone], line: TimeLine, zone: str, reader: Reader) -> list[Row]:
    """Return the milestones that have a day, as rows of a line of time."""
    return [_row(milestone, line, zone, reader) for milestone in milestones if days_of(milestone, zone)]


def _row(milestone: Milestone, line: TimeLine, zone: str, reader: Reader) -> Row:
    claimed = claimed_on(milestone, zone)
    state = state_of(milestone, reader)
    return Row(
        title=milestone.title,
        dates=_dates(milestone.due_on, claimed),
        track=milestone_track(
            line,
            planned=milestone.due_on or days_of(milestone, zone)[0],
            claimed=claimed,
            verified=milestone.verified_on,
        ),
        kind=state.kind,
        words=state.words,
        note="",
        url=reverse("change_actions:milestone", args=[milestone.pk]),
    )


def _dates(planned: date | None, claimed: date | None) -> str:
    parts = [_("rencana %(day)s") % {"day": day_cell(planned)}] if planned else []
    parts += [_("diajukan %(day)s") % {"day": day_cell(claimed)}] if claimed else []
    if planned and claimed and claimed > planned:
        parts.append(_("%(days)s setelah rencana") % {"days": days_words((claimed - planned).days)})
    return ", ".join(parts)


def counts_words(milestones: Sequence[Milestone], reader: Reader) -> str:
    """Return `2 dari 6 terverifikasi, 1 menunggu Anda, 1 terlambat`."""
    states = [state_of(milestone, reader) for milestone in milestones]
    verified = sum(milestone.state == MilestoneState.VERIFIED for milestone in milestones)
    waiting = sum(milestone.state == MilestoneState.CLAIMED for milestone in milestones)
    late = sum(state.kind == "late" for state in states)
    parts = [_("%(count)s dari %(total)s terverifikasi") % {"count": verified, "total": len(milestones)}]
    if waiting:
        words = _("%(count)s menunggu Anda") if reader.is_mentor else _("%(count)s menunggu mentor")
        parts.append(words % {"count": waiting})
    if late:
        parts.append(_("%(count)s terlambat") % {"count": late})
    return ", ".join(parts)
