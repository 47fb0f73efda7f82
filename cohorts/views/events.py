"""Gatherings of a cohort: list, page with attendance and speakers, forms."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.forms.events import AttendanceForm, EventForm, SpeakerForm
from cohorts.forms.people import NothingForm
from cohorts.models import Attendance, Cohort, Event, Person
from cohorts.services import events as services
from cohorts.views.cohorts import crumbs_of
from cohorts.views.participants import LOOK_UP_BUTTON
from cohorts.views.sections import recent
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest


def _list(cohort: Cohort) -> Crumb:
    return Crumb(_("Kegiatan"), reverse("cohorts:events", args=[cohort.code]))


def _page_of(event: Event) -> str:
    return reverse("cohorts:event", args=[event.pk])


def _crumbs(event: Event) -> tuple[Crumb, ...]:
    return crumbs_of(event.cohort)[1], _list(event.cohort), Crumb(event.name, _page_of(event))


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def events(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """List a cohort's gatherings."""
    rows = cohort.events.with_counts()
    return render(request, "cohorts/events.html", {"cohort": cohort, "events": rows})


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def event_add(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Announce a gathering."""
    form = EventForm(sent(request), zone=cohort.time_zone)

    def act(data: dict[str, Any]) -> Done:
        added = services.create_event(cohort=cohort, by=request.user, **form.event())
        return Done(_page_of(added), _("%(name)s ditambahkan.") % {"name": added})

    page = FormPage(
        title=_("Tambah Kegiatan"), back=str(_list(cohort).url), crumbs=(*crumbs_of(cohort)[1:], _list(cohort))
    )
    return answer(request, form, page, act)


@allow(rules.can_administer_event, on=Event)
def event(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show a gathering and record who came, everybody at once."""
    people = Person.objects.expected_at(event)
    form = AttendanceForm(sent(request), people=people, statuses=event.attendances.statuses())

    def act(data: dict[str, Any]) -> Done:
        services.record_attendance(event, form.statuses(), by=request.user)
        return Done(_page_of(event), _("Kehadiran disimpan."))

    page = FormPage(
        title=event.name,
        back=str(_list(event.cohort).url),
        submit=_("Simpan kehadiran"),
        crumbs=_crumbs(event)[:2],
        template="cohorts/event.html",
        more={"event": event, "speakers": event.attendances.speakers(), "history": recent(event)},
    )
    return answer(request, form, page, act)


@allow(rules.can_administer_event, on=Event)
def event_edit(request: SignedInRequest, event: Event) -> HttpResponse:
    """Change a gathering."""
    form = EventForm(sent(request), zone=event.cohort.time_zone, event=event)

    def act(data: dict[str, Any]) -> Done:
        services.edit_event(event, by=request.user, **form.event())
        return Done(_page_of(event), _("Perubahan disimpan."))

    page = FormPage(title=_("Ubah Kegiatan"), back=_page_of(event), crumbs=_crumbs(event))
    return answer(request, form, page, act)


@allow(rules.can_administer_event, on=Event)
def event_remove(request: SignedInRequest, event: Event) -> HttpResponse:
    """Take back a gathering."""

    def act(data: dict[str, Any]) -> Done:
        name, url = event.name, str(_list(event.cohort).url)
        services.remove_event(event, by=request.user)
        return Done(url, _("%(name)s dihapus.") % {"name": name})

    page = FormPage(
        title=_("Hapus %(name)s?") % {"name": event},
        lead=_("Hanya kegiatan tanpa catatan kehadiran dan narasumber yang dapat dihapus."),
        back=_page_of(event),
        submit=_("Hapus"),
        danger=True,
        crumbs=_crumbs(event),
    )
    return answer(request, NothingForm(sent(request)), page, act)


@allow(rules.can_administer_event, on=Event)
def speaker_add(request: SignedInRequest, event: Event) -> HttpResponse:
    """Note who speaks: an alumnus, or anybody else."""
    form = SpeakerForm(sent(request))

    def act(data: dict[str, Any]) -> Done:
        speaker = services.add_somebody_as_speaker(event, who=form.who(), topic=data["topic"], by=request.user)
        return Done(_page_of(event), _("%(name)s menjadi narasumber.") % {"name": speaker.person})

    page = FormPage(
        title=_("Tambah Narasumber"),
        lead=_("Alumni yang aksinya berjalan meyakinkan peserta baru lebih daripada ceramah."),
        back=_page_of(event),
        submit=_("Tambah narasumber"),
        second=LOOK_UP_BUTTON,
        crumbs=_crumbs(event),
    )
    return answer(request, form, page, act)


@allow(rules.can_administer_attendance, on=Attendance)
def speaker_remove(request: SignedInRequest, attendance: Attendance) -> HttpResponse:
    """Take a speaker off the list."""
    event = attendance.event

    def act(data: dict[str, Any]) -> Done:
        name = attendance.person.name
        services.remove_speaker(attendance, by=request.user)
        return Done(_page_of(event), _("%(name)s bukan lagi narasumber.") % {"name": name})

    page = FormPage(
        title=_("Hapus Narasumber %(name)s?") % {"name": attendance.person},
        back=_page_of(event),
        submit=_("Hapus"),
        danger=True,
        crumbs=_crumbs(event),
    )
    return answer(request, NothingForm(sent(request)), page, act)
