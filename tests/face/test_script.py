"""What the script adds to pages that work without it."""

from pathlib import Path

from playwright.sync_api import Page, Route

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/kawal.js"
ORIGIN = "http://localhost:1"


def show(page: Page, body: str) -> list[str]:
    """Show a page made of `body` with the script; return the list to which every later request is added."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/kawal.js":
            route.fulfill(path=SCRIPT, content_type="text/javascript")
        elif path == "/" and route.request.method == "GET":
            script = '<script type="module" src="/kawal.js"></script>'
            route.fulfill(body=f"<!doctype html><title>x</title>{body}{script}", content_type="text/html")
        else:
            asked.append(f"{route.request.method} {path}")
            route.fulfill(status=204)  # the page stays, as it does on a slow line

    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/")
    return asked


def test_form_pressed_twice_is_sent_once(page: Page) -> None:
    asked = show(page, '<form method="post" action="/sign"><button>Setuju dan tandatangani</button></form>')
    button = page.get_by_role("button")
    button.click()
    button.click()
    assert asked == ["POST /sign"]
    assert button.get_attribute("aria-busy") == "true"


def test_error_summary_takes_the_focus(page: Page) -> None:
    show(page, '<div id="ada-masalah" tabindex="-1">Ada masalah</div>')
    assert page.evaluate("document.activeElement.id") == "ada-masalah"


def test_menu_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    show(page, '<details class="menu"><summary>Menu</summary><a href="/x">Beranda</a></details>')
    page.get_by_text("Menu").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("[document.querySelector('details').open, document.activeElement.tagName]") == [
        False,
        "SUMMARY",
    ]


def test_filter_form_applies_on_change_and_hides_its_button(page: Page) -> None:
    options = "<option value=''>Semua</option><option value='7'>Kab. A</option>"
    show(
        page, f'<form data-apply action="/list"><select name="sender">{options}</select><button>Saring</button></form>'
    )
    assert page.get_by_role("button").count() == 0
    with page.expect_request("**/list?*") as sent:
        page.get_by_role("combobox").select_option("7")
    assert sent.value.url == f"{ORIGIN}/list?sender=7"


def test_box_in_the_head_ticks_all(page: Page) -> None:
    boxes = "".join(f'<input type="checkbox" name="p" value="{number}">' for number in range(3))
    show(page, f'<input type="checkbox" data-tick-all="p" aria-label="Semua">{boxes}')
    page.get_by_label("Semua").check()
    assert page.locator("[name=p]:checked").count() == 3


def test_request_of_htmx_that_fails_is_said_in_words(page: Page) -> None:
    show(page, '<div id="toast" role="alert" data-text="Gagal menyambung ke server."></div>')
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    page.get_by_text("Gagal menyambung ke server.").wait_for()
    page.evaluate(
        """document.dispatchEvent(new CustomEvent('htmx:responseError',
        {detail: {xhr: {responseText: '<h1>Anda tidak berwenang</h1>'}}}))"""
    )
    page.get_by_text("Anda tidak berwenang").wait_for()
