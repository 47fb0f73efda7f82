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
from cohorts.views.sections import recent
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
    phases = list(programme.phases.all())
    context = {
        "programme": programme,
        "phases": phases,
        "days": max((phase.starts_after_days + phase.days for phase in phases), default=0),
        "hours": sum(phase.lesson_hours for phase in phases),
        "facts": _facts(programme),
        "history": recent(programme),
        "editions": Programme.objects.editions(programme.code),
        "cohorts": programme.cohorts.visible_to(request.user).select_related("programme"),
    }
    return render(request, "cohorts/programme.html", context)


def _facts(programme: Programme) -> list[dict[str, Any]]:
    months = _("%(short)d / %(medium)d / %(long)d bulan") % {
        "short": programme.short_term_months,
        "medium": programme.medium_term_months,
        "long": programme.long_term_months,
    }
    sessions = _("%(coaching)d coaching, %(mentoring)d mentoring") % {
        "coaching": programme.coaching_sessions,
        "mentoring": programme.mentoring_sessions,
    }
    follow_up = ", ".join(str(month) for month in programme.follow_up_months)
    return [
        {"label": _("Dasar hukum"), "value": programme.regulation or "–", "note": ""},
        {"label": _("Jangka pendek, menengah, panjang"), "value": months, "note": ""},
        {"label": _("Sesi paling sedikit"), "value": sessions, "note": ""},
        {"label": _("Tindak lanjut, bulan ke"), "value": follow_up or "–", "note": ""},
        {"label": _("Peserta per coach paling banyak"), "value": programme.participants_per_coach, "note": ""},
        {"label": _("Sebutan aksi"), "value": programme.change_action_term, "note": ""},
    ]


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
