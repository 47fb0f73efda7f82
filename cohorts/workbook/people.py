"""The people whom a workbook names: known by their number, whatever sheet they stand on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models.functions import Lower

from accounts.models import User
from cohorts.models import Assignment, CoachAppointment, Grant, Participant, Person
from cohorts.querysets.scopes import institutions_granted
from cohorts.states import GrantedRole
from cohorts.workbook.unpack import plain

if TYPE_CHECKING:
    from cohorts.workbook.batch import Batch
    from cohorts.workbook.reading import ReadSheet, Row

CHUNK = 5000
WAYS_INTO_A_COHORT: tuple[tuple[type[models.Model], str], ...] = (
    (Participant, "cohort"),
    (Assignment, "participant__cohort"),
    (CoachAppointment, "cohort"),
)


@dataclass(frozen=True)
class Said:
    """What a row says of a person, and since when it holds."""

    value: Any
    read: "ReadSheet"
    row: "Row"
    heading: str
    since: date


def chunks[T](items: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield the items in parts that every database takes as arguments."""
    listed = list(items)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


@dataclass
class PeopleBook:
    """Every person of this import with the user behind, and which row speaks for which of their values.

    What belongs to the person (name, e-mail, telephone) is said by the first row that says it; the office
    (rank, position, unit, institution) by the row of the latest day.
    """

    batch: "Batch"
    numbers: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    said: dict[tuple[str, str], Said] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    in_use: set[int] = field(default_factory=set)
    later: set[int] = field(default_factory=set)
    _password: str = ""

    def load(self) -> None:
        """Look up all people, the users of their numbers, and who owns the e-mail addresses."""
        for part in chunks(self.numbers):
            for person in Person.objects.filter(number__in=part).select_related("user", "institution"):
                self.people[person.number] = person
                self.users[person.number] = person.user
            for user in User.objects.filter(username__in=part, is_system=False):
                self.users.setdefault(user.username, user)
        for part in chunks(self.emails):
            owners = User.objects.annotate(address=Lower("email")).filter(address__in=part)
            self.owners |= dict(owners.values_list("address", "username"))
        self.in_use = {user.pk for user in self.users.values() if user.last_login or user.has_usable_password()}
        if self.batch.limited:
            self._load_foreign()

    def load_later(self) -> None:
        """Find the people who are in another cohort that starts on or after the first day of this one."""
        cohort = self.batch.cohort
        if cohort is None or not cohort.starts_on:
            return
        for part in chunks(person.pk for person in self.people.values()):
            for model, way in WAYS_INTO_A_COHORT:
                there = model._default_manager.filter(person__in=part, **{f"{way}__starts_on__gte": cohort.starts_on})
                others = there.exclude(**{way: cohort.pk}) if cohort.pk else there
                self.later |= set(others.order_by().values_list("person", flat=True))

    def _load_foreign(self) -> None:
        """Find the people whose name and address are not ours to change: see cohorts.rules.can_edit_person.

        Stricter than there in one point: whoever is in a cohort of another agency is left alone.
        """
        own = institutions_granted(self.batch.by, GrantedRole.TRAINING_ADMIN)
        scope = set(own.values_list("pk", flat=True))
        for part in chunks(person.pk for person in self.people.values()):
            for model, way in WAYS_INTO_A_COHORT:
                elsewhere = model._default_manager.filter(person__in=part).exclude(**{f"{way}__organiser__in": scope})
                self.foreign |= set(elsewhere.order_by().values_list("person", flat=True))
            granted = Grant.objects.filter(user__person__in=part).exclude(institution__in=scope)
            self.foreign |= set(granted.order_by().values_list("user__person", flat=True))
        run: dict[str, bool] = {}
        for person in self.people.values():
            home = person.institution
            if home and home.pk not in scope and home.path not in run:
                run[home.path] = Grant.objects.training_admins().covering(home).exists()
            if person.user.is_staff or (home and run.get(home.path)):
                self.foreign.add(person.pk)

    def say(self, number: str, attribute: str, said: Said) -> Said | None:
        """Note what a row says of a person; return what an earlier row said otherwise of what can be only one."""
        first = self.said.get((number, attribute))
        if first is None:
            self.said[number, attribute] = said
        elif attribute in ("name", "email", "phone"):
            return first if plain(str(first.value)) != plain(str(said.value)) else None
        elif said.since > first.since:
            self.said[number, attribute] = said
        return None

    def speaks(self, number: str, attribute: str, read: "ReadSheet", row: "Row") -> bool:
        """Say whether a row is the one that speaks for a value of a person."""
        said = self.said.get((number, attribute))
        return said is not None and said.row is row and said.read is read

    def new_user(self, number: str) -> User:
        """Return a user who cannot sign in until invited; all of one import share one unusable password."""
        self._password = self._password or make_password(None)
        user = User(username=number, password=self._password)
        self.users[number] = user
        return user
