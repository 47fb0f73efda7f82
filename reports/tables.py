"""Columns of the list of reports."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lists import ListTable
from core.shares import Share
from core.templatetags import show
from reports.overview import CohortRow

NUMBERS = {"td": {"class": "num"}, "th": {"class": "num tight"}}


def share_column(label: Any, field: str) -> tables.Column:
    """Return a column of shares, sorted by their percent."""
    return tables.Column(verbose_name=label, accessor=field, order_by=f"{field}__percent", attrs=NUMBERS)


class ReportTable(ListTable):
    """Cohorts with their key figures, the latest first."""

    cohort = tables.Column(verbose_name=gettext_lazy("Angkatan"), order_by=("cohort__starts_on", "cohort__code"))
    participants = tables.Column(
        verbose_name=gettext_lazy("Peserta"), accessor="figures__people__participants", attrs=NUMBERS
    )
    responses = share_column(gettext_lazy("Menjawab"), "responses")
    implementation = share_column(gettext_lazy("Sesuai rencana, kata peserta"), "implementation")
    mentor_implementation = share_column(gettext_lazy("Sesuai rencana, kata mentor"), "mentor_implementation")
    in_skp = share_column(gettext_lazy("Dalam SKP, kata mentor"), "in_skp")

    def render_cohort(self, record: CohortRow) -> Any:
        """Lead to the evaluation; say who organised it, which answers count, and if only own participants do."""
        notes = [record.cohort.organiser.name]
        if record.month is not None:
            month = _("bulan ke-%(month)s") % {"month": record.month}
            notes.append(format_html('<span class="nowrap">{}</span>', month))
        if record.is_part:
            notes.append(_("hanya peserta dari instansi Anda"))
        return format_html(
            '<a href="{}">{}</a><br><span class="meta">{}</span>',
            reverse("reports:evaluation", args=[record.cohort.code]),
            show.unbroken(str(record.cohort)),
            format_html_join(", ", "{}", ((note,) for note in notes)),
        )

    def render_participants(self, value: int) -> str:
        """Show a number."""
        return show.num(value)

    def render_responses(self, value: Share, record: CohortRow) -> Any:
        """Show a share; before anybody was asked, or answered, there is none."""
        return shown(Share(0, 0) if record.month is None else value)

    def render_implementation(self, value: Share) -> Any:
        """Show a share."""
        return shown(value)

    def render_mentor_implementation(self, value: Share) -> Any:
        """Show a share."""
        return shown(value)

    def render_in_skp(self, value: Share) -> Any:
        """Show a share."""
        return shown(value)


def shown(share: Share) -> Any:
    """Return a share on one line, as everywhere: `11 dari 35 (31,43%)`."""
    if not share.base:
        return format_html('<span class="soft">{}</span>', share.of_text)
    return format_html('<span class="nowrap">{} <b>({})</b></span>', share.of_text, share.percent_text)
