"""Coaching certificates, and waivers taken back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from coaching import services
from coaching.forms import CertificateForm
from coaching.models import Certificate, Waiver
from coaching.rules import can_administer_certificate, can_administer_waiver, can_certify
from cohorts.forms.people import NothingForm
from cohorts.models import Person
from cohorts.views.assignments import companions_page
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest


def _page_of(person: Person) -> str:
    return reverse("cohorts:person", args=[person.pk])


@allow(can_certify, on=Person)
def certificate_add(request: SignedInRequest, person: Person) -> HttpResponse:
    """Record a certificate of a person."""

    def act(data: dict[str, Any]) -> Done:
        services.add_certificate(person=person, paper=services.Paper(**data), by=request.user)
        return Done(_page_of(person), _("Sertifikat %(name)s dicatat.") % {"name": person})

    page = FormPage(
        title=_("Catat Sertifikat Coaching"), back=_page_of(person), crumbs=(Crumb(person.name, _page_of(person)),)
    )
    return answer(request, CertificateForm(sent(request)), page, act)


@allow(can_administer_certificate, on=Certificate)
def certificate_edit(request: SignedInRequest, certificate: Certificate) -> HttpResponse:
    """Change what is recorded of a certificate."""
    person = certificate.person

    def act(data: dict[str, Any]) -> Done:
        services.edit_certificate(certificate, paper=services.Paper(**data), by=request.user)
        return Done(_page_of(person), _("Perubahan disimpan."))

    page = FormPage(
        title=_("Ubah Sertifikat %(number)s") % {"number": certificate},
        back=_page_of(person),
        crumbs=(Crumb(person.name, _page_of(person)),),
        acts=(Crumb(_("Hapus sertifikat"), reverse("coaching:certificate_remove", args=[certificate.pk])),),
    )
    return answer(request, CertificateForm(sent(request), instance=certificate), page, act)


@allow(can_administer_certificate, on=Certificate)
def certificate_remove(request: SignedInRequest, certificate: Certificate) -> HttpResponse:
    """Take back a certificate."""
    person = certificate.person

    def act(data: dict[str, Any]) -> Done:
        services.remove_certificate(certificate, by=request.user)
        return Done(_page_of(person), _("Sertifikat dihapus."))

    page = FormPage(
        title=_("Hapus Sertifikat %(number)s?") % {"number": certificate},
        lead=_("Bila masa berlakunya habis, ubah tanggalnya; hapus hanya bila keliru tercatat."),
        back=_page_of(person),
        submit=_("Hapus sertifikat"),
        danger=True,
        crumbs=(Crumb(person.name, _page_of(person)),),
    )
    return answer(request, NothingForm(sent(request)), page, act)


@allow(can_administer_waiver, on=Waiver)
def waiver_remove(request: SignedInRequest, waiver: Waiver) -> HttpResponse:
    """Take back a waiver, once the coach is certified."""
    back = companions_page(waiver.appointment.cohort)

    def act(data: dict[str, Any]) -> Done:
        services.remove_waiver(waiver, by=request.user)
        return Done(back, _("Pengecualian dicabut."))

    page = FormPage(
        title=_("Cabut Pengecualian?"),
        lead=_("Hanya bila coach ini sudah mempunyai sertifikat yang berlaku pada hari pertama angkatan."),
        back=back,
        submit=_("Cabut pengecualian"),
        danger=True,
        crumbs=(Crumb(_("Coach dan Mentor"), back),),
    )
    return answer(request, NothingForm(sent(request)), page, act)
