"""What the tests of screens read from an answer."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

SUMMARY = re.compile(r'<div class="band" id="ada-masalah".*?</ul>', re.DOTALL)
LINE = re.compile(r"<li>(?:<a href=\"#([^\"]+)\">)?(.*?)(?:</a>)?</li>", re.DOTALL)
BAND = re.compile(r'<div class="band (ok|warn|info)?\s*" role="alert">.*?<p>(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def text(response: Any) -> str:
    """Return a page as text, tags and double spaces gone."""
    return " ".join(unescape(TAG.sub(" ", response.content.decode())).split())


def problems(response: Any) -> list[str]:
    """Return the lines of the summary of errors; each that names a field must lead to it."""
    page = response.content.decode()
    found = SUMMARY.search(page)
    assert found, "the page shows no summary of errors"
    lines = []
    for target, words in LINE.findall(found[0]):
        if target:
            assert f'id="{target}"' in page, f"no field #{target}"
        lines.append(" ".join(unescape(TAG.sub("", words)).split()))
    return lines


def bands(response: Any) -> list[tuple[str, str]]:
    """Return what the page says was done: kind and sentence."""
    return [(kind, unescape(words)) for kind, words in BAND.findall(response.content.decode())]


class _Forms(HTMLParser):
    """Collects what a browser would send of each form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.select, self.area, self.first = "", "", True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        present = {name for name, _value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and self.forms and given.get("name"):
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in present
            if ticked:
                self._add(given["name"], given.get("value", "on" if given.get("type") == "checkbox" else ""))
        elif tag == "select":
            self.select, self.first = given.get("name", ""), True
        elif tag == "option" and self.select:
            if self.first or "selected" in present:
                self.forms[-1][self.select] = [given.get("value", "")]
            self.first = False
        elif tag == "textarea":
            self.area = given.get("name", "")
            self._add(self.area, "")

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][self.area][-1] += data.removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """Return what the page's longest form would send as it stands, with changes."""
    parser = _Forms()
    parser.feed(response.content.decode())
    longest = max(parser.forms, key=len)
    longest.pop("csrfmiddlewaretoken", None)
    return {name: values if len(values) > 1 else values[0] for name, values in longest.items()} | changes
