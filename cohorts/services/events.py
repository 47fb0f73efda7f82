"""Gatherings of a cohort: announced, changed, who came, who spoke."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Attendance, Cohort, Event, Person
from cohorts.services.people import Who, known_or_new
from cohorts.services.saving import add, change, lock, remove, sentences
from cohorts.states import AttendanceStatus
from core import audit
from core.errors import RefusedError

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def create_event(
    *,
    cohort: Cohort,
    kind: str,
    name: str,
    starts_at: datetime,
    ends_at: datetime,
    by: "User",
    place: str = "",
    material: str = "",
) -> Event:
    """Announce a gathering; RefusedError when it would end before it starts."""
    event = Event(
        cohort=cohort, kind=kind, name=name, starts_at=starts_at, ends_at=ends_at, place=place, material=material
    )
    return add(event, by=by, about=(cohort,))


@transaction.atomic
def edit_event(
    event: Event,
    *,
    kind: str,
    name: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    material: str,
    by: "User",
) -> Event:
    """Change a gathering; RefusedError when it would end before it starts."""
    new = {
        "kind": kind,
        "name": name,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": place,
        "material": material,
    }
    return change(event, new, by=by, about=(event.cohort,))


@transaction.atomic
def remove_event(event: Event, *, by: "User") -> None:
    """Take back a gathering of which no attendance was recorded; RefusedError otherwise."""
    remove(event, by=by, about=(event.cohort,))


@transaction.atomic
def record_attendance(event: Event, statuses: Mapping[int, str], *, by: "User") -> int:
    """Record who came: person's key to status, "" for not recorded. Returns how many rows changed.

    Speakers stay as they are. One entry in the trail names how many came.
    """
    locked = lock(event)
    present = {row.person_id: row for row in locked.attendances.filter(is_speaker=False)}
    before = sum(row.status == AttendanceStatus.PRESENT for row in present.values())
    changed = 0
    with sentences():
        for person, status in statuses.items():
            changed += _record_one(locked, person, status, present.get(person))
    if changed:
        after = locked.attendances.filter(is_speaker=False, status=AttendanceStatus.PRESENT).count()
        audit.record("event.attendance", locked, by=by, changes={"hadir": (before, after)}, about=(locked.cohort,))
    return changed


@transaction.atomic
def add_speaker(event: Event, *, person: Person, topic: str, by: "User") -> Attendance:
    """Note that somebody speaks; who is listed as attending already becomes a speaker."""
    listed = event.attendances.filter(person=person).first()
    if listed and listed.is_speaker:
        raise RefusedError(_("%(name)s sudah tercatat sebagai narasumber.") % {"name": person}, field="number")
    if listed:
        return change(listed, {"is_speaker": True, "topic": topic}, by=by, about=(event, event.cohort))
    speaker = Attendance(event=event, person=person, status=AttendanceStatus.PRESENT, is_speaker=True, topic=topic)
    return add(speaker, by=by, about=(event, event.cohort, person))


@transaction.atomic
def add_somebody_as_speaker(event: Event, *, who: Who, topic: str, by: "User") -> Attendance:
    """Do `add_speaker` for somebody who is known by number or new."""
    return add_speaker(event, person=known_or_new(who, by=by), topic=topic, by=by)


@transaction.atomic
def remove_speaker(speaker: Attendance, *, by: "User") -> None:
    """Take a speaker off the list."""
    remove(speaker, by=by, about=(speaker.event, speaker.event.cohort))


def _record_one(event: Event, person: int, status: str, row: Attendance | None) -> bool:
    if row is None and status:
        Attendance.objects.create(event=event, person_id=person, status=status)
        return True
    if row is None or row.status == status:
        return False
    if status:
        row.status = status
        row.save(update_fields=["status", "changed_at"])
    else:
        row.delete()
    return True
