"""Forms of people: a person's own page, and "who?" on the pages where somebody is enrolled or appointed."""

from typing import Any, ClassVar

from crispy_forms.layout import Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.numbers import check_number, normalised, shown
from cohorts.forms.fields import InstitutionField, RankField
from cohorts.models import Person
from cohorts.services.people import Who
from cohorts.states import NumberType
from core.forms import EditForm, PlainForm, drawn

LOOK_UP = "find"
NUMBER_HINT = gettext_lazy("Spasi dan titik boleh ada.")


class PersonForm(EditForm):
    """What is known of a person today."""

    email = forms.EmailField(label=gettext_lazy("Surel"), required=False, max_length=254)
    rank = RankField(label=gettext_lazy("Golongan"))
    institution = InstitutionField(label=gettext_lazy("Instansi"), required=False)

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            "number_type",
            "number",
            "name",
            "email",
            "phone",
            "rank",
            "position",
            "unit",
            "institution",
        ]

    def __init__(self, data: Any = None, *, instance: Person | None = None, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.fields["number"].help_text = NUMBER_HINT
        if instance:
            self.initial["email"] = instance.user.email
            self.initial["number"] = shown(instance.number)
            self.fields["rank"].keep(instance.rank)  # type: ignore[attr-defined]
        self.helper = drawn(
            Row("number_type", "number"),
            "name",
            Row("email", "phone"),
            Row("rank", "position"),
            Row("unit", "institution"),
        )

    def clean(self) -> dict[str, Any]:
        """Check the number with its kind, so that its sentences stand at the field."""
        data = super().clean() or self.cleaned_data
        if data.get("number") and data.get("number_type"):
            check = check_number(data["number"], data["number_type"], today=timezone.localdate())
            data["number"] = normalised(data["number"])
            for error in check.errors:
                self.add_error("number", error)
        return data


class WhoForm(PlainForm):
    """Somebody by number: known already, or new with name and contacts.

    The button named LOOK_UP shows who a number belongs to and keeps what was typed. After validation
    `cleaned_data["person"]` is the known person, or None.
    """

    number_type = forms.ChoiceField(label=gettext_lazy("Jenis nomor"), choices=NumberType, initial=NumberType.NIP)
    number = forms.CharField(label=gettext_lazy("Nomor"), max_length=60, help_text=NUMBER_HINT)
    name = forms.CharField(
        label=gettext_lazy("Nama dengan gelar"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Boleh kosong bila nomor itu sudah dikenal."),
    )
    email = forms.EmailField(label=gettext_lazy("Surel"), required=False, max_length=254)
    phone = forms.CharField(label=gettext_lazy("Telepon"), required=False, max_length=30)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        looking = data is not None and LOOK_UP in data
        super().__init__(None if looking else data, **kwargs)
        if looking:
            self._show(data)

    def _show(self, data: Any) -> None:
        """Show the page again as it was typed, with the person whom the number belongs to."""
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(data, {}, self.add_prefix(name))
        person = person_numbered(str(self.initial.get("number") or ""))
        if person is None:
            self.fields["number"].help_text = _("Nomor ini belum dikenal. Isi nama dan surelnya.")
            return
        self.fields["number"].help_text = _("Nomor ini milik %(name)s.") % {"name": person.name}
        for name, value in self.known(person).items():
            self.initial[name] = self.initial.get(name) or value

    def known(self, person: Person) -> dict[str, Any]:
        """Return what a known person brings along for this page's fields."""
        return {"name": person.name}

    def clean(self) -> dict[str, Any]:
        """Find the person; ask for a name where there is none, and for a look at the number where names differ."""
        data = super().clean() or self.cleaned_data
        number = data.get("number", "")
        person = data["person"] = person_numbered(number)
        name = " ".join(data.get("name", "").split())
        if person is None and number:
            for error in check_number(number, data.get("number_type", ""), today=timezone.localdate()).errors:
                self.add_error("number", error)
            if not name and "name" not in self.errors:
                self.add_error("name", _("Wajib diisi untuk orang yang belum dikenal."))
        elif person and name and name.casefold() != person.name.casefold():
            self.add_error(
                "number",
                _("Nomor ini milik %(name)s. Periksa nomornya, atau kosongkan nama.") % {"name": person.name},
            )
        if person and data.get("email") and person.user.email not in {"", data["email"].lower()}:
            self.add_error(
                "email", _("Orang ini sudah dikenal dengan surel lain. Ubah surelnya pada halaman orang itu.")
            )
        data["name"] = name
        return data

    def who(self) -> Who:
        """Return what was typed about the person."""
        names = ("person", "number_type", "number", "name", "email", "phone")
        office = {name: self.cleaned_data[name] for name in ("rank", "position", "unit") if name in self.cleaned_data}
        institution = self.cleaned_data.get("institution") or self.cleaned_data.get("sending_institution")
        return Who(**{name: self.cleaned_data[name] for name in names}, **office, institution=institution)


def person_numbered(number: str) -> Person | None:
    """Return the person with this number in any spacing."""
    plain = normalised(number)
    return Person.objects.select_related("institution", "user").filter(number=plain).first() if plain else None


class NothingForm(PlainForm):
    """A page that only asks for consent."""
