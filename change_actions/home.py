"""What waits on the home page besides checkpoints: single milestones, one click from being done."""

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from change_actions.models import Milestone
from change_actions.standing import VERIFY_WITHIN, claimed_on
from change_actions.states import MilestoneState
from cohorts.checkpoints import DUE_SOON
from cohorts.registry import Act, HomeEntry, Task
from cohorts.roles import Role
from cohorts.wording import bare_name, day_near
from core.dates import today_in

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for_mentor(user: "User") -> list[Task]:
    """Return the claims that the user is to look at, each within a week."""
    return [_to_verify(row) for row in Milestone.objects.of_mentees(user).claimed().with_people()]


def _to_verify(milestone: Milestone) -> Task:
    action = milestone.change_action
    cohort = action.participant.cohort
    today = today_in(cohort.time_zone)
    claimed = claimed_on(milestone, cohort.time_zone) or today
    due = claimed + VERIFY_WITHIN
    return Task(
        title=_("Verifikasi tonggak “%(name)s”") % {"name": milestone},
        about=f"{bare_name(action.participant.person.name)}, {action}",
        detail=_("Diajukan %(day)s") % {"day": day_near(claimed, today)},
        due=due,
        days_late=max(0, (today - due).days),
        act=_act(milestone, _("Periksa")),
        today=today,
    )


def waiting_for_participant(user: "User") -> list[Task]:
    """Return the user's milestones that came back, are overdue or are due within a week."""
    found = Milestone.objects.of_participant(user).unfinished().with_people()
    tasks = [(row, today_in(row.change_action.participant.cohort.time_zone)) for row in found]
    return [_to_claim(row, today) for row, today in tasks if _is_soon(row, today)]


def _is_soon(milestone: Milestone, today: date) -> bool:
    returned = milestone.state == MilestoneState.RETURNED
    return returned or (milestone.due_on is not None and milestone.due_on <= today + DUE_SOON)


def _to_claim(milestone: Milestone, today: date) -> Task:
    returned = milestone.state == MilestoneState.RETURNED
    title = _("Perbaiki tonggak “%(name)s”") if returned else _("Ajukan tonggak “%(name)s”")
    return Task(
        title=title % {"name": milestone},
        about=str(milestone.change_action),
        detail=milestone.return_reason if returned else milestone.output,
        due=milestone.due_on,
        days_late=max(0, (today - milestone.due_on).days) if milestone.due_on else 0,
        act=_act(milestone, _("Perbaiki") if returned else _("Ajukan")),
        today=today,
    )


def _act(milestone: Milestone, label: str) -> Act:
    return Act(label, reverse("change_actions:milestone", args=[milestone.pk]))


ENTRIES = [
    HomeEntry("milestones_to_verify", Role.MENTOR, waiting_for_mentor),
    HomeEntry("milestones_to_claim", Role.PARTICIPANT, waiting_for_participant),
]
