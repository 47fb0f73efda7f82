"""A template as a tagged PDF (PDF/UA-1), rendered in a process of its own.

The document's template extends `print/base.html`; its language, title and headings become those of the PDF.
"""

import multiprocessing
import re
from collections.abc import Callable, Mapping
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from time import monotonic
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from core.pdf_process import work

STYLESHEET = "css/pdf.css"
STEPS = 7  # in WeasyPrint's own count
# What no font can print, and what turns the order of a line around: neither has a place in a document.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
SECONDS = 60

type OnStep = Callable[[int], None]


class PdfError(Exception):
    """A document could not be made; the reason is in the log, for it may quote what people wrote."""


def render_pdf(template: str, context: Mapping[str, Any], *, language: str, on_step: OnStep | None = None) -> bytes:
    """Return the PDF of a template in a language; raise PdfError when it takes over a minute or cannot be made.

    `on_step` is told every step of STEPS as it begins.
    """
    with translation.override(language):
        html = render_to_string(template, dict(context))
    return html_to_pdf(html, on_step=on_step)


def html_to_pdf(html: str, *, on_step: OnStep | None = None) -> bytes:
    """Return the PDF of a whole HTML document, without UNPRINTABLE characters; raise PdfError as render_pdf does."""
    processes = _fork_server()
    here, there = processes.Pipe(duplex=False)
    child = processes.Process(target=work, args=(UNPRINTABLE.sub("", html), [stylesheet()], there), daemon=True)
    child.start()
    there.close()
    try:
        return _document(here, on_step)
    finally:
        here.close()
        child.kill()
        child.join()


def _document(reader: Connection, on_step: OnStep | None) -> bytes:
    """Return what the process sends last; raise PdfError when it dies, fails or lingers."""
    until = monotonic() + SECONDS
    while reader.poll(max(0, until - monotonic())):
        try:
            sent = reader.recv()
        except EOFError as error:
            raise PdfError("The process died, perhaps of too little memory.") from error
        if isinstance(sent, bytes):
            return sent
        if isinstance(sent, str):
            raise PdfError(sent)
        if on_step:
            on_step(sent)
    raise PdfError(f"Not done after {SECONDS} seconds.")


@cache
def _fork_server() -> ForkServerContext:
    """Return the server that imports WeasyPrint once and then forks for every document."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["core.weasy"])
    return processes


@cache
def stylesheet() -> str:
    """Return the print stylesheet."""
    found = finders.find(STYLESHEET)
    if not isinstance(found, str):
        raise PdfError(f"{STYLESHEET} is missing.")
    return Path(found).read_text(encoding="utf-8")
