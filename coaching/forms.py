"""Forms of coaches: appointed, certified, excused."""

from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.models import Certificate
from coaching.services import Paper
from cohorts.forms.assignments import WHO_SET, office_of
from cohorts.forms.fields import InstitutionField, RankField
from cohorts.forms.people import WhoForm
from cohorts.models import CoachAppointment, Cohort, Person
from core.dates import DateField
from core.forms import EditForm, PlainForm, drawn
from core.templatetags.show import day

LAST_DAY_IN = gettext_lazy("Hari terakhir masih berlaku. Kosongkan bila tidak berakhir.")
FIRST_DAY_OUT = gettext_lazy("Hari pertama yang tidak lagi berlaku. Kosongkan bila masih berlaku.")


class AppointForm(WhoForm):
    """Who coaches a cohort, by which decree, and with which certificate or for which reason without."""

    rank = RankField(label=gettext_lazy("Golongan"))
    position = forms.CharField(label=gettext_lazy("Jabatan"), max_length=200, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit kerja"), max_length=200, required=False)
    institution = InstitutionField(label=gettext_lazy("Instansi"), required=False)
    decree_number = forms.CharField(label=gettext_lazy("Nomor surat penunjukan"), max_length=100, required=False)
    decree_date = DateField(label=gettext_lazy("Tanggal surat penunjukan"), required=False)
    starts_on = DateField(label=gettext_lazy("Mulai"))
    ends_on = DateField(label=gettext_lazy("Selesai"), required=False, help_text=FIRST_DAY_OUT)
    certificate_number = forms.CharField(label=gettext_lazy("Nomor sertifikat"), max_length=100, required=False)
    issuer = forms.CharField(label=gettext_lazy("Penerbit"), max_length=200, required=False)
    issued_on = DateField(label=gettext_lazy("Tanggal sertifikat"), required=False)
    valid_until = DateField(label=gettext_lazy("Berlaku sampai"), required=False, help_text=LAST_DAY_IN)
    waiver_reason = forms.CharField(
        label=gettext_lazy("Alasan pengecualian"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Wajib bila tidak ada sertifikat yang berlaku pada hari pertama angkatan."),
    )

    def __init__(self, data: Any = None, *, cohort: Cohort, **kwargs: Any) -> None:
        self.cohort = cohort
        super().__init__(data, initial={"starts_on": cohort.starts_on}, **kwargs)
        self.helper = drawn(
            WHO_SET,
            Fieldset(_("Surat penunjukan"), Row("decree_number", "decree_date"), Row("starts_on", "ends_on")),
            Fieldset(
                _("Sertifikat coaching, bila belum tercatat"),
                Row("certificate_number", "issuer"),
                Row("issued_on", "valid_until"),
            ),
            Fieldset(_("Tanpa sertifikat"), "waiver_reason"),
        )

    def known(self, person: Person) -> dict[str, Any]:
        """Return the person's name and office, and say whether a valid certificate is recorded."""
        valid = person.certificates.valid_on(self.cohort.starts_on).first()
        self.fields["certificate_number"].help_text = (
            _("Sudah tercatat dan berlaku pada %(day)s: %(number)s.")
            % {"day": day(self.cohort.starts_on), "number": valid}
            if valid
            else _("Belum ada yang berlaku pada %(day)s.") % {"day": day(self.cohort.starts_on)}
        )
        return office_of(person)

    def clean(self) -> dict[str, Any]:
        """Ask for the number where the rest of a certificate was typed."""
        data = super().clean() or self.cleaned_data
        rest = [data.get(name) for name in ("issuer", "issued_on", "valid_until")]
        if any(rest) and not data.get("certificate_number"):
            self.add_error("certificate_number", _("Isi nomor sertifikatnya."))
        data["waiver_reason"] = " ".join(data.get("waiver_reason", "").split())
        return data

    def paper(self) -> Paper | None:
        """Return the certificate that was typed, or None."""
        data = self.cleaned_data
        if not data["certificate_number"]:
            return None
        return Paper(data["certificate_number"], data["issuer"], data["issued_on"], data["valid_until"])


class AppointmentForm(EditForm):
    """Decree, period and office of an appointment."""

    rank = RankField(label=gettext_lazy("Golongan"))

    class Meta:
        model = CoachAppointment
        fields: ClassVar[list[str]] = ["decree_number", "decree_date", "starts_on", "ends_on", "rank", "position"]
        field_classes: ClassVar[dict[str, Any]] = {
            "decree_date": DateField,
            "starts_on": DateField,
            "ends_on": DateField,
        }
        help_texts: ClassVar[dict[str, Any]] = {"ends_on": FIRST_DAY_OUT}

    def __init__(self, data: Any = None, *, instance: CoachAppointment, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.fields["rank"].keep(instance.rank)  # type: ignore[attr-defined]
        self.helper = drawn(Row("decree_number", "decree_date"), Row("starts_on", "ends_on"), Row("rank", "position"))


class CertificateForm(EditForm):
    """A certificate."""

    class Meta:
        model = Certificate
        fields: ClassVar[list[str]] = ["number", "issuer", "issued_on", "valid_until"]
        field_classes: ClassVar[dict[str, Any]] = {"issued_on": DateField, "valid_until": DateField}
        help_texts: ClassVar[dict[str, Any]] = {
            "issued_on": gettext_lazy("Tanpa tanggal, sertifikat tidak dianggap berlaku."),
            "valid_until": LAST_DAY_IN,
        }


class WaiverForm(PlainForm):
    """Why somebody coaches without a valid certificate."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pengecualian"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
