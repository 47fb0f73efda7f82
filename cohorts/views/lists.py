"""Lists: cohorts, and the participants whom somebody accompanies."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.cohort_filter import CohortFilter
from cohorts.home import people_of
from cohorts.models import Cohort
from cohorts.roles import Role, roles_of
from cohorts.rules import is_training_admin
from cohorts.tables import CohortTable
from core.access import allow, signed_in
from core.forms import Crumb
from core.http import SignedInRequest
from core.lists import ListPage, show_list


@allow(signed_in)
def cohorts(request: SignedInRequest) -> HttpResponse:
    """List the cohorts that the reader may see."""
    visible = Cohort.objects.visible_to(request.user).for_list().with_matrix_right(request.user)
    narrowed = CohortFilter(request.GET, queryset=visible)
    makes_cohorts = is_training_admin(request.user)
    page = ListPage(
        title=_("Angkatan"),
        empty=_("Belum ada angkatan. Buat dari program, atau impor buku kerja.")
        if makes_cohorts
        else _("Belum ada angkatan yang dapat Anda lihat."),
        act=Crumb(_("Buat angkatan"), reverse("cohorts:cohort_add")) if makes_cohorts else None,
    )
    return show_list(request, page, CohortTable(narrowed.qs, reader=request.user), narrowed)


@allow(signed_in)
def my_participants(request: SignedInRequest) -> HttpResponse:
    """List those whom the reader accompanies, as coach and as mentor apart."""
    held = [role for role in roles_of(request) if role in {Role.COACH, Role.MENTOR}]
    groups = [(role.label, people_of(request.user, role)) for role in held]
    return render(request, "cohorts/my_participants.html", {"groups": groups})
