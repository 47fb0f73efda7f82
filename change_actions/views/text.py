"""Writing the change action."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from change_actions import services
from change_actions.forms import ChangeActionForm
from change_actions.models import ChangeAction
from change_actions.rules import can_write_change_action
from cohorts.models import Participant
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest


@allow(can_write_change_action, on=Participant)
def write(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Write title, summary and strategic plan reference; a text saved meanwhile is shown beside the typed one."""
    action = ChangeAction.objects.visible_to(request.user).filter(participant=participant).first()
    form = ChangeActionForm(sent(request), initial=_initial(action))
    page = _page(participant, action)

    def act(data: dict[str, Any]) -> Done:
        services.write_change_action(participant, form.text, version=data["version"], by=request.user)
        return Done(page.back, _("Aksi perubahan tersimpan."))

    try:
        return answer(request, form, page, act)
    except services.ChangedMeanwhileError as conflict:
        context = {"form": _retyped(form, conflict), "page": page, "stored": conflict.stored, "conflict": conflict}
        return render(request, page.template, context, status=409)


def _initial(action: ChangeAction | None) -> dict[str, str]:
    if action is None:
        return {}
    names = ("title", "summary", "strategic_plan_reference")
    return {name: getattr(action, name) for name in names} | {"version": services.version_of(action)}


def _retyped(form: ChangeActionForm, conflict: services.ChangedMeanwhileError) -> ChangeActionForm:
    """Return the form as it was typed, now over the text that stands there."""
    return ChangeActionForm(initial=form.text | {"version": services.version_of(conflict.stored)})


def _page(participant: Participant, action: ChangeAction | None) -> FormPage:
    own = reverse("cohorts:participant", args=[participant.pk])
    return FormPage(
        title=_("Ubah Aksi Perubahan") if action else _("Tulis Aksi Perubahan"),
        back=own,
        crumbs=(Crumb(str(participant), own), Crumb(_("Aksi perubahan"))),
        template="change_actions/write.html",
        more={"stored": None, "conflict": ""},
    )
