"""What is typed about change actions, milestones and follow-ups."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from change_actions import states
from change_actions.models import FollowUp
from change_actions.states import Respondent
from core.dates import DateField
from core.forms import PlainForm
from core.numbers import NumberField

type Choices = list[tuple[Any, Any]]

YES_NO: Choices = [("ya", _("Ya")), ("tidak", _("Tidak"))]


class ChangeActionForm(PlainForm):
    """The text of a change action, and which version of it was opened."""

    title = forms.CharField(
        label=_("Judul"), max_length=300, help_text=_("Apa yang berubah, untuk siapa, dengan cara apa.")
    )
    summary = forms.CharField(
        label=_("Ringkasan"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Masalahnya, terobosannya, dan hasil yang dapat dilihat."),
    )
    strategic_plan_reference = forms.CharField(
        label=_("Rujukan renstra"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sasaran atau program renstra yang didukung, dengan nomor atau halamannya."),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def text(self) -> dict[str, str]:
        """The text without its version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MilestoneForm(PlainForm):
    """A step with its day."""

    title = forms.CharField(label=_("Tonggak"), max_length=200, help_text=_("Yang dicapai, misalnya “SOP ditetapkan”."))
    horizon = forms.ChoiceField(label=_("Jangka"), choices=states.Horizon.choices, widget=forms.RadioSelect)
    due_on = DateField(label=_("Tenggat"), help_text=_("Misalnya 27-11-2026."))
    output = forms.CharField(
        label=_("Keluaran"), max_length=500, required=False, help_text=_("Bukti bahwa tonggak tercapai.")
    )


class ClaimForm(PlainForm):
    """How far a milestone was reached."""

    progress = NumberField(
        label=_("Capaian dalam persen"), max_length=6, help_text=_("100 bila tercapai seluruhnya. Hanya angka 1–100.")
    )

    def clean_progress(self) -> int:
        """Return a whole number from 1 to 100."""
        value = self.cleaned_data["progress"]
        if value != value.to_integral_value() or not 1 <= value <= 100:
            raise ValidationError(_("Capaian ditulis dengan bilangan bulat 1 sampai 100."))
        return int(value)


class ReturnForm(PlainForm):
    """Why a claim is given back."""

    reason = forms.CharField(
        label=_("Apa yang masih kurang?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class NothingForm(PlainForm):
    """An act that needs nothing but a button."""


def yes_no(label: Any) -> forms.TypedChoiceField:
    """Return a question with two answers that may stay open."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda value: value == "ya",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def one_of(label: Any, choices: Choices) -> forms.ChoiceField:
    """Return a question with a few answers that may stay open."""
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class FollowUpForm(PlainForm):
    """What both are asked: how far it got, and what stood in the way. Every question may stay open."""

    implementation = one_of(_("Bagaimana pelaksanaan aksi perubahan sampai sekarang?"), states.Implementation.choices)
    barriers = forms.MultipleChoiceField(
        label=_("Apa kendalanya?"),
        help_text=_("Pilih semua yang sesuai."),
        choices=states.BarrierKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any answer."""
        said = super().clean() or {}
        if not self.errors and all(value in ("", None, []) for value in said.values()):
            raise ValidationError(_("Jawab paling sedikit satu pertanyaan."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """The answers without the barriers."""
        return {name: value for name, value in self.cleaned_data.items() if name != "barriers"}


class ParticipantAnswerForm(FollowUpForm):
    """What participants are asked besides."""

    coaching_needed = yes_no(_("Apakah Anda masih membutuhkan coaching?"))

    field_order = ("implementation", "barriers", "coaching_needed", "note")


class MentorAnswerForm(FollowUpForm):
    """What mentors are asked besides (reference/README.md, sheet of follow-ups)."""

    in_skp = yes_no(_("Apakah aksi perubahan masuk SKP peserta?"))
    behaviour_change = one_of(_("Apakah perilaku kerja peserta berubah?"), states.BehaviourChange.choices)
    mentor_letter = one_of(_("Surat tugas Anda sebagai mentor"), states.MentorLetter.choices)
    role_explained = yes_no(_("Apakah peran mentor pernah dijelaskan kepada Anda?"))
    mentoring_pattern = one_of(_("Bagaimana mentoring dilakukan?"), states.MentoringPattern.choices)
    guidance = one_of(_("Bentuk bimbingan Anda"), states.Guidance.choices)

    field_order = (
        *("implementation", "barriers", "in_skp", "behaviour_change", "mentor_letter", "role_explained"),
        *("mentoring_pattern", "guidance", "note"),
    )


FORMS: dict[Respondent, type[FollowUpForm]] = {
    Respondent.PARTICIPANT: ParticipantAnswerForm,
    Respondent.MENTOR: MentorAnswerForm,
}
# Facts of the appointment do not change from wave to wave: they are carried over instead of being asked twice.
LASTING = ("mentor_letter", "role_explained")


def initial_of(answer: FollowUp | None, earlier: FollowUp | None) -> dict[str, Any]:
    """Return what the form shows: the answer given, or what lasts of an earlier one."""
    if answer is None:
        return {name: _typed(getattr(earlier, name)) for name in LASTING} if earlier else {}
    names = {name for form in FORMS.values() for name in form.base_fields} - {"barriers"}
    said = {name: _typed(getattr(answer, name)) for name in names}
    return said | {"barriers": [row.kind for row in answer.barriers.all()]}


def _typed(value: Any) -> Any:
    return {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value
