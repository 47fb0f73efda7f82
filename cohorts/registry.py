"""The seven things that a higher room declares to this one, from its `AppConfig.ready`.

Checkpoints, dossier sections, sections of a few other pages, links of a cohort, home entries, calendar entries and
workbook sheets. A page of this room shows what was declared and never imports the room that declared it. Nothing
else is registered.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, Expression, Q
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort, Participant
    from cohorts.workbook.sheets import Sheet

type Text = str | Promise
type Condition = Q | Exists | Expression


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
class Progress:
    """How far a counted checkpoint has got. With `claimed` and `overdue` it is drawn as bars, else as "2/3"."""

    done: Combinable
    of: Combinable
    claimed: Combinable | None = None
    overdue: Combinable | None = None


@dataclass(frozen=True)
class Checkpoint:
    """A named condition of a participant, as ORM expressions over participants.

    The expressions may use the annotations `today`, the date in the cohort's zone, and `day`, today or the
    cohort's first day if that is later. `met` and `applies` are conditions; `due` gives a stored date (null: no
    date yet), to which `months` and then `grace`, in days, are added in Python, never in SQL. `absent` says that
    the thing itself is missing, where late alone would say too little ("belum ada").

    `act` is the URL name of the page where the owner does it; it takes the participant's key as `pk`. `task` is
    the act as a sentence, `group` the same for many: it takes `count`. With `outlives_training` it is still asked
    for after the cohort has ended. With `told_singly` an entry of the home page names each thing that is late, so
    that the page does not list the checkpoint as well.
    """

    code: str
    label: Text
    heading: Text
    stage: Stage
    owed_by: OwedBy
    met: Condition
    due: Combinable
    act: str
    act_label: Text
    task: Text
    group: Text = ""
    grace: int = 0
    months: Combinable | None = None
    applies: Condition | None = None
    absent: Condition | None = None
    progress: Progress | None = None
    outlives_training: bool = False
    told_singly: bool = False
    order: int = 0


@dataclass(frozen=True)
class Act:
    """A button: what it does and where."""

    label: Text
    url: str


@dataclass(frozen=True)
class DossierSection:
    """A piece of a participant's page.

    `context` returns the template's variables for this reader, or None when the section is not theirs. Of these the
    page itself reads `note` (a line under the title), `wide` (the title above instead of beside) and `headline`
    (the title of the whole page) and `late` (by code, what a late checkpoint is called in the lead). `history` names
    the models (label_lower) whose audit entries belong to the page.
    """

    code: str
    title: Text
    order: int
    template: str
    context: Callable[["Participant", "User"], dict[str, Any] | None]
    history: tuple[str, ...] = ()


class SectionPage(StrEnum):
    """The pages, besides the dossier, to which a higher room adds sections, and the row that each is about."""

    PERSON = "person"
    COHORT_COMPANIONS = "cohort_companions"
    PARTICIPANT_COMPANIONS = "participant_companions"


@dataclass(frozen=True)
class PageSection:
    """A piece of one of the pages in SectionPage.

    `context` takes the row that the page is about and the reader; it returns the template's variables, or None when
    the section is not theirs.
    """

    code: str
    page: SectionPage
    title: Text
    order: int
    template: str
    context: Callable[[Any, "User"], dict[str, Any] | None]


@dataclass(frozen=True)
class CohortLink:
    """A page of a higher room about a whole cohort, linked from the cohort's page and from lists of cohorts.

    `url_name` takes the cohort's code; `open_to` returns the keys of those of some cohorts whose page the reader may
    open, in a fixed number of queries.
    """

    code: str
    label: Text
    url_name: str
    open_to: Callable[["User", "Collection[Cohort]"], Collection[int]]


@dataclass(frozen=True)
class Task:
    """Something that waits for one person, one click from being done.

    `about` and `detail` are the two lines under the title. `today` is that of the cohort it belongs to.
    """

    title: Text
    about: str
    detail: str
    due: date | None
    days_late: int
    act: Act
    today: date


@dataclass(frozen=True)
class HomeEntry:
    """A source of tasks that no checkpoint covers, for the people who act in a role (a value of roles.Role)."""

    code: str
    role: str
    tasks: Callable[["User"], list[Task]]


@dataclass(frozen=True)
class Upcoming:
    """A dated thing in somebody's calendar; `all_day` when it is a day and not an hour."""

    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    zone: str
    url: str = ""
    all_day: bool = False


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
page_sections: Registry[PageSection] = Registry(lambda item: (item.page, item.order))
cohort_links: Registry[CohortLink] = Registry(lambda item: item.code)
home_entries: Registry[HomeEntry] = Registry(lambda item: item.code)
calendar_entries: Registry[CalendarEntry] = Registry(lambda item: item.code)
workbook_sheets: "Registry[Sheet]" = Registry(lambda item: item.order)
