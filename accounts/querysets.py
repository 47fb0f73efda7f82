"""Reads of accounts."""

from typing import TYPE_CHECKING, Self

from django.utils import timezone

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import OneTimeLink, User


class OneTimeLinkQuerySet(BaseQuerySet["OneTimeLink"]):
    """Links by what they still allow."""

    def visible_to(self, user: "User") -> Self:
        """Return the user's own links."""
        return self.filter(user=user)

    def usable(self) -> Self:
        """Return links that are neither used, revoked nor expired."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())
