"""The sheets of change actions: the action, its milestones, and what was answered about it."""

from collections.abc import Hashable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _

from change_actions.models import ChangeAction, FollowUp, Milestone, NamedBarrier
from change_actions.states import BarrierKind, MilestoneState
from cohorts.models import Cohort
from cohorts.resources.books import PARTICIPANTS, known_number
from cohorts.resources.participants import refuse_unknown_participants
from cohorts.workbook.batch import Book
from cohorts.workbook.cells import tidy
from cohorts.workbook.people import chunks
from cohorts.workbook.resource import SheetResource, column, rows_with
from core import audit
from core.states import move

if TYPE_CHECKING:
    from cohorts.workbook.batch import Batch
    from cohorts.workbook.reading import ReadSheet, Row

NUMBER = "NIP peserta"
VERIFIED_ON = "Tanggal verifikasi mentor"
BARRIERS = "Kendala"

type MilestoneKey = tuple[str, str, str]
type AnswerKey = tuple[str, str, int]

# The mentor verified on paper, without a claim in the application before it.
VERIFIED_ON_PAPER: dict[str, tuple[str, ...]] = dict.fromkeys(
    (MilestoneState.PLANNED, MilestoneState.CLAIMED, MilestoneState.RETURNED), (MilestoneState.VERIFIED,)
)


def _actions(cohort: Cohort) -> dict[str, ChangeAction]:
    found = ChangeAction.objects.filter(participant__cohort=cohort).select_related("participant__person")
    return {one.participant.person.number: one for one in found}


def _milestones(cohort: Cohort) -> dict[MilestoneKey, Milestone]:
    found = Milestone.objects.filter(change_action__participant__cohort=cohort)
    rows = found.select_related("change_action__participant__person").as_written()
    return {(one.change_action.participant.person.number, one.horizon, tidy(one.title)): one for one in rows}


def _answers(cohort: Cohort) -> dict[AnswerKey, FollowUp]:
    found = FollowUp.objects.filter(participant__cohort=cohort).select_related("participant__person")
    rows = found.prefetch_related("barriers").as_written()
    return {(one.participant.person.number, one.respondent, one.month): one for one in rows}


ACTIONS = Book(_actions)
MILESTONES = Book(_milestones)
ANSWERS = Book(_answers)


class OfParticipant[M: models.Model](SheetResource[M]):
    """What the three have in common: the row names a participant of the cohort."""

    is_main = True

    def finish(self) -> None:
        """Note participants that nobody knows."""
        refuse_unknown_participants(self.batch, self.read)

    def participant_number(self, row: "Row") -> str | None:
        """Return the participant's number; None where it is damaged or unknown."""
        number = known_number(row, NUMBER)
        return number if number in self.batch.book(PARTICIPANTS) else None

    def key_columns(self, key: Any) -> dict[str, Any]:
        """Return the participant's number."""
        return {NUMBER: key}

    def who(self, instance: M) -> str:
        """Return the participant's name."""
        return str(self._participant(instance))

    def about(self, instance: M) -> tuple[models.Model, ...]:
        """The entry belongs on the participant's page."""
        return (self._participant(instance),)

    def _participant(self, instance: Any) -> models.Model:
        return cast("models.Model", instance.participant)


class ChangeActionResource(OfParticipant[ChangeAction]):
    """What a participant undertakes to change."""

    noun = "changeaction"
    stored = ACTIONS
    needs = ("Judul",)
    title = column("Judul", "title")
    summary = column("Ringkasan", "summary")
    strategic_plan_reference = column("Acuan renstra", "strategic_plan_reference")

    class Meta:
        model = ChangeAction
        fields = ("title", "summary", "strategic_plan_reference")

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the participant's number."""
        return self.participant_number(row)

    def make(self) -> ChangeAction:
        """Return the participant's change action."""
        return ChangeAction(participant=self.batch.book(PARTICIPANTS)[str(self.key)])


class MilestoneResource(OfParticipant[Milestone]):
    """A milestone. A day of verification makes it verified: it stands on paper, with the mentor's signature."""

    noun = "milestone"
    stored = MILESTONES
    output = column("Keluaran", "output")
    due_on = column("Tenggat", "due_on")
    progress = column("Capaian (%)", "progress")
    verified_on = column(VERIFIED_ON, "verified_on")

    class Meta:
        model = Milestone
        fields = ("output", "due_on", "progress", "verified_on")

    def __init__(self, batch: "Batch", read: "ReadSheet") -> None:
        super().__init__(batch, read)
        self.verifying: list[tuple[Milestone, dict[str, Any]]] = []

    def key_of(self, row: "Row") -> Hashable | None:
        """Return participant, horizon and title."""
        number = self.participant_number(row)
        horizon, title = row.values.get("Horizon"), row.values.get("Tonggak")
        known = number in self.batch.book(ACTIONS)
        return (number, horizon, title) if known and horizon and title else None

    def key_columns(self, key: Any) -> dict[str, Any]:
        """Return participant, horizon and title."""
        return dict(zip((NUMBER, "Horizon", "Tonggak"), key, strict=True))

    def make(self) -> Milestone:
        """Return a milestone of the participant's change action."""
        values = self.row.values
        verified_on = values.get(VERIFIED_ON)
        return Milestone(
            change_action=self.batch.book(ACTIONS)[values[NUMBER]],
            horizon=values["Horizon"],
            title=values["Tonggak"],
            state=MilestoneState.VERIFIED if verified_on else MilestoneState.PLANNED,
            claimed_at=self._claimed_at() if verified_on else None,
        )

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        """Keep what becomes verified apart: a state changes through one door, and leaves its own audit entry."""
        if is_create or "verified_on" not in self.changes or instance.state == MilestoneState.VERIFIED:
            super().save_instance(instance, is_create, row, **kwargs)
            return
        fields = {attribute: new for attribute, (_heading, _old, new) in self.changes.items()}
        fields["claimed_at"] = instance.claimed_at or self._claimed_at()
        self.verifying.append((instance, fields))
        self.batch.outcomes[self.read.sheet.name, self.row.number].audited = True

    def after_write(self) -> None:
        """Verify the stored ones."""
        for milestone, fields in self.verifying:
            move(
                milestone,
                to=MilestoneState.VERIFIED,
                by=self.batch.by,
                allowed=VERIFIED_ON_PAPER,
                fields=fields,
                via=self.batch.via,
                about=(milestone.change_action.participant,),
            )

    def finish(self) -> None:
        """Note participants that nobody knows, and those without a change action."""
        super().finish()
        for row, number in rows_with(self.read.rows, NUMBER):
            if number in self.batch.book(PARTICIPANTS) and number not in self.batch.book(ACTIONS):
                sentence = _("Peserta ini belum mempunyai aksi perubahan. Isi dulu lembar Aksi Perubahan.")
                self.batch.error(self.read, row, NUMBER, sentence)

    def _participant(self, instance: Any) -> models.Model:
        return cast("models.Model", instance.change_action.participant)

    def _claimed_at(self) -> datetime:
        zone = ZoneInfo(self.batch.cohort.time_zone if self.batch.cohort else "Asia/Jakarta")
        return datetime.combine(self.row.values[VERIFIED_ON], time(), zone)


class FollowUpResource(OfParticipant[FollowUp]):
    """One respondent's answer in one wave. What was answered never enters the audit trail.

    What somebody answered in the application is theirs: a file neither changes it nor learns what it says.
    """

    noun = "followup"
    stored = ANSWERS
    confidential = True
    answered_on = column("Tanggal", "answered_on")
    implementation = column("Status implementasi", "implementation")
    in_skp = column("Masuk SKP", "in_skp")
    behaviour_change = column("Perubahan perilaku", "behaviour_change")
    coaching_needed = column("Butuh coaching", "coaching_needed")
    mentor_letter = column("Surat tugas mentor", "mentor_letter")
    mentoring_pattern = column("Pola mentoring", "mentoring_pattern")
    role_explained = column("Peran mentor dijelaskan", "role_explained")
    guidance = column("Bentuk bimbingan", "guidance")
    note = column("Catatan", "note")

    class Meta:
        model = FollowUp
        fields = (
            "answered_on",
            "implementation",
            "in_skp",
            "behaviour_change",
            "coaching_needed",
            "mentor_letter",
            "mentoring_pattern",
            "role_explained",
            "guidance",
            "note",
        )

    def __init__(self, batch: "Batch", read: "ReadSheet") -> None:
        super().__init__(batch, read)
        self.own: set[int] = set()
        self.named: list[NamedBarrier] = []
        self.no_longer_named: list[int] = []

    def key_of(self, row: "Row") -> Hashable | None:
        """Return participant, respondent and month."""
        number, respondent, month = (
            self.participant_number(row),
            row.values.get("Responden"),
            row.values.get("Bulan ke"),
        )
        return (number, respondent, month) if number and respondent and month is not None else None

    def load(self) -> None:
        """Fill the book, and find out which answers their respondents gave themselves."""
        super().load()
        stored = [answer.pk for answer in self.book.values()]
        for part in chunks(stored):
            self.own |= audit.touched_by_hand(FollowUp, part)

    def key_columns(self, key: Any) -> dict[str, Any]:
        """Return participant, respondent and month."""
        return dict(zip((NUMBER, "Responden", "Bulan ke"), key, strict=True))

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield the answers that were collected on paper; what respondents answered themselves stays theirs."""
        for key, columns in super().exported():
            answer = self.book[key]
            if answer.pk not in self.own:
                named = {barrier.kind for barrier in answer.barriers.all()}
                yield key, columns | {BARRIERS: [kind for kind in BarrierKind.values if kind in named]}

    def takes(self, attribute: str, heading: str) -> bool:
        """Leave what the respondent answered."""
        return self.new or self.book[self.key].pk not in self.own

    def make(self) -> FollowUp:
        """Return an answer."""
        values = self.row.values
        return FollowUp(
            participant=self.batch.book(PARTICIPANTS)[values[NUMBER]],
            respondent=values["Responden"],
            month=values["Bulan ke"],
        )

    def derive(self, instance: FollowUp) -> None:
        """Compare the barriers named with those stored."""
        kinds = self.row.values.get(BARRIERS)
        if instance.pk in self.own:
            sentence = _("Jawaban ini diisi sendiri oleh penjawabnya dan dibiarkan.")
            self.batch.warn(self.read, self.row, "Responden", sentence)
            return
        if kinds is None:
            return
        stored = {one.kind: one.pk for one in instance.barriers.all()} if instance.pk else {}
        self.named += [NamedBarrier(follow_up=instance, kind=kind) for kind in kinds if kind not in stored]
        self.no_longer_named += [key for kind, key in stored.items() if kind not in kinds]
        if set(stored) != set(kinds):
            before = tuple(kind for kind in BarrierKind.values if kind in stored)
            self.changes["barriers"] = (BARRIERS, before, kinds)

    def after_write(self) -> None:
        """Save the barriers."""
        NamedBarrier.objects.filter(pk__in=self.no_longer_named).delete()
        NamedBarrier.objects.bulk_create(self.named, batch_size=2000)
