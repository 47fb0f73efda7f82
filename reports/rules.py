"""Who may read which report. Rows are fetched with visible_to before."""

from typing import TYPE_CHECKING

from cohorts.models import Cohort
from cohorts.rules import reads_reports
from reports.audience import NOBODY, audience_of

if TYPE_CHECKING:
    from accounts.models import User
    from reports.models import Rendering

__all__ = ["can_open_rendering", "can_read_evaluation", "reads_reports"]


def can_read_evaluation(user: "User", cohort: Cohort) -> bool:
    """Figures are for training admins and leadership of the organiser, and for leadership of senders."""
    return audience_of(user, cohort) != NOBODY


def can_open_rendering(user: "User", rendering: "Rendering") -> bool:
    """A file is for those who would be given the same file today: whose scope changed is refused."""
    audience = audience_of(user, rendering.cohort)
    return audience != NOBODY and audience.scope == rendering.scope
