"""Dates of Indonesian offices: three zones without summer time, and month names as people type them."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """The time zones of Indonesia; Asia/Pontianak counts as WIB."""

    WIB = "Asia/Jakarta", "WIB"
    WIB_PONTIANAK = "Asia/Pontianak", "WIB (Pontianak)"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


ABBREVIATIONS = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

MONTH_NAMES = """
    januari jan|februari pebruari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt ags|
    september sep sept|oktober okt|november nopember nov nop|desember des
"""
MONTHS = {name: place for place, names in enumerate(MONTH_NAMES.split("|"), start=1) for name in names.split()}
DAY_MONTH_YEAR = re.compile(r"^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$")
YEAR_MONTH_DAY = re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$")
DAY_NAMED_MONTH_YEAR = re.compile(r"^([0-9]{1,2})[ -]([A-Za-z]+)\.?[ -]([0-9]{4})$")
UNREADABLE = _("Tanggal tidak terbaca. Tulis misalnya 21-11-2026 atau 21 November 2026.")
NO_SUCH_DAY = _("Tanggal ini tidak ada di kalender.")
# Dates are computed with: those near the ends of the calendar would leave it.
FIRST_YEAR, LAST_YEAR = 1900, 2199
ODD_YEAR = _("Tahun %(year)d tidak masuk akal. Tulis tahun antara %(first)d dan %(last)d.")


def read_date(text: str) -> date:
    """Read 21-11-2026, 21/11/2026, 2026-11-21 or 21 Nov 2026; raise ValidationError otherwise."""
    cleaned = " ".join(text.split())
    if match := YEAR_MONTH_DAY.match(cleaned):
        year, month, day = (int(part) for part in match.groups())
    elif match := DAY_MONTH_YEAR.match(cleaned):
        day, month, year = (int(part) for part in match.groups())
    elif (match := DAY_NAMED_MONTH_YEAR.match(cleaned)) and match[2].lower() in MONTHS:
        day, month, year = int(match[1]), MONTHS[match[2].lower()], int(match[3])
    else:
        raise ValidationError(UNREADABLE)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValidationError(NO_SUCH_DAY) from error


class DateField(forms.DateField):
    """A form field that reads dates as Indonesian offices write them (T2 and T3 of the quality notes)."""

    widget = forms.TextInput

    def to_python(self, value: str | datetime | date | None) -> date | None:
        """Return the date, None when blank; raise ValidationError with a sentence otherwise."""
        if value in self.empty_values:
            return None
        day = read_date(value) if isinstance(value, str) else super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(ODD_YEAR % {"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR})
        return day

    def prepare_value(self, value: object) -> object:
        """Show a stored date the way it is typed."""
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


def today_in(zone: str) -> date:
    """Return the present date in a zone."""
    return timezone.now().astimezone(ZoneInfo(zone)).date()


def zone_label(zone: str) -> str:
    """Return WIB, WITA or WIT; the zone's own name where it is none of Indonesia's."""
    return ABBREVIATIONS.get(zone, zone)


def today_expression(zone_field: str, *, days: int = 0) -> Case | Value:
    """Return an annotation: today's date in the zone that stands in `zone_field` of each row, or so many days on.

    One literal a zone keeps the same SQL types on PostgreSQL and SQLite; a single one is enough, and a far shorter
    query, while it is the same day everywhere (22 of 24 hours).
    """
    shift = timedelta(days=days)
    days_by_zone = {zone: today_in(zone) + shift for zone in Zone.values}
    if len(set(days_by_zone.values())) == 1:
        return Value(days_by_zone[Zone.WIB], output_field=models.DateField())
    cases = [When(**{zone_field: zone}, then=Value(day)) for zone, day in days_by_zone.items()]
    return Case(*cases, default=Value(days_by_zone[Zone.WIB]), output_field=models.DateField())


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def held_on(day: F | date, *, prefix: str = "") -> models.Q:
    """Return the condition that a validity period holds on a day.

    Periods are half-open everywhere: `ends_on` is the first day that no longer counts, null is open.
    """
    ends = f"{prefix}ends_on"
    return models.Q(**{f"{prefix}starts_on__lte": day}) & (
        models.Q(**{f"{ends}__isnull": True}) | models.Q(**{f"{ends}__gt": day})
    )


def local(moment: datetime, zone: str) -> datetime:
    """Return an aware moment in a zone."""
    return moment.astimezone(ZoneInfo(zone))
