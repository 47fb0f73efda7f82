"""How days of cohorts and of calendars are said."""

from django import template
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from cohorts.registry import Upcoming
from cohorts.wording import week_words
from core.dates import local, today_in, zone_label
from core.templatetags.show import clock, weekday

register = template.Library()


@register.simple_tag
def when(item: Upcoming) -> str:
    """Show `Selasa, 24 November 2026, 09.00–09.45 WIB`, or the day alone."""
    starts, ends = local(item.starts_at, item.zone), local(item.ends_at, item.zone)
    if item.all_day:
        return weekday(starts.date())
    label = zone_label(item.zone)
    if starts.date() == ends.date():
        return f"{weekday(starts.date())}, {clock(starts)}–{clock(ends)} {label}"
    return _("%(first)s, %(from)s sampai %(last)s, %(to)s %(zone)s") % {
        "first": weekday(starts.date()),
        "from": clock(starts),
        "last": weekday(ends.date()),
        "to": clock(ends),
        "zone": label,
    }


@register.simple_tag
def stands(cohort: Cohort) -> str:
    """Show `Minggu ke-7 dari 15`."""
    return week_words(cohort.starts_on, cohort.ends_on, today_in(cohort.time_zone))
