"""Gatherings: announced, attended, spoken at."""

from datetime import UTC, datetime
from typing import Any

import pytest
from auditlog.models import LogEntry

from accounts.models import User
from cohorts.models import Event, Person
from cohorts.services.events import (
    add_somebody_as_speaker,
    add_speaker,
    create_event,
    edit_event,
    record_attendance,
    remove_event,
    remove_speaker,
)
from cohorts.services.people import Who
from cohorts.states import AttendanceStatus, EventKind
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db
NINE, TWELVE = datetime(2026, 10, 1, 2, 0, tzinfo=UTC), datetime(2026, 10, 1, 5, 0, tzinfo=UTC)


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


def make(agency: Agency, kind: EventKind = EventKind.WORKSHOP) -> Event:
    """Return a new gathering of the agency's cohort."""
    by = agency.users["training_admin"]
    return create_event(cohort=agency.cohort, kind=kind, name="Temu", starts_at=NINE, ends_at=TWELVE, by=by)


def test_gathering_is_announced_changed_and_taken_back(agency: Agency, admin: User) -> None:
    event = make(agency)
    same: dict[str, Any] = {"kind": event.kind, "starts_at": NINE, "ends_at": TWELVE, "material": ""}
    edit_event(event, name="Temu Alumni", place="Aula", by=admin, **same)
    event.refresh_from_db()
    assert (event.name, event.place) == ("Temu Alumni", "Aula")
    remove_event(event, by=admin)
    assert list(Event.objects.all()) == [agency.event]
    with pytest.raises(RefusedError, match=r"masih ada \d kehadiran"):
        remove_event(agency.event, by=admin)


def test_gathering_that_ends_before_it_starts_is_refused(agency: Agency, admin: User) -> None:
    with pytest.raises(RefusedError, match="Waktu selesai harus sesudah waktu mulai"):
        create_event(cohort=agency.cohort, kind="workshop", name="X", starts_at=TWELVE, ends_at=NINE, by=admin)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (EventKind.PRE_TRAINING_FORUM, ["Dewi Peserta Utara"]),
        (EventKind.MENTOR_BRIEFING, ["Ratna Mentor Utara"]),
        (EventKind.COACH_ALIGNMENT, ["Fauzan Coach Utara"]),
    ],
)
def test_gathering_expects_those_for_whom_it_is_meant(agency: Agency, kind: EventKind, expected: list[str]) -> None:
    assert [str(row) for row in Person.objects.expected_at(make(agency, kind))] == expected


def test_whoever_was_recorded_stays_expected_and_speakers_do_not(agency: Agency, admin: User) -> None:
    event = make(agency)
    coach, participant = agency.users["coach"].person, agency.participant.person
    record_attendance(event, {coach.pk: AttendanceStatus.PRESENT}, by=admin)
    add_speaker(event, person=participant, topic="Pengalaman", by=admin)
    assert [str(row) for row in Person.objects.expected_at(event)] == ["Fauzan Coach Utara"]


def test_attendance_is_written_changed_and_cleared_with_one_entry_each(agency: Agency, admin: User) -> None:
    event, one, two = make(agency), agency.participant.person, agency.users["mentor"].person
    assert record_attendance(event, {one.pk: "present", two.pk: "excused"}, by=admin) == 2
    assert record_attendance(event, {one.pk: "present", two.pk: "excused"}, by=admin) == 0
    assert record_attendance(event, {one.pk: "absent", two.pk: ""}, by=admin) == 2
    assert event.attendances.statuses() == {one.pk: "absent"}
    entries = LogEntry.objects.filter(additional_data__verb="event.attendance").order_by("pk")
    assert [entry.changes for entry in entries] == [{"hadir": ["0", "1"]}, {"hadir": ["1", "0"]}]


def test_speaker_is_noted_once_and_taken_off(agency: Agency, admin: User) -> None:
    event = make(agency)
    attending = agency.participant.person
    record_attendance(event, {attending.pk: "present"}, by=admin)
    speaker = add_speaker(event, person=attending, topic="Pengalaman", by=admin)
    assert (speaker.is_speaker, speaker.topic, event.attendances.count()) == (True, "Pengalaman", 1)
    with pytest.raises(RefusedError, match="sudah tercatat sebagai narasumber"):
        add_speaker(event, person=attending, topic="Lagi", by=admin)
    who = Who(None, "nip", "19800202 200501 2 003", "Alumni Rina")
    added = add_somebody_as_speaker(event, who=who, topic="Aksi", by=admin)
    remove_speaker(added, by=admin)
    assert list(event.attendances.speakers()) == [speaker]
