"""What a participant says about the own participation."""

from collections.abc import Sequence
from typing import Any, cast

from auditlog.models import LogEntry
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.registry import dossier_sections
from cohorts.roles import Role
from core import history
from core.dates import DateField
from core.forms import PlainForm


class DirectionForm(PlainForm):
    """Whether direction was given before the training."""

    received = forms.TypedChoiceField(
        label=_("Apakah sebelum pelatihan Anda mendapat arahan dari pimpinan tentang apa yang perlu diubah?"),
        help_text=_("Arahan berarti: pimpinan atau mentor menyebut masalah atau sasaran unit yang perlu ditangani."),
        choices=[("ya", _("Ya, saya mendapat arahan")), ("tidak", _("Tidak, belum ada arahan"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )


class RoleForm(PlainForm):
    """As what somebody wants to act."""

    role = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, held: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = cast(forms.ChoiceField, self.fields["role"])
        field.choices = [(role.value, role.label) for role in held]


class HistoryForm(PlainForm):
    """Whose entries of which days are wanted; anything unreadable is left out."""

    oleh = forms.ChoiceField(label=_("Oleh"), required=False)
    bagian = forms.ChoiceField(label=_("Tentang"), required=False)
    dari = DateField(label=_("Dari tanggal"), required=False)
    sampai = DateField(label=_("Sampai tanggal"), required=False)

    def __init__(self, data: Any, *, entries: QuerySet[LogEntry]) -> None:
        super().__init__(data)
        actors = entries.order_by().values_list("actor", "actor__name").distinct()
        choices = sorted(((pk, name) for pk, name in actors if pk), key=lambda choice: choice[1].casefold())
        cast(forms.ChoiceField, self.fields["oleh"]).choices = [("", _("Semua orang")), *choices]
        parts = [(section.code, section.title) for section in dossier_sections if section.history]
        cast(forms.ChoiceField, self.fields["bagian"]).choices = [("", _("Semua bagian")), *parts]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(self.data.get(name) for name in self.fields)

    def narrow(self, entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        """Return the entries that are asked for."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("oleh"):
            entries = entries.filter(actor=asked["oleh"])
        if asked.get("bagian"):
            entries = history.entries_on(entries, dossier_sections[asked["bagian"]].history)
        if asked.get("dari"):
            entries = entries.filter(timestamp__date__gte=asked["dari"])
        if asked.get("sampai"):
            entries = entries.filter(timestamp__date__lte=asked["sampai"])
        return entries
