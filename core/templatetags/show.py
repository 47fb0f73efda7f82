"""How dates, times and numbers are shown; the only place that formats them."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import dates, numbers
from core.shares import Share

register = template.Library()

AFTER_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d])")
NAME_BEFORE_NUMBER = re.compile(r"\b([A-Z]\w*) (?=(?:\d+|[IVXLC]+)\b)")


def _format(value: date | None, pattern: str) -> str:
    """Return a date in a pattern; of a moment, the day in the installation's zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, pattern) if value else ""


@register.filter
def day(value: date | None) -> str:
    """Show `21 November 2026`, or "" for no date."""
    return _format(value, "j F Y")


@register.filter
def day_short(value: date | None) -> str:
    """Show `21-11-2026`, for tables."""
    return _format(value, "d-m-Y")


@register.filter
def day_month(value: date | None) -> str:
    """Show `21 November`, where the year is plain from the page."""
    return _format(value, "j F")


@register.filter
def day_cell(value: date | None) -> str:
    """Show `24 Nov`, for the cells of the matrix."""
    return _format(value, "j M").rstrip(".")


@register.filter
def month_name(value: date) -> str:
    """Show `November`, for the head of a line of time."""
    return date_format(value, "F")


@register.filter
def month_short(value: date) -> str:
    """Show `Okt 2027`, for the head of a long line of time."""
    return date_format(value, "M Y")


@register.filter
def month_year(value: date) -> str:
    """Show `Oktober 2027`, where the day does not matter yet."""
    return date_format(value, "F Y")


@register.filter
def weekday(value: date | None) -> str:
    """Show `Sabtu, 21 November 2026`."""
    return _format(value, "l, j F Y")


@register.filter
def clock(value: datetime) -> str:
    """Show `09.00`; the zone stands beside it."""
    return f"{value:%H.%M}"


@register.simple_tag
def moment(value: datetime | None, zone: str = "") -> str | SafeString:
    """Show `<time>21 November 2026, 14.07 WIB</time>`, in `zone` or else the installation's zone."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), moment_text(value, zone))


@register.simple_tag
def moment_short(value: datetime, zone: str = "") -> SafeString:
    """Show `<time>21-11-2026 14.07</time>`, for lists; the page says the zone elsewhere."""
    local = dates.local(value, zone or timezone.get_current_timezone_name())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(local, "d-m-Y H.i"))


def moment_text(value: datetime, zone: str = "") -> str:
    """Return `21 November 2026, 14.07 WIB` as plain text."""
    name = zone or timezone.get_current_timezone_name()
    local = dates.local(value, name)
    return f"{date_format(local, 'DATETIME_FORMAT', use_l10n=True)} {dates.zone_label(name)}"


@register.simple_tag
def span(start: date, end: date) -> str:
    """Show `5 Oktober 2026 s.d. 15 Januari 2027`, both days counting."""
    first = date_format(start, "j F" if start.year == end.year else "j F Y")
    return _("%(first)s s.d. %(last)s") % {"first": first, "last": date_format(end, "j F Y")}


@register.simple_tag
def period(start: date, end: date | None) -> str:
    """Show a half-open period: `sejak 5 Oktober 2026` while it lasts, else up to its last day, the one before `end`."""
    if end is None:
        return _("sejak %(first)s") % {"first": day(start)}
    return span(start, end - timedelta(days=1))


@register.filter
def num(value: float | Decimal | None) -> str:
    """Show `1.234`, or "" for nothing."""
    return "" if value is None else numbers.number(value)


@register.filter
def unbroken(text: str) -> str:
    """Keep numbers beside their words: no line ends within "6 bulan", "Angkatan I" or "Tahun 2020"."""
    return NAME_BEFORE_NUMBER.sub("\\1\u00a0", AFTER_NUMBER.sub("\u00a0", text))


@register.filter
def percent(share: Share) -> str:
    """Show the percent of a share; the sentence beside it must give count and base."""
    return share.percent_text


@register.filter
def of(share: Share) -> str:
    """Show `11 dari 35`."""
    return share.of_text
