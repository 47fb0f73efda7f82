"""How often one may try (SEC-16). Counted in the cache of the database, so that all processes count together.

The limits of signing in are those of the sign-in library: 10 failures a minute and address, 5 in five minutes and
person, 20 requests for a code or a reset a minute and address.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

LIMITS = {
    "open_link": "20/m/ip",
    "resend_link": "5/d/key",
    "change_email": "5/h/key",
    "email_code": "5/h/key",
}


def may(request: HttpRequest, action: str, key: object = None) -> bool:
    """Count one try of an action of LIMITS, of a GET as well; return whether it is still within the limit."""
    return bool(
        ratelimit.consume(
            request,
            app="accounts",
            action=action,
            config=LIMITS,
            key=None if key is None else str(key),
            limit_get=True,
        )
    )
