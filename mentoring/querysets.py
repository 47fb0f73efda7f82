"""Reads of statements."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from cohorts.querysets.scopes import accompanied, of_own_agency
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from mentoring.models import Statement


class StatementQuerySet(BaseQuerySet["Statement"]):
    """Mentors' commitment statements."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own, those of one's participants, and those of cohorts that the user runs."""
        return self.filter(
            Q(assignment__person__user=user)
            | Q(assignment__participant__person__user=user)
            | Q(assignment__participant__in=accompanied(user).values("participant"))
            | of_own_agency(user, prefix="assignment__participant__cohort__")
        )
