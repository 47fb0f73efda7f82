"""Reads of certificates and waivers."""

from typing import TYPE_CHECKING, Self

from django.db.models import F, Q
from django.db.models.expressions import OuterRef

from cohorts.querysets.scopes import institutions_granted, of_own_agency
from cohorts.states import GrantedRole
from core.models import BaseQuerySet

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from coaching.models import Certificate, Waiver


class CertificateQuerySet(BaseQuerySet["Certificate"]):
    """Coaching certificates."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own, those of people whose institution one runs, and those of coaches of own cohorts."""
        own_agency = self.model._default_manager.filter(
            of_own_agency(user, prefix="person__coach_appointments__cohort__")
        )
        own_people = institutions_granted(user, GrantedRole.TRAINING_ADMIN)
        return self.filter(
            Q(person__user=user) | Q(person__institution__in=own_people) | Q(pk__in=own_agency.values("pk"))
        )

    def valid_on(self, day: "date | F | OuterRef") -> Self:
        """Return those dated on or before a day and not ended before it; undated ones are never valid."""
        return self.filter(issued_on__lte=day).filter(Q(valid_until=None) | Q(valid_until__gte=day))


class WaiverQuerySet(BaseQuerySet["Waiver"]):
    """Reasoned waivers."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own and those of cohorts that the user runs."""
        return self.filter(Q(appointment__person__user=user) | of_own_agency(user, prefix="appointment__cohort__"))
