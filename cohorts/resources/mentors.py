"""The sheet Mentor: who mentors whom, from when to when; whoever starts as another ends is the successor."""

from collections.abc import Hashable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from cohorts.models import Assignment
from cohorts.resources.books import MENTORS, PARTICIPANTS, MentorKey, known_number, mentor_key
from cohorts.resources.participants import refuse_examiners, refuse_unknown_participants
from cohorts.states import AssignmentRole
from cohorts.workbook.resource import SheetResource, column

if TYPE_CHECKING:
    from cohorts.workbook.batch import Batch
    from cohorts.workbook.reading import ReadSheet, Row

FAR = date.max


class MentorAssignmentResource(SheetResource[Assignment]):
    """A mentor of one participant, with letter, task and office. At any time a participant has one at most."""

    noun = "assignment"
    stored = MENTORS
    is_main = True
    rank = column("Golongan", "rank")
    position = column("Jabatan", "position")
    is_direct_superior = column("Atasan langsung", "is_direct_superior")
    letter_number = column("Nomor surat tugas", "letter_number")
    letter_date = column("Tanggal surat tugas", "letter_date")
    task_description = column("Uraian tugas", "task_description")
    ends_on = column("Selesai", "ends_on")
    end_reason = column("Alasan penggantian", "end_reason")

    class Meta:
        model = Assignment
        fields = (
            "rank",
            "position",
            "is_direct_superior",
            "letter_number",
            "letter_date",
            "task_description",
            "ends_on",
            "end_reason",
        )

    def __init__(self, batch: "Batch", read: "ReadSheet") -> None:
        super().__init__(batch, read)
        self.rows: dict[MentorKey, Row] = {}
        self.succeeded: list[tuple[Assignment, Assignment]] = []

    def key_of(self, row: "Row") -> Hashable | None:
        """Return participant, mentor and first day."""
        key = mentor_key(row)
        return key if key and key[0] in self.batch.book(PARTICIPANTS) and key[0] != key[1] else None

    def key_columns(self, key: MentorKey) -> dict[str, Any]:
        """Return participant, mentor and first day."""
        return dict(zip(("NIP peserta", "NIP mentor", "Mulai"), key, strict=True))

    def make(self) -> Assignment:
        """Return a mentor's assignment."""
        participant, mentor, starts_on = self._key
        return Assignment(
            participant=self.batch.book(PARTICIPANTS)[participant],
            person=self.batch.people.people[mentor],
            role=AssignmentRole.MENTOR,
            starts_on=starts_on,
        )

    def check_instance(self, instance: Assignment) -> None:
        """The first day that no longer counts lies after the first that does."""
        self.rows[self._key] = self.row
        if instance.ends_on and instance.ends_on <= instance.starts_on:
            sentence = _("Tanggal selesai harus sesudah tanggal mulai. Tanggal mulai %(day)s.")
            heading = "Selesai" if "Selesai" in self.row.values else "Mulai"
            self.batch.error(self.read, self.row, heading, sentence % {"day": f"{instance.starts_on:%d-%m-%Y}"})

    def finish(self) -> None:
        """Note unknown participants and two mentors at once; link successors."""
        refuse_unknown_participants(self.batch, self.read)
        for row in self.read.rows:
            if (number := known_number(row, "NIP peserta")) and number == known_number(row, "NIP mentor"):
                sentence = _("Peserta tidak dapat menjadi mentor bagi dirinya sendiri.")
                self.batch.error(self.read, row, "NIP mentor", sentence)
        self._compare_periods()
        accompanied = [(row, key[0], key[1]) for key, row in self.rows.items()]
        refuse_examiners(self.batch, self.read, accompanied, "NIP mentor")

    def after_write(self) -> None:
        """Save the links: both ends have keys now."""
        for first, second in self.succeeded:
            first.successor = second
        Assignment.objects.bulk_update([first for first, _second in self.succeeded], ["successor"], batch_size=500)

    def who(self, instance: Assignment) -> str:
        """Return participant and mentor."""
        return f"{instance.participant} – {instance.person}"

    def about(self, instance: Assignment) -> tuple[models.Model, ...]:
        """The entry belongs on the participant's and the mentor's page too."""
        return (instance.participant, instance.person)

    @property
    def _key(self) -> MentorKey:
        return cast("MentorKey", self.key)

    def _compare_periods(self) -> None:
        """Go through the mentors of each participant in the order of their first days."""
        ordered = sorted(self.book, key=lambda key: (key[0], key[2], self.book[key].ends_on or FAR, key[1]))
        for _participant, found in groupby(ordered, key=lambda key: key[0]):
            longest, *others = found
            for key in others:
                self._check_overlap(longest, key)
                self._link(longest, key)
                longest = max(longest, key, key=lambda one: self.book[one].ends_on or FAR)

    def _check_overlap(self, earlier: MentorKey, later: MentorKey) -> None:
        first, second = self.book[earlier], self.book[later]
        if first.ends_on and first.ends_on <= second.starts_on:
            return
        row = self.rows.get(later) or self.rows.get(earlier)
        if row is None:
            return
        other = earlier if later in self.rows else later
        place = _("baris %(row)d") % {"row": self.rows[other].number} if other in self.rows else _("sudah tersimpan")
        words = {"name": self.book[other].person.name, "place": place, "day": f"{second.starts_on:%d-%m-%Y}"}
        sentence = _(
            "Dua mentor pada waktu yang sama: %(name)s (%(place)s) belum selesai pada %(day)s. "
            "Isi Selesai mentor yang lama dengan hari pertama penggantinya."
        )
        self.batch.error(self.read, row, "Mulai", sentence % words)

    def _link(self, earlier: MentorKey, later: MentorKey) -> None:
        first, second = self.book[earlier], self.book[later]
        follows = first.ends_on == second.starts_on and earlier[1] != later[1] and first.successor_id is None
        if follows and (first.pk is None or second.pk is None or first.pk in self._updating):
            self.succeeded.append((first, second))
