"""The people of a sheet: the user behind, and the person."""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _

from accounts import numbers
from accounts.models import User
from cohorts.models import Person
from cohorts.resources.books import APPOINTMENTS, MENTORS, PARTICIPANTS, mentor_key
from cohorts.states import NumberType
from cohorts.workbook.batch import Book
from cohorts.workbook.people import Said
from cohorts.workbook.resource import SheetResource, column, rows_with, same

if TYPE_CHECKING:
    from datetime import date

    from cohorts.workbook.batch import Batch
    from cohorts.workbook.reading import Row

NUMBER_TYPE = "Jenis nomor"
OFFICE = frozenset({"rank", "position", "unit", "institution"})
EIGHTEEN_DIGITS = {numbers.NIP, numbers.NI_PPPK}


def kind_of(number: str, stated: str | None) -> str:
    """Return the kind of a number: the one that is stated, else NIP or NI PPPK; other kinds have to be stated."""
    if stated:
        return stated
    guessed = numbers.guess_kind(number)
    return guessed if guessed in EIGHTEEN_DIGITS else numbers.NIP


def checked_number(batch: "Batch", row: "Row", heading: str, stated: str | None = None) -> tuple[str, list[str]]:
    """Return what is wrong with a number that nobody bears yet ("" for nothing), and what only looks odd."""
    written = row.written(heading) or ""
    number = row.values[heading]
    if number in batch.people.people:
        return "", []
    check = numbers.check_number(written, kind_of(written, stated), today=batch.today)
    sentence = " ".join(check.errors)
    if sentence and not stated and len(number) < numbers.LENGTH - 3 and not numbers.SCIENTIFIC.match(written):
        sentence = " ".join([sentence, _("Untuk NRP atau nomor lain, isi kolom Jenis nomor.")])
    return sentence, check.warnings


class OnePerson[M: (User, Person)](SheetResource[M]):
    """What both have in common: the columns of the number, and which row speaks for the person."""

    number: ClassVar[str] = "NIP"
    number_type: ClassVar[str] = NUMBER_TYPE
    starts: ClassVar[str] = ""
    holders: ClassVar[Book[Any, Any]] = APPOINTMENTS

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the person's number; None where it is damaged."""
        return None if self.number in row.bad else row.values.get(self.number)

    def since(self, row: "Row") -> "date":
        """Return from when on a row's office holds: its own first day, else the cohort's."""
        day: date = row.values.get(self.starts, self.batch.first_day)
        return day

    def say(self) -> None:
        """Tell the batch what each row says of its person; the name is said once, for user and person."""
        for field in self.get_import_fields():
            heading, attribute = str(field.column_name), str(field.attribute)
            if attribute == "name" and self.noun == "person":
                continue
            for row, value in rows_with(self.read.rows, heading):
                number = row.values.get(self.number)
                if number is None:
                    continue
                said = Said(value, self.read, row, heading, self.since(row))
                if first := self.batch.people.say(number, attribute, said):
                    sentence = _(
                        "Lembar %(sheet)s baris %(row)d menulis %(value)s untuk orang yang sama; itu yang dipakai."
                    )
                    words = {"sheet": first.read.sheet.name, "row": first.row.number, "value": first.value}
                    self.batch.warn(self.read, row, heading, sentence % words)

    def takes(self, attribute: str, heading: str) -> bool:
        """Take what the row may say of the person; warn where a value is not ours to change."""
        people, number = self.batch.people, str(self.key)
        if not people.speaks(number, attribute, self.read, self.row):
            return False
        person, user = people.people.get(number), people.users.get(number)
        if attribute in OFFICE:
            return (person is None or person.pk not in people.later) and self._says_something_new(attribute, heading)
        if person is not None and person.pk in people.foreign:
            return self._leave(attribute, heading, _("Orang ini juga milik lembaga lain; yang tersimpan dibiarkan."))
        if attribute == "email" and user is not None and user.email and user.pk in people.in_use:
            sentence = _("Akun ini sudah dipakai; surelnya hanya dapat diubah pada halaman orang.")
            return self._leave(attribute, heading, sentence)
        return True

    def holder_key(self, row: "Row") -> Hashable | None:
        """Return the key under which the appointment, participant or assignment of the row is found."""
        return self.key_of(row)

    def _says_something_new(self, attribute: str, heading: str) -> bool:
        """Say whether an office is told for the first time: told again, it leaves what was edited on screen since."""
        holder = self.batch.book(self.holders).get(self.holder_key(self.row))
        if holder is None or holder.pk is None:
            return True
        stored = getattr(holder, "sending_institution" if attribute == "institution" else attribute)
        return not same(self._kinds.get(heading), stored, self.value(heading, self.row.values[heading]))

    def _leave(self, attribute: str, heading: str, sentence: str) -> bool:
        stored = getattr(self.book[self.key], attribute)
        said_once = attribute != "name" or self.noun == "user"
        if said_once and str(stored).casefold() != str(self.row.values[heading]).casefold():
            self.batch.warn(self.read, self.row, heading, sentence)
        return False


class UserResource(OnePerson[User]):
    """The user behind a person: number, printed name, e-mail."""

    noun = "user"
    name = column("Nama", "name")
    email = column("Surel", "email")

    class Meta:
        model = User
        fields = ("name", "email")

    def gather(self) -> None:
        """Look up the numbers and the e-mail addresses."""
        for _row, number in rows_with(self.read.rows, self.number):
            self.batch.people.numbers.add(number)
        for _row, email in rows_with(self.read.rows, "Surel"):
            self.batch.people.emails.add(email)

    def load(self) -> None:
        """Share the batch's users."""
        self.book = self.batch.people.users

    def check(self) -> None:
        """Check numbers that nobody bears yet, and that every e-mail address belongs to one person."""
        self.say()
        warned: set[str] = set()
        for row, number in rows_with(self.read.rows, self.number):
            wrong, odd = checked_number(self.batch, row, self.number, row.values.get(self.number_type))
            if wrong:
                self.batch.error(self.read, row, self.number, wrong)
            elif odd and number not in warned:
                warned.add(number)
                self.batch.warn(self.read, row, self.number, " ".join(odd))
        for row, email in rows_with(self.read.rows, "Surel"):
            self._check_email(row, email)

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield what is printed of the people, and the kind of their number where it is no usual one."""
        for key, holder in self.batch.book(self.holders).items():
            person = holder.person
            kind = "" if person.number_type in EIGHTEEN_DIGITS else person.number_type
            name = next(heading for field, heading in self._columns if field.attribute == "name")
            columns = {name: person.name, "Surel": person.user.email, "Telepon": person.phone}
            yield key, columns | {self.number_type: kind}

    def make(self) -> User:
        """Return a user who cannot sign in until invited."""
        return self.batch.people.new_user(str(self.key))

    def _check_email(self, row: "Row", email: str) -> None:
        number = row.values.get(self.number)
        if number is None:
            return
        owner = self.batch.people.owners.setdefault(email, number)
        if owner == number:
            return
        if owner in self.batch.people.numbers and (first := self.batch.people.said.get((owner, "email"))):
            words = {"sheet": first.read.sheet.name, "row": first.row.number}
            sentence = _("Surel ini sudah tertulis untuk orang lain di lembar %(sheet)s baris %(row)d.") % words
        else:
            sentence = _("Surel ini sudah dipakai orang lain.")
        remedy = _("Tulis surel milik orang ini, atau kosongkan.")
        self.batch.error(self.read, row, "Surel", f"{sentence} {remedy}")


class PersonResource(OnePerson[Person]):
    """The person: what is printed and today's office, as long as this cohort is the person's latest."""

    noun = "person"
    needs = ("Nama",)
    name = column("Nama", "name")
    phone = column("Telepon", "phone")
    rank = column("Golongan", "rank")
    position = column("Jabatan", "position")

    class Meta:
        model = Person
        fields = ("name", "phone", "rank", "position")

    def load(self) -> None:
        """Share the batch's people."""
        self.book = self.batch.people.people

    def check(self) -> None:
        """Say what the rows say."""
        self.say()

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield nothing: the user's resource tells the person, and the office is that of the day."""
        yield from ()

    def make(self) -> Person:
        """Return a person with the user behind."""
        number = str(self.key)
        kind = NumberType(kind_of(number, self.row.values.get(self.number_type)))
        return Person(number=number, number_type=kind, user=self.batch.people.users[number])

    def value(self, heading: str, value: Any) -> Any:
        """Return the institution for its name."""
        return self.batch.institutions.find(value) if heading == "Instansi pengirim" else value


class ParticipantUserResource(UserResource):
    """The user behind a participant."""

    holders = PARTICIPANTS

    class Meta:
        model = User
        fields = ("name", "email")


class ParticipantPersonResource(PersonResource):
    """The person of a participant, whose institution is the one that sends."""

    holders = PARTICIPANTS

    unit = column("Unit kerja", "unit")
    institution = column("Instansi pengirim", "institution")

    class Meta:
        model = Person
        fields = ("name", "phone", "rank", "position", "unit", "institution")


class MentorUserResource(UserResource):
    """The user behind a mentor."""

    number = "NIP mentor"
    number_type = "Jenis nomor mentor"
    starts = "Mulai"
    holders = MENTORS
    name = column("Nama mentor", "name")

    class Meta:
        model = User
        fields = ("name", "email")

    def holder_key(self, row: "Row") -> Hashable | None:
        """Return the assignment's key."""
        return mentor_key(row)


class MentorPersonResource(PersonResource):
    """The person of a mentor."""

    number = "NIP mentor"
    number_type = "Jenis nomor mentor"
    starts = "Mulai"
    holders = MENTORS
    needs = ("Nama mentor",)
    name = column("Nama mentor", "name")

    class Meta:
        model = Person
        fields = ("name", "phone", "rank", "position")

    def holder_key(self, row: "Row") -> Hashable | None:
        """Return the assignment's key."""
        return mentor_key(row)
