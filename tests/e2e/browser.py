"""Signing a browser in without typing, and what every page must hold in it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import User

WIDTHS = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1280, "height": 900}}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(context: BrowserContext, user: User, base_url: str) -> None:
    """Give the browser a session of the user."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page shown: axe's violations, a sideways scroll, controls that are too small."""
    found = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
        for node in violation["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("the page scrolls sideways")
    return found


def console_of(page: Page) -> list[str]:
    """Collect what the browser complains of from now on: script errors and refusals by the CSP."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: _note(message, complaints))
    return complaints


def _note(message: Any, complaints: list[str]) -> None:
    if message.type == "error" and "status of 40" not in message.text:
        complaints.append(message.text)
