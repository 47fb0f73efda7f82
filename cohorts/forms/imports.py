"""The file of an import."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.workbook.reading import FOREIGN_EXTENSION, REFUSALS
from cohorts.workbook.unpack import MAX_FILE
from core.forms import PlainForm


class UploadForm(PlainForm):
    """One XLSX file; what is inside is found out when it is looked at."""

    file = forms.FileField(
        label=_("Berkas XLSX"),
        help_text=_("Satu angkatan per berkas, paling besar 20 MB. Belum ada yang disimpan pada langkah ini."),
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "drop"}),
        error_messages={
            "required": _("Pilih berkasnya dulu."),
            "missing": _("Pilih berkasnya dulu."),
            "empty": REFUSALS["empty"],
            "invalid": _("Pilih berkasnya dulu."),
        },
    )

    def clean_file(self) -> Any:
        """Refuse by name and size what need not be opened."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".xlsx"):
            raise forms.ValidationError(FOREIGN_EXTENSION)
        if file.size > MAX_FILE:
            raise forms.ValidationError(REFUSALS["too_big"])
        return file
