"""The cohort page: who still owes what."""

from django.http import HttpResponse
from django.shortcuts import render

from cohorts.cohort_links import links_of
from cohorts.matrix import Selection
from cohorts.matrix_page import build_matrix, state_sentence
from cohorts.models import Cohort
from cohorts.rules import can_administer_cohort, can_open_matrix
from core.access import allow
from core.http import SignedInRequest


@allow(can_open_matrix, on=Cohort, by="code")
def cohort(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Show the matrix of those participants of a cohort whom the reader runs or accompanies."""
    as_admin = can_administer_cohort(request.user, cohort)
    matrix = build_matrix(cohort, request.user, Selection.read(request.GET), as_admin=as_admin)
    page = {
        "cohort": cohort,
        "matrix": matrix,
        "as_admin": as_admin,
        "sentence": state_sentence(cohort, matrix),
        "links": links_of(request.user, [cohort]).get(cohort.pk, []),
    }
    return render(request, "cohorts/cohort.html", page)
