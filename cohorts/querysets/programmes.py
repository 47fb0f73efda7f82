"""Reads of programmes."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Exists, OuterRef

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Programme


class ProgrammeQuerySet(BaseQuerySet["Programme"]):
    """Programme editions."""

    def visible_to(self, user: "User") -> Self:
        """Return all: programmes are published rules."""
        return self.all()

    def for_list(self) -> Self:
        """Return them with what the list shows: `cohort_count`."""
        return self.annotate(cohort_count=Count("cohorts"))

    def newest(self) -> Self:
        """Return the newest edition of each programme."""
        later = self.model._default_manager.filter(code=OuterRef("code"), effective_on__gt=OuterRef("effective_on"))
        return self.filter(~Exists(later)).order_by("code")

    def editions(self, code: str) -> Self:
        """Return the editions of a programme, the newest first."""
        return self.filter(code__iexact=code).order_by("-effective_on")

    def edition_for(self, code: str, starts_on: date) -> "Programme | None":
        """Return the newest edition dated on or before the start, else the oldest, else None."""
        editions = self.filter(code__iexact=code)
        dated = editions.filter(effective_on__lte=starts_on).order_by("-effective_on").first()
        return dated or editions.order_by("effective_on").first()
