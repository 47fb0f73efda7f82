"""What this room has for somebody's calendar: gatherings, and the phases that begin."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cohorts.models import Cohort, Event, Phase
from cohorts.registry import CalendarEntry, Upcoming
from core.dates import today_expression

if TYPE_CHECKING:
    from accounts.models import User

MOST = 3  # of each kind: nobody is shown more


def gatherings(user: "User", now: datetime) -> list[Upcoming]:
    """Return the next gatherings of the cohorts that the user runs, takes part in or accompanies."""
    coming = Event.objects.visible_to(user).filter(ends_at__gte=now).select_related("cohort__programme")
    return [
        Upcoming(
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            title=event.name,
            place=", ".join(filter(None, [event.place, str(event.cohort)])),
            zone=event.cohort.time_zone,
        )
        for event in coming.order_by("starts_at", "pk")[:MOST]
    ]


def beginnings(user: "User", now: datetime) -> list[Upcoming]:
    """Return the next phases to begin in the cohorts that the user may see."""
    coming = Phase.objects.filter(
        cohort__in=Cohort.objects.visible_to(user).values("pk"), starts_on__gt=today_expression("cohort__time_zone")
    ).select_related("cohort__programme")
    return [_beginning(phase) for phase in coming.order_by("starts_on", "pk")[:MOST]]


def _beginning(phase: Phase) -> Upcoming:
    zone = phase.cohort.time_zone
    midnight = datetime.combine(phase.starts_on, time(), ZoneInfo(zone))
    return Upcoming(
        starts_at=midnight,
        ends_at=midnight + timedelta(days=1),
        title=_("%(phase)s dimulai") % {"phase": phase.name},
        place=str(phase.cohort),
        zone=zone,
        all_day=True,
    )


ENTRIES = [CalendarEntry("gatherings", gatherings), CalendarEntry("phases", beginnings)]
