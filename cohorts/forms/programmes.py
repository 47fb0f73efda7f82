"""Forms of programme editions and of the phases in them."""

from functools import partial
from typing import Any, ClassVar

from crispy_forms.layout import Row
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import PHASE_KINDS, MonthsField
from cohorts.models import Programme, ProgrammePhase
from core.dates import DateField
from core.forms import EditForm, FormWithRows, RowForm, drawn, with_rows


class EditionForm(EditForm):
    """A new edition, filled in with the one that it follows."""

    follow_up_months = MonthsField(
        label=_("Bulan tindak lanjut"),
        help_text=_("Sesudah pelatihan berakhir, dipisah koma, misalnya 3, 6, 12, 24."),
        required=False,
    )

    class Meta:
        model = Programme
        fields: ClassVar[list[str]] = [
            "code",
            "name",
            "effective_on",
            "regulation",
            "change_action_term",
            "coaching_sessions",
            "mentoring_sessions",
            "short_term_months",
            "medium_term_months",
            "long_term_months",
            "follow_up_months",
            "participants_per_coach",
        ]
        field_classes: ClassVar[dict[str, Any]] = {"effective_on": DateField}
        help_texts: ClassVar[dict[str, Any]] = {
            "effective_on": _("Angkatan yang mulai pada hari ini atau sesudahnya memakai edisi ini."),
            "regulation": _("Peraturan dan pedoman yang Anda ikuti."),
        }

    def __init__(
        self, data: Any = None, *, follows: Programme | None = None, initial: Any = None, **kwargs: Any
    ) -> None:
        if follows and not initial:
            initial = {name: getattr(follows, name) for name in self.Meta.fields if name != "effective_on"}
        super().__init__(data, initial=initial, **kwargs)
        self.helper = drawn(
            Row("code", "effective_on"),
            "name",
            "regulation",
            Row("coaching_sessions", "mentoring_sessions"),
            Row("short_term_months", "medium_term_months"),
            Row("long_term_months", "follow_up_months"),
            Row("participants_per_coach", "change_action_term"),
        )


class PhaseTemplateForm(RowForm):
    """One phase of an edition."""

    wide = ("reason",)

    kind = forms.ChoiceField(label=_("Jenis"), choices=PHASE_KINDS)

    class Meta:
        model = ProgrammePhase
        fields: ClassVar[list[str]] = ["kind", "name", "starts_after_days", "days", "lesson_hours", "reason"]
        widgets: ClassVar[dict[str, Any]] = {
            "name": forms.TextInput(attrs={"size": 30}),
            "starts_after_days": forms.TextInput(attrs={"size": 4}),
            "days": forms.TextInput(attrs={"size": 4, "inputmode": "numeric"}),
            "lesson_hours": forms.TextInput(attrs={"size": 4, "inputmode": "numeric"}),
        }


def edition_form(data: QueryDict | None, programme: Programme | None = None) -> FormWithRows:
    """Return a new edition to fill in, with its phases; both begin as those of the edition that is followed."""
    names = PhaseTemplateForm.Meta.fields
    present = [{name: getattr(phase, name) for name in names} for phase in programme.phases.all()] if programme else []
    return with_rows(partial(EditionForm, follows=programme), PhaseTemplateForm, data, present)
