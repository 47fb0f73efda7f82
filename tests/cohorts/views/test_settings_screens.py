"""Pengaturan: institutions, people and programmes on screen."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Grant, Institution, Person, Programme
from cohorts.services.people import create_person
from cohorts.states import GrantedRole
from tests.cast import Agency, build_agency
from tests.cohorts.views.screens import bands, problems, text

pytestmark = pytest.mark.django_db
NIP = "19800202 200501 2 003"


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency, client: Client) -> Client:
    client.force_login(agency.users["training_admin"])
    return client


def test_settings_lead_to_every_list(admin: Client) -> None:
    page = admin.get(reverse("cohorts:settings"))
    for name in ("institutions", "people", "programmes", "grants"):
        assert f'href="{reverse(f"cohorts:{name}")}"' in page.content.decode()


def test_institution_is_added_changed_and_removed(agency: Agency, admin: Client) -> None:
    typed = {"name": "Dinas  Kesehatan", "kind": "unit", "parent": "kabupaten utara", "aliases": "Dinkes\nDKK"}
    answer = admin.post(reverse("cohorts:institution_add"), typed, follow=True)
    added = Institution.objects.get(name="Dinas Kesehatan")
    assert bands(answer) == [("ok", "Dinas Kesehatan ditambahkan.")]
    assert answer.redirect_chain == [(reverse("cohorts:institution", args=[added.pk]), 302)]
    assert "Dinkes" in text(answer)
    assert "menambahkan instansi" in text(answer)
    edit = reverse("cohorts:institution_edit", args=[added.pk])
    assert "Kabupaten Utara (BPSDM Utara)" in admin.get(edit).content.decode()
    admin.post(
        edit,
        typed | {"parent": "Kabupaten Utara (BPSDM Utara)", "aliases": "Dinkes", "name": "Dinkes Utara"},
        follow=True,
    )
    added.refresh_from_db()
    assert (added.name, added.parent, [str(row) for row in added.aliases.all()]) == (
        "Dinkes Utara",
        agency.sender,
        ["Dinkes"],
    )
    answer = admin.post(reverse("cohorts:institution_remove", args=[added.pk]), follow=True)
    assert bands(answer) == [("ok", "Dinkes Utara dihapus.")]


def test_institution_with_errors_keeps_what_was_typed(admin: Client) -> None:
    typed = {"name": "", "kind": "unit", "parent": "Kabupaten Utra", "aliases": "Satu"}
    answer = admin.post(reverse("cohorts:institution_add"), typed)
    assert answer.status_code == 422
    assert problems(answer) == [
        "Nama: Wajib diisi.",
        "Induk: Instansi tidak dikenal. Mungkin maksud Anda: Kabupaten Utara (BPSDM Utara).",
    ]
    assert 'value="Kabupaten Utra"' in answer.content.decode()
    assert "<title>Kesalahan: Tambah Instansi" in answer.content.decode()


def test_institution_moved_under_itself_says_why_not(agency: Agency, admin: Client) -> None:
    url = reverse("cohorts:institution_edit", args=[agency.institution.pk])
    answer = admin.post(url, {"name": "BPSDM Utara", "kind": "training", "parent": "Kabupaten Utara", "aliases": ""})
    assert problems(answer) == ["Induk: BPSDM Utara tidak dapat dipindahkan ke bawah dirinya sendiri atau bawahannya."]


def test_two_institutions_of_one_name_are_told_apart_by_their_parents(agency: Agency, admin: Client) -> None:
    for parent in (agency.sender, agency.institution):
        Institution.objects.create(name="Dinas", parent=parent, path=f"{parent.path}{parent.pk:08x}/")
    typed = {"name": "UPT", "kind": "unit", "parent": "Dinas", "aliases": ""}
    assert problems(admin.post(reverse("cohorts:institution_add"), typed)) == [
        "Induk: Ada beberapa instansi bernama ini. Tulis salah satu: Dinas (BPSDM Utara), Dinas (Kabupaten Utara)."
    ]


def test_duplicate_institution_is_merged(agency: Agency, admin: Client) -> None:
    duplicate = Institution.objects.create(name="Kab Utara")
    url = reverse("cohorts:institution_merge", args=[duplicate.pk])
    answer = admin.post(url, {"into": "Kabupaten Utara"}, follow=True)
    assert bands(answer) == [("ok", "Kab Utara digabungkan ke sini.")]
    assert [str(row) for row in agency.sender.aliases.all()] == ["Kab Utara"]


def test_institution_of_another_agency_offers_no_button(admin: Client) -> None:
    other = build_agency("Selatan", 2)
    page = admin.get(reverse("cohorts:institution", args=[other.institution.pk]))
    assert "Dikelola lembaga lain" in text(page)
    assert reverse("cohorts:institution_edit", args=[other.institution.pk]) not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=kabupaten", ["Kabupaten Utara"]),
        ("?kind=training", ["BPSDM Utara"]),
        ("?sort=-name", ["Kabupaten Utara", "BPSDM Utara"]),
        ("?page=99", ["BPSDM Utara", "Kabupaten Utara"]),
        ("?sort=secret&page=x&kind=nothing", ["BPSDM Utara", "Kabupaten Utara"]),
    ],
)
def test_list_of_institutions_is_narrowed_and_sorted_by_its_address(
    agency: Agency, admin: Client, query: str, expected: list[str]
) -> None:
    page = admin.get(reverse("cohorts:institutions") + query).content.decode()
    assert re.findall(r'<a href="/pengaturan/instansi/\d+/">([^<]+)</a>', page) == expected


def test_filter_that_finds_nothing_offers_to_widen(admin: Client) -> None:
    page = admin.get(reverse("cohorts:institutions") + "?q=zzz")
    assert "Tidak ada yang cocok dengan saringan ini." in text(page)
    assert "Tampilkan semua" in text(page)


def person_typed(**changes: str) -> dict[str, str]:
    """Return what the form of a person sends."""
    return {
        "number_type": "nip",
        "number": NIP,
        "name": "Rina, S.E.",
        "email": "rina@contoh.go.id",
        "phone": "0812",
        "rank": "IV/a",
        "position": "Camat",
        "unit": "",
        "institution": "BPSDM Utara",
    } | changes


def test_person_is_added_with_warning_and_changed(agency: Agency, admin: Client) -> None:
    answer = admin.post(reverse("cohorts:person_add"), person_typed(number="19800202 199001 2 003"), follow=True)
    person = Person.objects.get(name="Rina, S.E.")
    assert bands(answer) == [
        ("ok", "Rina, S.E. ditambahkan."),
        ("warn", "Tahun lahir 1980 dan tahun pengangkatan 1990 tidak lazim. Periksa nomornya."),
    ]
    assert "19800202 199001 2 003" in text(answer)
    edit = reverse("cohorts:person_edit", args=[person.pk])
    shown = admin.get(edit).content.decode()
    assert 'value="19800202 199001 2 003"' in shown
    answer = admin.post(edit, person_typed(rank="XVII", position="Asisten"), follow=True)
    person.refresh_from_db()
    assert (person.number, person.rank, person.position) == ("198002022005012003", "XVII", "Asisten")
    assert bands(answer) == [("ok", "Perubahan disimpan.")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"number": "1980"}, ["Nomor: NIP harus 18 digit angka. Yang tertulis 4 digit."]),
        ({"email": "bukan"}, ["Surel: Masukkan alamat email yang valid."]),
        (
            {"institution": ""},
            ["Instansi: Pilih instansi yang Anda kelola. Orang dari instansi lain ditambahkan pada angkatannya."],
        ),
    ],
)
def test_person_with_errors_keeps_what_was_typed(
    admin: Client, agency: Agency, changes: dict[str, str], expected: list[str]
) -> None:
    answer = admin.post(reverse("cohorts:person_add"), person_typed(**changes))
    assert problems(answer) == expected
    assert 'value="Rina, S.E."' in answer.content.decode()
    assert not Person.objects.filter(name="Rina, S.E.").exists()


def test_stored_rank_that_is_unknown_stays_on_offer(agency: Agency, admin: Client) -> None:
    person = agency.participant.person
    person.rank = "Gol. 3"
    person.save()
    page = admin.get(reverse("cohorts:person_edit", args=[person.pk])).content.decode()
    assert '<option value="Gol. 3" selected>' in page


def test_person_page_tells_what_somebody_does_in_own_cohorts_only(agency: Agency, admin: Client) -> None:
    other = build_agency("Selatan", 2)
    coach = agency.users["coach"].person
    other.participant.assignments.filter(role="coach").update(person=coach)
    shown = text(admin.get(reverse("cohorts:person", args=[coach.pk])))
    for words in ("Fauzan Coach Utara", "C-Utara", "Dewi Peserta Utara", "Catat sertifikat"):
        assert words in shown
    assert "Selatan" not in shown


def test_account_is_invited_deactivated_and_activated(agency: Agency, admin: Client) -> None:
    by = agency.users["training_admin"]
    person = create_person(
        number=NIP, number_type="nip", name="Rina", email="r@contoh.go.id", institution=agency.institution, by=by
    )
    invite = reverse("cohorts:person_invite", args=[person.pk])
    assert bands(admin.post(invite, follow=True)) == [("ok", "Undangan dikirim ke r@contoh.go.id.")]
    assert "Undangan tidak dikirim. Undangan masih berlaku." in text(admin.post(invite, follow=True))
    off = admin.post(reverse("cohorts:person_deactivate", args=[person.pk]), follow=True)
    assert bands(off) == [("ok", "Akun Rina dinonaktifkan.")]
    on = admin.post(reverse("cohorts:person_reactivate", args=[person.pk]), follow=True)
    assert bands(on) == [("ok", "Akun Rina diaktifkan lagi.")]
    assert admin.get(invite).status_code == 405


def test_last_admin_is_not_deactivated_on_screen(agency: Agency, client: Client) -> None:
    mentor = agency.users["mentor"]
    Grant.objects.create(user=mentor, institution=agency.sender, role=GrantedRole.TRAINING_ADMIN)
    top = Institution.objects.create(name="Provinsi")
    Grant.objects.create(user=mentor, institution=top, role=GrantedRole.TRAINING_ADMIN)
    client.force_login(agency.users["training_admin"])
    Person.objects.filter(user=mentor).update(institution=agency.sender)
    url = reverse("cohorts:person_deactivate", args=[mentor.person.pk])
    assert client.post(url).status_code == 403
    Grant.objects.filter(institution=top).delete()
    assert client.post(url).status_code == 302


def programme_typed(programme: Programme, **changes: Any) -> dict[str, Any]:
    """Return what the form of a new edition sends, with the phases of the one that it follows."""
    names = ("code", "name", "regulation", "change_action_term", "coaching_sessions", "mentoring_sessions")
    more = ("short_term_months", "medium_term_months", "long_term_months", "participants_per_coach")
    typed: dict[str, Any] = {name: getattr(programme, name) for name in (*names, *more)}
    typed |= {"effective_on": "1 Januari 2027", "follow_up_months": "6, 12"}
    phases = list(programme.phases.all())
    typed |= {"rows-TOTAL_FORMS": len(phases) + 3, "rows-INITIAL_FORMS": len(phases)}
    for place, phase in enumerate(phases):
        for name in ("kind", "name", "starts_after_days", "days", "lesson_hours", "reason"):
            typed[f"rows-{place}-{name}"] = getattr(phase, name)
    for place in range(len(phases), len(phases) + 3):
        typed |= {f"rows-{place}-{name}": "" for name in ("kind", "name", "starts_after_days", "days", "reason")}
        typed[f"rows-{place}-lesson_hours"] = "0"
    return typed | changes


@pytest.mark.usefixtures("agency")
def test_changed_programme_becomes_a_new_edition(admin: Client) -> None:
    old = Programme.objects.get(code="PKA")
    url = reverse("cohorts:programme_change", args=[old.pk])
    assert 'value="PKA"' in admin.get(url).content.decode()
    struck = {"rows-8-DELETE": "on", "rows-9-kind": "classroom", "rows-9-name": "Upacara"}
    struck |= {"rows-9-starts_after_days": "101", "rows-9-days": "1", "rows-9-lesson_hours": "4"}
    answer = admin.post(url, programme_typed(old, **struck), follow=True)
    new = Programme.objects.get(code="PKA", effective_on=date(2027, 1, 1))
    assert bands(answer) == [("ok", "Edisi baru PKA disimpan.")]
    assert (new.is_example, new.follow_up_months, new.phases.count()) == (False, [6, 12], 9)
    assert [phase.name for phase in new.phases.all()][-1] == "Upacara"
    assert (old.phases.count(), "1 Januari 2023" in text(answer)) == (9, True)


@pytest.mark.usefixtures("agency")
def test_more_rows_come_without_judging_what_was_typed(admin: Client) -> None:
    old = Programme.objects.get(code="PKA")
    url = reverse("cohorts:programme_change", args=[old.pk])
    typed = programme_typed(old, more_rows="1", name="Nama Lain", **{"rows-9-name": "Setengah diketik"})
    page = admin.post(url, typed)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Ada masalah" not in shown
    assert 'name="rows-TOTAL_FORMS" value="13"' in shown
    assert 'value="Nama Lain"' in shown
    assert 'value="Setengah diketik"' in shown
    assert Programme.objects.filter(code="PKA").count() == 1


@pytest.mark.usefixtures("agency")
def test_programme_with_errors_names_the_row(admin: Client) -> None:
    old = Programme.objects.get(code="PKA")
    url = reverse("cohorts:programme_change", args=[old.pk])
    typed = programme_typed(old, follow_up_months="enam", effective_on="31-02-2027", **{"rows-1-days": "0"})
    answer = admin.post(url, typed)
    assert problems(answer) == [
        "Berlaku sejak: Tanggal ini tidak ada di kalender.",
        "Bulan tindak lanjut: Tulis bulan sebagai angka yang dipisah koma, misalnya 3, 6, 12, 24.",
        "Lama, hari, baris 2: Pastikan nilai ini lebih besar dari atau sama dengan 1.",
    ]


@pytest.mark.usefixtures("agency")
def test_new_programme_is_added(admin: Client) -> None:
    typed = programme_typed(Programme.objects.get(code="PKA"), code="LATSAR", name="Pelatihan Dasar")
    admin.post(reverse("cohorts:programme_add"), typed)
    assert Programme.objects.get(code="LATSAR").phases.count() == 9
    assert "Edisi program dengan tanggal ini sudah ada." in problems(
        admin.post(reverse("cohorts:programme_add"), typed)
    )
