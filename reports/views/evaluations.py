"""The list of cohorts with their key figures, and the evaluation of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohorts.forms.cohort_filter import CohortFilter
from cohorts.models import Cohort
from core.access import allow
from core.http import SignedInRequest
from core.lists import ListPage, show_list
from reports import rules
from reports.audience import audience_of
from reports.overview import overview
from reports.page import evaluation_page
from reports.querysets import cohorts_read_by
from reports.states import RenderingFormat
from reports.tables import ReportTable


@allow(rules.reads_reports)
def evaluations(request: SignedInRequest) -> HttpResponse:
    """List the cohorts whose figures the reader may see, with the most telling ones."""
    narrowed = CohortFilter(request.GET, queryset=cohorts_read_by(request.user).for_list())
    found = overview(request.user, narrowed.qs)
    page = ListPage(
        title=_("Laporan"),
        lead=found.sentence,
        empty=_("Belum ada angkatan yang laporannya dapat Anda baca."),
    )
    return show_list(request, page, ReportTable(found.rows, order_by=("-cohort",)), narrowed)


@allow(rules.can_read_evaluation, on=Cohort, by="code")
def evaluation(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Show the evaluation of a cohort, as much of it as the reader may see."""
    page = evaluation_page(cohort, audience_of(request.user, cohort), request.GET.get("instansi", ""))
    context = {
        "cohort": cohort,
        "page": page,
        "report": page.report,
        "evaluation": page.report.evaluation,
        "forms": [RenderingFormat.XLSX, RenderingFormat.PDF],
    }
    return render(request, "reports/evaluation.html", context)
