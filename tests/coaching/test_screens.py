"""Coaches, certificates and waivers on screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coaching.models import Certificate, Waiver
from cohorts.models import CoachAppointment
from tests.cast import Agency, build_agency
from tests.cohorts.views.screens import bands, filled, problems, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency, client: Client) -> Client:
    client.force_login(agency.users["training_admin"])
    return client


@pytest.fixture
def appointment(agency: Agency) -> CoachAppointment:
    return CoachAppointment.objects.get(cohort=agency.cohort)


def coach_typed(**changes: Any) -> dict[str, Any]:
    """Return what appointing a new coach sends."""
    return {
        "number_type": "nip",
        "number": "19800202 200501 2 003",
        "name": "Coach Baru, M.Pd.",
        "email": "baru@contoh.go.id",
        "institution": "BPSDM Utara",
        "decree_number": "SK 7",
        "decree_date": "1-9-2026",
        "starts_on": "5-10-2026",
    } | changes


def test_coach_is_appointed_with_a_certificate(agency: Agency, admin: Client) -> None:
    url = reverse("coaching:appoint", args=[agency.cohort.code])
    typed = coach_typed(certificate_number="C-9", issued_on="1-1-2025", valid_until="5 Oktober 2026")
    answer = admin.post(url, typed, follow=True)
    assert bands(answer) == [("ok", "Coach Baru, M.Pd. ditunjuk sebagai coach.")]
    assert "Coach Baru, M.Pd. sejak 5 Oktober 2026 SK 7 1 September 2026 0 Bersertifikat" in text(answer)


def test_coach_without_certificate_is_asked_for_a_reason_and_nothing_is_lost(agency: Agency, admin: Client) -> None:
    url = reverse("coaching:appoint", args=[agency.cohort.code])
    answer = admin.post(url, coach_typed())
    assert problems(answer) == [
        (
            "Alasan pengecualian: Coach Baru, M.Pd. tidak mempunyai sertifikat coaching yang berlaku pada "
            "5 Oktober 2026. Isi sertifikatnya, atau tulis alasan pengecualian."
        )
    ]
    typed = filled(answer, waiver_reason="Sertifikasi Desember")
    assert typed["decree_number"] == "SK 7"
    assert "Dikecualikan Sertifikasi Desember" in text(admin.post(url, typed, follow=True))


def test_half_a_certificate_asks_for_its_number(agency: Agency, admin: Client) -> None:
    url = reverse("coaching:appoint", args=[agency.cohort.code])
    assert problems(admin.post(url, coach_typed(issuer="LAN"))) == ["Nomor sertifikat: Isi nomor sertifikatnya."]


def test_known_coach_shows_the_certificate_on_record(agency: Agency, admin: Client) -> None:
    url = reverse("coaching:appoint", args=[agency.cohort.code])
    coach, mentor = agency.users["coach"].person, agency.users["mentor"].person
    for number, words in (
        (coach.number, "Sudah tercatat dan berlaku pada 5 Oktober 2026: C-Utara."),
        (mentor.number, "Belum ada yang berlaku pada 5 Oktober 2026."),
    ):
        assert words in text(admin.post(url, {"number": number, "find": "1", "number_type": "nip"}))


def test_appointment_is_changed_and_withdrawn(agency: Agency, admin: Client, appointment: CoachAppointment) -> None:
    url = reverse("coaching:appointment_edit", args=[appointment.pk])
    typed = filled(admin.get(url), decree_number="SK 8", rank="IV/c")
    answer = admin.post(url, typed, follow=True)
    assert "SK 8" in text(answer)
    assert problems(admin.post(url, typed | {"ends_on": "1-1-2026"})) == [
        "Tanggal selesai harus sesudah tanggal mulai."
    ]
    withdraw = reverse("coaching:appointment_withdraw", args=[appointment.pk])
    assert "mendampingi 1 peserta" in problems(admin.post(withdraw))[0]


def test_waiver_is_changed_and_taken_back(agency: Agency, admin: Client, appointment: CoachAppointment) -> None:
    url = reverse("coaching:appointment_waive", args=[appointment.pk])
    page = admin.get(url)
    assert filled(page) == {"reason": "Sertifikat menyusul Utara"}
    assert problems(admin.post(url, {"reason": " "})) == ["Alasan pengecualian: Wajib diisi."]
    admin.post(url, {"reason": "Lain"})
    assert Waiver.objects.get().reason == "Lain"
    undo = reverse("coaching:waiver_remove", args=[Waiver.objects.get().pk])
    assert undo in page.content.decode()
    Certificate.objects.all().delete()
    assert "tidak mempunyai sertifikat coaching" in problems(admin.post(undo))[0]


def test_certificate_is_recorded_changed_and_removed(agency: Agency, admin: Client) -> None:
    mentor = agency.users["mentor"].person
    url = reverse("coaching:certificate_add", args=[mentor.pk])
    answer = admin.post(url, {"number": "C-5", "issued_on": "1-1-2025", "valid_until": ""}, follow=True)
    assert bands(answer) == [("ok", "Sertifikat Ratna Mentor Utara dicatat.")]
    assert "C-5 1 Januari 2025 tidak berakhir" in text(answer)
    assert problems(admin.post(url, {"number": "C-5"})) == [
        "Sertifikat dengan nomor ini sudah dicatat untuk orang ini."
    ]
    certificate = Certificate.objects.get(number="C-5")
    edit = reverse("coaching:certificate_edit", args=[certificate.pk])
    assert problems(admin.post(edit, {"number": "C-5", "issued_on": "1-1-2025", "valid_until": "1-1-2024"})) == [
        "Berlaku sampai tidak boleh sebelum tanggal sertifikat."
    ]
    admin.post(edit, {"number": "C-6", "issued_on": "1-1-2025", "valid_until": "1-1-2027"})
    certificate.refresh_from_db()
    assert certificate.number == "C-6"
    admin.post(reverse("coaching:certificate_remove", args=[certificate.pk]))
    assert not Certificate.objects.filter(pk=certificate.pk).exists()


def test_page_of_a_participant_says_on_what_footing_the_coach_coaches(agency: Agency, admin: Client) -> None:
    url = reverse("cohorts:participant_assignments", args=[agency.participant.pk])
    assert "Fauzan Coach Utara tanpa surat penunjukan" in text(admin.get(url))
    Certificate.objects.all().delete()
    assert "Dikecualikan Sertifikat menyusul Utara" in text(admin.get(url))
    Waiver.objects.all().delete()
    assert "Tanpa sertifikat yang berlaku" in text(admin.get(url))
    CoachAppointment.objects.all().delete()
    assert "Coach ini belum ditunjuk untuk angkatannya." in text(admin.get(url))


def test_cohort_without_coaches_says_what_comes_first(agency: Agency, admin: Client) -> None:
    CoachAppointment.objects.all().delete()
    page = admin.get(reverse("cohorts:companions", args=[agency.cohort.code]))
    assert "Belum ada coach. Tunjuk coach bersertifikat sebelum hari pertama angkatan." in text(page)
