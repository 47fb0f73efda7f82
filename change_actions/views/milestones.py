"""Milestones: the plan, one milestone, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_actions import rules, services
from change_actions.forms import ClaimForm, MilestoneForm, NothingForm, ReturnForm
from change_actions.models import ChangeAction, Milestone
from change_actions.plan import crumbs_of, milestone_page, plan_page
from cohorts.models import Participant
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent, try_act
from core.http import SignedInRequest


def address(milestone: Milestone) -> str:
    """Return the page of a milestone."""
    return reverse("change_actions:milestone", args=[milestone.pk])


@allow(rules.can_open_milestones, on=Participant)
def milestones(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Show all milestones of a participant, horizon by horizon."""
    return render(request, "change_actions/milestones.html", plan_page(participant, request.user))


@allow(rules.can_plan_milestones, on=Participant)
def milestone_add(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Plan a milestone; without a change action there is nothing to plan yet."""
    back = reverse("change_actions:milestones", args=[participant.pk])
    action = ChangeAction.objects.visible_to(request.user).filter(participant=participant).first()
    if action is None:
        return render(request, "change_actions/no_action.html", {"participant": participant, "back": back})
    page = FormPage(
        title=_("Tambah Tonggak"),
        back=back,
        crumbs=(*crumbs_of(participant), Crumb(_("Tambah"))),
    )

    def act(data: dict[str, Any]) -> Done:
        saved = services.add_milestone(action, data, by=request.user)
        return Done(back, _("Tonggak “%(name)s” direncanakan.") % {"name": saved})

    return answer(request, MilestoneForm(sent(request), initial={"horizon": "short"}), page, act)


@allow(rules.can_open_milestone, on=Milestone)
def milestone(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Show one milestone with what the reader may do now."""
    page = milestone_page(milestone, request.user)
    return render(request, "change_actions/milestone.html", page | {"form": page["first_form"]})


@allow(rules.can_change_milestone, on=Milestone)
def milestone_edit(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Change the plan of a milestone."""
    names = ("title", "horizon", "due_on", "output")
    page = FormPage(
        title=_("Ubah Tonggak"),
        back=address(milestone),
        crumbs=(*crumbs_of(milestone.change_action.participant), Crumb(_("Ubah"))),
    )

    def act(data: dict[str, Any]) -> Done:
        services.edit_milestone(milestone, data, by=request.user)
        return Done(page.back, _("Tonggak tersimpan."))

    form = MilestoneForm(sent(request), initial={name: getattr(milestone, name) for name in names})
    return answer(request, form, page, act)


@allow(rules.can_change_milestone, on=Milestone)
def milestone_remove(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Take a milestone out of the plan, after asking."""
    participant = milestone.change_action.participant
    plan = reverse("change_actions:milestones", args=[participant.pk])
    page = FormPage(
        title=_("Hapus Tonggak “%(name)s”?") % {"name": milestone},
        lead=_("Tonggak hilang dari rencana; riwayat tetap mencatatnya."),
        back=address(milestone),
        submit=_("Hapus"),
        danger=True,
        crumbs=(*crumbs_of(participant), Crumb(_("Hapus"))),
    )

    def act(data: dict[str, Any]) -> Done:
        services.remove_milestone(milestone, by=request.user)
        return Done(plan, _("Tonggak dihapus dari rencana."))

    return answer(request, NothingForm(sent(request)), page, act)


def _answered(
    request: SignedInRequest, milestone: Milestone, form: Any, act: Callable[[dict[str, Any]], Done]
) -> HttpResponse:
    """Do an act of a milestone's page; what is refused stands on that page again."""
    more = milestone_page(milestone, request.user)
    page = FormPage(title="", back=address(milestone), template="change_actions/milestone.html", more=more)
    return answer(request, form, page, act)


@allow(rules.can_change_milestone, on=Milestone)
@require_POST
def milestone_claim(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Claim that a milestone was reached."""

    def act(data: dict[str, Any]) -> Done:
        services.claim_milestone(milestone, progress=data["progress"], by=request.user)
        return Done(address(milestone), _("Tonggak diajukan. Mentor Anda diminta memverifikasinya."))

    return _answered(request, milestone, ClaimForm(request.POST), act)


@allow(rules.can_change_milestone, on=Milestone)
@require_POST
def milestone_withdraw(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Take a claim back."""

    def act() -> Done:
        services.withdraw_claim(milestone, by=request.user)
        return Done(address(milestone), _("Pengajuan ditarik kembali."))

    return try_act(request, act, back=address(milestone))


@allow(rules.can_verify_milestone, on=Milestone)
@require_POST
def milestone_verify(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Confirm that a milestone was reached."""

    def act() -> Done:
        services.verify_milestone(milestone, by=request.user)
        return Done(address(milestone), _("Tonggak terverifikasi."))

    return try_act(request, act, back=address(milestone))


@allow(rules.can_verify_milestone, on=Milestone)
@require_POST
def milestone_return(request: SignedInRequest, milestone: Milestone) -> HttpResponse:
    """Give a claim back with the reason why."""

    def act(data: dict[str, Any]) -> Done:
        services.return_milestone(milestone, reason=data["reason"], by=request.user)
        return Done(address(milestone), _("Tonggak dikembalikan untuk perbaikan."))

    return _answered(request, milestone, ReturnForm(request.POST), act)
