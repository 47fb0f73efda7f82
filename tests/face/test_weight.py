"""What a first visit downloads besides the page: at most 20 kB of styles and 20 kB of scripts (A11Y-10)."""

from pathlib import Path

import brotli
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 20_000


def compressed(*paths: Path) -> int:
    """Return the size of files as the server sends them."""
    return sum(len(brotli.compress(path.read_bytes(), quality=11)) for path in paths)


def test_stylesheet_compressed_is_light() -> None:
    assert compressed(ROOT / "static/css/kawal.css") <= LIMIT


def test_scripts_compressed_are_light() -> None:
    htmx = finders.find("django_htmx/htmx-2.min.js")
    assert isinstance(htmx, str)
    assert compressed(Path(htmx), ROOT / "static/js/kawal.js") <= LIMIT


def test_stylesheet_asks_for_nothing_else() -> None:
    text = (ROOT / "static/css/kawal.css").read_text()
    assert "url(" not in text
    assert "@import" not in text
