"""What people come to do, in a real browser: without JavaScript, and by keyboard alone."""

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from accounts.services.users import set_password
from change_actions.models import Milestone
from change_actions.states import MilestoneState
from cohorts.models import Participant
from demo.scenarios import LAMPUNG_WORKBOOK, staff
from tests.cast import PASSWORD, Agency, build_agency
from tests.e2e.browser import WIDTHS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MOST_TABS = 60


def sign_in_by_typing(page: Page, base_url: str, login: str) -> None:
    """Sign in as a person does."""
    page.goto(f"{base_url}/akun/masuk/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page).to_have_url(f"{base_url}/")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a control of this name has the focus, which must be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and name in (focused.inner_text() or focused.get_attribute("value") or ""):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"No control named {name} within {MOST_TABS} tabs of {page.url}")


@override_settings(SECOND_FACTOR_DUTY=False)
def test_workbook_to_evaluation_without_javascript_gives_the_published_figures(
    browser: Browser, live_server: LiveServer
) -> None:
    people = staff()
    for user in (people.admin, people.leader):
        set_password(user=user, password=PASSWORD, by=people.admin)
    context = browser.new_context(java_script_enabled=False, locale="id-ID", viewport=WIDTHS["laptop"])  # type: ignore[arg-type]
    page = context.new_page()
    sign_in_by_typing(page, live_server.url, people.admin.email)
    page.goto(f"{live_server.url}/impor/")
    page.set_input_files("input[type=file]", LAMPUNG_WORKBOOK)
    page.get_by_role("button", name="Unggah").click()
    expect(page.locator("h1")).to_have_text("Periksa sebelum menyimpan")
    assert Participant.objects.count() == 0
    page.get_by_role("button", name="Simpan").click()
    assert Participant.objects.count() == 40

    page.goto(f"{live_server.url}/angkatan/PKA-LPG-2020-1/")
    expect(page.locator("table.matrix tbody tr")).to_have_count(40)
    page.get_by_role("button", name="Keluar").first.click()

    sign_in_by_typing(page, live_server.url, people.leader.email)
    page.goto(f"{live_server.url}/laporan/angkatan/PKA-LPG-2020-1/")
    expect(page.locator("main")).to_contain_text("31,43%")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").click()
    text = " ".join(sheet.extract_text() for sheet in PdfReader(download.value.path()).pages)
    for figure in ("31,43%", "34,62%", "23,08%", "61,54%", "25,71%", "94,29%", "80,77%", "65,38%", "27,50%"):
        assert figure in text, figure
    context.close()


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def test_milestone_verified_by_keyboard_alone_is_verified(
    agency: Agency, browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(locale="id-ID", viewport=WIDTHS["laptop"])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live_server.url}/akun/masuk/")
    page.locator("[name=login]").focus()
    page.keyboard.type(agency.users["mentor"].username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Menunggu Anda")
    tab_to(page, "Periksa")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("SOP layanan Utara")
    tab_to(page, "Verifikasi")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Terverifikasi")
    assert Milestone.objects.get(pk=agency.milestone.pk).state == MilestoneState.VERIFIED
    context.close()
