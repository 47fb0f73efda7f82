"""People: list, page, form, account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.numbers import shown
from cohorts import registry, rules
from cohorts.forms.filters import PersonFilter
from cohorts.forms.people import NothingForm, PersonForm
from cohorts.models import Person
from cohorts.services import people as services
from cohorts.tables import PersonTable, account_state
from cohorts.views.sections import recent, sections_of
from cohorts.views.settings import SETTINGS
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent, try_act
from core.http import SignedInRequest
from core.lists import ListPage, show_list


def _list() -> Crumb:
    return Crumb(_("Orang"), reverse("cohorts:people"))


def _page_of(person: Person) -> str:
    return reverse("cohorts:person", args=[person.pk])


@allow(rules.is_training_admin)
def people(request: SignedInRequest) -> HttpResponse:
    """List the people whom the reader may see."""
    narrowed = PersonFilter(request.GET, queryset=Person.objects.visible_to(request.user).for_list())
    page = ListPage(
        title=_("Orang"),
        lead=_("Orang di instansi Anda dan di angkatan yang Anda kelola."),
        empty=_("Belum ada orang. Peserta, coach, dan mentor muncul di sini setelah dicatat pada angkatannya."),
        crumbs=(SETTINGS, Crumb(_("Orang"))),
        act=Crumb(_("Tambah orang"), reverse("cohorts:person_add")),
    )
    return show_list(request, page, PersonTable(narrowed.qs), narrowed)


@allow(rules.can_open_person, on=Person)
def person(request: SignedInRequest, person: Person) -> HttpResponse:
    """Show a person: number, office, account, and all that the person takes or took part in."""
    context = {
        "person": person,
        "may_edit": rules.can_edit_person(request.user, person),
        "grants": person.user.grants.visible_to(request.user).select_related("institution"),
        "participations": person.participations.visible_to(request.user).select_related("cohort__programme"),
        "assignments": person.assignments.visible_to(request.user).for_page_of_person(),
        "appointments": person.coach_appointments.visible_to(request.user).select_related("cohort__programme"),
        "facts": _facts(person),
        "history": recent(person),
        "invitee": services.invitees([person])[0],
        "sections": sections_of(registry.SectionPage.PERSON, person, request.user),
    }
    return render(request, "cohorts/person.html", context)


def _facts(person: Person) -> list[dict[str, Any]]:
    return [
        {"label": person.get_number_type_display(), "value": shown(person.number), "note": ""},
        {"label": _("Golongan"), "value": person.rank or "–", "note": person.unit},
        {"label": _("Surel"), "value": person.user.email or "–", "note": person.phone},
        {"label": _("Akun"), "value": account_state(person), "note": ""},
    ]


@allow(rules.is_training_admin)
def person_add(request: SignedInRequest) -> HttpResponse:
    """Add a person of an own institution."""

    def act(data: dict[str, Any]) -> Done:
        added = services.add_colleague(by=request.user, **data)
        warnings = services.number_warnings(added.number, added.number_type)
        return Done(_page_of(added), _("%(name)s ditambahkan.") % {"name": added}, warnings)

    page = FormPage(
        title=_("Tambah Orang"),
        lead=_("Peserta, coach, dan mentor lebih mudah ditambahkan langsung pada angkatannya."),
        back=reverse("cohorts:people"),
        crumbs=(SETTINGS, _list(), Crumb(_("Tambah"))),
    )
    return answer(request, PersonForm(sent(request)), page, act)


@allow(rules.can_edit_person, on=Person)
def person_edit(request: SignedInRequest, person: Person) -> HttpResponse:
    """Change what is known of a person today."""

    def act(data: dict[str, Any]) -> Done:
        saved = services.edit_person(person, by=request.user, **data)
        return Done(
            _page_of(person), _("Perubahan disimpan."), services.number_warnings(saved.number, saved.number_type)
        )

    page = FormPage(
        title=_("Ubah %(name)s") % {"name": person},
        lead=_("Golongan dan jabatan pada angkatan dan penugasan yang sudah ada tidak ikut berubah."),
        back=_page_of(person),
        crumbs=(SETTINGS, _list(), Crumb(person.name, _page_of(person))),
    )
    return answer(request, PersonForm(sent(request), instance=person), page, act)


@allow(rules.can_edit_person, on=Person)
def person_deactivate(request: SignedInRequest, person: Person) -> HttpResponse:
    """Shut a person out."""

    def act(data: dict[str, Any]) -> Done:
        services.deactivate_person(person, by=request.user)
        return Done(_page_of(person), _("Akun %(name)s dinonaktifkan.") % {"name": person})

    page = FormPage(
        title=_("Nonaktifkan Akun %(name)s?") % {"name": person},
        lead=_("Orang ini langsung keluar dan tidak dapat masuk lagi. Catatan dan riwayatnya tetap ada."),
        back=_page_of(person),
        submit=_("Nonaktifkan"),
        danger=True,
        crumbs=(SETTINGS, _list(), Crumb(person.name, _page_of(person))),
    )
    return answer(request, NothingForm(sent(request)), page, act)


@allow(rules.can_edit_person, on=Person)
@require_POST
def person_reactivate(request: SignedInRequest, person: Person) -> HttpResponse:
    """Let a person in again."""

    def act() -> Done:
        services.reactivate_person(person, by=request.user)
        return Done(_page_of(person), _("Akun %(name)s diaktifkan lagi.") % {"name": person})

    return try_act(request, act, back=_page_of(person))


@allow(rules.can_edit_person, on=Person)
@require_POST
def person_invite(request: SignedInRequest, person: Person) -> HttpResponse:
    """Send one person an invitation."""

    def act() -> Done:
        services.invite_one(person, by=request.user)
        return Done(_page_of(person), _("Undangan dikirim ke %(email)s.") % {"email": person.user.email})

    return try_act(request, act, back=_page_of(person))
