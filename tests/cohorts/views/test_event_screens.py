"""Kegiatan, Pengguna dan Peran, undangan on screen."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import OneTimeLink, User
from cohorts.models import Attendance, Event, Grant
from cohorts.states import GrantedRole
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


def forum(**changes: Any) -> dict[str, Any]:
    """Return what announcing a gathering sends."""
    return {
        "kind": "pre_training_forum",
        "name": "Forum Alumni",
        "day": "1 Oktober 2026",
        "starts": "9.00",
        "ends": "12:30",
        "place": "Aula",
        "material": "",
    } | changes


def test_gathering_takes_the_hours_of_the_cohorts_zone(agency: Agency, admin: Client) -> None:
    agency.cohort.time_zone = "Asia/Makassar"
    agency.cohort.save()
    add = reverse("cohorts:event_add", args=[agency.cohort.code])
    answer = admin.post(add, forum(), follow=True)
    event = Event.objects.get(name="Forum Alumni")
    assert (event.starts_at, event.ends_at) == (
        datetime(2026, 10, 1, 1, 0, tzinfo=UTC),
        datetime(2026, 10, 1, 4, 30, tzinfo=UTC),
    )
    assert "Forum prapelatihan, 1 Oktober 2026, 09.00 WITA" in text(answer)
    edit = reverse("cohorts:event_edit", args=[event.pk])
    assert filled(admin.get(edit))["starts"] == "09.00"
    admin.post(edit, forum(name="Forum Baru"))
    assert "Forum Baru" in text(admin.get(reverse("cohorts:events", args=[agency.cohort.code])))
    answer = admin.post(reverse("cohorts:event_remove", args=[event.pk]), follow=True)
    assert ("ok", "Forum Baru dihapus.") in bands(answer)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"starts": "25.00"}, ["Mulai pukul: Jam tidak terbaca. Tulis misalnya 09.00."]),
        ({"ends": "09.00"}, ["Selesai pukul: Waktu selesai harus sesudah waktu mulai."]),
        ({"name": "", "day": ""}, ["Nama kegiatan: Wajib diisi.", "Tanggal: Wajib diisi."]),
    ],
)
def test_odd_gathering_is_refused_in_words(
    agency: Agency, admin: Client, changes: dict[str, str], expected: list[str]
) -> None:
    answer = admin.post(reverse("cohorts:event_add", args=[agency.cohort.code]), forum(**changes))
    assert problems(answer) == expected
    assert Event.objects.count() == 1


def test_attendance_of_everybody_is_saved_at_once(agency: Agency, admin: Client) -> None:
    admin.post(reverse("cohorts:event_add", args=[agency.cohort.code]), forum())
    event = Event.objects.get(name="Forum Alumni")
    url = reverse("cohorts:event", args=[event.pk])
    field = f"person_{agency.participant.person_id}"
    assert filled(admin.get(url))[field] == ""
    answer = admin.post(url, {field: "excused"}, follow=True)
    assert bands(answer)[-1] == ("ok", "Kehadiran disimpan.")
    assert event.attendances.statuses() == {agency.participant.person_id: "excused"}
    assert filled(admin.get(url))[field] == "excused"
    assert admin.post(url, {field: "nonsense"}).status_code == 422
    admin.post(url, {field: "present", "person_999999": "present"})
    assert event.attendances.count() == 1
    assert "mencatat kehadiran" in text(admin.get(url))


def test_speaker_is_added_by_number_and_taken_off(agency: Agency, admin: Client) -> None:
    mentor = agency.users["mentor"].person
    Attendance.objects.all().delete()
    add = reverse("cohorts:speaker_add", args=[agency.event.pk])
    answer = admin.post(add, {"number_type": "nip", "number": mentor.number, "topic": "Aksi berjalan"}, follow=True)
    assert bands(answer) == [("ok", "Ratna Mentor Utara menjadi narasumber.")]
    assert "Ratna Mentor Utara · Aksi berjalan" in text(answer)
    again = admin.post(add, {"number_type": "nip", "number": mentor.number, "topic": ""})
    assert problems(again) == ["Nomor: Ratna Mentor Utara sudah tercatat sebagai narasumber."]
    admin.post(reverse("cohorts:speaker_remove", args=[Attendance.objects.get().pk]))
    assert not Attendance.objects.exists()


def test_list_without_gatherings_says_what_to_begin_with(agency: Agency, admin: Client) -> None:
    Event.objects.all().delete()
    page = admin.get(reverse("cohorts:events", args=[agency.cohort.code]))
    assert "Belum ada kegiatan. Mulailah dengan forum prapelatihan" in text(page)


def grant_typed(agency: Agency, **changes: Any) -> dict[str, Any]:
    """Return what giving a role to somebody new sends."""
    return {
        "number_type": "nip",
        "number": "19800202 200501 2 003",
        "name": "Rina",
        "email": "rina@contoh.go.id",
        "role": "training_admin",
        "institution": agency.institution.pk,
        "invite": "on",
    } | changes


def test_role_is_given_with_an_invitation_and_taken_away(agency: Agency, admin: Client) -> None:
    answer = admin.post(reverse("cohorts:grant_add"), grant_typed(agency), follow=True)
    grant = Grant.objects.get(user__name="Rina")
    assert bands(answer) == [("ok", "Rina menjadi pengelola pelatihan BPSDM Utara.")]
    assert OneTimeLink.objects.filter(user=grant.user).count() == 1
    assert "Belum diundang atau belum masuk" in text(answer)
    answer = admin.post(reverse("cohorts:grant_revoke", args=[grant.pk]), follow=True)
    assert bands(answer) == [("ok", "Rina bukan lagi pengelola pelatihan.")]
    own = Grant.objects.get(user=agency.users["training_admin"])
    assert problems(admin.post(reverse("cohorts:grant_revoke", args=[own.pk]))) == [
        "Siti Pengelola Utara pengelola pelatihan terakhir untuk BPSDM Utara. Beri dulu peran itu kepada orang lain."
    ]


def test_role_elsewhere_is_not_on_offer(agency: Agency, admin: Client) -> None:
    other = build_agency("Selatan", 2)
    answer = admin.post(reverse("cohorts:grant_add"), grant_typed(agency, institution=other.institution.pk))
    assert problems(answer) == ["Untuk instansi dan semua di bawahnya: Pilih salah satu instansi yang Anda kelola."]
    assert not Grant.objects.filter(user__name="Rina").exists()


def test_role_given_twice_is_a_sentence(agency: Agency, admin: Client) -> None:
    leader = agency.users["leadership"]
    typed = grant_typed(agency, number=leader.username, name="", email="", role=GrantedRole.LEADERSHIP)
    assert problems(admin.post(reverse("cohorts:grant_add"), typed)) == ["Peran ini sudah diberikan."]


def test_invitations_go_to_those_ticked_and_to_nobody_twice(agency: Agency, admin: Client) -> None:
    User.objects.filter(pk__in=[agency.users[role].pk for role in ("participant", "mentor")]).update(password="!")
    url = reverse("cohorts:invitations", args=[agency.cohort.code])
    page = admin.get(url)
    assert "Fauzan Coach Utara Sudah punya kata sandi" in text(page)
    mentor = agency.users["mentor"].person
    assert filled(page)["people"] == [str(agency.participant.person_id), str(mentor.pk)]
    answer = admin.post(url, {"people": [mentor.pk]}, follow=True)
    assert bands(answer)[0] == ("ok", "1 undangan dikirim.")
    assert "Ratna Mentor Utara Undangan masih berlaku" in text(admin.get(url))
    assert admin.post(url, {"people": [mentor.pk]}).status_code == 422
    assert problems(admin.post(url, {})) == ["Undangan: Pilih paling sedikit satu orang."]
    assert OneTimeLink.objects.count() == 1


def test_nobody_left_to_invite_is_said(agency: Agency, admin: Client) -> None:
    page = admin.get(reverse("cohorts:invitations", args=[agency.cohort.code]))
    assert "Tidak ada yang perlu diundang sekarang." in text(page)
