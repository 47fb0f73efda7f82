"""Forms of cohorts: the first page, the check of the computed phases, later changes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cohorts.forms.fields import PHASE_KINDS, institution_choices
from cohorts.models import Cohort, Institution, Phase, Programme
from cohorts.services.cohorts import PhasePlan
from cohorts.states import GrantedRole
from core.dates import DateField, Zone
from core.forms import EditForm, PlainForm, RowForm, drawn

DATE_HINT = gettext_lazy("Misalnya 5-10-2026.")
ZONES = list(Zone.choices)


def own_organisers(user: User) -> Any:
    """Return the institutions for which the user may run cohorts."""
    return Institution.objects.granted_to(user, GrantedRole.TRAINING_ADMIN)


class CohortStartForm(PlainForm):
    """What a cohort's dates are computed from."""

    programme = forms.ChoiceField(label=gettext_lazy("Program"))
    label = forms.CharField(
        label=gettext_lazy("Angkatan"), max_length=20, help_text=gettext_lazy("Misalnya I atau XII.")
    )
    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2000, max_value=2100)
    starts_on = DateField(label=gettext_lazy("Hari pertama"), help_text=DATE_HINT)
    time_zone = forms.ChoiceField(label=gettext_lazy("Zona waktu"), choices=ZONES)
    source = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        programmes = Programme.objects.newest()
        choices: Any = [(row.code, f"{row.code} – {row.name}") for row in programmes]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]
        organisers = own_organisers(user)
        self.fields["organiser"] = institution_choices(organisers)
        self.fields["organiser"].label = _("Penyelenggara")
        first = organisers.order_by("path").first()
        self.initial.setdefault("organiser", first.pk if first else None)
        self.helper = drawn("programme", Row("label", "year"), "organiser", Row("starts_on", "time_zone"), "source")

    def clean(self) -> dict[str, Any]:
        """Add `edition`, the edition of the programme that a cohort of this start takes."""
        data = super().clean() or self.cleaned_data
        if data.get("programme") and data.get("starts_on"):
            data["edition"] = Programme.objects.edition_for(data["programme"], data["starts_on"])
        return data


class CohortCheckForm(CohortStartForm):
    """The first page once more, out of sight, and the code, proposed and open to change."""

    code = forms.SlugField(
        label=gettext_lazy("Kode angkatan"),
        max_length=40,
        help_text=gettext_lazy("Huruf, angka, dan tanda hubung. Dipakai pada alamat halaman dan buku kerja."),
    )

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, user=user, **kwargs)
        for name, field in self.fields.items():
            if name != "code":
                field.widget = field.hidden_widget()
        self.helper = drawn(*self.fields)


class CohortForm(EditForm):
    """What may change of a cohort; its edition of the programme may not."""

    class Meta:
        model = Cohort
        fields: ClassVar[list[str]] = ["code", "label", "year", "organiser", "starts_on", "ends_on", "time_zone"]
        field_classes: ClassVar[dict[str, Any]] = {"starts_on": DateField, "ends_on": DateField}
        help_texts: ClassVar[dict[str, Any]] = {"starts_on": DATE_HINT}

    def __init__(self, data: Any = None, *, instance: Cohort, user: User, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.fields["organiser"] = institution_choices(own_organisers(user))
        self.fields["organiser"].label = _("Penyelenggara")
        self.helper = drawn("code", Row("label", "year"), "organiser", Row("starts_on", "ends_on"), "time_zone")


class PhaseForm(RowForm):
    """One phase of a cohort."""

    wide = ("reason",)

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=PHASE_KINDS)
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Phase
        fields: ClassVar[list[str]] = ["kind", "name", "starts_on", "ends_on", "lesson_hours", "place", "reason"]
        field_classes: ClassVar[dict[str, Any]] = {"starts_on": DateField, "ends_on": DateField}
        widgets: ClassVar[dict[str, Any]] = {
            "name": forms.TextInput(attrs={"size": 18}),
            "starts_on": forms.TextInput(attrs={"size": 8}),
            "ends_on": forms.TextInput(attrs={"size": 8}),
            "lesson_hours": forms.TextInput(attrs={"size": 3, "inputmode": "numeric"}),
            "place": forms.TextInput(attrs={"size": 10}),
        }

    def clean(self) -> dict[str, Any]:
        """Say at the last day that it lies before the first."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("Tanggal selesai tidak boleh sebelum tanggal mulai.")))
        return data


PHASE_FIELDS = ("pk", *PhaseForm.Meta.fields)


def as_rows(plans: Iterable[PhasePlan]) -> list[dict[str, Any]]:
    """Return phases as what the rows are filled in with."""
    return [{name: getattr(plan, name) for name in PHASE_FIELDS} for plan in plans]


def plans_of(rows: Iterable[dict[str, Any]]) -> list[PhasePlan]:
    """Return what was typed in the rows as phases."""
    return [PhasePlan(**{name: row[name] for name in PHASE_FIELDS}) for row in rows]


class PhasesOnlyForm(PlainForm):
    """Nothing but the rows."""
