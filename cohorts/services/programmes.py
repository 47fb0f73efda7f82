"""Programmes: an edition is never changed; a change makes a new edition, dated from a day."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Programme, ProgrammePhase
from cohorts.services.saving import add, sentences
from core.errors import RefusedError

if TYPE_CHECKING:
    from accounts.models import User

FURTHEST_FOLLOW_UP = 60  # months


@dataclass(frozen=True)
class PhaseTemplate:
    """A phase as a programme sets it: days after the cohort's first day (negative: before it), and days long."""

    kind: str
    name: str
    starts_after_days: int
    days: int
    lesson_hours: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Edition:
    """One edition of a programme before it is saved; months count from the end of training."""

    code: str
    name: str
    effective_on: date
    regulation: str
    change_action_term: str
    coaching_sessions: int
    mentoring_sessions: int
    short_term_months: int
    medium_term_months: int
    long_term_months: int
    follow_up_months: list[int]
    participants_per_coach: int


@transaction.atomic
def new_edition(edition: Edition, *, phases: Sequence[PhaseTemplate], by: "User") -> Programme:
    """Save a new edition with its phases; cohorts that exist keep the edition with which they were made.

    Raises RefusedError without phases, for phases of the same name, for follow-up months that are no months,
    and when an edition of this day exists.
    """
    if not phases:
        raise RefusedError(_("Isi paling sedikit satu tahap."))
    months = sorted(set(edition.follow_up_months))
    if any(not 1 <= month <= FURTHEST_FOLLOW_UP for month in months):
        raise RefusedError(_("Bulan tindak lanjut harus antara 1 dan 60."), field="follow_up_months")
    names = [(phase.kind, phase.name.casefold()) for phase in phases]
    if len(set(names)) < len(names):
        raise RefusedError(_("Dua tahap berjenis sama tidak boleh bernama sama."))
    programme = Programme(**{**asdict(edition), "follow_up_months": months})
    add(programme, by=by)
    with sentences():
        ProgrammePhase.objects.bulk_create(ProgrammePhase(programme=programme, **asdict(phase)) for phase in phases)
    return programme
