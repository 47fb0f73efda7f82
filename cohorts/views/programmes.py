"""Programmes: list, edition, new edition."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.forms.programmes import edition_form
from cohorts.models import Programme
from cohorts.services.programmes import Edition, PhaseTemplate, new_edition
from cohorts.tables import ProgrammeTable
from cohorts.views.settings import SETTINGS
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest
from core.lists import ListPage, show_list


def _list() -> Crumb:
    return Crumb(_("Program"), reverse("cohorts:programmes"))


def _page_of(programme: Programme) -> str:
    return reverse("cohorts:programme", args=[programme.pk])


@allow(rules.is_training_admin)
def programmes(request: SignedInRequest) -> HttpResponse:
    """List all editions."""
    page = ListPage(
        title=_("Program"),
        lead=_("Setiap perubahan menjadi edisi baru; angkatan tetap memakai edisi saat dibuat."),
        empty=_("Belum ada program."),
        crumbs=(SETTINGS, Crumb(_("Program"))),
        act=Crumb(_("Tambah program"), reverse("cohorts:programme_add")),
    )
    rows = Programme.objects.visible_to(request.user).for_list()
    return show_list(request, page, ProgrammeTable(rows))


@allow(rules.can_read_programme, on=Programme)
def programme(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Show an edition with its phases."""
    context = {
        "programme": programme,
        "phases": programme.phases.all(),
        "editions": Programme.objects.editions(programme.code),
        "cohorts": programme.cohorts.visible_to(request.user).select_related("programme"),
    }
    return render(request, "cohorts/programme.html", context)


def _save(request: SignedInRequest, data: dict[str, Any]) -> Done:
    rows = [{name: row[name] for name in PhaseTemplate.__dataclass_fields__} for row in data.pop("rows")]
    saved = new_edition(Edition(**data), phases=[PhaseTemplate(**row) for row in rows], by=request.user)
    return Done(_page_of(saved), _("Edisi baru %(code)s disimpan.") % {"code": saved.code})


def _form_page(title: str, back: str, crumb: Crumb) -> FormPage:
    return FormPage(
        title=title,
        lead=_("Edisi yang sudah ada tidak berubah. Angkatan yang mulai sejak tanggal berlakunya memakai edisi baru."),
        back=back,
        submit=_("Simpan edisi baru"),
        crumbs=(SETTINGS, _list(), crumb),
        template="form_with_rows.html",
        more={"rows_title": _("Tahap"), "rows_note": _("Hari dihitung sejak hari pertama; minus berarti sebelumnya.")},
    )


@allow(rules.is_training_admin)
def programme_add(request: SignedInRequest) -> HttpResponse:
    """Add a programme that was not there before."""
    page = _form_page(_("Tambah Program"), reverse("cohorts:programmes"), Crumb(_("Tambah")))
    return answer(request, edition_form(sent(request)), page, lambda data: _save(request, data))


@allow(rules.can_read_programme, on=Programme)
def programme_change(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Make a new edition that follows this one."""
    title = _("Edisi Baru %(code)s") % {"code": programme.code}
    page = _form_page(title, _page_of(programme), Crumb(programme.code, _page_of(programme)))
    return answer(request, edition_form(sent(request), programme), page, lambda data: _save(request, data))
