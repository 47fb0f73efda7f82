"""The component gallery: for staff only, complete, and without a fault that axe can see."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from accounts.models import User

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def staff(db: None) -> Client:
    """Return a client of somebody who may see the gallery."""
    client = Client()
    client.force_login(User.objects.create_user("staff", is_staff=True))
    return client


def test_gallery_for_somebody_who_is_not_staff_is_refused(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/styleguide/").status_code == 403


def test_gallery_shows_every_component(staff: Client) -> None:
    sources = [TEMPLATES / "styleguide.html", TEMPLATES / "base.html", *(TEMPLATES / "styleguide").glob("*.html")]
    shown: set[str] = set()
    while sources:
        names = set(re.findall(r"components/[\w/.-]+\.html", sources.pop().read_text())) - shown
        shown |= names
        sources += [TEMPLATES / name for name in names]
    every = {str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "components").rglob("*.html")}
    assert shown == every
    assert staff.get("/styleguide/").status_code == 200


@pytest.mark.parametrize("width", [1280, 800, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_gallery_in_a_browser_has_no_fault_and_no_sideways_scroll(
    staff: Client, live_server: LiveServer, new_context: CreateContextCallback, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    cookie = staff.cookies["sid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page: Page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/styleguide/")
    found = [rule["id"] for rule in Axe().run(page, options=AXE).response["violations"]]
    assert (found, faults) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
