"""Every URL × role × method. A view without a rule fails; expected codes stand once per rule (SEC-1).

GET and HEAD change nothing; a POST that its rule forbids is refused with the same code as the GET.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access import AccessRule
from tests.access.expected import BY_RULE, EXCEPTIONS, NOW, ROLES
from tests.access.routes import Route, routes
from tests.access.rows import row_for
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db

ALL = [route for route in routes() if not route.path.startswith("admin/")]
OWN = [route for route in ALL if route.ours]
WRITES = ("INSERT", "UPDATE", "DELETE")
# Sessions and throttling counters are not data of the agency.
HOUSEKEEPING = ("django_session", "core_cache", "usersessions_usersession")


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def agencies() -> tuple[Agency, Agency]:
    return build_agency("Utara", 1), build_agency("Selatan", 2)


def client_of(role: str, agencies: tuple[Agency, Agency]) -> Client:
    client = Client(raise_request_exception=False)
    if role == "other_admin":
        client.force_login(agencies[1].users["training_admin"])
    elif role != "anonymous":
        client.force_login(agencies[0].users[role])
    return client


def url_of(route: Route, agency: Agency) -> str:
    if not route.arguments:
        return reverse(route.name)
    return reverse(route.name, kwargs=row_for(route, agency))


def expected(route: Route, role: str) -> int:
    assert route.rule is not None
    return EXCEPTIONS.get((route.name, role), BY_RULE[route.rule.name][role])


def written(queries: CaptureQueriesContext) -> list[str]:
    return [
        query["sql"]
        for query in queries
        if query["sql"].startswith(WRITES) and not any(table in query["sql"] for table in HOUSEKEEPING)
    ]


def test_every_view_ours_or_a_librarys_wears_one_rule() -> None:
    assert [route.name for route in ALL if not isinstance(route.rule, AccessRule)] == []


def test_every_rule_has_its_expected_codes() -> None:
    used = {route.rule.name for route in OWN if route.rule}
    assert used == set(BY_RULE)


@pytest.mark.parametrize("role", ROLES)
def test_get_and_head_answer_as_the_rule_says_and_change_nothing(role: str, agencies: tuple[Agency, Agency]) -> None:
    client = client_of(role, agencies)
    surprises: list[Any] = []
    for route in OWN:
        url = url_of(route, agencies[0])
        with CaptureQueriesContext(connection) as queries:
            answers = (client.get(url), client.head(url))
        codes = {answer.status_code for answer in answers}
        allowed = {expected(route, role), 405}
        if not codes <= allowed or written(queries):
            surprises.append((route.name, expected(route, role), codes, written(queries)))
    assert surprises == []


# What PUT and DELETE do depends on the view alone: two roles show it.
WRITING = [*(("post", role) for role in ROLES), ("put", "training_admin"), ("delete", "training_admin")]


@pytest.mark.parametrize(("method", "role"), WRITING)
def test_writing_is_refused_where_reading_is_and_never_breaks(
    method: str, role: str, agencies: tuple[Agency, Agency]
) -> None:
    surprises: list[Any] = []
    for route in OWN:
        client = client_of(role, agencies)
        wanted = expected(route, role)
        with CaptureQueriesContext(connection) as queries:
            code = getattr(client, method)(url_of(route, agencies[0])).status_code
        refused = wanted in {302, 403, 404} and role != "training_admin"
        wrong = code not in {wanted, 405} if refused else code >= 500
        if wrong or (refused and wanted != 302 and written(queries)):
            surprises.append((route.name, wanted, code, written(queries)))
    assert surprises == []
