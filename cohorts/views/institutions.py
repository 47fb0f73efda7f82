"""Institutions: list, page, form, merging, removal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.forms.filters import InstitutionFilter
from cohorts.forms.institutions import InstitutionForm, MergeForm
from cohorts.forms.people import NothingForm
from cohorts.models import Institution
from cohorts.services import institutions as services
from cohorts.tables import InstitutionTable
from cohorts.views.sections import recent
from cohorts.views.settings import SETTINGS
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest
from core.lists import ListPage, show_list


def _list() -> Crumb:
    return Crumb(_("Instansi"), reverse("cohorts:institutions"))


def _page_of(institution: Institution) -> str:
    return reverse("cohorts:institution", args=[institution.pk])


@allow(rules.is_training_admin)
def institutions(request: SignedInRequest) -> HttpResponse:
    """List all institutions."""
    narrowed = InstitutionFilter(request.GET, queryset=Institution.objects.visible_to(request.user).for_list())
    page = ListPage(
        title=_("Instansi"),
        empty=_("Belum ada instansi. Instansi pengirim juga terbentuk sendiri saat buku kerja diimpor."),
        crumbs=(SETTINGS, Crumb(_("Instansi"))),
        act=Crumb(_("Tambah instansi"), reverse("cohorts:institution_add")),
    )
    return show_list(request, page, InstitutionTable(narrowed.qs), narrowed)


@allow(rules.can_read_institution, on=Institution)
def institution(request: SignedInRequest, institution: Institution) -> HttpResponse:
    """Show an institution, its place in the tree and its names."""
    context = {
        "institution": institution,
        "above": Institution.objects.above(institution),
        "children": institution.children.all(),
        "aliases": institution.aliases.all(),
        "may_edit": rules.can_edit_institution(request.user, institution),
        "history": recent(institution),
    }
    return render(request, "cohorts/institution.html", context)


@allow(rules.is_training_admin)
def institution_add(request: SignedInRequest) -> HttpResponse:
    """Add an institution."""

    def act(data: dict[str, Any]) -> Done:
        added = services.create_institution(by=request.user, **data)
        return Done(_page_of(added), _("%(name)s ditambahkan.") % {"name": added})

    page = FormPage(
        title=_("Tambah Instansi"), back=reverse("cohorts:institutions"), crumbs=(SETTINGS, _list(), Crumb(_("Tambah")))
    )
    return answer(request, InstitutionForm(sent(request)), page, act)


@allow(rules.can_edit_institution, on=Institution)
def institution_edit(request: SignedInRequest, institution: Institution) -> HttpResponse:
    """Rename or move an institution."""

    def act(data: dict[str, Any]) -> Done:
        services.edit_institution(institution, by=request.user, **data)
        return Done(_page_of(institution), _("Perubahan disimpan."))

    page = FormPage(
        title=_("Ubah %(name)s") % {"name": institution},
        back=_page_of(institution),
        crumbs=(SETTINGS, _list(), Crumb(institution.name, _page_of(institution))),
    )
    return answer(request, InstitutionForm(sent(request), instance=institution), page, act)


@allow(rules.can_edit_institution, on=Institution)
def institution_merge(request: SignedInRequest, institution: Institution) -> HttpResponse:
    """Give all that belongs to an institution to another one."""

    def act(data: dict[str, Any]) -> Done:
        kept = services.merge_institutions(institution, into=data["into"], by=request.user)
        return Done(_page_of(kept), _("%(name)s digabungkan ke sini.") % {"name": institution})

    page = FormPage(
        title=_("Gabungkan %(name)s") % {"name": institution},
        lead=_(
            "Orang, peserta, angkatan, dan bawahannya berpindah; namanya menjadi nama lain. Tidak dapat dibatalkan."
        ),
        back=_page_of(institution),
        submit=_("Gabungkan"),
        danger=True,
        crumbs=(SETTINGS, _list(), Crumb(institution.name, _page_of(institution))),
    )
    return answer(request, MergeForm(sent(request)), page, act)


@allow(rules.can_edit_institution, on=Institution)
def institution_remove(request: SignedInRequest, institution: Institution) -> HttpResponse:
    """Remove an institution to which nothing belongs."""

    def act(data: dict[str, Any]) -> Done:
        name = institution.name
        services.remove_institution(institution, by=request.user)
        return Done(reverse("cohorts:institutions"), _("%(name)s dihapus.") % {"name": name})

    page = FormPage(
        title=_("Hapus %(name)s?") % {"name": institution},
        lead=_("Hanya instansi tanpa orang, peserta, angkatan, dan bawahan yang dapat dihapus."),
        back=_page_of(institution),
        submit=_("Hapus"),
        danger=True,
        crumbs=(SETTINGS, _list(), Crumb(institution.name, _page_of(institution))),
    )
    return answer(request, NothingForm(sent(request)), page, act)
