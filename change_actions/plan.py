"""The pages of milestones as objects: the whole plan, and one milestone with what the reader may do."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from change_actions.dossier import milestones_of
from change_actions.forms import ClaimForm, ReturnForm
from change_actions.models import Milestone
from change_actions.rules import can_change_milestone, can_plan_milestones, can_verify_milestone, is_mentor_today
from change_actions.services import EDITABLE
from change_actions.standing import Reader, claimed_on, counts_words, line_of, rows_of, state_of
from change_actions.states import Horizon, MilestoneState
from cohorts.dossier import Fact
from cohorts.models import Participant
from core.dates import today_in
from core.forms import Crumb
from core.templatetags.show import day

if TYPE_CHECKING:
    from accounts.models import User


def crumbs_of(participant: Participant) -> tuple[Crumb, Crumb]:
    """Return the way to the pages of milestones."""
    return (
        Crumb(str(participant), reverse("cohorts:participant", args=[participant.pk])),
        Crumb(_("Tonggak"), reverse("change_actions:milestones", args=[participant.pk])),
    )


def plan_page(participant: Participant, reader: "User") -> dict[str, Any]:
    """Return all milestones of a participant, by horizon on one common line of time."""
    found = milestones_of(participant, reader)
    zone = participant.cohort.time_zone
    who = Reader(today_in(zone), is_mentor=is_mentor_today(reader, participant))
    groups = []
    for horizon in Horizon:
        chosen = [milestone for milestone in found if milestone.horizon == horizon]
        if chosen:
            line = line_of(chosen, zone, who.today)
            dateless = [milestone for milestone in chosen if not rows_of([milestone], line, zone, who)]
            rows = rows_of(chosen, line, zone, who)
            groups.append({"title": horizon.label, "line": line, "rows": rows, "dateless": dateless})
    return {
        "participant": participant,
        "groups": groups,
        "counts": counts_words(found, who) if found else "",
        "may_plan": can_plan_milestones(reader, participant),
    }


def milestone_page(milestone: Milestone, reader: "User") -> dict[str, Any]:
    """Return one milestone with what the reader may do in its present state."""
    participant = milestone.change_action.participant
    zone = participant.cohort.time_zone
    who = Reader(today_in(zone), is_mentor=is_mentor_today(reader, participant))
    own = can_change_milestone(reader, milestone)
    claimed = milestone.state == MilestoneState.CLAIMED
    may_claim = own and milestone.state in EDITABLE
    may_verify = claimed and can_verify_milestone(reader, milestone)
    return {
        "milestone": milestone,
        "participant": participant,
        "crumbs": crumbs_of(participant),
        "state": state_of(milestone, who),
        "facts": _facts(milestone, zone),
        "may_claim": may_claim,
        "may_withdraw": own and claimed,
        "may_verify": may_verify,
        "first_form": ReturnForm() if may_verify else ClaimForm(initial={"progress": milestone.progress or 100}),
    }


def _facts(milestone: Milestone, zone: str) -> list[Fact]:
    claimed = claimed_on(milestone, zone)
    found = [
        Fact(_("Jangka"), milestone.get_horizon_display(), ""),
        Fact(_("Tenggat"), day(milestone.due_on) or _("Tanpa tenggat"), ""),
        Fact(_("Keluaran"), milestone.output or _("Belum disebut"), ""),
    ]
    if milestone.progress:
        found.append(Fact(_("Capaian menurut peserta"), f"{milestone.progress}%", ""))
    if claimed:
        found.append(Fact(_("Diajukan"), day(claimed), str(milestone.claimed_by or "")))
    if milestone.verified_on:
        found.append(Fact(_("Diverifikasi"), day(milestone.verified_on), str(milestone.verified_by or "")))
    if milestone.return_reason:
        found.append(Fact(_("Yang masih kurang"), milestone.return_reason, ""))
    return found
