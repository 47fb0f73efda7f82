"""The dossier of a participant, its history, and what a participant says about the own preparation."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.dossier import build_dossier, participant_with_all
from cohorts.forms.participation import DirectionForm, HistoryForm
from cohorts.models import Participant
from cohorts.rules import can_open_dossier, can_state_direction
from cohorts.services.directions import state_direction
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.history import entries_about, lines
from core.http import SignedInRequest
from core.paging import page_of

RECENT = 5


@allow(can_open_dossier, on=Participant)
def dossier(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Show one change action's life on one page."""
    whole = participant_with_all(participant)
    entries = entries_about(participant)
    page = {
        "dossier": build_dossier(whole, request.user),
        "participant": whole,
        "history": lines(entries[:RECENT]),
        "history_count": entries.count(),
        "is_own": whole.person.user_id == request.user.pk,
    }
    return render(request, "cohorts/dossier.html", page)


@allow(can_open_dossier, on=Participant)
def history(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Show all that happened to a participant, filtered by person and day."""
    entries = entries_about(participant)
    form = HistoryForm(request.GET, entries=entries)
    page = page_of(request, form.narrow(entries))
    context = {"participant": participant, "page": page, "entries": lines(page), "filter": form}
    return render(request, "cohorts/history.html", context)


@allow(can_state_direction, on=Participant)
def direction(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Let a participant say whether direction was given before the training."""
    given = participant.pre_training_direction
    form = DirectionForm(sent(request), initial={} if given is None else {"received": "ya" if given else "tidak"})
    own = reverse("cohorts:participant", args=[participant.pk])
    page = FormPage(
        title=_("Arahan Prapelatihan"),
        lead=_("Jawaban Anda dihitung dalam laporan angkatan; pimpinan membaca jumlahnya saja."),
        back=own,
        crumbs=(Crumb(str(participant), own), Crumb(_("Arahan prapelatihan"))),
    )

    def act(data: dict[str, Any]) -> Done:
        state_direction(participant, received=data["received"], by=request.user)
        return Done(own, _("Jawaban Anda tersimpan."))

    return answer(request, form, page, act)
