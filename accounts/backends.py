"""Sign-in by NIP or other number, or by e-mail address."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.numbers import normalised


class NumberOrEmailBackend(AuthenticationBackend):
    """allauth's own backend, which reads a NIP however its digits are spaced."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """Return the user whose credentials these are, else None."""
        if credentials.get("username"):
            credentials["username"] = normalised(credentials["username"])
        return super().authenticate(request, **credentials)
