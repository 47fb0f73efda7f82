"""No value in a query or a form, however odd, breaks a page (REL-15): every route of ours, every field it shows."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.forms import MORE_ROWS
from tests.access.expected import NOW
from tests.access.routes import Route, routes
from tests.access.rows import row_for
from tests.cast import Agency, build_agency
from tests.counts import soak_count

pytestmark = pytest.mark.django_db

ODD = (
    "\x00",
    "99999999999999999999",
    "-1",
    "²",
    "9" * 5000,
    "31-12-9999",
    "1-1-0001",
    "\ud800",
    "x" * soak_count(100_000, 1_000_000),
    "'\"><svg onload=x()>{{7*7}}{% x %}%(name)s%s",
    "\r\nBcc: a@b.c",
    "NaN",
    "00.00",
    "🙂\u202e\ufeff\u2028",
    "[]",
    "{}",
    "٣",
)
EACH = soak_count(1, len(ODD))
# Of so many fields one is asked, another value and another field on every page.
EVERY = soak_count(5, 1)
# Read by some page although no form shows them.
QUERY = ("page", "sort", "instansi", "pilih", "next", "oleh", "dari", "sampai", "q", "tahun", "penyelenggara", "source")
ROLES = ("training_admin", "participant", "mentor", "coach", "leadership")


class Fields(HTMLParser):
    """Collects the fields of every form that is sent by POST, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._posting = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note inputs, text areas and the chosen or first option."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posting = given.get("method", "").lower() == "post" and "set" not in given.get("action", "")
        if not self._posting or given.get("type") == "submit":
            return
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and ("selected" in given or self._select not in dict(self.found)):
            self.found.append((self._select, given.get("value", "")))
        chosen = given.get("type") not in {"checkbox", "radio"} or "checked" in given or name not in dict(self.found)
        if tag in {"input", "textarea"} and name and chosen:
            self.found.append((name, given.get("value", "1")))


def fields_of(html: str) -> dict[str, str]:
    """Return the fields of a page with their present values."""
    parser = Fields()
    parser.feed(html)
    return dict(parser.found)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    build_agency("Selatan", 2)
    return build_agency("Utara", 1)


def url_of(route: Route, agency: Agency) -> str:
    return reverse(route.name, kwargs=row_for(route, agency) if route.arguments else None)


def broken(client: Client, method: str, url: str, data: dict[str, str]) -> list[str]:
    """Send, undo what it wrote, and return the address and what broke, or nothing."""
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in data.items()}
    odd = {name: value[:20] for name, value in data.items()}
    try:
        with transaction.atomic():
            code = getattr(client, method)(url, sent).status_code
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001  whatever it is, it would be a 500
        return [f"{url} {odd} {type(error).__name__}: {error}"[:400]]
    return [] if code < 500 else [f"{url} {odd} {code}"]


def odd_for(place: int) -> list[str]:
    """Return EACH odd values, others for every place, all of them under soak."""
    return [ODD[(place * EACH + step) % len(ODD)] for step in range(EACH)]


OWN = [route for route in routes() if route.ours]


@pytest.mark.parametrize("role", ROLES)
def test_odd_query_parameters_break_no_page(role: str, agency: Agency) -> None:
    client = Client()
    client.force_login(agency.users[role])
    found: list[str] = []
    place = 0
    for route in OWN:
        url = url_of(route, agency)
        if client.get(url).status_code != 200:
            continue
        for name in QUERY:
            place += 1
            for value in odd_for(place) if place % EVERY == 0 else ():
                short = value[:5000]  # no server takes longer addresses
                found += broken(client, "get", url, {name: short})
    assert found == []


@pytest.mark.parametrize("role", ROLES)
def test_odd_values_in_forms_break_no_page(role: str, agency: Agency) -> None:
    client = Client()
    client.force_login(agency.users[role])
    found: list[str] = []
    place = 0
    for route in OWN:
        url = url_of(route, agency)
        with transaction.atomic():
            page = client.get(url)
            is_page = page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
        html = page.content.decode() if is_page else ""
        fields = fields_of(html)
        for name in fields:
            place += 1
            for value in odd_for(place) if place % EVERY == 0 else ():
                found += broken(client, "post", url, fields | {name: value})
        if MORE_ROWS in html:
            for value in ODD:
                found += broken(client, "post", url, fields | {MORE_ROWS: "1", "rows-TOTAL_FORMS": value})
        for value in odd_for(place):
            found += broken(client, "post", url, dict.fromkeys(fields, value)) if fields else []
    assert found == []
