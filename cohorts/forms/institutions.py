"""Forms of institutions."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import InstitutionField
from cohorts.models import Institution
from core.forms import EditForm, PlainForm


class InstitutionForm(EditForm):
    """Name, kind, place in the tree and other names of an institution."""

    parent = InstitutionField(
        label=_("Induk"), required=False, help_text=_("Instansi di atasnya. Kosongkan bila tidak ada.")
    )
    aliases = forms.CharField(
        label=_("Nama lain"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu nama per baris, misalnya singkatan. Berkas yang diimpor dikenali juga dari nama ini."),
    )

    class Meta:
        model = Institution
        fields: ClassVar[list[str]] = ["name", "kind", "parent"]

    def __init__(self, data: Any = None, *, instance: Institution | None = None, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        if instance:
            self.initial["aliases"] = "\n".join(instance.aliases.order_by("name").values_list("name", flat=True))

    def clean_name(self) -> str:
        """Return the name with single spaces."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_aliases(self) -> list[str]:
        """Return one name for each line."""
        names = [" ".join(line.split()) for line in self.cleaned_data["aliases"].splitlines()]
        if any(len(name) > 200 for name in names):
            raise ValidationError(_("Nama lain paling panjang 200 karakter."))
        return [name for name in names if name]


class MergeForm(PlainForm):
    """Into which institution a duplicate goes."""

    into = InstitutionField(label=_("Gabungkan ke"), help_text=_("Instansi yang dipertahankan."))
