"""The navigation of each role, and the frame around every page, handed to base.html so that it names no room."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One place of the rail. An entry whose URL name does not exist is not shown."""

    label: Promise
    url_name: str


@dataclass(frozen=True)
class ShownEntry:
    """An entry as base.html draws it."""

    label: Promise
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Frame:
    """What stands around every page of the signed-in person."""

    agency: str
    person: str
    role: str
    home_url: str
    switch_url: str
    sign_out_url: str
    help_url: str
    waiting: int
    now: Any


ENTRIES = [
    Entry(_("Beranda"), "cohorts:home"),
    Entry(_("Angkatan"), "cohorts:cohorts"),
    Entry(_("Impor Data"), "cohorts:imports"),
    Entry(_("Laporan"), "reports:list"),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return `navigation`, the entries of the rail, and `frame`; both are looked up only where a template asks."""
    return {
        "navigation": SimpleLazyObject(lambda: _entries(request)),
        "frame": SimpleLazyObject(lambda: _frame(request)),
    }


def url_or_empty(name: str) -> str:
    """Return the path of a URL name without arguments, or "" where no such page exists."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _entries(request: HttpRequest) -> list[ShownEntry]:
    found = [(entry, url_or_empty(entry.url_name)) for entry in ENTRIES]
    places = [(entry, url) for entry, url in found if url]
    here = max(
        (url for _entry, url in places if request.path.startswith(url)),
        key=len,
        default="",
    )
    return [ShownEntry(entry.label, url, current=url == here) for entry, url in places]


def _frame(request: HttpRequest) -> Frame:
    return Frame(
        agency="",
        person=str(request.user) if request.user.is_authenticated else "",
        role="",
        home_url=url_or_empty("cohorts:home") or "/",
        switch_url="",
        sign_out_url=url_or_empty("account_logout"),
        help_url="",
        waiting=0,
        now=timezone.now(),
    )
