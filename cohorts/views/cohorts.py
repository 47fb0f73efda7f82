"""Cohorts: made from a programme or from another cohort, their page of settings, their phases."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import rules
from cohorts.forms.cohorts import (
    CohortCheckForm,
    CohortForm,
    CohortStartForm,
    PhaseForm,
    PhasesOnlyForm,
    as_rows,
    plans_of,
)
from cohorts.forms.people import NothingForm
from cohorts.models import Cohort
from cohorts.services import cohorts as services
from cohorts.views.sections import recent
from core.access import allow
from core.forms import Crumb, Done, FormPage, FormWithRows, answer, as_typed, rows_of, sent, with_rows
from core.http import SignedInRequest
from core.templatetags import show


def _list() -> Crumb:
    return Crumb(_("Angkatan"), reverse("cohorts:cohorts"))


def page_of(cohort: Cohort) -> str:
    """Return the address of a cohort's settings."""
    return reverse("cohorts:cohort_manage", args=[cohort.code])


def crumbs_of(cohort: Cohort) -> tuple[Crumb, Crumb]:
    """Return the way to the pages under a cohort's settings."""
    return _list(), Crumb(str(cohort), page_of(cohort))


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def cohort_manage(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Show what a cohort is made of, with the way to every page that changes it."""
    context = {
        "cohort": cohort,
        "phases": cohort.phases.all(),
        "outside": services.outside(cohort),
        "edition_note": services.edition_note(cohort.programme, cohort.starts_on),
        "history": recent(cohort),
        "counts": Cohort.objects.filter(pk=cohort.pk).with_counts().with_gaps().get(),
    }
    return render(request, "cohorts/cohort_manage.html", context)


@allow(rules.is_training_admin)
def cohort_add(request: SignedInRequest) -> HttpResponse:
    """Ask what the dates are computed from; then show them for a check."""
    source = Cohort.objects.administered_by(request.user).filter(code=request.GET.get("dari", "")).first()
    form = CohortStartForm(sent(request), user=request.user, initial=_initial(source))
    if form.is_bound and form.is_valid():
        return _to_check(request, form)
    page = FormPage(
        title=_("Salin %(cohort)s") % {"cohort": source} if source else _("Buat Angkatan"),
        lead=_("Tanggal setiap tahap dihitung dari hari pertama dan ditunjukkan dulu sebelum disimpan."),
        back=reverse("cohorts:cohorts"),
        submit=_("Hitung tahap"),
        crumbs=(_list(), Crumb(_("Buat"))),
    )
    return answer(request, form, page, lambda _data: Done(page.back))


def _initial(source: Cohort | None) -> dict[str, Any]:
    if source is None:
        return {}
    return {
        "programme": source.programme.code,
        "organiser": source.organiser_id,
        "time_zone": source.time_zone,
        "source": source.code,
    }


def _to_check(request: SignedInRequest, first: CohortStartForm) -> HttpResponse:
    """Show the computed phases; nothing is saved yet."""
    data = first.cleaned_data
    source = Cohort.objects.administered_by(request.user).filter(code=data["source"]).first()
    if source:
        plans = services.shifted_phases(source, data["starts_on"])
    else:
        plans = services.planned_phases(data["edition"], data["starts_on"])
    code = services.proposed_code(data["edition"], organiser=data["organiser"], label=data["label"], year=data["year"])
    main = CohortCheckForm(user=request.user, initial={**as_typed(first, request.POST), "code": code})
    page = _check_page(data)
    form = FormWithRows(main, rows_of(PhaseForm, None, as_rows(plans)))
    return render(request, page.template, {"form": form, "page": page})


def _check_page(data: dict[str, Any]) -> FormPage:
    lead = ""
    if data.get("edition"):
        note = services.edition_note(data["edition"], data["starts_on"])
        lead = _("Mulai %(day)s.") % {"day": show.day(data["starts_on"])} + f" {note}"
    return FormPage(
        title=_("Periksa Tahap"),
        lead=lead,
        back=reverse("cohorts:cohort_add"),
        submit=_("Buat angkatan"),
        action=reverse("cohorts:cohort_check"),
        crumbs=(_list(), Crumb(_("Buat"), reverse("cohorts:cohort_add"))),
        template="form_with_rows.html",
        more=_about_rows(),
    )


def _about_rows() -> dict[str, Any]:
    note = _("Kedua tanggal ikut dihitung. Angkatan berakhir pada hari terakhir tahap yang paling akhir.")
    return {"rows_title": _("Tahap dan alasan tanggalnya"), "rows_note": note}


@allow(rules.is_training_admin)
@require_POST
def cohort_check(request: SignedInRequest) -> HttpResponse:
    """Make the cohort as it was checked and perhaps changed."""

    def act(data: dict[str, Any]) -> Done:
        phases = plans_of(data["rows"])
        names = ("code", "label", "year", "organiser", "starts_on", "time_zone")
        known = {name: data[name] for name in names}
        cohort = services.create_cohort(programme=data["edition"], phases=phases, by=request.user, **known)
        return Done(page_of(cohort), _("%(cohort)s dibuat.") % {"cohort": cohort}, _leaving(cohort))

    form = with_rows(partial(CohortCheckForm, user=request.user), PhaseForm, request.POST, [])
    is_read = form.main.is_bound and form.main.is_valid()
    return answer(request, form, _check_page(form.main.cleaned_data if is_read else {}), act)


def _leaving(cohort: Cohort) -> list[str]:
    """Return a warning for each phase that leaves the cohort's dates."""
    dates = show.span(cohort.starts_on, cohort.ends_on)
    return [
        _("Tahap %(phase)s berada di luar tanggal angkatan, %(dates)s.") % {"phase": phase, "dates": dates}
        for phase in services.outside(cohort)
    ]


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def cohort_edit(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Change what is known of a cohort."""

    def act(data: dict[str, Any]) -> Done:
        saved = services.edit_cohort(cohort, by=request.user, **data)
        return Done(page_of(saved), _("Perubahan disimpan."), _leaving(saved))

    page = FormPage(
        title=_("Ubah Angkatan"),
        lead=_("Tahap tidak ikut bergeser; ubahlah tanggalnya pada halaman Tahap."),
        back=page_of(cohort),
        crumbs=crumbs_of(cohort),
    )
    return answer(request, CohortForm(sent(request), instance=cohort, user=request.user), page, act)


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def cohort_phases(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Move, add and strike out phases."""

    def act(data: dict[str, Any]) -> Done:
        saved = services.set_phases(cohort, plans_of(data["rows"]), by=request.user)
        return Done(page_of(cohort), _("Tahap disimpan."), _leaving(saved))

    page = FormPage(
        title=_("Ubah Tahap"),
        lead=_("Angkatan berlangsung %(dates)s.") % {"dates": show.span(cohort.starts_on, cohort.ends_on)},
        back=page_of(cohort),
        crumbs=crumbs_of(cohort),
        template="form_with_rows.html",
        more={"rows_title": _("Tahap dan alasan tanggalnya"), "rows_note": _("Kedua tanggal ikut dihitung.")},
    )
    form = with_rows(PhasesOnlyForm, PhaseForm, sent(request), as_rows(services.plans_now(cohort)))
    return answer(request, form, page, act)


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def cohort_remove(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Remove a cohort in which nobody is."""

    def act(data: dict[str, Any]) -> Done:
        name = str(cohort)
        services.remove_cohort(cohort, by=request.user)
        return Done(reverse("cohorts:cohorts"), _("%(name)s dihapus.") % {"name": name})

    page = FormPage(
        title=_("Hapus %(name)s?") % {"name": cohort},
        lead=_("Hanya angkatan tanpa peserta, coach, dan kegiatan yang dapat dihapus."),
        back=page_of(cohort),
        submit=_("Hapus"),
        danger=True,
        crumbs=crumbs_of(cohort),
    )
    return answer(request, NothingForm(sent(request)), page, act)
