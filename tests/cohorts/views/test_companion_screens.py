"""Coach dan Mentor on screen: who accompanies whom, appointed for several, replaced, ended."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Assignment, CoachAppointment, Cohort, Participant
from cohorts.services.participants import enrol
from tests.cast import Agency, build_agency, person
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
def second(agency: Agency) -> Participant:
    someone = person("198001012005011002", "Tono Kedua", agency.sender)
    by = agency.users["training_admin"]
    return enrol(cohort=agency.cohort, person=someone, sending_institution=agency.sender, by=by)


def page_of(agency: Agency, name: str) -> str:
    """Return the address of a page of the agency's cohort."""
    return reverse(f"cohorts:{name}", args=[agency.cohort.code])


def mentor_typed(*participants: Participant, **changes: Any) -> dict[str, Any]:
    """Return what appointing a new mentor sends."""
    return {
        "participants": [row.pk for row in participants],
        "number_type": "nip",
        "number": "19800202 200501 2 003",
        "name": "Mentor Baru, M.Si.",
        "institution": "Kabupaten Utara",
        "position": "Kepala Dinas",
        "letter_number": "800/77",
        "letter_date": "1-10-2026",
        "task_description": "  Menyediakan waktu \n\n Menandatangani ",
        "is_direct_superior": "yes",
        "starts_on": "5-10-2026",
    } | changes


def test_overview_counts_what_is_missing(agency: Agency, admin: Client, second: Participant) -> None:
    shown = text(admin.get(reverse("cohorts:accompaniment")))
    assert "PKA Angkatan I Tahun 2026 05-10-2026 2 1 1" in shown
    assert page_of(agency, "companions") in admin.get(reverse("cohorts:accompaniment")).content.decode()


def test_page_filters_by_what_is_missing(agency: Agency, admin: Client, second: Participant) -> None:
    url = page_of(agency, "companions")
    shown = text(admin.get(url))
    assert "Semua 2 Tanpa coach 1 Tanpa mentor 1 Mentor diganti 0" in shown
    assert "tanpa surat tugas" in shown
    lacking = text(admin.get(url + "?saring=tanpa-mentor"))
    assert ("Tono Kedua" in lacking, "Dewi Peserta Utara" in lacking) == (True, False)
    assert "Tidak ada peserta dengan saringan ini." in text(admin.get(url + "?saring=mentor-diganti"))
    assert "Semua 2" in text(admin.get(url + "?saring=apa-saja"))


def test_mentor_is_appointed_for_those_picked(agency: Agency, admin: Client, second: Participant) -> None:
    url = page_of(agency, "appoint_mentor") + f"?peserta={second.pk}&peserta=x&peserta=99999999999999999999"
    typed = filled(admin.get(url), **mentor_typed())
    typed["participants"] = str(second.pk)
    assert "Dewi Peserta Utara" not in admin.get(url).content.decode()
    answer = admin.post(url, typed, follow=True)
    made = Assignment.objects.get(person__name="Mentor Baru, M.Si.")
    assert bands(answer) == [("ok", "Mentor Baru, M.Si. menjadi mentor untuk 1 peserta.")]
    assert (made.participant, made.task_description) == (second, "Menyediakan waktu\nMenandatangani")


def test_participant_of_another_cohort_is_not_on_offer(agency: Agency, admin: Client) -> None:
    other = build_agency("Selatan", 2)
    url = page_of(agency, "appoint_mentor")
    answer = admin.post(url, mentor_typed(other.participant))
    assert answer.status_code == 422
    assert not Assignment.objects.filter(letter_number="800/77").exists()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"participants": []}, ["Peserta: Pilih paling sedikit satu peserta."]),
        (
            {"is_direct_superior": "no"},
            ["Alasan bukan atasan langsung: Tulis mengapa mentornya bukan atasan langsung."],
        ),
        ({"ends_on": "5-10-2026"}, ["Tanggal selesai harus sesudah tanggal mulai."]),
        ({"starts_on": ""}, ["Mulai: Wajib diisi."]),
    ],
)
def test_odd_appointment_is_refused_in_words(
    agency: Agency, admin: Client, second: Participant, changes: dict[str, Any], expected: list[str]
) -> None:
    answer = admin.post(page_of(agency, "appoint_mentor"), mentor_typed(second, **changes))
    assert problems(answer) == expected
    assert 'value="Mentor Baru, M.Si."' in answer.content.decode()
    assert Assignment.objects.count() == 3


def test_second_mentor_is_a_sentence(agency: Agency, admin: Client) -> None:
    answer = admin.post(page_of(agency, "appoint_mentor"), mentor_typed(agency.participant))
    assert problems(answer) == [
        (
            "Pada masa itu sudah ada mentor untuk Dewi Peserta Utara (Ratna Mentor Utara). "
            "Ganti atau akhiri dulu yang lama."
        )
    ]


def test_coach_is_assigned_to_several_with_a_warning_beyond_the_advice(
    agency: Agency, admin: Client, second: Participant
) -> None:
    agency.cohort.programme.participants_per_coach = 1
    agency.cohort.programme.save()
    coach = CoachAppointment.objects.get()
    typed = {"participants": [second.pk], "coach": coach.pk, "starts_on": "5-10-2026"}
    answer = admin.post(page_of(agency, "assign_coach"), typed, follow=True)
    assert bands(answer) == [
        ("ok", "Fauzan Coach Utara mendampingi 1 peserta lagi."),
        ("warn", "Fauzan Coach Utara kini mendampingi 2 peserta; program menyarankan paling banyak 1."),
    ]
    assert "lebih dari 1" in text(answer)


def test_coach_of_another_cohort_is_not_on_offer(agency: Agency, admin: Client, second: Participant) -> None:
    other = build_agency("Selatan", 2)
    coach = CoachAppointment.objects.get(cohort=other.cohort)
    typed = {"participants": [second.pk], "coach": coach.pk, "starts_on": "5-10-2026"}
    assert admin.post(page_of(agency, "assign_coach"), typed).status_code == 422


def test_coach_who_would_examine_is_refused(agency: Agency, admin: Client) -> None:
    coach = agency.users["coach"].person
    typed = mentor_typed(agency.participant, number=coach.number, name="")
    answer = admin.post(page_of(agency, "appoint_examiner"), typed)
    assert problems(answer) == [
        (
            "Fauzan Coach Utara tidak dapat menguji peserta yang didampinginya sendiri, atau sebaliknya: "
            "Dewi Peserta Utara."
        )
    ]


def test_replaced_mentor_stays_to_be_seen_with_the_gap(agency: Agency, admin: Client) -> None:
    url = reverse("cohorts:assignment_replace", args=[agency.mentoring.pk])
    typed = mentor_typed(on="1 November 2026", starts_on="8 November 2026", reason="mutasi")
    answer = admin.post(url, typed, follow=True)
    assert bands(answer) == [
        ("ok", "Ratna Mentor Utara digantikan Mentor Baru, M.Si. mulai 8 November 2026."),
        ("warn", "Selama 7 hari tidak ada pendamping."),
    ]
    shown = text(answer)
    assert "Mentor Ratna Mentor Utara 5 Oktober s.d. 31 Oktober 2026" in shown
    assert "Digantikan Mentor Baru, M.Si. mulai 8 November 2026, 7 hari tanpa pendamping" in shown
    listed = text(admin.get(page_of(agency, "companions") + "?saring=mentor-diganti"))
    assert "menggantikan Ratna Mentor Utara" in listed


def test_replaced_coach_is_one_of_the_cohort(agency: Agency, admin: Client) -> None:
    other = person("198001012005011009", "Coach Kedua", agency.institution)
    appointment = CoachAppointment.objects.create(cohort=agency.cohort, person=other, starts_on=agency.cohort.starts_on)
    held = Assignment.objects.get(participant=agency.participant, role="coach")
    url = reverse("cohorts:assignment_replace", args=[held.pk])
    typed = {"on": "1-11-2026", "starts_on": "1-11-2026", "reason": "cuti", "coach": appointment.pk}
    answer = admin.post(url, typed, follow=True)
    assert bands(answer) == [("ok", "Fauzan Coach Utara digantikan Coach Kedua mulai 1 November 2026.")]


def test_examiner_is_ended_not_replaced(agency: Agency, admin: Client) -> None:
    held = Assignment.objects.get(participant=agency.participant, role="examiner")
    typed = mentor_typed(on="1-11-2026", starts_on="1-11-2026", reason="x")
    answer = admin.post(reverse("cohorts:assignment_replace", args=[held.pk]), typed)
    assert problems(answer) == ["Penguji tidak diganti: akhiri yang lama dan tetapkan yang baru."]
    end = reverse("cohorts:assignment_end", args=[held.pk])
    assert problems(admin.post(end, {"on": "5-10-2026", "reason": "x"})) == [
        "Berakhir: Tanggal selesai harus sesudah tanggal mulai."
    ]
    assert bands(admin.post(end, {"on": "1-11-2026", "reason": "tugas lain"}, follow=True)) == [
        ("ok", "Penugasan Eko Penguji Utara berakhir.")
    ]


def test_assignment_is_edited_and_removed(agency: Agency, admin: Client) -> None:
    held = Assignment.objects.get(participant=agency.participant, role="examiner")
    url = reverse("cohorts:assignment_edit", args=[held.pk])
    typed = filled(admin.get(url), letter_number="SK 5", is_direct_superior="no", exception_reason="PPK menunjuk")
    assert (typed["starts_on"], typed["unit"]) == ("05-10-2026", "Utara")
    admin.post(url, typed)
    held.refresh_from_db()
    assert (held.letter_number, held.is_direct_superior, held.exception_reason) == ("SK 5", False, "PPK menunjuk")
    assert "Bukan atasan langsung: PPK menunjuk" in text(
        admin.get(reverse("cohorts:participant_assignments", args=[agency.participant.pk]))
    )
    admin.post(reverse("cohorts:assignment_remove", args=[held.pk]))
    assert not Assignment.objects.filter(pk=held.pk).exists()
    remove = reverse("cohorts:assignment_remove", args=[agency.mentoring.pk])
    assert "masih ada 1 pernyataan komitmen mentor" in problems(admin.post(remove))[0]


def test_cohort_without_participants_says_what_comes_first(agency: Agency, admin: Client) -> None:
    empty = Cohort.objects.get(pk=agency.cohort.pk)
    empty.pk, empty.code, empty._state.adding = None, "PKA-KOSONG", True
    empty.save()
    shown = text(admin.get(reverse("cohorts:companions", args=["PKA-KOSONG"])))
    assert "Belum ada peserta. Pendamping ditetapkan setelah peserta terdaftar." in shown
