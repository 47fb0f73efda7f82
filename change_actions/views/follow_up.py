"""Answering after the training."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from change_actions import services
from change_actions.forms import FORMS, initial_of
from change_actions.models import FollowUp
from change_actions.rules import can_answer, respondent_as
from change_actions.states import Respondent
from change_actions.waves import wave_asked_of
from cohorts.models import Participant
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest


@allow(can_answer, on=Participant)
def follow_up(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Answer the wave that is asked for, as the participant or as the mentor of today."""
    respondent = respondent_as(request.user, participant) or Respondent.PARTICIPANT
    month = wave_asked_of(participant)
    own = reverse("cohorts:participant", args=[participant.pk])
    if not month:
        return render(request, "change_actions/no_wave.html", {"participant": participant, "back": own})
    answers = FollowUp.objects.visible_to(request.user).filter(participant=participant, respondent=respondent)
    form = FORMS[respondent](sent(request), initial=initial_of(*answers.this_and_earlier(month)))

    def act(data: dict[str, Any]) -> Done:
        answer_it = partial(services.answer_follow_up, participant, respondent=respondent, month=month)
        answer_it(said=form.said, barriers=data["barriers"], by=request.user)
        return Done(own, _("Jawaban Anda tersimpan. Anda dapat mengubahnya selama tindak lanjut ini masih diminta."))

    return answer(request, form, _page(participant, month, own), act)


def _page(participant: Participant, month: int, own: str) -> FormPage:
    return FormPage(
        title=_("Tindak Lanjut Bulan ke-%(month)s") % {"month": month},
        lead=_(
            "Tentang aksi perubahan %(name)s. Setiap pertanyaan boleh dikosongkan. Jawaban Anda dibaca sebagai jumlah; "
            "pihak lain hanya melihat bahwa Anda sudah menjawab."
        )
        % {"name": participant.person.name},
        back=own,
        submit=_("Kirim jawaban"),
        crumbs=(Crumb(str(participant), own), Crumb(_("Tindak lanjut"))),
    )
