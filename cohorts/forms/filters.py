"""What long lists are narrowed down by; it stands in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.numbers import normalised
from cohorts.models import Institution, Person
from cohorts.querysets.institutions import InstitutionQuerySet
from cohorts.querysets.people import PersonQuerySet
from cohorts.states import InstitutionKind


def searching(words: Any) -> forms.SearchInput:
    """Return a search box that says what is looked for."""
    return forms.SearchInput(attrs={"placeholder": words})


class InstitutionFilter(filters.FilterSet):
    """Institutions by name and kind."""

    q = filters.CharFilter(label=_("Nama"), method="by_name", widget=searching(_("Cari nama")))
    kind = filters.ChoiceFilter(label=_("Jenis"), choices=InstitutionKind.choices, empty_label=_("Semua jenis"))

    class Meta:
        model = Institution
        fields: tuple[str, ...] = ()

    def by_name(self, rows: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Look in names and in other names."""
        words = " ".join(value.split())
        return rows.filter(Q(name__icontains=words) | Q(aliases__name__icontains=words)).distinct()


class PersonFilter(filters.FilterSet):
    """People by name, number, position or institution."""

    q = filters.CharFilter(
        label=_("Nama, nomor, jabatan, instansi"), method="by_words", widget=searching(_("Cari nama, nomor, jabatan"))
    )

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def by_words(self, rows: PersonQuerySet, name: str, value: Any) -> PersonQuerySet:
        """Look for every word; digits are looked for in the number, however they are spaced."""
        digits = normalised(value)
        if digits.isdigit() and len(digits) >= 4:
            return rows.filter(number__contains=digits)
        for word in value.split()[:6]:
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(number__icontains=word)
                | Q(position__icontains=word)
                | Q(institution__name__icontains=word)
            )
        return rows
