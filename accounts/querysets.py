"""Reads of accounts."""

import hashlib
from typing import TYPE_CHECKING, Self

from django.utils import timezone

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import OneTimeLink, User


def token_hash(token: str) -> str:
    """Return what is stored of a token: its SHA-256, which is enough for 32 random bytes (SEC-15)."""
    return hashlib.sha256(token.encode()).hexdigest()


class OneTimeLinkQuerySet(BaseQuerySet["OneTimeLink"]):
    """Links by what they still allow."""

    def visible_to(self, user: "User") -> Self:
        """Return the user's own links."""
        return self.filter(user=user)

    def usable(self) -> Self:
        """Return links of active users that are neither used, revoked nor expired."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)

    def opened_by(self, token: str, purpose: str) -> Self:
        """Return the one link with this token, if it was made for this purpose."""
        return self.filter(token_hash=token_hash(token), purpose=purpose).select_related("user")
