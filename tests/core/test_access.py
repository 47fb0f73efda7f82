"""One rule for each view: 302 for nobody, 404 for what is not seen, 403 for what may not be done."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from accounts.models import User
from cohorts.models import Cohort
from cohorts.rules import can_administer_cohort
from core.access import AccessRule, allow, public
from core.http import SignedInRequest
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@allow(can_administer_cohort, on=Cohort, by="code")
def guarded(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    return HttpResponse(cohort.code)


@public("a test")
def opened(request: SignedInRequest) -> HttpResponse:
    return HttpResponse("open")


@pytest.fixture
def agencies() -> tuple[Agency, Agency]:
    return build_agency("Utara", 1), build_agency("Selatan", 2)


def answer(user: User, code: str) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = user
    return guarded(request, code=code)  # type: ignore[return-value]


def test_allow_row_seen_and_permitted_hands_over_the_row(agencies: tuple[Agency, Agency]) -> None:
    assert answer(agencies[0].users["training_admin"], "PKA-UTARA-2026-1").content == b"PKA-UTARA-2026-1"


def test_allow_row_seen_but_not_permitted_is_403(agencies: tuple[Agency, Agency]) -> None:
    with pytest.raises(PermissionDenied):
        answer(agencies[0].users["participant"], "PKA-UTARA-2026-1")


def test_allow_row_of_another_agency_is_404(agencies: tuple[Agency, Agency]) -> None:
    with pytest.raises(Http404):
        answer(agencies[0].users["training_admin"], "PKA-SELATAN-2026-1")


def test_views_tell_their_rule() -> None:
    rules = [view.access_rule for view in (guarded, opened)]  # type: ignore[attr-defined]
    assert rules == [AccessRule("can_administer_cohort", model=Cohort), AccessRule("public", public_because="a test")]


def test_public_view_takes_nobody() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert opened(request).status_code == 200
