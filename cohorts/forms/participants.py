"""Forms of participants: enrolled, edited, how the training ended, moved to another post."""

from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import InstitutionField, RankField
from cohorts.forms.people import WhoForm
from cohorts.models import Participant, Person
from cohorts.states import OUTCOME_MOVES, Outcome
from core.dates import DateField
from core.forms import EditForm, PlainForm, drawn

STATED = [("", _("Belum dinyatakan")), ("yes", _("Ya")), ("no", _("Tidak"))]
ANSWERS = {"yes": True, "no": False}


def stated(value: str) -> bool | None:
    """Return yes, no, or None for an answer that was not given."""
    return ANSWERS.get(value)


class StatedField(forms.TypedChoiceField):
    """Yes, no, or not stated."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=STATED, coerce=stated, empty_value=None, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored answer as its choice."""
        return {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, str) else value


class EnrolForm(WhoForm):
    """Somebody new in a cohort, with the office held on that day."""

    sending_institution = InstitutionField(label=_("Instansi pengirim"))
    rank = RankField(label=_("Golongan"))
    position = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    unit = forms.CharField(label=_("Unit kerja"), max_length=200, required=False)
    letter_number = forms.CharField(label=_("Nomor surat perintah tugas"), max_length=100, required=False)
    letter_date = DateField(label=_("Tanggal surat perintah tugas"), required=False)
    pre_training_direction = StatedField(label=_("Mendapat arahan prapelatihan"))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.helper = drawn(
            Fieldset(_("Orangnya"), Row("number_type", "number"), "name", Row("email", "phone")),
            Fieldset(_("Pada hari pelatihan"), "sending_institution", Row("rank", "position"), "unit"),
            Fieldset(_("Surat perintah tugas"), Row("letter_number", "letter_date"), "pre_training_direction"),
        )

    def known(self, person: Person) -> dict[str, Any]:
        """Return the person's name and today's office."""
        return {
            "name": person.name,
            "rank": person.rank,
            "position": person.position,
            "unit": person.unit,
            "sending_institution": person.institution,
        }


class ParticipantForm(EditForm):
    """What a participant was sent with."""

    sending_institution = InstitutionField(label=_("Instansi pengirim"))
    rank = RankField(label=_("Golongan"))
    pre_training_direction = StatedField(label=_("Mendapat arahan prapelatihan"))

    class Meta:
        model = Participant
        fields: ClassVar[list[str]] = [
            "sending_institution",
            "rank",
            "position",
            "unit",
            "letter_number",
            "letter_date",
            "pre_training_direction",
        ]
        field_classes: ClassVar[dict[str, Any]] = {"letter_date": DateField}

    def __init__(self, data: Any = None, *, instance: Participant, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.fields["rank"].keep(instance.rank)  # type: ignore[attr-defined]
        self.helper = drawn(
            "sending_institution",
            Row("rank", "position"),
            "unit",
            Row("letter_number", "letter_date"),
            "pre_training_direction",
        )


class OutcomeForm(PlainForm):
    """How the training ended; only what may follow the present outcome is offered."""

    outcome = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Keterangan"),
        max_length=300,
        required=False,
        help_text=_("Wajib untuk ditunda, tidak lulus, dan mengundurkan diri."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, present: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices: Any = [(to, Outcome(to).label) for to in OUTCOME_MOVES[Outcome(present)]]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


class TransferForm(PlainForm):
    """To which post, and since when."""

    transferred_on = DateField(label=_("Alih tugas sejak"))
    transferred_to = forms.CharField(label=_("Jabatan baru"), max_length=200)
