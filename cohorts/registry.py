"""The five things that a higher room declares to this one, from its `AppConfig.ready`.

Checkpoints, dossier sections, home entries, calendar entries and workbook sheets. A page of this room
shows what was declared and never imports the room that declared it. Nothing else is registered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Expression, Q
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Participant
    from cohorts.workbook.sheets import Sheet

type Text = str | Promise


class Stage(models.TextChoices):
    """The groups of columns in the matrix and the stations of a change action."""

    PRE_TRAINING = "pre_training", _("Prapelatihan")
    PLAN = "plan", _("Rancangan")
    IMPLEMENTATION = "implementation", _("Implementasi")
    CONTINUATION = "continuation", _("Kelanjutan")


class OwedBy(models.TextChoices):
    """Who owes a checkpoint: exactly one role."""

    PARTICIPANT = "participant", _("Peserta")
    COACH = "coach", _("Coach")
    MENTOR = "mentor", _("Mentor")
    TRAINING_ADMIN = "training_admin", _("Pengelola pelatihan")


@dataclass(frozen=True)
class Checkpoint:
    """A named condition of a participant, as ORM expressions over participants annotated with `today`.

    `met` and `applies` are conditions; `due` gives a stored date (null: no date yet); `progress` gives
    done and of. `grace` is in days and is added in Python, never in SQL. `act` is the URL name of the page
    where the owner does it; it takes the participant's key as `pk`.
    """

    code: str
    label: Text
    heading: Text
    stage: Stage
    owed_by: OwedBy
    met: Q | Expression
    due: Combinable
    act: str
    act_label: Text
    grace: int = 0
    applies: Q | None = None
    progress: tuple[Combinable, Combinable] | None = None
    order: int = 0


@dataclass(frozen=True)
class Act:
    """A button: what it does and where."""

    label: Text
    url: str


@dataclass(frozen=True)
class DossierSection:
    """A piece of a participant's page.

    `context` returns the template's variables for this reader, or None when the section is not theirs.
    `history` names the models (label_lower) whose audit entries belong to the page.
    """

    code: str
    title: Text
    order: int
    template: str
    context: Callable[["Participant", "User"], dict[str, Any] | None]
    history: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """Something that waits for one person, one click from being done."""

    title: Text
    about: str
    detail: str
    due: date | None
    days_late: int
    act: Act


@dataclass(frozen=True)
class HomeEntry:
    """A source of tasks that no checkpoint covers, for the people who act in a role."""

    code: str
    owed_by: OwedBy
    tasks: Callable[["User"], list[Task]]


@dataclass(frozen=True)
class Upcoming:
    """A dated thing in somebody's calendar."""

    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    zone: str
    url: str = ""


@dataclass(frozen=True)
class CalendarEntry:
    """A source of what comes next for somebody."""

    code: str
    upcoming: Callable[["User", datetime], list[Upcoming]]


@dataclass
class Registry[T]:
    """Declared objects in their order; a code declared twice is a programming error."""

    order_by: Callable[[T], Any]
    items: dict[str, T] = field(default_factory=dict)

    def register(self, *items: T) -> None:
        """Add declared objects; raise ValueError when a code is taken."""
        for item in items:
            code = str(item.code)  # type: ignore[attr-defined]
            if code in self.items:
                raise ValueError(f"{code} is registered twice")
            self.items[code] = item

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self.items.values(), key=self.order_by))

    def __getitem__(self, code: str) -> T:
        return self.items[code]


STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}

checkpoints: Registry[Checkpoint] = Registry(lambda item: (STAGE_ORDER[item.stage], item.order))
dossier_sections: Registry[DossierSection] = Registry(lambda item: item.order)
home_entries: Registry[HomeEntry] = Registry(lambda item: item.code)
calendar_entries: Registry[CalendarEntry] = Registry(lambda item: item.code)
workbook_sheets: "Registry[Sheet]" = Registry(lambda item: item.order)
