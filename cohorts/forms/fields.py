"""Fields that read what people of this domain type: institutions by name, ranks, clock times, months."""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import Institution
from cohorts.states import PhaseKind, Rank

SUGGESTIONS = 400  # names offered while typing; more would weigh more than the page
PPPK_GRADES = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
]
PHASE_KINDS = [("", gettext_lazy("Pilih jenis")), *PhaseKind.choices]
CLOCK = re.compile(r"^([0-9]{1,2})[.:]([0-9]{2})$")
UNKNOWN = gettext_lazy("Instansi tidak dikenal. Tambahkan dulu di Pengaturan, Instansi.")


class SuggestInput(forms.TextInput):
    """A text box that offers names while typing; `names` is asked when the box is drawn."""

    template_name = "cohorts/suggest.html"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        super().__init__()
        self.names = names

    def __deepcopy__(self, memo: Any) -> "SuggestInput":
        copied = type(self)(self.names)
        copied.attrs = dict(self.attrs)
        return copied

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Hand the names and the list's id to the template."""
        context = super().get_context(name, value, attrs)
        widget: dict[str, Any] = context["widget"]
        list_id = f"{widget['attrs'].get('id', name)}_list"
        widget["attrs"]["list"] = list_id
        return {**context, "list_id": list_id, "names": list(self.names())}


def shown_name(institution: Institution) -> str:
    """Return the name that tells an institution from its namesakes: with its parent's where it has one."""
    return f"{institution.name} ({institution.parent.name})" if institution.parent else institution.name


def known_names() -> list[str]:
    """Return the names to offer, the parent's behind the name."""
    rows = Institution.objects.order_by("name").values_list("name", "parent__name")[:SUGGESTIONS]
    return [f"{name} ({parent})" if parent else name for name, parent in rows]


class InstitutionField(forms.CharField):
    """Reads an institution by its name or another name of it, with its parent's in brackets where needed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SuggestInput(known_names), max_length=420, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored institution, or its key, by name."""
        if isinstance(value, int):
            value = Institution.objects.select_related("parent").filter(pk=value).first()
        return shown_name(value) if isinstance(value, Institution) else value

    def clean(self, value: Any) -> Any:
        """Return the institution, None when blank and not required; ValidationError with a sentence otherwise."""
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        found = list(Institution.objects.named(text).select_related("parent")[:6]) or _with_parent(text)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(sorted(shown_name(row) for row in found))
            raise ValidationError(
                _("Ada beberapa instansi bernama ini. Tulis salah satu: %(names)s.") % {"names": names}
            )
        near = difflib.get_close_matches(text, known_names(), n=1, cutoff=0.6)
        if near:
            raise ValidationError(_("Instansi tidak dikenal. Mungkin maksud Anda: %(name)s.") % {"name": near[0]})
        raise ValidationError(UNKNOWN)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is shown with what was typed."""
        return super().has_changed(self.prepare_value(initial), data)


def _with_parent(text: str) -> list[Institution]:
    if not text.endswith(")") or "(" not in text:
        return []
    name, parent = text[:-1].rsplit("(", 1)
    rows = Institution.objects.named(name).filter(parent__name__iexact=parent.strip())
    return list(rows.select_related("parent")[:6])


def institution_choices(institutions: Any) -> forms.ModelChoiceField[Institution]:
    """Return a drop-down of a few institutions, by name."""
    rows = institutions.select_related("parent").order_by("name")
    field = _InstitutionChoice(rows, empty_label=_("Pilih instansi"))
    field.error_messages["invalid_choice"] = gettext_lazy("Pilih salah satu instansi yang Anda kelola.")
    return field


class _InstitutionChoice(forms.ModelChoiceField[Institution]):
    def label_from_instance(self, obj: Institution) -> str:
        return shown_name(obj)


class RankField(forms.ChoiceField):
    """Golongan of PNS or grade of PPPK; a stored value that is neither stays on offer."""

    def __init__(self, **kwargs: Any) -> None:
        pppk = [(grade, grade) for grade in PPPK_GRADES]
        choices = [("", _("Tidak diisi")), (_("PNS"), list(Rank.choices)), (_("PPPK"), pppk)]
        super().__init__(choices=choices, required=False, **kwargs)

    def keep(self, value: str) -> None:
        """Offer a value that is no known rank."""
        if value and not self.valid_value(value):
            choices: Any = self.choices
            self.choices = [*choices, (value, value)]


class ClockField(forms.CharField):
    """Reads 09.00 or 9:00 as a time of day."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time as it is typed."""
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        """Return a time, None when blank and not required; ValidationError with a sentence otherwise."""
        text = super().clean(value).strip()
        if not text:
            return None
        match = CLOCK.match(text)
        if match and int(match[1]) < 24 and int(match[2]) < 60:
            return time(int(match[1]), int(match[2]))
        raise ValidationError(_("Jam tidak terbaca. Tulis misalnya 09.00."))


class MonthsField(forms.CharField):
    """Reads "3, 6, 12" as whole numbers."""

    def prepare_value(self, value: Any) -> Any:
        """Show stored months as they are typed."""
        return ", ".join(str(month) for month in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return a list of numbers; ValidationError with a sentence otherwise."""
        parts = [part for part in re.split(r"[,;\s]+", super().clean(value)) if part]
        if not all(re.fullmatch(r"[0-9]{1,2}", part) for part in parts):
            raise ValidationError(_("Tulis bulan sebagai angka yang dipisah koma, misalnya 3, 6, 12, 24."))
        return [int(part) for part in parts]
