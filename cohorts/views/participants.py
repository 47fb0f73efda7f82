"""Participants: enrolled, edited, outcome, transfer, removed."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.forms.participants import EnrolForm, OutcomeForm, ParticipantForm, TransferForm
from cohorts.forms.people import LOOK_UP, NothingForm
from cohorts.models import Cohort, Participant
from cohorts.services import participants as services
from cohorts.services.people import number_warnings
from cohorts.views.cohorts import crumbs_of
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest

LOOK_UP_BUTTON = (LOOK_UP, _("Periksa nomor"))


def dossier_of(participant: Participant) -> str:
    """Return the address of a participant's page."""
    return reverse("cohorts:participant", args=[participant.pk])


def way_to(participant: Participant) -> tuple[Crumb, Crumb]:
    """Return the way to the pages about a participant."""
    return crumbs_of(participant.cohort)[1], Crumb(participant.person.name, dossier_of(participant))


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def participant_add(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Enrol somebody, known by number or new."""
    form = EnrolForm(sent(request))
    again = reverse("cohorts:participant_add", args=[cohort.code])
    sent_with = ("sending_institution", "rank", "position", "unit", "letter_number", "letter_date")

    def act(data: dict[str, Any]) -> Done:
        known = {name: data[name] for name in (*sent_with, "pre_training_direction")}
        added = services.enrol_somebody(cohort=cohort, who=form.who(), by=request.user, **known)
        warnings = number_warnings(added.person.number, added.person.number_type)
        return Done(again, _("%(name)s menjadi peserta.") % {"name": added}, warnings)

    page = FormPage(
        title=_("Tambah Peserta"),
        back=reverse("cohorts:cohort_manage", args=[cohort.code]),
        submit=_("Tambah peserta"),
        second=LOOK_UP_BUTTON,
        crumbs=crumbs_of(cohort),
    )
    return answer(request, form, page, act)


@allow(rules.can_administer_participant, on=Participant)
def participant_edit(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Change what a participant was sent with."""

    def act(data: dict[str, Any]) -> Done:
        services.edit_participant(participant, by=request.user, **data)
        return Done(dossier_of(participant), _("Perubahan disimpan."))

    page = FormPage(
        title=_("Data Peserta"),
        lead=_("Golongan, jabatan, dan unit kerja pada hari pelatihan; data orangnya sendiri tidak berubah."),
        back=dossier_of(participant),
        crumbs=way_to(participant),
        acts=_other_acts(participant),
    )
    return answer(request, ParticipantForm(sent(request), instance=participant), page, act)


def _other_acts(participant: Participant) -> list[Crumb]:
    places = [
        (_("Pendamping"), "cohorts:participant_assignments"),
        (_("Hasil"), "cohorts:participant_outcome"),
        (_("Alih tugas"), "cohorts:participant_transfer"),
        (_("Keluarkan"), "cohorts:participant_remove"),
    ]
    return [Crumb(label, reverse(name, args=[participant.pk])) for label, name in places]


@allow(rules.can_administer_participant, on=Participant)
def participant_outcome(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Record how the training ended."""

    def act(data: dict[str, Any]) -> Done:
        services.set_outcome(participant, to=data["outcome"], reason=data["reason"], by=request.user)
        return Done(dossier_of(participant), _("Hasil %(name)s dicatat.") % {"name": participant})

    page = FormPage(
        title=_("Hasil Pelatihan"),
        lead=_("Sekarang: %(outcome)s.") % {"outcome": participant.get_outcome_display()},
        back=dossier_of(participant),
        submit=_("Catat hasil"),
        crumbs=way_to(participant),
    )
    return answer(request, OutcomeForm(sent(request), present=participant.outcome), page, act)


@allow(rules.can_administer_participant, on=Participant)
def participant_transfer(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Record a transfer to another post."""

    def act(data: dict[str, Any]) -> Done:
        day, position = data["transferred_on"], data["transferred_to"]
        services.record_transfer(participant, on=day, position=position, by=request.user)
        return Done(dossier_of(participant), _("Alih tugas %(name)s dicatat.") % {"name": participant})

    undo = reverse("cohorts:participant_transfer_undo", args=[participant.pk])
    page = FormPage(
        title=_("Alih Tugas"),
        back=dossier_of(participant),
        submit=_("Catat alih tugas"),
        crumbs=way_to(participant),
        acts=[Crumb(_("Batalkan alih tugas"), undo)] if participant.transferred_on else (),
    )
    initial = {name: getattr(participant, name) for name in ("transferred_on", "transferred_to")}
    return answer(request, TransferForm(sent(request), initial=initial), page, act)


@allow(rules.can_administer_participant, on=Participant)
def participant_transfer_undo(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Take back a transfer."""

    def act(data: dict[str, Any]) -> Done:
        services.undo_transfer(participant, by=request.user)
        return Done(dossier_of(participant), _("Alih tugas dibatalkan."))

    page = FormPage(
        title=_("Batalkan Alih Tugas?"),
        lead=_("Pakai ini hanya bila alih tugas tercatat karena keliru."),
        back=dossier_of(participant),
        submit=_("Batalkan alih tugas"),
        danger=True,
        crumbs=way_to(participant),
    )
    return answer(request, NothingForm(sent(request)), page, act)


@allow(rules.can_administer_participant, on=Participant)
def participant_remove(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Take somebody out of the cohort."""
    cohort = participant.cohort

    def act(data: dict[str, Any]) -> Done:
        name = str(participant)
        services.remove_participant(participant, by=request.user)
        return Done(reverse("cohorts:cohort_manage", args=[cohort.code]), _("%(name)s dikeluarkan.") % {"name": name})

    page = FormPage(
        title=_("Keluarkan %(name)s?") % {"name": participant},
        lead=_("Hanya peserta yang belum mempunyai pendamping, aksi, dan jawaban. Bila berhenti, catat hasilnya."),
        back=dossier_of(participant),
        submit=_("Keluarkan"),
        danger=True,
        crumbs=way_to(participant),
    )
    return answer(request, NothingForm(sent(request)), page, act)
