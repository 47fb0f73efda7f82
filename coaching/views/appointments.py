"""Coaches of a cohort: appointed, changed, excused, withdrawn."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from coaching import services
from coaching.forms import AppointForm, AppointmentForm, WaiverForm
from coaching.models import Waiver
from cohorts.forms.people import NothingForm
from cohorts.models import CoachAppointment, Cohort
from cohorts.rules import can_administer_appointment, can_administer_cohort
from cohorts.services.assignments import edit_appointment
from cohorts.services.people import number_warnings
from cohorts.views.assignments import companions_page
from cohorts.views.cohorts import crumbs_of
from cohorts.views.participants import LOOK_UP_BUTTON
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest


def _crumbs(cohort: Cohort) -> tuple[Crumb, ...]:
    return (crumbs_of(cohort)[1], Crumb(_("Coach dan Mentor"), companions_page(cohort)))


@allow(can_administer_cohort, on=Cohort, by="code")
def appoint(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Appoint a coach by decree."""
    form = AppointForm(sent(request), cohort=cohort)

    def act(data: dict[str, Any]) -> Done:
        known = {name: data[name] for name in ("decree_number", "decree_date", "starts_on", "ends_on", "waiver_reason")}
        made = services.appoint_coach(cohort=cohort, who=form.who(), paper=form.paper(), by=request.user, **known)
        warnings = number_warnings(made.person.number, made.person.number_type)
        return Done(companions_page(cohort), _("%(name)s ditunjuk sebagai coach.") % {"name": made.person}, warnings)

    page = FormPage(
        title=_("Tunjuk Coach"),
        lead=_("Coach harus bersertifikat pada hari pertama angkatan, atau dikecualikan dengan alasan tertulis."),
        back=companions_page(cohort),
        submit=_("Tunjuk coach"),
        second=LOOK_UP_BUTTON,
        crumbs=_crumbs(cohort),
    )
    return answer(request, form, page, act)


@allow(can_administer_appointment, on=CoachAppointment)
def appointment_edit(request: SignedInRequest, appointment: CoachAppointment) -> HttpResponse:
    """Change decree, period or office."""
    back = companions_page(appointment.cohort)

    def act(data: dict[str, Any]) -> Done:
        edit_appointment(appointment, by=request.user, **data)
        return Done(back, _("Perubahan disimpan."))

    withdraw = reverse("coaching:appointment_withdraw", args=[appointment.pk])
    page = FormPage(
        title=_("Penunjukan %(name)s") % {"name": appointment.person},
        back=back,
        crumbs=_crumbs(appointment.cohort),
        acts=(Crumb(_("Tarik penunjukan"), withdraw),),
    )
    return answer(request, AppointmentForm(sent(request), instance=appointment), page, act)


@allow(can_administer_appointment, on=CoachAppointment)
def appointment_waive(request: SignedInRequest, appointment: CoachAppointment) -> HttpResponse:
    """Record why a coach has no valid certificate."""
    back = companions_page(appointment.cohort)
    present = Waiver.objects.filter(appointment=appointment).first()

    def act(data: dict[str, Any]) -> Done:
        services.waive(appointment, reason=data["reason"], by=request.user)
        return Done(back, _("Alasan pengecualian disimpan."))

    undo = reverse("coaching:waiver_remove", args=[present.pk]) if present else ""
    page = FormPage(
        title=_("Pengecualian %(name)s") % {"name": appointment.person},
        lead=_("Mengapa orang ini mendampingi tanpa sertifikat coaching yang berlaku pada hari pertama angkatan."),
        back=back,
        crumbs=_crumbs(appointment.cohort),
        acts=(Crumb(_("Cabut pengecualian"), undo),) if undo else (),
    )
    form = WaiverForm(sent(request), initial={"reason": present.reason if present else ""})
    return answer(request, form, page, act)


@allow(can_administer_appointment, on=CoachAppointment)
def appointment_withdraw(request: SignedInRequest, appointment: CoachAppointment) -> HttpResponse:
    """Take back an appointment under which nobody was coached."""
    back = companions_page(appointment.cohort)

    def act(data: dict[str, Any]) -> Done:
        name = appointment.person.name
        services.withdraw_coach(appointment, by=request.user)
        return Done(back, _("Penunjukan %(name)s ditarik.") % {"name": name})

    page = FormPage(
        title=_("Tarik Penunjukan %(name)s?") % {"name": appointment.person},
        lead=_("Hanya penunjukan yang belum dipakai mendampingi peserta."),
        back=back,
        submit=_("Tarik penunjukan"),
        danger=True,
        crumbs=_crumbs(appointment.cohort),
    )
    return answer(request, NothingForm(sent(request)), page, act)
