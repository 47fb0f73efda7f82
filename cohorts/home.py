"""The home page of each role: what waits for the reader, what comes next, whom the reader accompanies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.checkpoints import DUE_SOON, Cell, Owed, cells, owed_by, owed_in_cohorts, with_checkpoints
from cohorts.cohort_links import links_of
from cohorts.matrix import OWED, Selection
from cohorts.models import Cohort, Participant, Phase
from cohorts.querysets.cohorts import ParticipantQuerySet
from cohorts.registry import Act, OwedBy, Task, Upcoming, calendar_entries, checkpoints, home_entries
from cohorts.roles import Role
from cohorts.stations import Path, path_of
from cohorts.wording import State, bare_name, cell_in_words, day_near, deadline
from core.dates import today_in

if TYPE_CHECKING:
    from accounts.models import User

MOST = 7  # tasks on the home page (UX-A.1); the others are one click away
# What is due later is not yet anybody's task.
AHEAD = timedelta(days=30)
OWES = {
    Role.PARTICIPANT: OwedBy.PARTICIPANT,
    Role.COACH: OwedBy.COACH,
    Role.MENTOR: OwedBy.MENTOR,
}


@dataclass(frozen=True)
class Person:
    """A participant whom the reader is or accompanies, with all cells."""

    participant: Participant
    cells: list[Cell]
    today: date

    @property
    def path(self) -> Path:
        """Where the change action stands."""
        return path_of(self.participant.cohort, self.cells, self.today)

    @property
    def worst(self) -> Cell | None:
        """The cell that most needs somebody: the latest, else the next one due."""
        owed = [cell for cell in self.cells if cell.is_owed and cell.due]
        return min(owed, key=lambda cell: (-cell.days_late, cell.due), default=None)

    @property
    def state(self) -> State:
        """That cell in words."""
        cell = self.worst
        if cell is None:
            return State("done", _("Tidak ada yang terbuka"))
        if cell.absent:
            return State(
                "late" if cell.days_late else "open", _("%(what)s belum ada") % {"what": cell.checkpoint.heading}
            )
        state = cell_in_words(cell, self.today)
        return State(state.kind, f"{cell.checkpoint.heading} {state.words[0].lower()}{state.words[1:]}")

    @property
    def name(self) -> str:
        """The name as lists show it."""
        return bare_name(self.participant.person.name)

    @property
    def url(self) -> str:
        """The dossier."""
        return reverse("cohorts:participant", args=[self.participant.pk])


@dataclass(frozen=True)
class ShownTask:
    """A task as the component draws it."""

    kind: str
    words: str
    title: str
    lines: list[str]
    url: str
    act: str


def people_of(user: "User", role: Role | None, *, only_owed: bool = False) -> list[Person]:
    """Return those whom the user is or accompanies in a role, those with the latest tasks first (two queries).

    With `only_owed` their cells are those of the checkpoints that this role owes, which costs half.
    """
    if role not in OWES:
        return []
    everybody = Participant.objects.all()
    mine = everybody.filter(person__user=user) if role == Role.PARTICIPANT else everybody.accompanied_by(user, role)
    asked = owed_by(OWES[role]) if only_owed else list(checkpoints)
    rows = with_checkpoints(_with_names(mine), asked)
    found = [Person(row, cells(row, asked), vars(row)["today"]) for row in rows]
    return sorted(found, key=lambda person: (-(person.worst.days_late if person.worst else 0), str(person.participant)))


def _with_names(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    phases = Prefetch("cohort__phases", queryset=Phase.objects.order_by("starts_on", "pk"))
    return participants.select_related("person", "sending_institution", "cohort__programme").prefetch_related(phases)


def tasks_of(user: "User", role: Role | None, people: Iterable[Person]) -> list[ShownTask]:
    """Return all that waits for the user in a role, late first, then by due date."""
    found = [task for entry in home_entries if entry.role == role for task in entry.tasks(user)]
    if role == Role.TRAINING_ADMIN:
        found += _tasks_for_many(user)
    elif role in OWES:
        found += [_task(person, cell, role) for person in people for cell in person.cells if _waits(cell, person, role)]
    found.sort(key=lambda task: (-task.days_late, task.due or date.max))
    return [_shown(task) for task in found]


def waiting_count(request: HttpRequest, role: Role | None) -> int:
    """Return how many things wait for whoever asks in a role; looked up once a request."""
    found: int | None = getattr(request, "waiting_count", None)
    if found is None and request.user.is_authenticated:
        found = len(tasks_of(request.user, role, people_of(request.user, role, only_owed=True)))
        remember_count(request, found)
    return found or 0


def remember_count(request: HttpRequest, count: int) -> None:
    """Spare the frame around the page the counting that the page has done."""
    request.waiting_count = count  # type: ignore[attr-defined]


def _waits(cell: Cell, person: Person, role: Role) -> bool:
    owes = cell.is_owed and cell.checkpoint.owed_by == OWES[role] and not cell.checkpoint.told_singly
    return owes and (cell.due is None or cell.due <= person.today + AHEAD)


def _task(person: Person, cell: Cell, role: Role) -> Task:
    participant = person.participant
    checkpoint = cell.checkpoint
    name = bare_name(participant.person.name)
    who = str(participant.cohort) if role == Role.PARTICIPANT else f"{name}, {participant.cohort}"
    return Task(
        title=checkpoint.task,
        about=who,
        detail=_("Tenggat %(day)s") % {"day": day_near(cell.due, person.today)} if cell.days_late and cell.due else "",
        due=cell.due,
        days_late=cell.days_late,
        act=Act(checkpoint.act_label, reverse(checkpoint.act, args=[participant.pk])),
        today=person.today,
    )


def _tasks_for_many(user: "User") -> list[Task]:
    """Return what participants of the user's own cohorts need from the agency, one task a cohort and point."""
    mine = Participant.objects.filter(cohort__in=Cohort.objects.administered_by(user).values("pk"))
    owed = owed_in_cohorts(mine, owed_by(OwedBy.TRAINING_ADMIN))
    cohorts = Cohort.objects.select_related("programme").in_bulk({item.cohort for item in owed})
    owed.sort(key=lambda item: (cohorts[item.cohort].starts_on, cohorts[item.cohort].code))  # then as the columns
    found = [_task_for_many(cohorts[item.cohort], item) for item in owed]
    return [task for task in found if task.due is None or task.due <= task.today + AHEAD]


def _task_for_many(cohort: Cohort, owed: Owed) -> Task:
    today = today_in(cohort.time_zone)
    late = (today - owed.due).days if owed.due and owed.late else 0
    address = Selection(point=owed.checkpoint.code, state=OWED).address()
    return Task(
        title=cast(Any, owed.checkpoint.group) % {"count": owed.count},  # a plural, which str() cannot choose yet
        about=str(cohort),
        detail=_("%(count)s melewati tenggat") % {"count": owed.late} if 0 < owed.late < owed.count else "",
        due=owed.due,
        days_late=late,
        act=Act(_("Lihat peserta"), reverse("cohorts:cohort", args=[cohort.code]) + address),
        today=today,
    )


def _shown(task: Task) -> ShownTask:
    soon = task.due is not None and task.due <= task.today + DUE_SOON
    state = deadline(task.due, task.days_late, soon=soon, today=task.today)
    return ShownTask(
        kind=state.kind,
        words=state.words,
        title=str(task.title),
        lines=[line for line in (task.about, task.detail) if line],
        url=task.act.url,
        act=str(task.act.label),
    )


def upcoming_for(user: "User", now: datetime, most: int = 3) -> list[Upcoming]:
    """Return what comes next for the user, soonest first."""
    found = [item for entry in calendar_entries for item in entry.upcoming(user, now)]
    return sorted(found, key=lambda item: item.starts_at)[:most]


@dataclass(frozen=True)
class ShownCohort:
    """A cohort on the home page of whoever runs or leads it: `url` is its matrix, `links` pages of higher rooms."""

    cohort: Cohort
    url: str = ""
    links: Sequence[Act] = ()


def cohorts_for(user: "User", role: Role | None) -> list[ShownCohort]:
    """Return an administrator's cohorts that have not ended, the present ones first, or a leader's, latest first.

    Leaders read what became of a training, which is known months after its end.
    """
    everything = Cohort.objects.select_related("programme").with_counts()
    if role == Role.TRAINING_ADMIN:
        rows = everything.administered_by(user).not_ended().order_by("starts_on", "code")[:MOST]
        return [ShownCohort(row, reverse("cohorts:cohort", args=[row.code])) for row in rows]
    if role != Role.LEADERSHIP:
        return []
    found = list(everything.visible_to(user).order_by("-starts_on", "code")[:MOST])
    links = links_of(user, found)
    return [ShownCohort(row, links=links.get(row.pk, ())) for row in found]


def summary(tasks: list[ShownTask]) -> str:
    """Return how many of the tasks are late, as a sentence."""
    late = sum(task.kind == "late" for task in tasks)
    if not tasks:
        return ""
    if not late:
        return _("Belum ada yang melewati tenggat.")
    if late == len(tasks):
        return _("Semuanya melewati tenggat.") if late > 1 else _("Sudah melewati tenggat.")
    return _("%(late)s melewati tenggat.") % {"late": _("Satu") if late == 1 else late}


def greeting(now: datetime) -> str:
    """Return the greeting of the hour."""
    hours: list[tuple[int, Any]] = [(4, _("Selamat malam")), (11, _("Selamat pagi")), (15, _("Selamat siang"))]
    hours += [(18, _("Selamat sore")), (24, _("Selamat malam"))]
    return next(str(words) for until, words in hours if now.hour < until)
