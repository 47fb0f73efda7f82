"""The link from a cohort to its report."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from cohorts.registry import CohortLink
from reports.audience import audiences

if TYPE_CHECKING:
    from accounts.models import User


def readable(reader: "User", cohorts: Collection[Cohort]) -> Collection[int]:
    """Return the keys of the cohorts whose figures are for the reader."""
    return audiences(reader, cohorts).keys()


LINKS = [CohortLink("evaluation", _("Lihat evaluasi"), "reports:evaluation", readable)]
