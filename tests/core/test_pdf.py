"""HTML to PDF: nothing outside is fetched, and nothing that people write can keep it busy."""

import io

import pypdf
import pytest

from core import pdf
from core.pdf import PdfError, html_to_pdf

START = '<!doctype html><html lang="id"><title>x</title>'


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        '<p style="background: url(file:///etc/passwd)">x</p>',
    ],
)
def test_anything_outside_the_document_is_fatal(html):
    with pytest.raises(PdfError, match="refused to fetch"):
        html_to_pdf(f"{START}{html}<p>x</p>")


def test_steps_are_told_in_order():
    told: list[int] = []
    html_to_pdf(f"{START}<p>x</p>", on_step=told.append)
    assert told == [1, 2, 3, 4, 5, 6, 7]


def test_endless_nesting_fails_with_a_reason():
    with pytest.raises(PdfError, match=r"RecursionError|died"):
        html_to_pdf(START + "<div>" * 2_000)


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(PdfError, match=r"Not done after 0\.01 seconds"):
        html_to_pdf(START + "<p>x</p>" * 1_000)


def test_one_that_fails_leaves_the_next_alone():
    with pytest.raises(PdfError):
        html_to_pdf(f'{START}<img src="http://127.0.0.1:9/" alt="x">')
    assert html_to_pdf(f"{START}<p>x</p>").startswith(b"%PDF-")


@pytest.mark.parametrize("odd", ["\x07", "\x0b", "\x7f", "\x85", "\u202e", "\u2066", "\ufffe"])
def test_unprintable_characters_are_left_out(odd):
    content = html_to_pdf(f"{START}<p>Budi{odd} Santoso")
    assert "Budi Santoso" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
