"""The navigation of each role, and the frame around every page, handed to base.html so that it names no room."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cohorts.home import waiting_count
from cohorts.models import Cohort, Institution
from cohorts.roles import Role, current_role, roles_of

ACCOMPANYING = frozenset({Role.COACH, Role.MENTOR})
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Entry:
    """One place of the rail and the roles that see it. An entry whose URL name does not exist is not shown.

    `also` names paths of pages that belong to this place although their own address begins otherwise.
    """

    label: Promise
    url_name: str
    roles: frozenset[Role] = EVERYBODY
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownEntry:
    """An entry as base.html draws it."""

    label: Promise | str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Frame:
    """What stands around every page of the signed-in person."""

    agency: str = ""
    person: str = ""
    role: Promise | str = ""
    home_url: str = "/"
    switch_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    help_url: str = ""
    waiting: int = 0
    now: datetime = field(default_factory=timezone.now)


ONE_PARTICIPANT = ("/peserta/", "/tonggak/", "/penugasan/")
# At most seven for a role (design.md, "Frame").
ENTRIES = [
    Entry(_("Beranda"), "cohorts:home"),
    Entry(_("Peserta Saya"), "cohorts:my_participants", ACCOMPANYING, also=ONE_PARTICIPANT),
    Entry(
        _("Angkatan"),
        "cohorts:cohorts",
        frozenset({Role.TRAINING_ADMIN, Role.LEADERSHIP, *ACCOMPANYING}),
        also=(*ONE_PARTICIPANT, "/kegiatan/"),
    ),
    Entry(_("Coach dan Mentor"), "cohorts:accompaniment", frozenset({Role.TRAINING_ADMIN})),
    Entry(_("Laporan"), "reports:list", frozenset({Role.TRAINING_ADMIN, Role.LEADERSHIP})),
    Entry(_("Impor Data"), "cohorts:imports", frozenset({Role.TRAINING_ADMIN})),
    Entry(_("Pengaturan"), "cohorts:settings", frozenset({Role.TRAINING_ADMIN})),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return `navigation`, the entries of the rail, and `frame`; both are looked up only where a template asks."""
    roles = cast(list[Role], SimpleLazyObject(lambda: roles_of(request)))
    return {
        "navigation": SimpleLazyObject(lambda: _entries(request, current_role(request, roles))),
        "frame": SimpleLazyObject(lambda: _frame(request, roles)),
    }


def url_or_empty(name: str) -> str:
    """Return the path of a URL name without arguments, or "" where no such page exists."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _entries(request: HttpRequest, role: Role | None) -> list[ShownEntry]:
    found = [
        (entry, url_or_empty(entry.url_name)) for entry in ENTRIES if role in entry.roles or entry.roles == EVERYBODY
    ]
    places = [(entry, url) for entry, url in found if url]
    # The longest beginning that fits is the current place; of equals the first.
    fitting = [
        (len(start), url) for entry, url in places for start in (url, *entry.also) if request.path.startswith(start)
    ]
    account = url_or_empty("accounts:account")
    if account and request.path.startswith(account):
        fitting = []  # has a link of its own at the foot of the rail
    here = max(fitting, key=lambda place: place[0], default=(0, ""))[1]
    home = url_or_empty("cohorts:home")
    return [
        ShownEntry(entry.label, url, current=url == here, count=waiting_count(request, role) if url == home else 0)
        for entry, url in places
    ]


def _frame(request: HttpRequest, roles: list[Role]) -> Frame:
    if not request.user.is_authenticated:
        return Frame()
    role = current_role(request, roles)
    return Frame(
        agency=_agency(request.user, role),
        person=str(request.user),
        role=role.label if role else "",
        home_url=url_or_empty("cohorts:home") or "/",
        switch_url=url_or_empty("cohorts:switch_role") if len(roles) > 1 else "",
        account_url=url_or_empty("accounts:account"),
        sign_out_url=url_or_empty("account_logout"),
        waiting=waiting_count(request, role),
    )


def _agency(user: User, role: Role | None) -> str:
    """Return the name under which the reader works: the granted institution's, else the last cohort's organiser's."""
    if role in {Role.TRAINING_ADMIN, Role.LEADERSHIP}:
        granted = Institution.objects.filter(grants__user=user, grants__role=role)
        # Whoever was granted several works for the one that employs him, else for the one highest in its tree.
        own = granted.filter(people__user=user).first()
        return str(own or granted.order_by("path").first() or "")
    cohort = Cohort.objects.visible_to(user).select_related("organiser").order_by("-starts_on").first()
    return str(cohort.organiser) if cohort else ""
