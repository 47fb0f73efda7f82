"""Sign-in by NIP or other number, or by e-mail address."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from accounts.numbers import normalised


class NumberOrEmailBackend(AuthenticationBackend):
    """allauth's own backend, which reads a NIP however its digits are spaced."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **others: Any
    ) -> Any:
        """Return the user whose credentials these are, else None."""
        number = normalised(username) if username else username
        return super().authenticate(request, username=number, password=password, **others)
