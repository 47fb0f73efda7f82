"""HTML to tagged PDF by WeasyPrint, which is imported here and nowhere else.

WeasyPrint can read every file and address that its process can, so it is given a fetcher that fetches nothing.
Only the process of core.pdf_process imports this module: it takes 0.4 s.
"""

from collections.abc import Sequence
from typing import Never

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher


class RefusedAddressError(Exception):
    """A document asked for something outside itself."""


class NothingFetcher(URLFetcher):
    """Fetches nothing: a document of ours carries its charts inside and gets its stylesheets handed over."""

    def fetch(self, url: str, headers: object = None) -> Never:
        """Raise for every address, so that a missing picture is an error and never a gap in the document."""
        raise FatalURLFetchingError(f"refused to fetch {url[:200]}")


def to_pdf(html: str, stylesheets: Sequence[str]) -> bytes:
    """Return the PDF/UA-1 document of some HTML; raise RefusedAddressError if it asks for anything outside."""
    fetcher = NothingFetcher()  # type: ignore[no-untyped-call]  # WeasyPrint carries no annotations
    fonts = FontConfiguration()
    try:
        document = HTML(string=html, url_fetcher=fetcher)
        styles = [CSS(string=text, url_fetcher=fetcher, font_config=fonts) for text in stylesheets]
        pdf = document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        raise RefusedAddressError(str(error)) from error
    return bytes(pdf)
