"""A passkey in a real browser with a virtual authenticator: added, used to get in, used to prove oneself, removed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, page: Page) -> Iterator[Page]:
    """A browser on the sign-in page, with an authenticator that always says yes; it may not break the policy."""
    User.objects.create_user("197604112005022001", "rina@contoh.go.id", PASSWORD, name="Rina, S.E.")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/akun/masuk/")
    yield page
    assert complaints == []


def add_authenticator(page: Page) -> None:
    """Give the browser a device with a screen lock."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_password(page: Page) -> None:
    """Type address and password."""
    page.get_by_label("Surel atau NIP").fill("rina@contoh.go.id")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def wait_until_in(page: Page) -> None:
    """Wait until the pages of signing in are left."""
    page.wait_for_url(re.compile(r"^(?!.*/masuk/)"))


def go(page: Page, path: str) -> None:
    """Open a path of this site."""
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1{path}", page.url))


def sign_out(page: Page) -> None:
    """Leave by the page for it."""
    go(page, "/akun/keluar/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()


def test_passkey_is_added_and_gets_in_without_a_password(site: Page) -> None:
    add_authenticator(site)
    type_password(site)
    wait_until_in(site)
    go(site, "/akun/faktor-kedua/kunci/tambah/")
    site.get_by_label("Kata sandi").fill(PASSWORD)
    site.get_by_role("button", name="Lanjutkan").click()
    site.get_by_label("Nama kunci").fill("Laptop kantor")
    site.get_by_role("button", name="Buat kunci sandi").click()
    expect(site.get_by_role("heading", name="Kode pemulihan")).to_be_visible()
    site.get_by_role("link", name="Sudah saya simpan").click()
    expect(site.locator("b", has_text="Laptop kantor")).to_be_visible()

    sign_out(site)
    site.get_by_role("button", name="Pakai kunci sandi").click()
    wait_until_in(site)
    go(site, "/akun/")
    expect(site.get_by_text("19760411 200502 2 001")).to_be_visible()

    sign_out(site)
    type_password(site)
    expect(site.get_by_role("heading", name="Verifikasi dua langkah")).to_be_visible()
    site.get_by_role("button", name="Pakai kunci sandi").click()
    wait_until_in(site)

    go(site, "/akun/faktor-kedua/kunci/tambah/")
    site.get_by_role("link", name="Pakai kunci sandi").click()
    site.get_by_role("button", name="Lanjutkan").click()
    expect(site.get_by_role("heading", name="Tambah kunci sandi")).to_be_visible()

    go(site, "/akun/faktor-kedua/")
    site.get_by_role("link", name="Hapus Laptop kantor").click()
    site.get_by_role("button", name="Hapus kunci sandi").click()
    expect(site.get_by_text("Belum ada kunci sandi.")).to_be_visible()


def test_passkey_that_the_device_does_not_know_is_said_in_words(site: Page) -> None:
    add_authenticator(site)
    site.get_by_role("button", name="Pakai kunci sandi").click()
    expect(site.get_by_role("alert")).to_have_text("Kunci sandi tidak terbaca. Coba lagi, atau pakai cara lain.")
