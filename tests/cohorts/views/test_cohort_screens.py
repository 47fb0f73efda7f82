"""Cohorts on screen: made from a programme, checked, copied, edited, removed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, Phase, Programme
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


def start(agency: Agency, **changes: Any) -> dict[str, Any]:
    """Return what the first page of making a cohort sends."""
    return {
        "programme": "PKA",
        "label": "II",
        "year": "2027",
        "organiser": str(agency.institution.pk),
        "starts_on": "1 Maret 2027",
        "time_zone": "Asia/Makassar",
        "source": "",
    } | changes


def check(admin: Client, agency: Agency, **changes: Any) -> Any:
    """Return the page on which the computed phases are checked."""
    return admin.post(reverse("cohorts:cohort_add"), start(agency, **changes))


def test_dates_are_shown_with_reasons_before_anything_is_saved(agency: Agency, admin: Client) -> None:
    page = check(admin, agency)
    typed = filled(page)
    assert (page.status_code, typed["code"]) == (200, "PKA-BPSDM-UTARA-2027-2")
    assert "Memakai edisi PKA yang berlaku sejak 1 Januari 2023." in text(page)
    assert (typed["rows-6-starts_on"], typed["rows-6-ends_on"]) == ("09-04-2027", "07-06-2027")
    assert typed["rows-6-reason"] == "Hari ke-40 s.d. ke-99. 60 hari di instansi sendiri."
    assert Cohort.objects.count() == 1


def test_checked_cohort_is_made_as_changed(agency: Agency, admin: Client) -> None:
    page = check(admin, agency)
    typed = filled(page, code="PKA-II", **{"rows-8-DELETE": "on", "rows-7-ends_on": "20 Juni 2027"})
    answer = admin.post(reverse("cohorts:cohort_check"), typed, follow=True)
    cohort = Cohort.objects.get(code="PKA-II")
    assert bands(answer) == [("ok", "PKA Angkatan II Tahun 2027 dibuat.")]
    assert (cohort.starts_on, cohort.ends_on) == (date(2027, 3, 1), date(2027, 6, 20))
    assert (cohort.time_zone, cohort.phases.count(), cohort.programme.code) == ("Asia/Makassar", 8, "PKA")
    assert "Mengapa tanggal ini" in text(answer)


def test_cohort_before_every_edition_says_that_it_takes_the_oldest(agency: Agency, admin: Client) -> None:
    page = check(admin, agency, starts_on="11-08-2020")
    assert "Belum ada edisi PKA pada 11 Agustus 2020, maka dipakai yang tertua" in text(page)


def test_first_page_with_errors_shows_them(agency: Agency, admin: Client) -> None:
    page = check(admin, agency, label="", starts_on="31-02-2027", organiser="999")
    assert page.status_code == 422
    assert problems(page) == [
        "Angkatan: Wajib diisi.",
        "Hari pertama: Tanggal ini tidak ada di kalender.",
        "Penyelenggara: Pilih salah satu instansi yang Anda kelola.",
    ]


def test_organiser_of_another_agency_is_not_on_offer(agency: Agency, admin: Client) -> None:
    other = build_agency("Selatan", 2)
    page = check(admin, agency, organiser=str(other.institution.pk))
    assert problems(page) == ["Penyelenggara: Pilih salah satu instansi yang Anda kelola."]
    assert "BPSDM Selatan" not in admin.get(reverse("cohorts:cohort_add")).content.decode()


def test_second_page_with_errors_keeps_the_rows(agency: Agency, admin: Client) -> None:
    typed = filled(check(admin, agency), code="PKA-UTARA-2026-1", **{"rows-2-ends_on": "1-1-2027"})
    answer = admin.post(reverse("cohorts:cohort_check"), typed)
    assert problems(answer) == ["Selesai, baris 3: Tanggal selesai tidak boleh sebelum tanggal mulai."]
    typed["rows-2-ends_on"] = "25-03-2027"
    answer = admin.post(reverse("cohorts:cohort_check"), typed)
    assert problems(answer) == ["Kode angkatan: Kode ini sudah dipakai angkatan lain."]
    assert filled(answer)["rows-6-reason"].startswith("Hari ke-40")
    assert Cohort.objects.count() == 1


def test_more_rows_on_the_second_page_save_nothing(agency: Agency, admin: Client) -> None:
    typed = filled(check(admin, agency), more_rows="1", code="", **{"rows-9-name": "Setengah"})
    page = admin.post(reverse("cohorts:cohort_check"), typed)
    again = filled(page)
    assert (page.status_code, again["rows-TOTAL_FORMS"], again["rows-9-name"]) == (200, "13", "Setengah")
    assert (again["starts_on"], again["organiser"]) == ("1 Maret 2027", str(agency.institution.pk))
    assert Cohort.objects.count() == 1


def test_pressed_twice_makes_one_cohort(agency: Agency, admin: Client) -> None:
    typed = filled(check(admin, agency))
    url = reverse("cohorts:cohort_check")
    assert admin.post(url, typed).status_code == 302
    assert problems(admin.post(url, typed)) == ["Kode angkatan: Kode ini sudah dipakai angkatan lain."]
    assert Cohort.objects.count() == 2


def test_copied_cohort_brings_its_phases_along(agency: Agency, admin: Client) -> None:
    Phase.objects.update(place="Aula Utara")
    page = admin.get(reverse("cohorts:cohort_add") + f"?dari={agency.cohort.code}")
    assert "Salin PKA Angkatan I Tahun 2026" in text(page)
    typed = filled(page, label="II", year="2027", starts_on="5-10-2027")
    assert typed["source"] == agency.cohort.code
    checked = admin.post(reverse("cohorts:cohort_add"), typed)
    rows = filled(checked)
    assert (rows["rows-0-starts_on"], rows["rows-0-place"]) == ("02-11-2027", "Aula Utara")
    admin.post(reverse("cohorts:cohort_check"), rows)
    [phase] = Cohort.objects.get(year=2027).phases.all()
    assert (phase.name, phase.ends_on) == ("Implementasi Utara", date(2028, 1, 8))


def test_cohort_of_another_agency_is_not_copied(agency: Agency, admin: Client) -> None:
    other = build_agency("Selatan", 2)
    page = admin.get(reverse("cohorts:cohort_add") + f"?dari={other.cohort.code}")
    assert "Buat Angkatan" in text(page)
    rows = filled(check(admin, agency, source=other.cohort.code))
    assert rows["rows-0-name"] == "Prapelatihan"


def test_cohort_is_edited_and_warns_of_phases_outside(agency: Agency, admin: Client) -> None:
    url = reverse("cohorts:cohort_edit", args=[agency.cohort.code])
    typed = filled(admin.get(url), code="PKA-BARU", ends_on="1 Januari 2027")
    answer = admin.post(url, typed, follow=True)
    assert bands(answer)[:2] == [
        ("ok", "Perubahan disimpan."),
        ("warn", "Tahap Implementasi Utara berada di luar tanggal angkatan, 5 Oktober 2026 s.d. 1 Januari 2027."),
    ]
    assert "Di luar tanggal angkatan: Implementasi Utara." in text(answer)
    assert answer.request["PATH_INFO"] == reverse("cohorts:cohort_manage", args=["PKA-BARU"])


def test_phases_are_moved_added_and_told_in_the_history(agency: Agency, admin: Client) -> None:
    url = reverse("cohorts:cohort_phases", args=[agency.cohort.code])
    new = {"rows-1-kind": "distance", "rows-1-name": "Tambahan", "rows-1-starts_on": "6-10-2026"}
    typed = filled(admin.get(url), **new, **{"rows-1-ends_on": "7-10-2026", "rows-0-starts_on": "3-11-2026"})
    answer = admin.post(url, typed, follow=True)
    assert bands(answer) == [("ok", "Tahap disimpan.")]
    assert [(phase.name, phase.starts_on) for phase in agency.cohort.phases.all()] == [
        ("Tambahan", date(2026, 10, 6)),
        ("Implementasi Utara", date(2026, 11, 3)),
    ]
    assert "Implementasi Utara: 02-11-2026 – 08-01-2027, 0 JP → 03-11-2026 – 08-01-2027, 0 JP" in text(answer)


def test_all_phases_struck_out_are_refused(agency: Agency, admin: Client) -> None:
    url = reverse("cohorts:cohort_phases", args=[agency.cohort.code])
    answer = admin.post(url, filled(admin.get(url), **{"rows-0-DELETE": "on"}))
    assert problems(answer) == ["Isi paling sedikit satu tahap."]
    assert agency.cohort.phases.count() == 1


def test_cohort_with_people_is_not_removed_and_says_why(agency: Agency, admin: Client) -> None:
    answer = admin.post(reverse("cohorts:cohort_remove", args=[agency.cohort.code]))
    assert "tidak dapat dihapus karena masih ada 1 peserta" in problems(answer)[0]


def test_page_of_a_cohort_leads_to_everything_that_changes_it(agency: Agency, admin: Client) -> None:
    page = admin.get(reverse("cohorts:cohort_manage", args=[agency.cohort.code])).content.decode()
    names = ("cohort_edit", "cohort_phases", "participant_add", "companions", "events", "invitations", "cohort_remove")
    for name in names:
        assert f'href="{reverse(f"cohorts:{name}", args=[agency.cohort.code])}"' in page


def test_cohort_without_phases_offers_to_fill_them_in(agency: Agency, admin: Client) -> None:
    Phase.objects.all().delete()
    page = admin.get(reverse("cohorts:cohort_manage", args=[agency.cohort.code]))
    assert "Angkatan ini belum mempunyai tahap." in text(page)
    assert Programme.objects.count() == 3
