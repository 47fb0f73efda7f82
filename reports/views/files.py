"""Files of reports: asked for, waited for, downloaded."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.models import Cohort
from core.access import allow
from core.errors import RefusedError
from core.http import SignedInRequest
from reports import rules
from reports.audience import audience_of
from reports.forms import FileForm
from reports.models import Rendering
from reports.services.requests import request_rendering


@allow(rules.can_read_evaluation, on=Cohort, by="code")
@require_POST
def request_file(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Ask for a file; one that exists is given at once, another is made in the background."""
    form = FileForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih PDF atau XLSX."))
        return redirect("reports:evaluation", cohort.code)
    try:
        rendering = request_rendering(
            cohort=cohort,
            audience=audience_of(request.user, cohort),
            form=form.cleaned_data["form"],
            language=get_language() or "id",
            by=request.user,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:evaluation", cohort.code)
    return redirect("reports:download" if rendering.is_kept else "reports:rendering", rendering.pk)


@allow(rules.can_open_rendering, on=Rendering)
def rendering(request: SignedInRequest, rendering: Rendering) -> HttpResponse:
    """Show how far a file is; htmx asks for the piece alone."""
    template = "reports/rendering.html"
    if request.htmx and not request.htmx.history_restore_request:
        template += "#progress"
    response = render(request, template, {"rendering": rendering})
    response.headers["Vary"] = "HX-Request"
    return response


@allow(rules.can_open_rendering, on=Rendering)
def download(request: SignedInRequest, rendering: Rendering) -> HttpResponseBase:
    """Hand out a file to whoever would be given the same one today."""
    if not rendering.is_kept:
        return redirect("reports:rendering", rendering.pk)
    return FileResponse(rendering.file.open("rb"), as_attachment=True, filename=rendering.file_name)
