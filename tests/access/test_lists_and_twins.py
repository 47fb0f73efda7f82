"""Every page again: more rows cost no more queries, and nothing of the twin agency shows (SEC-2, REL-22)."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.expected import NOW, ROLES
from tests.access.test_url_matrix import OWN, client_of, url_of
from tests.cast import Agency, build_agency, grow

pytestmark = pytest.mark.django_db

# Names of government bodies are public: these pages offer all of them.
INSTITUTIONS_ARE_OFFERED = {
    "cohorts:institutions",
    "cohorts:institution_add",
    "cohorts:institution_edit",
    "cohorts:institution_merge",
    "cohorts:person_add",
    "cohorts:person_edit",
    "cohorts:participant_add",
    "cohorts:participant_edit",
    "cohorts:appoint_mentor",
    "cohorts:appoint_examiner",
    "cohorts:assign_coach",
    "cohorts:assignment_replace",
    "cohorts:speaker_add",
    "coaching:appoint",
}
PUBLIC_NAMES = ("BPSDM Selatan", "Kabupaten Selatan")


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def queries_of_pages(client: Client, agency: Agency) -> dict[str, int]:
    """Return how many queries each page takes, for pages that answer 200."""
    counted = {}
    for route in OWN:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url_of(route, agency))
        if answer.status_code == HTTPStatus.OK:
            counted[route.name] = len(queries)
    return counted


@pytest.mark.parametrize("role", ["training_admin", "mentor", "leadership"])
def test_pages_with_more_rows_take_no_more_queries(role: str) -> None:
    agency = build_agency("Utara", 1)
    grow(agency, 1)
    client = Client()
    client.force_login(agency.users[role])
    queries_of_pages(client, agency)  # what is remembered between requests is remembered now
    few = queries_of_pages(client, agency)
    grow(agency, 12, series=2)
    many = queries_of_pages(client, agency)
    assert {name: (few[name], count) for name, count in many.items() if count > few[name]} == {}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"anonymous", "other_admin"}])
def test_pages_never_show_anything_of_the_twin_agency(role: str) -> None:
    agencies = (build_agency("Utara", 1), build_agency("Selatan", 2))
    grow(agencies[1], 3)
    client = client_of(role, agencies)
    leaks = []
    for route in OWN:
        page = client.get(url_of(route, agencies[0])).content.decode(errors="replace")
        if route.name in INSTITUTIONS_ARE_OFFERED:
            for name in PUBLIC_NAMES:
                page = page.replace(name, "")
        if "selatan" in page.lower():
            place = page.lower().index("selatan")
            leaks.append((route.name, page[max(0, place - 80) : place + 20]))
    assert leaks == []
