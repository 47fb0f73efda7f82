"""The import wizard: choose a file, look at what it would do, save it; and workbooks to download."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import rules
from cohorts.forms.imports import UploadForm
from cohorts.import_page import headline, import_page
from cohorts.models import Cohort, WorkbookUpload
from cohorts.workbook import uploads
from cohorts.workbook.blank import blank_workbook
from cohorts.workbook.corrections import refused_workbook
from cohorts.workbook.exporting import cohort_workbook
from cohorts.workbook.sheets import COHORT
from core.access import allow
from core.errors import RefusedError
from core.forms import Done, FormPage, answer, sent, try_act
from core.http import SignedInRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COHORTS_SHOWN = 10


def steps() -> list[str]:
    """Return the steps of the wizard."""
    return [_("Pilih berkas"), _("Periksa"), _("Selesai")]


def as_download(content: bytes, name: str) -> HttpResponse:
    """Answer with a workbook to keep."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@allow(rules.is_training_admin)
def imports(request: SignedInRequest) -> HttpResponse:
    """Ask for a file; below it what waits to be looked at, and what can be downloaded."""

    def act(typed: dict[str, Any]) -> Done:
        file = typed["file"]
        upload = uploads.receive(name=file.name, content=file.read(), by=request.user)
        return Done(reverse("cohorts:import_preview", args=[upload.pk]))

    more = {
        "steps": steps(),
        "waiting": WorkbookUpload.objects.visible_to(request.user).waiting(),
        "cohorts": Cohort.objects.administered_by(request.user).select_related("programme")[:COHORTS_SHOWN],
    }
    page = FormPage(
        title=_("Impor Data"),
        back=reverse("cohorts:home"),
        submit=_("Unggah"),
        template="cohorts/import.html",
        more=more,
    )
    return answer(request, UploadForm(sent(request), request.FILES or None), page, act)


@allow(rules.can_import, on=WorkbookUpload)
def import_preview(request: SignedInRequest, upload: WorkbookUpload) -> HttpResponse:
    """Show what an upload would do, and every error."""
    if upload.done_at:
        return redirect("cohorts:import_result", upload.pk)
    try:
        report = uploads.preview(upload)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("cohorts:imports")
    context = {"upload": upload, "page": import_page(report), "headline": headline(report), "steps": steps()}
    return render(request, "cohorts/import_preview.html", context)


@require_POST
@allow(rules.can_import, on=WorkbookUpload)
def import_confirm(request: SignedInRequest, upload: WorkbookUpload) -> HttpResponse:
    """Import exactly what the preview showed; where that is no longer so, show what it would be now."""

    def act() -> Done:
        uploads.confirm(upload, expected=request.POST.get("digest") or "-", by=request.user)
        return Done(reverse("cohorts:import_result", args=[upload.pk]))

    return try_act(request, act, back=reverse("cohorts:import_preview", args=[upload.pk]))


@allow(rules.can_import, on=WorkbookUpload)
def import_result(request: SignedInRequest, upload: WorkbookUpload) -> HttpResponse:
    """Say what was imported."""
    if not upload.done_at:
        return redirect("cohorts:import_preview", upload.pk)
    return render(request, "cohorts/import_result.html", {"upload": upload, "steps": steps()})


@allow(rules.can_import, on=WorkbookUpload)
def import_refused(request: SignedInRequest, upload: WorkbookUpload) -> HttpResponse:
    """Hand out the refused rows, each with what is wrong with it."""
    if upload.done_at:
        return redirect("cohorts:import_result", upload.pk)
    content = refused_workbook(uploads.preview(upload), uploads.mark_for(upload))
    return as_download(content, f"{slugify(upload.name.removesuffix('.xlsx')) or 'impor'}-baris-ditolak")


@allow(rules.is_training_admin)
def blank(request: SignedInRequest) -> HttpResponse:
    """Hand out the empty workbook."""
    return as_download(blank_workbook(COHORT), "buku-kerja-angkatan")


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def export(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Hand out a cohort in the format of the import."""
    return as_download(cohort_workbook(cohort, by=request.user), cohort.code)
