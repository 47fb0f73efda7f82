"""The entrance to everything that is set up once and looked up often."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts import rules
from core.access import allow
from core.forms import Crumb
from core.http import SignedInRequest

SETTINGS = Crumb(_("Pengaturan"), reverse_lazy("cohorts:settings"))


@dataclass(frozen=True)
class Place:
    """One page of the settings: its URL name, its name, what is done there."""

    url_name: str
    label: Promise
    words: Promise


PLACES = [
    Place("cohorts:institutions", _("Instansi"), _("Pengirim, penyelenggara, dan susunannya; nama lain untuk impor.")),
    Place("cohorts:people", _("Orang"), _("Nomor, jabatan, dan surel orang yang ditunjuk atau dikirim.")),
    Place("cohorts:programmes", _("Program"), _("Tahap, jangka, dan jumlah sesi tiap program, menurut tanggalnya.")),
    Place("cohorts:grants", _("Pengguna dan Peran"), _("Pengelola pelatihan dan pimpinan, serta undangannya.")),
]


@allow(rules.is_training_admin)
def settings(request: SignedInRequest) -> HttpResponse:
    """List the pages of the settings."""
    return render(request, "cohorts/settings.html", {"places": PLACES})
