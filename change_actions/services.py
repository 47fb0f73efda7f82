"""What people do with change actions: write, plan, claim, verify, answer."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_actions.models import ChangeAction, FollowUp, Milestone, NamedBarrier
from change_actions.states import MILESTONE_MOVES, MilestoneState, Respondent
from change_actions.waves import wave_asked_of
from cohorts.models import Participant
from cohorts.services.saving import add, change, lock, remove
from core import audit
from core.dates import months_after, today_in
from core.errors import RefusedError
from core.states import move
from core.templatetags.show import day

if TYPE_CHECKING:
    from accounts.models import User

EDITABLE = (MilestoneState.PLANNED, MilestoneState.RETURNED)


class ChangedMeanwhileError(Exception):
    """Somebody else saved the text since it was opened; `stored` is what stands there now."""

    def __init__(self, stored: ChangeAction) -> None:
        super().__init__(
            _(
                "Teks ini diubah orang lain sejak Anda membukanya. Kedua teks ada di bawah: gabungkan yang perlu, "
                "lalu simpan sekali lagi."
            )
        )
        self.stored = stored


def version_of(action: ChangeAction | None) -> str:
    """Return the mark of a text's present version, "" before there is one."""
    return action.changed_at.isoformat() if action else ""


@transaction.atomic
def write_change_action(participant: Participant, text: Mapping[str, str], *, version: str, by: "User") -> ChangeAction:
    """Save title, summary and strategic plan reference, and return the change action.

    `version` is that of the text which was opened. Raises ChangedMeanwhileError when another text stands there by
    now; sending the same text twice does nothing the second time.
    """
    lock(participant)
    action = ChangeAction.objects.filter(participant=participant).first()
    if action and all(getattr(action, name) == value for name, value in text.items()):
        return action
    if version != version_of(action):
        if action is None:
            raise RefusedError(_("Teks ini sudah dihapus orang lain."))
        raise ChangedMeanwhileError(action)
    if action is None:
        return add(ChangeAction(participant=participant, **text), by=by, about=(participant,))
    return change(action, text, by=by, about=(participant,))


@transaction.atomic
def add_milestone(action: ChangeAction, plan: Mapping[str, Any], *, by: "User") -> Milestone:
    """Plan a milestone; planning the same one twice gives the first. Raises RefusedError for impossible dates."""
    lock(action)
    _check_due(action.participant, plan["due_on"])
    same = action.milestones.filter(**plan).first()
    return same or add(Milestone(change_action=action, **plan), by=by, about=(action.participant,))


@transaction.atomic
def edit_milestone(milestone: Milestone, plan: Mapping[str, Any], *, by: "User") -> Milestone:
    """Change the plan of a milestone that is not claimed.

    A due date that has passed stays: moving it is an agreement with the mentor, not a correction.
    """
    locked = lock(milestone)
    participant = locked.change_action.participant
    if locked.state not in EDITABLE:
        raise RefusedError(_("Tonggak yang sudah diajukan atau terverifikasi tidak dapat diubah."))
    if plan["due_on"] != locked.due_on:
        if _is_overdue(locked):
            raise RefusedError(_("Tenggat yang sudah lewat tidak dapat digeser."), field="due_on")
        _check_due(participant, plan["due_on"])
    return change(locked, plan, by=by, about=(participant,))


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: "User") -> None:
    """Take a planned milestone out of the plan; one that was claimed, or whose day has passed, stays."""
    locked = lock(milestone)
    if locked.state != MilestoneState.PLANNED:
        raise RefusedError(_("Hanya tonggak yang belum pernah diajukan yang dapat dihapus."))
    if _is_overdue(locked):
        raise RefusedError(_("Tonggak yang tenggatnya sudah lewat tidak dapat dihapus."))
    remove(locked, by=by, about=(locked.change_action.participant,))


def claim_milestone(milestone: Milestone, *, progress: int, by: "User") -> Milestone:
    """Say that a milestone was reached, `progress` percent of it; the clock stops, the mentor verifies."""
    if milestone.state == MilestoneState.CLAIMED and milestone.claimed_by_id == by.pk:
        return milestone
    fields = {"claimed_at": timezone.now(), "claimed_by": by, "progress": progress, "return_reason": ""}
    return _move(milestone, MilestoneState.CLAIMED, by, fields)


def withdraw_claim(milestone: Milestone, *, by: "User") -> Milestone:
    """Take a claim back before the mentor has looked at it."""
    if milestone.state == MilestoneState.PLANNED:
        return milestone
    return _move(milestone, MilestoneState.PLANNED, by, {"claimed_at": None, "claimed_by": None})


def verify_milestone(milestone: Milestone, *, by: "User") -> Milestone:
    """Confirm that a milestone was reached; the one who claimed it cannot."""
    if milestone.state == MilestoneState.VERIFIED and milestone.verified_by_id == by.pk:
        return milestone
    if milestone.claimed_by_id == by.pk:
        raise RefusedError(_("Yang mengajukan tidak boleh memverifikasi sendiri."))
    fields = {"verified_on": _today(milestone), "verified_by": by}
    return _move(milestone, MilestoneState.VERIFIED, by, fields)


def return_milestone(milestone: Milestone, *, reason: str, by: "User") -> Milestone:
    """Give a claim back with the reason why."""
    words = " ".join(reason.split())
    if not words:
        raise RefusedError(_("Tulis apa yang masih kurang."), field="reason")
    if milestone.state == MilestoneState.RETURNED and milestone.return_reason == words:
        return milestone
    return _move(milestone, MilestoneState.RETURNED, by, {"return_reason": words})


def _move(milestone: Milestone, to: MilestoneState, by: "User", fields: Mapping[str, Any]) -> Milestone:
    about = (milestone.change_action.participant,)
    return move(milestone, to=to, by=by, allowed=MILESTONE_MOVES, fields=fields, about=about)


@transaction.atomic
def answer_follow_up(
    participant: Participant,
    *,
    respondent: Respondent,
    month: int,
    said: Mapping[str, Any],
    barriers: Collection[str],
    by: "User",
) -> FollowUp:
    """Save what a respondent says in the wave that is asked for, over what the same one said there before.

    The trail keeps that something was answered, never what. Sent twice, nothing happens the second time. Raises
    RefusedError when another wave, or none, is asked for by now.
    """
    lock(participant)
    if month != wave_asked_of(participant):
        raise RefusedError(_("Tindak lanjut bulan ini sudah tidak diminta lagi. Muat ulang halaman."))
    found = FollowUp.objects.filter(participant=participant, respondent=respondent, month=month).first()
    today = today_in(participant.cohort.time_zone)
    if found is None:
        row = FollowUp(participant=participant, respondent=respondent, month=month, answered_on=today, **said)
        return _with_barriers(add(row, by=by, about=(participant,)), barriers)
    named = set(found.barriers.values_list("kind", flat=True))
    if named == set(barriers) and all(getattr(found, name) == value for name, value in said.items()):
        return found
    for name, value in said.items():
        setattr(found, name, value)
    found.answered_on = today
    found.save()
    audit.record("followup.changed", found, by=by, about=(participant,))
    return _with_barriers(found, barriers)


def _with_barriers(answer: FollowUp, barriers: Collection[str]) -> FollowUp:
    answer.barriers.exclude(kind__in=barriers).delete()
    known = set(answer.barriers.values_list("kind", flat=True))
    new = [kind for kind in barriers if kind not in known]
    NamedBarrier.objects.bulk_create(NamedBarrier(follow_up=answer, kind=kind) for kind in new)
    return answer


def _today(milestone: Milestone) -> date:
    return today_in(milestone.change_action.participant.cohort.time_zone)


def _is_overdue(milestone: Milestone) -> bool:
    return milestone.due_on is not None and milestone.due_on < _today(milestone)


def _check_due(participant: Participant, due_on: date) -> None:
    """Refuse a day before the training, or so late that nobody follows it any more (domain.md 1.4)."""
    cohort = participant.cohort
    last = months_after(cohort.ends_on, cohort.programme.long_term_months)
    if due_on < cohort.starts_on:
        words = _("Tenggat tidak boleh sebelum angkatan mulai, %(day)s.") % {"day": day(cohort.starts_on)}
        raise RefusedError(words, field="due_on")
    if due_on > last:
        words = _("Tenggat paling akhir %(day)s, akhir jangka panjang.") % {"day": day(last)}
        raise RefusedError(words, field="due_on")
