"""The request as our views see it: somebody has signed in, and htmx may be asking."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware."""

    user: "User"
    htmx: HtmxDetails


def absolute_url(path: str) -> str:
    """Return the full address of a path, for mail and QR codes, which no request tells (settings.SITE_URL)."""
    return f"{settings.SITE_URL}{path}"
