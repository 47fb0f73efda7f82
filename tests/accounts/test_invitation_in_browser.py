"""An invitation in a real browser, whose headers decide whether its form may be sent at all."""

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts import services
from accounts.models import User
from tests.accounts.conftest import path_in_mail


@pytest.mark.django_db(transaction=True)
def test_invited_person_chooses_a_password_and_is_in(live_server: LiveServer, page: Page) -> None:
    rina = User.objects.create_user("197604112005022001", "rina@contoh.go.id", name="Rina, S.E.")
    services.invite(user=rina, by=services.system_user())
    referers: list[str] = []
    page.on("request", lambda asked: referers.append(asked.headers.get("referer", "")))
    path = path_in_mail()
    page.goto(live_server.url + path)
    page.get_by_role("button", name="Mulai").click()
    expect(page.get_by_role("heading", name="Buat kata sandi")).to_be_visible()
    assert path not in page.url
    page.get_by_label("Kata sandi", exact=True).fill("jembatan biru tengah hari")
    page.get_by_label("Ulangi kata sandi").fill("jembatan biru tengah hari")
    page.get_by_role("button", name="Simpan dan masuk").click()
    page.goto(f"{live_server.url}/akun/")
    expect(page.get_by_text("19760411 200502 2 001")).to_be_visible()
    assert not [referer for referer in referers if path in referer]
    assert len(mail.outbox) == 1
