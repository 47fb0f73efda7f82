"""What the list of cohorts is narrowed down by."""

from typing import Any

import django_filters as filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from cohorts.querysets.cohorts import CohortQuerySet

RUNNING, COMING, ENDED = "berjalan", "akan-datang", "selesai"


class CohortFilter(filters.FilterSet):
    """Cohorts by programme, year, organiser and where they stand."""

    program = filters.ChoiceFilter(label=_("Program"), field_name="programme__code", empty_label=_("Semua program"))
    tahun = filters.ChoiceFilter(label=_("Tahun"), field_name="year", empty_label=_("Semua tahun"))
    penyelenggara = filters.ChoiceFilter(
        label=_("Penyelenggara"), field_name="organiser", empty_label=_("Semua penyelenggara")
    )
    keadaan = filters.ChoiceFilter(
        label=_("Keadaan"),
        method="by_standing",
        empty_label=_("Semua keadaan"),
        choices=[(RUNNING, _("Berjalan")), (COMING, _("Akan datang")), (ENDED, _("Selesai"))],
    )

    class Meta:
        model = Cohort
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset=queryset, **kwargs)
        # Only what occurs among the visible cohorts can be chosen, read in one query.
        found = set(queryset.order_by().values_list("programme__code", "year", "organiser", "organiser__name"))
        self.filters["program"].extra["choices"] = sorted({(code, code) for code, _, _, _ in found})
        self.filters["tahun"].extra["choices"] = sorted({(year, year) for _, year, _, _ in found}, reverse=True)
        self.filters["penyelenggara"].extra["choices"] = sorted(
            {(pk, name) for _, _, pk, name in found}, key=lambda choice: choice[1].casefold()
        )

    def by_standing(self, rows: CohortQuerySet, name: str, value: str) -> CohortQuerySet:
        """Compare the cohort's days with its own today."""
        if value == RUNNING:
            return rows.filter(starts_on__lte=F("today"), ends_on__gte=F("today"))
        return rows.filter(starts_on__gt=F("today")) if value == COMING else rows.filter(ends_on__lt=F("today"))
