"""Reads of renderings."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from cohorts.querysets.cohorts import CohortQuerySet
from cohorts.querysets.scopes import institutions_granted, of_own_agency
from cohorts.states import GrantedRole
from core.models import BaseQuerySet
from reports.states import RenderingState

if TYPE_CHECKING:
    from accounts.models import User
    from reports.models import Rendering

# A rendering that has not changed for so long was left by a worker that died.
GIVEN_UP_AFTER = timedelta(minutes=10)


def cohorts_read_by(user: "User") -> CohortQuerySet:
    """Return the cohorts whose figures the user reads, whole or for some sending institutions alone."""
    cohorts: CohortQuerySet = apps.get_model("cohorts", "Cohort")._default_manager.all()
    led = institutions_granted(user, GrantedRole.LEADERSHIP)
    sent = cohorts.filter(participants__sending_institution__in=led)
    return cohorts.filter(of_own_agency(user) | Q(organiser__in=led) | Q(pk__in=sent.values("pk")))


class RenderingQuerySet(BaseQuerySet["Rendering"]):
    """Files made of reports."""

    def visible_to(self, user: "User") -> Self:
        """Return those of cohorts of which the user reads reports; reports.rules says which may be opened."""
        return self.filter(cohort__in=cohorts_read_by(user).values("pk"))

    def under_way(self) -> Self:
        """Return those waiting or being made, by a worker that still shows signs of life."""
        return self.filter(
            state__in=[RenderingState.QUEUED, RenderingState.RUNNING],
            changed_at__gt=timezone.now() - GIVEN_UP_AFTER,
        )
