"""Every page that somebody can open, at both widths: axe finds nothing, nothing scrolls sideways, no script fails."""

from http import HTTPStatus

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.access.expected import BY_RULE, EXCEPTIONS
from tests.access.routes import Route
from tests.access.test_url_matrix import OWN, url_of
from tests.cast import build_agency
from tests.e2e.browser import WIDTHS, console_of, faults, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
READERS = ["participant", "mentor", "coach", "leadership", "training_admin"]


def readers_of(route: Route) -> list[str]:
    """Return the roles that may open a page."""
    assert route.rule is not None
    codes = BY_RULE[route.rule.name]
    return [role for role in READERS if EXCEPTIONS.get((route.name, role), codes[role]) == 200]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_at_this_width_is_whole(width: str, browser: Browser, live_server: LiveServer) -> None:
    agency = build_agency("Utara", 1)
    build_agency("Selatan", 2)
    found: dict[str, list[str]] = {}
    for role in READERS:
        context = browser.new_context(viewport=WIDTHS[width], locale="id-ID")  # type: ignore[arg-type]
        sign_in(context, agency.users[role], live_server.url)
        page = context.new_page()
        complaints = console_of(page)
        for route in OWN:
            allowed = readers_of(route)
            # A page for one role alone is seen as that role; home and the like are seen as everybody.
            if role not in allowed or (len(allowed) > 1 and role != allowed[-1] and route.name != "cohorts:home"):
                continue
            url = live_server.url + url_of(route, agency)
            answer = context.request.get(url)
            # What answers to POST alone, or with a file, is no page.
            if answer.status != HTTPStatus.OK or "text/html" not in answer.headers.get("content-type", ""):
                continue
            page.goto(url, wait_until="load")
            if wrong := [*faults(page), *complaints]:
                found[f"{route.name} as {role}"] = wrong
            complaints.clear()
        context.close()
    assert found == {}
