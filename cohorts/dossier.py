"""A participant's page: one change action's life, made of the sections that the rooms declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.checkpoints import Cell, CellState, cells, with_checkpoints
from cohorts.models import Assignment, Participant, Phase
from cohorts.registry import Act, DossierSection, OwedBy, dossier_sections
from cohorts.rules import can_administer_participant
from cohorts.states import AssignmentRole
from cohorts.stations import Path, path_of
from cohorts.wording import State, cell_in_words, day_near
from core.templatetags.show import day, span

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Fact:
    """A fact with its name."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class ShownSection:
    """A declared section with what it has for this reader."""

    section: DossierSection
    data: dict[str, Any]

    @property
    def note(self) -> str:
        """The line under the title."""
        return str(self.data.get("note", ""))

    @property
    def wide(self) -> bool:
        """Whether the title stands above."""
        return bool(self.data.get("wide"))


@dataclass(frozen=True)
class Readiness:
    """One checkpoint in the list at the end; `act` is the reader's own, if the reader owes it."""

    label: str
    owner: str
    state: State
    act: Act | None
    is_met: bool


@dataclass(frozen=True)
class Dossier:
    """All that the page shows."""

    participant: Participant
    title: str
    office: str
    late: str
    soon: str
    act: Act | None
    links: list[Act]
    may_open_matrix: bool
    path: Path
    facts: list[Fact]
    sections: list[ShownSection]
    readiness: list[Readiness]
    base: int

    @property
    def open(self) -> list[Readiness]:
        """What is not met."""
        return [item for item in self.readiness if not item.is_met]

    @property
    def met(self) -> list[Readiness]:
        """What is met."""
        return [item for item in self.readiness if item.is_met]


def participant_with_all(participant: Participant) -> Participant:
    """Return the participant again, with all that the page needs of its cohort and its checkpoints (three queries)."""
    phases = Prefetch("cohort__phases", queryset=Phase.objects.order_by("starts_on", "pk"))
    held = Prefetch("assignments", queryset=Assignment.objects.select_related("person").order_by("starts_on", "pk"))
    rows = Participant.objects.select_related("person", "sending_institution", "cohort__programme", "cohort__organiser")
    return with_checkpoints(rows.prefetch_related(phases, held)).get(pk=participant.pk)


def build_dossier(participant: Participant, reader: "User") -> Dossier:
    """Return the page of a participant that came from `participant_with_all`."""
    today: date = vars(participant)["today"]
    found = cells(participant)
    applying = [cell for cell in found if cell.state != CellState.NOT_APPLICABLE]
    roles = roles_towards(reader, participant, today)
    sections = sections_for(participant, reader)
    headlines = [section.data["headline"] for section in sections if section.data.get("headline")]
    return Dossier(
        participant=participant,
        title=headlines[0] if headlines else participant.person.name,
        office=", ".join(filter(None, [participant.position, participant.unit, participant.sending_institution.name])),
        late=_late_words(found, sections),
        soon=_soon_words(found),
        links=_admin_links(participant) if OwedBy.TRAINING_ADMIN in roles else [],
        may_open_matrix=OwedBy.TRAINING_ADMIN in roles,
        act=_first_act(sections, found, roles, participant),
        path=path_of(participant.cohort, found, today),
        facts=_facts(participant, today),
        sections=sections,
        readiness=[_readiness(cell, roles, participant, today) for cell in applying],
        base=len(applying),
    )


def sections_for(participant: Participant, reader: "User") -> list[ShownSection]:
    """Return the sections that have something for this reader, in their order."""
    found = [(section, section.context(participant, reader)) for section in dossier_sections]
    return [ShownSection(section, data) for section, data in found if data is not None]


def roles_towards(reader: "User", participant: Participant, today: date) -> set[OwedBy]:
    """Return as what the reader acts towards a participant today."""
    roles = set()
    if participant.person.user_id == reader.pk:
        roles.add(OwedBy.PARTICIPANT)
    for role, owed in ((AssignmentRole.COACH, OwedBy.COACH), (AssignmentRole.MENTOR, OwedBy.MENTOR)):
        present = holder(participant, role, today)
        if present and present.person.user_id == reader.pk:
            roles.add(owed)
    if can_administer_participant(reader, participant):
        roles.add(OwedBy.TRAINING_ADMIN)
    return roles


def holder(participant: Participant, role: str, today: date) -> Assignment | None:
    """Return who holds a role today, or on the first day of a cohort that is still to come."""
    on = max(today, participant.cohort.starts_on)
    held = [row for row in participant.assignments.all() if row.role == role and row.starts_on <= on]
    return next((row for row in held if row.ends_on is None or row.ends_on > on), None)


def _late_words(found: Sequence[Cell], sections: Sequence[ShownSection]) -> str:
    names = {code: name for shown in sections for code, name in shown.data.get("late", {}).items()}
    points = [cell.checkpoint for cell in found if cell.state == CellState.LATE]
    late = [names.get(point.code) or str(point.heading) for point in points]
    words = ngettext(
        "%(count)s hal melewati tenggat: %(what)s.", "%(count)s hal melewati tenggat: %(what)s.", len(late)
    )
    return words % {"count": len(late), "what": ", ".join(late)} if late else ""


def _soon_words(found: Sequence[Cell]) -> str:
    soon = [str(cell.checkpoint.heading) for cell in found if cell.state == CellState.DUE]
    words = ngettext(
        "%(count)s hal jatuh tempo dalam tujuh hari: %(what)s.",
        "%(count)s hal jatuh tempo dalam tujuh hari: %(what)s.",
        len(soon),
    )
    return words % {"count": len(soon), "what": ", ".join(soon)} if soon else ""


def _admin_links(participant: Participant) -> list[Act]:
    return [
        Act(_("Pendamping"), reverse("cohorts:participant_assignments", args=[participant.pk])),
        Act(_("Ubah data"), reverse("cohorts:participant_edit", args=[participant.pk])),
    ]


def _act_for(cell: Cell, participant: Participant) -> Act:
    return Act(cell.checkpoint.act_label, reverse(cell.checkpoint.act, args=[participant.pk]))


def _first_act(
    sections: list[ShownSection], found: list[Cell], roles: set[OwedBy], participant: Participant
) -> Act | None:
    """Return the one primary act: what somebody waits for in a section, else the reader's latest checkpoint."""
    waiting: list[Act] = [section.data["act"] for section in sections if section.data.get("act")]
    if waiting:
        return waiting[0]
    own = [cell for cell in found if cell.is_owed and cell.checkpoint.owed_by in roles]
    first = min(own, key=lambda cell: (-cell.days_late, cell.due or date.max), default=None)
    return _act_for(first, participant) if first else None


def _readiness(cell: Cell, roles: set[OwedBy], participant: Participant, today: date) -> Readiness:
    own = cell.is_owed and cell.checkpoint.owed_by in roles
    return Readiness(
        label=str(cell.checkpoint.label),
        owner=str(OwedBy(cell.checkpoint.owed_by).label),
        state=cell_in_words(cell, today),
        act=_act_for(cell, participant) if own else None,
        is_met=cell.state == CellState.MET,
    )


def _facts(participant: Participant, today: date) -> list[Fact]:
    mentor = holder(participant, AssignmentRole.MENTOR, today)
    coach = holder(participant, AssignmentRole.COACH, today)
    cohort = participant.cohort
    return [
        Fact(_("Mentor"), mentor.person.name if mentor else _("Belum ada mentor"), _appointment(mentor, today)),
        Fact(_("Coach"), coach.person.name if coach else _("Belum ada coach"), coach.position if coach else ""),
        Fact(_("Pelatihan"), str(cohort), span(cohort.starts_on, cohort.ends_on)),
    ]


def _appointment(mentor: Assignment | None, today: date) -> str:
    if mentor is None:
        return ""
    since = _("sejak %(day)s") % {"day": day_near(mentor.starts_on, today)}
    number = mentor.letter_number
    letter = _("Surat %(number)s") % {"number": number} if number else _("tanpa surat tugas")
    return f"{letter}, {since}"


@dataclass(frozen=True)
class Held:
    """One assignment, or a gap, in the list of who accompanied when."""

    role: str
    who: str
    office: str
    period: str
    reason: str
    is_gap: bool = False


def companions_section(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return who accompanied when, where there was a change or a gap; where all stayed the facts say enough."""
    rows: list[Held] = []
    for role in (AssignmentRole.MENTOR, AssignmentRole.COACH):
        held = [row for row in participant.assignments.all() if row.role == role]
        if len(held) > 1 or any(row.ends_on for row in held):
            rows += _with_gaps(held)
    return {"rows": rows, "note": _("pergantian dan masa kosong")} if rows else None


def _with_gaps(held: list[Assignment]) -> list[Held]:
    rows: list[Held] = []
    for row, after in zip(held, [*held[1:], None], strict=True):
        rows.append(
            Held(
                role=row.get_role_display(),
                who=row.person.name,
                office=", ".join(filter(None, [row.position, row.unit])),
                period=_period(row),
                reason=row.end_reason,
            )
        )
        if after and row.ends_on and after.starts_on > row.ends_on:
            days = (after.starts_on - row.ends_on).days
            words = ngettext("Tanpa %(role)s %(days)s hari", "Tanpa %(role)s %(days)s hari", days)
            gap = words % {"role": row.get_role_display().lower(), "days": days}
            rows.append(Held(row.get_role_display(), gap, "", "", "", is_gap=True))
    return rows


def _period(row: Assignment) -> str:
    if row.ends_on is None:
        return _("sejak %(day)s") % {"day": day(row.starts_on)}
    return _("%(first)s sampai sebelum %(last)s") % {"first": day(row.starts_on), "last": day(row.ends_on)}


SECTIONS = [
    DossierSection(
        code="pendamping",
        title=gettext_lazy("Pendampingan"),
        order=15,
        template="cohorts/_companions.html",
        context=companions_section,
        history=("cohorts.assignment",),
    )
]
