"""Forms of granted roles and of invitations."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cohorts.forms.cohorts import own_organisers
from cohorts.forms.fields import institution_choices
from cohorts.forms.people import WhoForm
from cohorts.services.people import Invitee
from cohorts.states import GrantedRole
from core.forms import PlainForm, drawn


class GrantForm(WhoForm):
    """Who gets which role for which institution, and whether an invitation goes out at once."""

    role = forms.ChoiceField(label=_("Peran"), choices=GrantedRole.choices, widget=forms.RadioSelect)
    invite = forms.BooleanField(label=_("Kirim undangan untuk masuk"), required=False, initial=True)

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["institution"] = institution_choices(own_organisers(user))
        self.fields["institution"].label = _("Untuk instansi dan semua di bawahnya")
        self.helper = drawn(
            Row("number_type", "number"), "name", Row("email", "phone"), "role", "institution", "invite"
        )


class InvitationForm(PlainForm):
    """Who of those who may be invited is; everybody is ticked at first."""

    people = forms.MultipleChoiceField(
        label=_("Undangan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu orang.")},
    )

    def __init__(self, data: Any = None, *, invitees: list[Invitee], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        ready = [invitee.person for invitee in invitees if not invitee.obstacle]
        choices: Any = [(str(person.pk), f"{person.name}, {person.user.email}") for person in ready]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]
        self.initial["people"] = [value for value, _label in choices]
