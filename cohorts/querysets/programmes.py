"""Reads of programmes."""

from datetime import date
from typing import TYPE_CHECKING, Self

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Programme


class ProgrammeQuerySet(BaseQuerySet["Programme"]):
    """Programme editions."""

    def visible_to(self, user: "User") -> Self:
        """Return all: programmes are published rules."""
        return self.all()

    def edition_for(self, code: str, starts_on: date) -> "Programme | None":
        """Return the newest edition dated on or before the start, else the oldest, else None."""
        editions = self.filter(code__iexact=code)
        dated = editions.filter(effective_on__lte=starts_on).order_by("-effective_on").first()
        return dated or editions.order_by("effective_on").first()
