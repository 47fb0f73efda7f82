"""Cohorts: made from a programme's edition, their dates computed and explained; edited; copied."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.models import Cohort, Institution, Phase, Programme
from cohorts.services.saving import add, change, lock, remove, sentences
from cohorts.states import PhaseKind
from core import audit
from core.errors import RefusedError
from core.templatetags.show import day

if TYPE_CHECKING:
    from accounts.models import User

RESERVED_CODES = {"tambah"}  # the page on which a cohort is made bears this word in its address
ORGANISER_LENGTH = 18
PLACE_WORDS = {"provinsi", "kabupaten", "kota", "daerah", "pemerintah", "dan"}
PHASE_FIELDS = ("kind", "name", "starts_on", "ends_on", "lesson_hours", "place", "reason")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True)
class PhasePlan:
    """A phase with its days, both counting, before it is saved; `pk` names the phase that it replaces."""

    kind: str
    name: str
    starts_on: date
    ends_on: date
    lesson_hours: int = 0
    place: str = ""
    reason: str = ""
    pk: int | None = None


def edition_note(edition: Programme, starts_on: date) -> str:
    """Say which edition a cohort takes and why: the newest dated on or before its start, else the oldest."""
    words = {"code": edition.code, "since": day(edition.effective_on), "start": day(starts_on)}
    if edition.effective_on <= starts_on:
        note = _("Memakai edisi %(code)s yang berlaku sejak %(since)s.") % words
    else:
        note = _("Belum ada edisi %(code)s pada %(start)s, maka dipakai yang tertua, berlaku sejak %(since)s.") % words
    example = _("Edisi ini contoh: cocokkan dengan peraturan Anda.")
    return f"{note} {example}" if edition.is_example else note


def planned_phases(programme: Programme, starts_on: date) -> list[PhasePlan]:
    """Return the phases of a cohort that starts on a day, each saying why it lies where it lies."""
    plans = []
    for phase in programme.phases.all():
        first = starts_on + timedelta(days=phase.starts_after_days)
        plans.append(
            PhasePlan(
                kind=phase.kind,
                name=phase.name,
                starts_on=first,
                ends_on=first + timedelta(days=phase.days - 1),
                lesson_hours=phase.lesson_hours,
                reason=_why(phase.starts_after_days, phase.days, phase.reason),
            )
        )
    return plans


def shifted_phases(source: Cohort, starts_on: date) -> list[PhasePlan]:
    """Return another cohort's phases, moved by as many days as the two cohorts' first days lie apart."""
    days = starts_on - source.starts_on
    return [
        PhasePlan(
            kind=phase.kind,
            name=phase.name,
            starts_on=phase.starts_on + days,
            ends_on=phase.ends_on + days,
            lesson_hours=phase.lesson_hours,
            place=phase.place,
            reason=phase.reason or _("Jarak yang sama dari hari pertama seperti pada %(cohort)s.") % {"cohort": source},
        )
        for phase in source.phases.all()
    ]


def plans_now(cohort: Cohort) -> list[PhasePlan]:
    """Return a cohort's phases as they stand."""
    names = ("pk", *PHASE_FIELDS)
    return [PhasePlan(**{name: getattr(phase, name) for name in names}) for phase in cohort.phases.all()]


def last_day(phases: Iterable[PhasePlan], starts_on: date) -> date:
    """Return the last day of a cohort: that of its last phase, and never before its first day."""
    return max((phase.ends_on for phase in phases), default=starts_on)


def outside(cohort: Cohort) -> list[Phase]:
    """Return the phases that leave the cohort's dates; what comes before training may lie before its first day."""
    return [
        phase
        for phase in cohort.phases.all()
        if phase.ends_on > cohort.ends_on
        or (phase.starts_on < cohort.starts_on and phase.kind != PhaseKind.PRE_TRAINING)
    ]


def proposed_code(programme: Programme, *, organiser: Institution, label: str, year: int) -> str:
    """Return a code that is still free, such as PKA-BPSDM-LAMPUNG-2026-2."""
    aliases = sorted((alias.name for alias in organiser.aliases.all()), key=len)
    words = [word for word in (aliases or [organiser.name])[0].split() if word.casefold() not in PLACE_WORDS]
    place = slugify(" ".join(words)).upper()[:ORGANISER_LENGTH].rstrip("-")
    number = _arabic(label) or slugify(label).upper() or "1"
    stem = "-".join(part for part in (slugify(programme.code).upper(), place, str(year), str(number)) if part)[:36]
    taken = set(Cohort.objects.filter(code__istartswith=stem).values_list("code", flat=True))
    candidates = [stem, *(f"{stem}-{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    return next((code for code in candidates if code.casefold() not in {used.casefold() for used in taken}), stem)


@transaction.atomic
def create_cohort(
    *,
    programme: Programme,
    code: str,
    label: str,
    year: int,
    organiser: Institution,
    starts_on: date,
    time_zone: str,
    phases: Sequence[PhasePlan],
    by: "User",
) -> Cohort:
    """Make a cohort with its phases; its last day is that of its last phase.

    Raises RefusedError for an organiser outside the scope of `by`, a code that is taken, and no phases.
    """
    _refuse_foreign_organiser(organiser, by)
    _refuse_code(code)
    if not phases:
        raise RefusedError(_("Isi paling sedikit satu tahap."))
    cohort = Cohort(
        programme=programme,
        code=code,
        label=label,
        year=year,
        organiser=organiser,
        starts_on=starts_on,
        ends_on=last_day(phases, starts_on),
        time_zone=time_zone,
    )
    add(cohort, by=by)
    _write_phases(cohort, phases)
    return cohort


@transaction.atomic
def edit_cohort(
    cohort: Cohort,
    *,
    code: str,
    label: str,
    year: int,
    organiser: Institution,
    starts_on: date,
    ends_on: date,
    time_zone: str,
    by: "User",
) -> Cohort:
    """Change what is known of a cohort; its edition of the programme stays.

    Raises RefusedError for an organiser outside the scope of `by`, a code that is taken, and dates the wrong way.
    """
    _refuse_foreign_organiser(organiser, by)
    _refuse_code(code, cohort)
    new = {
        "code": code,
        "label": label,
        "year": year,
        "organiser": organiser,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "time_zone": time_zone,
    }
    return change(cohort, new, by=by)


@transaction.atomic
def set_phases(cohort: Cohort, phases: Sequence[PhasePlan], *, by: "User") -> Cohort:
    """Make `phases` the cohort's phases: change those named by `pk`, add the others, remove what is not named.

    Raises RefusedError without phases and for dates the wrong way.
    """
    if not phases:
        raise RefusedError(_("Isi paling sedikit satu tahap."))
    locked = lock(cohort)
    present = {phase.pk: phase for phase in locked.phases.all()}
    kept = {plan.pk for plan in phases if plan.pk in present}
    changes: dict[str, tuple[str, str]] = {}
    for pk, phase in present.items():
        if pk not in kept:
            changes[phase.name] = (_days(phase), "")
            phase.delete()
    for plan in phases:
        old = present.get(plan.pk) if plan.pk else None
        if old and _differs(old, plan):
            changes[plan.name] = (_days(old), _days(plan))
        elif not old:
            changes[plan.name] = ("", _days(plan))
    _write_phases(locked, phases, present)
    if changes:
        audit.record("cohort.phases", locked, by=by, changes=changes)
    return locked


def _write_phases(cohort: Cohort, plans: Sequence[PhasePlan], present: dict[int, Phase] | None = None) -> None:
    with sentences():
        for plan in plans:
            phase = (present or {}).get(plan.pk or 0) or Phase(cohort=cohort)
            for name in PHASE_FIELDS:
                setattr(phase, name, getattr(plan, name))
            phase.validate_constraints()
            phase.save()


def _differs(phase: Phase, plan: PhasePlan) -> bool:
    return any(getattr(phase, name) != getattr(plan, name) for name in PHASE_FIELDS)


def _days(phase: Phase | PhasePlan) -> str:
    place = f", {phase.place}" if phase.place else ""
    return f"{phase.starts_on:%d-%m-%Y} – {phase.ends_on:%d-%m-%Y}, {phase.lesson_hours} JP{place}"


def _why(after: int, days: int, reason: str) -> str:
    if after < 0:
        place = _("Mulai %(days)d hari sebelum hari pertama, selama %(length)d hari.") % {
            "days": -after,
            "length": days,
        }
    else:
        place = _("Hari ke-%(first)d s.d. ke-%(last)d.") % {"first": after + 1, "last": after + days}
    return f"{place} {reason}".strip()[:200]


def _arabic(label: str) -> int | None:
    text = label.strip().upper()
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    if not re.fullmatch(r"[IVXLC]{1,8}", text):
        return None
    values = [ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


@transaction.atomic
def remove_cohort(cohort: Cohort, *, by: "User") -> None:
    """Remove a cohort in which nobody is and nothing happened; RefusedError names what there is."""
    remove(cohort, by=by, along=("phases",))


def _refuse_foreign_organiser(organiser: Institution, by: "User") -> None:
    if not rules.administers(by, organiser):
        raise RefusedError(_("Anda bukan pengelola pelatihan di %(name)s.") % {"name": organiser}, field="organiser")


def _refuse_code(code: str, cohort: Cohort | None = None) -> None:
    if code.casefold() in RESERVED_CODES:
        raise RefusedError(_("Kode ini tidak dapat dipakai. Pilih kode lain."), field="code")
    others = Cohort.objects.exclude(pk=cohort.pk) if cohort else Cohort.objects.all()
    if others.filter(code__iexact=code).exists():
        raise RefusedError(_("Kode ini sudah dipakai angkatan lain."), field="code")
