"""Forms of gatherings: what, when, where; who came; who spoke."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.forms.fields import ClockField, InstitutionField
from cohorts.forms.people import WhoForm
from cohorts.models import Event, Person
from cohorts.states import AttendanceStatus, EventKind
from core.dates import DateField, local
from core.forms import PlainForm, drawn

CLOCK_HINT = gettext_lazy("Misalnya 09.00, menurut zona waktu angkatan.")


class EventForm(PlainForm):
    """A gathering; its hours are those of the cohort's zone."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=EventKind.choices)
    name = forms.CharField(label=gettext_lazy("Nama kegiatan"), max_length=200)
    day = DateField(label=gettext_lazy("Tanggal"))
    starts = ClockField(label=gettext_lazy("Mulai pukul"), help_text=CLOCK_HINT, max_length=5)
    ends = ClockField(label=gettext_lazy("Selesai pukul"), max_length=5)
    place = forms.CharField(label=gettext_lazy("Tempat atau tautan"), max_length=300, required=False)
    material = forms.CharField(
        label=gettext_lazy("Materi"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, zone: str, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.zone = zone
        self.helper = drawn("kind", "name", "day", Row("starts", "ends"), "place", "material")
        if event:
            starts, ends = local(event.starts_at, zone), local(event.ends_at, zone)
            self.initial = {
                "kind": event.kind,
                "name": event.name,
                "day": starts.date(),
                "starts": starts.time(),
                "ends": ends.time(),
                "place": event.place,
                "material": event.material,
            }

    def clean(self) -> dict[str, Any]:
        """Join day and hours; an end before the start is said at the end."""
        data = super().clean() or self.cleaned_data
        day, starts, ends = data.get("day"), data.get("starts"), data.get("ends")
        if day and starts and ends:
            if ends <= starts:
                self.add_error("ends", _("Waktu selesai harus sesudah waktu mulai."))
            zone = ZoneInfo(self.zone)
            data["starts_at"] = datetime.combine(day, starts, zone)
            data["ends_at"] = datetime.combine(day, ends, zone)
        return data

    def event(self) -> dict[str, Any]:
        """Return what was typed as the fields of an event."""
        names = ("kind", "name", "starts_at", "ends_at", "place", "material")
        return {name: self.cleaned_data[name] for name in names}


class AttendanceForm(PlainForm):
    """One choice for each person expected; blank is not recorded."""

    def __init__(self, data: Any = None, *, people: Iterable[Person], statuses: dict[int, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = list(people)
        choices = [*AttendanceStatus.choices, ("", _("Belum dicatat"))]
        for person in self.people:
            self.fields[f"person_{person.pk}"] = forms.ChoiceField(
                label=person.name,
                choices=choices,
                required=False,
                initial=statuses.get(person.pk, ""),
                widget=forms.RadioSelect,
            )

    @property
    def lines(self) -> list[tuple[Person, forms.BoundField]]:
        """Return each person with the choice to make."""
        return [(person, self[f"person_{person.pk}"]) for person in self.people]

    def statuses(self) -> dict[int, str]:
        """Return each person's key with the choice made."""
        return {int(name.removeprefix("person_")): status for name, status in self.cleaned_data.items()}


class SpeakerForm(WhoForm):
    """Who speaks, and about what."""

    institution = InstitutionField(label=gettext_lazy("Instansi"), required=False)
    topic = forms.CharField(label=gettext_lazy("Topik"), max_length=200, required=False)
