"""The request as our views see it: somebody has signed in, and htmx may be asking."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware."""

    user: "User"
    htmx: HtmxDetails
