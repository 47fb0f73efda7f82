"""The admin site in a real browser: its own scripts run under the policy, and nothing else is asked for."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.accounts.conftest import PASSWORD


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["", "accounts/user/", "accounts/onetimelink/", "auditlog/logentry/"])
def test_admin_page_breaks_no_policy(live_server: LiveServer, page: Page, path: str) -> None:
    staff = User.objects.create_superuser("196804111993031009", "yusuf@contoh.go.id", PASSWORD)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/akun/masuk/?next=/admin/{path}")
    page.get_by_label("Surel atau NIP").fill(staff.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(f"{live_server.url}/admin/{path}")
    expect(page.get_by_text("Situs admin Kawal").first).to_be_visible()
    assert complaints == []
    assert settings.ADMIN_CSP["script-src"] == ["'self'"]
