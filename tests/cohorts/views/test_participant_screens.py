"""Participants on screen: enrolled by number or new, edited, outcome, transfer, taken out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Participant, Person
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


def add(agency: Agency) -> str:
    """Return the address of enrolling somebody."""
    return reverse("cohorts:participant_add", args=[agency.cohort.code])


def about(agency: Agency, act: str) -> str:
    """Return the address of an act on the agency's participant."""
    return reverse(f"cohorts:participant_{act}", args=[agency.participant.pk])


def rina(**changes: Any) -> dict[str, Any]:
    """Return what enrolling somebody new sends."""
    return {
        "number_type": "nip",
        "number": "19800202 200501 2 003",
        "name": "Rina, S.E.",
        "email": "rina@contoh.go.id",
        "sending_institution": "Kabupaten Utara",
        "rank": "III/d",
        "letter_date": "30-9-2026",
        "pre_training_direction": "yes",
    } | changes


def test_new_person_is_enrolled(agency: Agency, admin: Client) -> None:
    answer = admin.post(add(agency), rina(), follow=True)
    added = Participant.objects.get(person__name="Rina, S.E.")
    assert bands(answer) == [("ok", "Rina, S.E. menjadi peserta.")]
    assert (added.person.institution, added.rank, added.pre_training_direction) == (agency.sender, "III/d", True)


def test_known_number_shows_whose_it_is_and_enrols_that_person(agency: Agency, admin: Client) -> None:
    mentor = agency.users["mentor"].person
    page = admin.post(add(agency), {"number_type": "nip", "number": mentor.number, "find": "1", "unit": "Dinas"})
    assert page.status_code == 200
    assert "Nomor ini milik Ratna Mentor Utara." in text(page)
    typed = filled(page)
    assert (typed["name"], typed["position"], typed["unit"]) == ("Ratna Mentor Utara", "Kepala Bidang", "Dinas")
    assert typed["sending_institution"] == "BPSDM Utara"
    admin.post(add(agency), typed)
    assert Participant.objects.get(person=mentor).unit == "Dinas"
    assert Person.objects.filter(number=mentor.number).count() == 1


def test_unknown_number_says_so_and_saves_nothing(agency: Agency, admin: Client) -> None:
    page = admin.post(add(agency), rina(find="1", name=""))
    assert "Nomor ini belum dikenal. Isi nama dan surelnya." in text(page)
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": ""}, ["Nama dengan gelar: Wajib diisi untuk orang yang belum dikenal."]),
        ({"number": "1.98E+17"}, None),
        ({"sending_institution": ""}, ["Instansi pengirim: Wajib diisi."]),
        ({"letter_date": "kemarin"}, None),
        ({"rank": "X/z"}, None),
    ],
)
def test_odd_entries_are_refused_in_words_and_kept(
    agency: Agency, admin: Client, changes: dict[str, str], expected: list[str] | None
) -> None:
    answer = admin.post(add(agency), rina(**changes))
    assert answer.status_code == 422
    found = problems(answer)
    assert found == expected if expected else len(found) == 1
    assert 'value="rina@contoh.go.id"' in answer.content.decode()
    assert not Person.objects.filter(name="Rina, S.E.").exists()


def test_known_number_with_another_name_or_address_asks_for_a_look(agency: Agency, admin: Client) -> None:
    mentor = agency.users["mentor"].person
    typed = rina(number=mentor.number)
    assert problems(admin.post(add(agency), typed)) == [
        "Nomor: Nomor ini milik Ratna Mentor Utara. Periksa nomornya, atau kosongkan nama.",
        "Surel: Orang ini sudah dikenal dengan surel lain. Ubah surelnya pada halaman orang itu.",
    ]


def test_enrolled_twice_is_a_sentence(agency: Agency, admin: Client) -> None:
    admin.post(add(agency), rina())
    answer = admin.post(add(agency), rina())
    assert problems(answer) == ["Orang ini sudah menjadi peserta angkatan ini."]


def test_participant_is_edited(agency: Agency, admin: Client) -> None:
    typed = filled(admin.get(about(agency, "edit")), letter_number="800/1", pre_training_direction="no")
    assert (typed["sending_institution"], typed["rank"]) == ("Kabupaten Utara (BPSDM Utara)", "III/d")
    answer = admin.post(about(agency, "edit"), typed, follow=True)
    agency.participant.refresh_from_db()
    assert (agency.participant.letter_number, agency.participant.pre_training_direction) == ("800/1", False)
    assert bands(answer) == [("ok", "Perubahan disimpan.")]


def test_outcome_offers_only_what_may_follow(agency: Agency, admin: Client) -> None:
    page = admin.get(about(agency, "outcome"))
    assert "Sekarang: Mengikuti." in text(page)
    answer = admin.post(about(agency, "outcome"), {"outcome": "failed", "reason": ""})
    assert problems(answer) == ["Keterangan: Tulis alasannya."]
    admin.post(about(agency, "outcome"), {"outcome": "passed", "reason": ""})
    assert 'value="failed"' not in admin.get(about(agency, "outcome")).content.decode()
    answer = admin.post(about(agency, "outcome"), {"outcome": "failed", "reason": "x"})
    assert answer.status_code == 422
    agency.participant.refresh_from_db()
    assert agency.participant.outcome == "passed"


def test_transfer_is_recorded_and_taken_back(agency: Agency, admin: Client) -> None:
    typed = {"transferred_on": "1 Desember 2026", "transferred_to": "Camat"}
    admin.post(about(agency, "transfer"), typed)
    page = admin.get(about(agency, "transfer"))
    assert filled(page) == {"transferred_on": "01-12-2026", "transferred_to": "Camat"}
    assert about(agency, "transfer_undo") in page.content.decode()
    admin.post(about(agency, "transfer_undo"))
    agency.participant.refresh_from_db()
    assert agency.participant.transferred_on is None
    assert problems(admin.post(about(agency, "transfer"), typed | {"transferred_on": "1-1-2026"})) == [
        "Alih tugas sejak: Alih tugas dicatat sejak hari pertama angkatan."
    ]


def test_participant_with_things_attached_stays(agency: Agency, admin: Client) -> None:
    answer = admin.post(about(agency, "remove"))
    assert "tidak dapat dihapus karena masih ada 3 penugasan" in problems(answer)[0]
    admin.post(add(agency), rina(), follow=True)
    added = Participant.objects.get(person__name="Rina, S.E.")
    answer = admin.post(reverse("cohorts:participant_remove", args=[added.pk]), follow=True)
    assert bands(answer) == [("ok", "Rina, S.E. dikeluarkan.")]
