"""What somebody typed into a form whose session had ended: kept until the same person has signed in again (UX-11).

A signed cookie names who was signed in last on this browser. A form that arrives without a session, with that
cookie and a valid CSRF token is stored in the new, still anonymous session, which survives signing in. It is shown
only to the person whom the cookie named.
"""

import re
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

COOKIE = "__Host-last" if settings.HTTPS_ONLY else "last"
SALT = "accounts.kept"
KEY = "kept_form"
LARGEST = 100_000  # characters
LONGEST = 60 * 60  # seconds
SECRET = re.compile(r"password|sandi|code|kode|token|secret|credential", re.IGNORECASE)


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent: where to, and every value except files, passwords and codes."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """Return what is long enough to have been typed by hand."""
        return [value for _name, value in self.fields if len(value) >= 20]


def remember(response: HttpResponseBase, user_pk: int) -> None:
    """Note on this browser who is signed in."""
    response.set_cookie(
        COOKIE,
        signing.dumps(user_pk, salt=SALT),
        max_age=int(settings.SESSION_LIFE.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    """Note that the person has signed out by choice."""
    response.delete_cookie(COOKIE, samesite="Lax")


def keep(request: HttpRequest) -> bool:
    """Store the form of this signed-out request; return whether there was one worth storing."""
    owner = _owner(request)
    if request.method != "POST" or owner is None:
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not SECRET.search(name)
        for value in values
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return False
    request.session[KEY] = {
        "user": owner,
        "path": request.get_full_path(),
        "fields": fields,
        "had_files": bool(request.FILES),
        "at": int(time.time()),
    }
    return True


def kept_form(request: HttpRequest) -> KeptForm | None:
    """Return the form that was kept for the person who is signed in now, not older than an hour."""
    stored: dict[str, Any] | None = request.session.get(KEY)
    if not stored or stored["user"] != request.user.pk or time.time() - stored["at"] > LONGEST:
        return None
    return KeptForm(stored["path"], [(name, value) for name, value in stored["fields"]], stored["had_files"])


def drop(request: HttpRequest) -> None:
    """Forget the kept form."""
    request.session.pop(KEY, None)


def drop_if_sent(request: HttpRequest) -> None:
    """Forget the kept form when this request sends it."""
    stored = request.session.get(KEY)
    if stored and stored["path"] == request.get_full_path():
        drop(request)


def _owner(request: HttpRequest) -> int | None:
    try:
        owner = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=settings.SESSION_LIFE)
    except signing.BadSignature:
        return None
    return owner if isinstance(owner, int) else None
