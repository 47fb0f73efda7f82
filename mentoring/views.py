"""Recording that the mentor has signed the commitment statement."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Assignment, Participant
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest
from mentoring.forms import StatementForm
from mentoring.models import Statement
from mentoring.rules import can_record_statement
from mentoring.services import record_statement


@allow(can_record_statement, on=Participant)
def statement(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Write down, or correct, when the mentor of today signed."""
    own = reverse("cohorts:participant", args=[participant.pk])
    visible = Assignment.objects.visible_to(request.user).select_related("person")
    assignment = visible.mentors().current().filter(participant=participant).first()
    if assignment is None:
        return render(request, "mentoring/no_mentor.html", {"participant": participant, "back": own})
    signed = Statement.objects.visible_to(request.user).filter(assignment=assignment).first()
    form = StatementForm(sent(request), initial={"signed_on": signed.signed_on if signed else None})

    def act(data: dict[str, Any]) -> Done:
        record_statement(assignment, signed_on=data["signed_on"], by=request.user)
        return Done(own, _("Tanggal pernyataan komitmen tercatat."))

    return answer(request, form, _page(participant, assignment, own), act)


def _page(participant: Participant, assignment: Assignment, own: str) -> FormPage:
    return FormPage(
        title=_("Pernyataan Komitmen Mentor"),
        lead=_("Pernyataan %(mentor)s untuk %(name)s ditandatangani di atas kertas; di sini dicatat tanggalnya.")
        % {"mentor": assignment.person.name, "name": participant.person.name},
        back=own,
        crumbs=(Crumb(str(participant), own), Crumb(_("Pernyataan komitmen"))),
    )
