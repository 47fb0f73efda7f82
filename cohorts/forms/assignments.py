"""Forms of who accompanies whom: coaches, mentors, examiners; ended and replaced."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.forms.fields import InstitutionField, RankField
from cohorts.forms.participants import StatedField
from cohorts.forms.people import WhoForm
from cohorts.models import Assignment, CoachAppointment, Cohort, Participant, Person
from cohorts.services.assignments import Letter
from core.dates import DateField
from core.forms import PlainForm, drawn

OFFICE = ("rank", "position", "unit")
LETTER = ("letter_number", "letter_date")
MENTOR = ("task_description", "is_direct_superior", "exception_reason")
WHO_SET = Fieldset(
    gettext_lazy("Orangnya"),
    Row("number_type", "number"),
    "name",
    Row("email", "phone"),
    Row("rank", "position"),
    Row("unit", "institution"),
)
LETTER_SET = Fieldset(gettext_lazy("Surat tugas"), Row(*LETTER))
MENTOR_LETTER_SET = Fieldset(gettext_lazy("Surat tugas"), Row(*LETTER), *MENTOR)
PERIOD_SET = Fieldset(gettext_lazy("Masa tugas"), Row("starts_on", "ends_on"))
FIRST_DAY_OUT = gettext_lazy("Hari pertama yang tidak lagi berlaku. Kosongkan bila masih berlaku.")


class _Choice(forms.ModelMultipleChoiceField[Participant]):
    def label_from_instance(self, obj: Participant) -> str:
        return f"{obj.person.name}, {obj.sending_institution}"


def participants_field(cohort: Cohort, picked: Sequence[str]) -> forms.ModelMultipleChoiceField[Participant]:
    """Return a list of a cohort's participants to tick: those picked on the page before, else all."""
    rows = Participant.objects.filter(cohort=cohort).select_related("person", "sending_institution")
    if keys := [int(key) for key in picked if key.isdecimal() and len(key) < 19]:
        rows = rows.filter(pk__in=keys)
    return _Choice(
        rows,
        label=_("Peserta"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu peserta.")},
    )


class CoachChoiceForm(PlainForm):
    """One of the cohort's coaches for the participants ticked."""

    coach = forms.ModelChoiceField(CoachAppointment.objects.none(), empty_label=gettext_lazy("Pilih coach"))
    starts_on = DateField(label=gettext_lazy("Mulai"))

    def __init__(self, data: Any = None, *, cohort: Cohort, picked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(data, initial={"participants": picked, "starts_on": cohort.starts_on}, **kwargs)
        coach: Any = self.fields["coach"]
        coach.queryset = cohort.coach_appointments.select_related("person")
        coach.label_from_instance = lambda appointment: appointment.person.name
        coach.label = _("Coach")
        self.fields["participants"] = participants_field(cohort, picked)


class LetterFields(PlainForm):
    """The letter that an assignment rests on, and the office held on that day."""

    letter_number = forms.CharField(label=gettext_lazy("Nomor surat tugas"), max_length=100, required=False)
    letter_date = DateField(label=gettext_lazy("Tanggal surat tugas"), required=False)
    rank = RankField(label=gettext_lazy("Golongan"))
    position = forms.CharField(label=gettext_lazy("Jabatan"), max_length=200, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit kerja"), max_length=200, required=False)

    def letter(self) -> Letter:
        """Return what was typed as a letter."""
        data = self.cleaned_data
        return Letter(
            number=data["letter_number"],
            dated=data["letter_date"],
            task_description=data.get("task_description", ""),
            is_direct_superior=data.get("is_direct_superior"),
            exception_reason=data.get("exception_reason", ""),
            rank=data["rank"],
            position=data["position"],
            unit=data["unit"],
        )


class MentorLetterFields(LetterFields):
    """What a mentor is appointed by: the task in writing, and why it is not the direct superior."""

    task_description = forms.CharField(
        label=gettext_lazy("Uraian tugas"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Satu tugas per baris, misalnya: menyediakan waktu mentoring tiap dua minggu."),
    )
    is_direct_superior = StatedField(label=gettext_lazy("Atasan langsung peserta"))
    exception_reason = forms.CharField(
        label=gettext_lazy("Alasan bukan atasan langsung"), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the mentor is not the direct superior."""
        data = super().clean() or self.cleaned_data
        lines = [line.strip() for line in data.get("task_description", "").splitlines()]
        data["task_description"] = "\n".join(line for line in lines if line)
        if data.get("is_direct_superior") is False and not data.get("exception_reason", "").strip():
            self.add_error("exception_reason", _("Tulis mengapa mentornya bukan atasan langsung."))
        return data


class MentorForm(MentorLetterFields, WhoForm):
    """A mentor for one or several participants, by one letter."""

    institution = InstitutionField(label=gettext_lazy("Instansi"), required=False)
    starts_on = DateField(label=gettext_lazy("Mulai"))
    ends_on = DateField(label=gettext_lazy("Selesai"), required=False, help_text=FIRST_DAY_OUT)

    def __init__(self, data: Any = None, *, cohort: Cohort, picked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(data, initial={"participants": picked, "starts_on": cohort.starts_on}, **kwargs)
        self.fields["participants"] = participants_field(cohort, picked)
        self.helper = drawn("participants", WHO_SET, MENTOR_LETTER_SET, PERIOD_SET)

    def known(self, person: Person) -> dict[str, Any]:
        """Return the person's name and today's office."""
        return office_of(person)


class ExaminerForm(LetterFields, WhoForm):
    """An examiner for one or several participants."""

    institution = InstitutionField(label=gettext_lazy("Instansi"), required=False)
    starts_on = DateField(label=gettext_lazy("Mulai"))
    ends_on = DateField(label=gettext_lazy("Selesai"), required=False, help_text=FIRST_DAY_OUT)

    def __init__(self, data: Any = None, *, cohort: Cohort, picked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(data, initial={"participants": picked, "starts_on": cohort.starts_on}, **kwargs)
        self.fields["participants"] = participants_field(cohort, picked)
        self.helper = drawn("participants", WHO_SET, LETTER_SET, PERIOD_SET)

    def known(self, person: Person) -> dict[str, Any]:
        """Return the person's name and today's office."""
        return office_of(person)


class ReplaceMentorForm(MentorLetterFields, WhoForm):
    """When the old mentor ends and why; who follows, from when."""

    on = DateField(
        label=gettext_lazy("Mentor lama berakhir"), help_text=gettext_lazy("Hari pertama tanpa mentor lama.")
    )
    reason = forms.CharField(label=gettext_lazy("Alasan penggantian"), max_length=300)
    starts_on = DateField(label=gettext_lazy("Pengganti mulai"))
    institution = InstitutionField(label=gettext_lazy("Instansi"), required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.helper = drawn(Fieldset(_("Penggantian"), Row("on", "starts_on"), "reason"), WHO_SET, MENTOR_LETTER_SET)

    def known(self, person: Person) -> dict[str, Any]:
        """Return the person's name and today's office."""
        return office_of(person)


class ReplaceCoachForm(PlainForm):
    """When the old coach ends and why; which of the cohort's coaches follows, from when."""

    on = DateField(label=gettext_lazy("Coach lama berakhir"), help_text=gettext_lazy("Hari pertama tanpa coach lama."))
    reason = forms.CharField(label=gettext_lazy("Alasan penggantian"), max_length=300)
    starts_on = DateField(label=gettext_lazy("Pengganti mulai"))
    coach = forms.ModelChoiceField(CoachAppointment.objects.none(), empty_label=gettext_lazy("Pilih coach"))

    def __init__(self, data: Any = None, *, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        coach: Any = self.fields["coach"]
        coach.queryset = cohort.coach_appointments.select_related("person")
        coach.label_from_instance = lambda appointment: appointment.person.name
        coach.label = _("Coach pengganti")


class EndForm(PlainForm):
    """When an assignment ends and why."""

    on = DateField(label=gettext_lazy("Berakhir"), help_text=gettext_lazy("Hari pertama yang tidak lagi berlaku."))
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


class AssignmentForm(MentorLetterFields):
    """Letter, task, office and period of an assignment."""

    starts_on = DateField(label=gettext_lazy("Mulai"))
    ends_on = DateField(label=gettext_lazy("Selesai"), required=False, help_text=FIRST_DAY_OUT)

    def __init__(self, data: Any = None, *, assignment: Assignment, **kwargs: Any) -> None:
        names = [*OFFICE, *LETTER, *MENTOR, "starts_on", "ends_on"]
        super().__init__(data, initial={name: getattr(assignment, name) for name in names}, **kwargs)
        self.fields["rank"].keep(assignment.rank)  # type: ignore[attr-defined]
        office = Fieldset(_("Pada hari penunjukan"), Row("rank", "position"), "unit")
        self.helper = drawn(office, MENTOR_LETTER_SET, PERIOD_SET)


def office_of(person: Person) -> dict[str, Any]:
    """Return a known person's name and today's office, to fill in a form."""
    return {
        "name": person.name,
        "rank": person.rank,
        "position": person.position,
        "unit": person.unit,
        "institution": person.institution,
    }
