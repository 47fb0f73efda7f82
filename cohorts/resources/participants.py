"""The sheet Peserta: who takes part, and who coaches them."""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from cohorts.models import Assignment, Participant, Person
from cohorts.resources.books import APPOINTMENTS, COACHES, PARTICIPANTS, known_number
from cohorts.resources.people import checked_number
from cohorts.states import AssignmentRole
from cohorts.workbook.resource import SheetResource, column, rows_with

if TYPE_CHECKING:
    from cohorts.workbook.batch import Batch
    from cohorts.workbook.reading import ReadSheet, Row


def refuse_unknown_participants(batch: "Batch", read: "ReadSheet", heading: str = "NIP peserta") -> None:
    """Note the rows that name a participant who is neither in the file nor stored."""
    participants = batch.book(PARTICIPANTS)
    for row, number in rows_with(read.rows, heading):
        if heading in row.bad or number in participants:
            continue
        unknown = _("Peserta dengan nomor ini tidak ada dalam angkatan ini. Tambahkan dulu di lembar Peserta.")
        damaged = checked_number(batch, row, heading)[0] if number not in batch.people.numbers else ""
        batch.error(read, row, heading, damaged or unknown)


def refuse_examiners(batch: "Batch", read: "ReadSheet", rows: "list[tuple[Row, str, str]]", heading: str) -> None:
    """Note the rows (with participant and companion) in which somebody would accompany whom they examine."""
    cohort = batch.cohort
    if cohort is None or cohort.pk is None:
        return
    examining = set(
        Assignment.objects.filter(participant__cohort=cohort, role=AssignmentRole.EXAMINER)
        .order_by()
        .values_list("participant__person__number", "person__number")
    )
    for row, participant, companion in rows:
        if (participant, companion) in examining:
            batch.error(read, row, heading, _("Orang ini penguji peserta yang sama. Pilih orang lain."))


class ParticipantResource(SheetResource[Participant]):
    """A participant with the office held on that day."""

    noun = "participant"
    stored = PARTICIPANTS
    is_main = True
    needs = ("Instansi pengirim",)
    rank = column("Golongan", "rank")
    position = column("Jabatan", "position")
    unit = column("Unit kerja", "unit")
    sending_institution = column("Instansi pengirim", "sending_institution")
    pre_training_direction = column("Arahan pra-pelatihan", "pre_training_direction")

    class Meta:
        model = Participant
        fields = ("rank", "position", "unit", "sending_institution", "pre_training_direction")

    def gather(self) -> None:
        """Look up the sending institutions."""
        for row in self.read.rows:
            self.batch.institutions.mention(self.read, row, "Instansi pengirim")

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the person's number."""
        return known_number(row, "NIP")

    def key_columns(self, key: str) -> dict[str, Any]:
        """Return the person's number."""
        return {"NIP": key}

    def make(self) -> Participant:
        """Return a participant of the cohort."""
        return Participant(cohort=self.batch.cohort, person=self.batch.people.people[str(self.key)])

    def value(self, heading: str, value: Any) -> Any:
        """Return the institution for its name."""
        return self.batch.institutions.find(value) if heading == "Instansi pengirim" else value

    def about(self, instance: Participant) -> tuple[models.Model, ...]:
        """The entry belongs on the cohort's and the person's page too."""
        return (instance.cohort, instance.person)


class CoachAssignmentResource(SheetResource[Assignment]):
    """Who coaches a participant. Another coach in the file takes the place of the latest one stored."""

    noun = "assignment"
    stored = COACHES

    class Meta:
        model = Assignment
        fields = ()

    def gather(self) -> None:
        """Look up the coaches."""
        for _row, number in rows_with(self.read.rows, "NIP coach"):
            self.batch.people.numbers.add(number)

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the participant's number where a coach is named who may be one."""
        number, coach = known_number(row, "NIP"), known_number(row, "NIP coach")
        if not number or not coach or number not in self.batch.book(PARTICIPANTS):
            return None
        return number if self._may_coach(number, coach) else None

    def make(self) -> Assignment:
        """Return an assignment from the cohort's first day on."""
        participant = self.batch.book(PARTICIPANTS)[str(self.key)]
        return Assignment(
            participant=participant,
            person=self._coach(),
            role=AssignmentRole.COACH,
            starts_on=self.batch.first_day,
            **self._office(),
        )

    def derive(self, instance: Assignment) -> None:
        """Put another coach in the place of the stored one."""
        coach = self._coach()
        if self.new:
            self.changes["person"] = ("NIP coach", None, coach)
        elif instance.person != coach:
            self.set(instance, "person", coach, "NIP coach")
            for attribute, value in self._office().items():
                self.set(instance, attribute, value)

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield the latest coach of each participant."""
        self.load()
        for number, assignment in self.book.items():
            yield number, {"NIP coach": assignment.person.number}

    def finish(self) -> None:
        """Note coaches that are not appointed, and people who would coach themselves."""
        accompanied = []
        for row, coach in rows_with(self.read.rows, "NIP coach"):
            number = known_number(row, "NIP")
            if number == coach:
                self.batch.error(
                    self.read, row, "NIP coach", _("Peserta tidak dapat menjadi coach bagi dirinya sendiri.")
                )
            elif not self._may_coach(number, coach):
                unknown = _("Coach dengan nomor ini belum ditunjuk untuk angkatan ini. Tambahkan dulu di lembar Coach.")
                damaged, _odd = checked_number(self.batch, row, "NIP coach")
                self.batch.error(self.read, row, "NIP coach", damaged or unknown)
            elif number:
                accompanied.append((row, number, coach))
        refuse_examiners(self.batch, self.read, accompanied, "NIP coach")

    def _may_coach(self, number: str | None, coach: str) -> bool:
        """Say whether a coach is appointed, or coaches this participant already."""
        if number == coach:
            return False
        if coach in self.batch.book(APPOINTMENTS):
            return True
        present = self.book.get(number)
        return present is not None and present.person.number == coach

    def _coach(self) -> Person:
        return self.batch.people.people[self.row.values["NIP coach"]]

    def _office(self) -> dict[str, str]:
        appointment = self.batch.book(APPOINTMENTS).get(self.row.values["NIP coach"])
        return {"rank": appointment.rank, "position": appointment.position} if appointment else {}
