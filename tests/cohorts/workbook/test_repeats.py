"""Keys and repeats: what is new, what changes, what stays, and what a file may not say."""

from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry

from accounts.models import User
from change_actions.models import ChangeAction, FollowUp, Milestone
from change_actions.states import MilestoneState
from coaching.models import Certificate
from cohorts.models import Assignment, Cohort, Institution, InstitutionAlias, Participant, Person, Programme
from cohorts.states import AssignmentRole, InstitutionKind, NumberType
from core import audit
from mentoring.models import Statement
from tests.cohorts.workbook.files import (
    ANDI,
    BUNGA,
    COACH_A,
    COACH_B,
    MENTOR_1,
    MENTOR_2,
    ROWS,
    START,
    counts,
    do_check,
    do_import,
    edited,
    tables,
)

pytestmark = pytest.mark.django_db


def changes(report: Any) -> list[tuple[str, int, str, str, str]]:
    """Return every change of a report."""
    return [
        (one.sheet, one.row, change.heading, change.old, change.new)
        for one in report.changed_rows
        for change in one.changes.values()
    ]


def person(number: str) -> Person:
    return Person.objects.get(number=number)


def test_file_twice_changes_nothing_and_leaves_no_trace() -> None:
    assert counts(do_import()) == (ROWS, 0, 0)
    entries = LogEntry.objects.count()
    assert entries == ROWS
    assert counts(do_import()) == (0, 0, ROWS)
    assert LogEntry.objects.count() == entries


def test_check_says_the_same_and_writes_nothing() -> None:
    checked = do_check()
    assert not Cohort.objects.exists()
    assert not User.objects.filter(is_system=False).exists()
    assert checked.digest == do_import().digest


def test_everything_arrives_in_its_place() -> None:
    do_import()
    andi = Participant.objects.get(person__number=ANDI)
    assert (andi.person.name, andi.rank, andi.position, andi.unit) == ("Andi", "III/d", "Kabid", "Dinas A")
    assert (andi.person.institution, andi.sending_institution.name) == (
        andi.sending_institution,
        "Kabupaten Muara Tengah",
    )
    assert andi.sending_institution.kind == InstitutionKind.REGENCY
    assert (andi.pre_training_direction, andi.person.phone, andi.person.user.email) == (True, "0812", "andi@uji.go.id")
    assert (andi.person.user.username, andi.person.user.name) == (ANDI, "Andi")
    assert not andi.person.user.has_usable_password()
    coach = andi.assignments.get(role=AssignmentRole.COACH)
    assert (coach.person.number, coach.starts_on, coach.rank, coach.position) == (COACH_A, START, "IV/b", "Widyaiswara")
    first, second = andi.assignments.filter(role=AssignmentRole.MENTOR)
    assert (first.person.number, first.ends_on, first.end_reason) == (MENTOR_1, date(2026, 12, 1), "Pindah")
    assert (second.person.number, second.starts_on, second.ends_on) == (MENTOR_2, date(2026, 12, 1), None)
    assert (first.successor, first.is_direct_superior, first.task_description) == (second, True, "Membimbing")
    assert Statement.objects.get().assignment == first
    assert ChangeAction.objects.get(participant=andi).summary == "Baris satu\nBaris dua"
    answer = FollowUp.objects.get(respondent="mentor")
    assert (answer.implementation, answer.in_skp) == ("partly", False)
    assert {barrier.kind for barrier in answer.barriers.all()} == {"budget", "time"}
    cohort = Cohort.objects.get()
    assert (cohort.time_zone, cohort.year, cohort.label) == ("Asia/Makassar", 2026, "I")
    assert cohort.phases.exists()
    assert all(cohort.ends_on >= phase.ends_on for phase in cohort.phases.all())


def test_milestone_verified_on_paper_is_verified() -> None:
    do_import()
    done, planned = Milestone.objects.order_by("due_on")
    assert (done.state, done.verified_on, done.progress) == (MilestoneState.VERIFIED, date(2026, 12, 15), 100)
    assert (planned.state, planned.verified_on, planned.claimed_at) == (MilestoneState.PLANNED, None, None)
    later = edited(
        [("Tonggak", 3, "Tanggal verifikasi mentor", "2 Agustus 2027"), ("Tonggak", 3, "Capaian (%)", "100%")]
    )
    entries = LogEntry.objects.count()
    assert counts(do_import(later)) == (0, 1, ROWS - 1)
    planned.refresh_from_db()
    assert (planned.state, planned.verified_on, planned.progress) == (MilestoneState.VERIFIED, date(2027, 8, 2), 100)
    assert LogEntry.objects.count() == entries + 1
    assert counts(do_import(later)) == (0, 0, ROWS)


def test_blank_cell_leaves_what_is_stored() -> None:
    do_import()
    before = Participant.objects.filter(person__number=ANDI).values().get()
    blank = [
        *[
            ("Peserta", 2, heading, None)
            for heading in ("Nama", "Golongan", "Jabatan", "Unit kerja", "Instansi pengirim")
        ],
        *[("Peserta", 2, heading, "  ") for heading in ("Surel", "Telepon", "Arahan pra-pelatihan", "NIP coach")],
        *[("Angkatan", row, "", None) for row in range(3, 10)],
        ("Tindak Lanjut", 3, "Kendala", None),
        ("Coach", 3, "Alasan pengecualian", None),
    ]
    report = do_import(edited(blank))
    assert (report.problems, counts(report)) == ([], (0, 0, ROWS))
    assert Participant.objects.filter(person__number=ANDI).values().get() == before


def test_changes_are_shown_old_to_new_and_kept_in_the_trail() -> None:
    do_import()
    report = do_import(
        edited(
            [
                ("Peserta", 2, "Jabatan", "Sekretaris Dinas"),
                ("Peserta", 2, "Telepon", "0813"),
                ("Peserta", 3, "NIP coach", COACH_B),
                ("Peserta", 3, "Arahan pra-pelatihan", "ya"),
                ("Mentor", 4, "Selesai", date(2026, 12, 31)),
                ("Tindak Lanjut", 3, "Kendala", "Regulasi; waktu"),
                ("Tindak Lanjut", 2, "Catatan", "Rahasia baru"),
                ("Angkatan", 8, "Selesai", date(2027, 1, 20)),
            ]
        )
    )
    assert changes(report) == [
        ("Angkatan", 1, "Selesai", "15-01-2027", "20-01-2027"),
        ("Peserta", 2, "Telepon", "0812", "0813"),
        ("Peserta", 2, "Jabatan", "Kabid", "Sekretaris Dinas"),
        ("Peserta", 3, "Arahan pra-pelatihan", "Tidak", "Ya"),
        ("Peserta", 3, "NIP coach", "Coach A", "Coach B"),
        ("Mentor", 4, "Selesai", "", "31-12-2026"),
        ("Tindak Lanjut", 2, "Catatan", "Lancar", "Rahasia baru"),
        ("Tindak Lanjut", 3, "Kendala", "Anggaran; Waktu", "Regulasi; Waktu"),
    ]
    assert counts(report) == (0, 6, ROWS - 6)
    trail = {
        (entry.additional_data["verb"], entry.object_repr): entry.changes
        for entry in LogEntry.objects.filter(additional_data__verb__endswith=".changed")
    }
    assert trail["participant.changed", "Andi"] == {
        "position": ["Kabid", "Sekretaris Dinas"],
        "Telepon": ["0812", "0813"],
    }
    assert trail["followup.changed", "Peserta – 6"] == {}
    assert trail["followup.changed", "Mentor – 6"] == {}
    assert "Rahasia" not in str(trail)
    answer = FollowUp.objects.get(respondent="mentor")
    assert {barrier.kind for barrier in answer.barriers.all()} == {"regulation", "time"}
    assert Assignment.objects.get(role=AssignmentRole.COACH, participant__person__number=BUNGA).person.number == COACH_B
    assert person(ANDI).position == "Sekretaris Dinas"


def test_value_edited_on_screen_is_shown_before_it_is_overwritten() -> None:
    do_import()
    Participant.objects.filter(person__number=ANDI).update(unit="Dinas Z")
    assert changes(do_check()) == [("Peserta", 2, "Unit kerja", "Dinas Z", "Dinas A")]


def test_row_missing_from_the_file_is_kept_and_reported() -> None:
    do_import()
    sheets = tables()
    sheets["Peserta"].pop(2)
    sheets["Mentor"].pop(3)
    sheets["Aksi Perubahan"].pop(2)
    sheets.pop("Tindak Lanjut")
    report = do_import(sheets)
    assert report.problems == []
    assert report.kept == [("Peserta", "Bunga"), ("Mentor", "Bunga – Mentor 3"), ("Aksi Perubahan", "Bunga")]
    assert Participant.objects.count() == 3
    assert FollowUp.objects.count() == 2


def test_office_of_the_person_follows_the_latest_cohort_only() -> None:
    do_import()
    earlier = edited(
        [
            ("Angkatan", 2, "Kode", "UJI-LAMA"),
            ("Angkatan", 7, "Mulai", date(2024, 10, 5)),
            ("Angkatan", 8, "Selesai", date(2025, 1, 15)),
            ("Peserta", 2, "Jabatan", "Kasi"),
        ]
    )
    earlier = {name: earlier[name] for name in ("Angkatan", "Coach", "Peserta")}
    earlier["Coach"][1][5:8] = ["C-0", date(2024, 1, 1), date(2028, 1, 1)]
    assert do_import(earlier).problems == []
    assert person(ANDI).position == "Kabid"
    assert Participant.objects.get(person__number=ANDI, cohort__code="UJI-LAMA").position == "Kasi"
    later = edited(
        [
            ("Angkatan", 2, "Kode", "UJI-BARU"),
            ("Angkatan", 7, "Mulai", date(2027, 2, 1)),
            ("Angkatan", 8, "Selesai", date(2027, 6, 1)),
            ("Peserta", 2, "Jabatan", "Sekda"),
        ]
    )
    assert do_import({name: later[name] for name in ("Angkatan", "Coach", "Peserta")}).problems == []
    assert person(ANDI).position == "Sekda"
    assert Participant.objects.get(person__number=ANDI, cohort__code="UJI-1").position == "Kabid"


def test_office_in_one_file_is_that_of_the_latest_day() -> None:
    sheets = edited([("Mentor", 3, "Jabatan", "Asisten")])
    sheets["Mentor"][3][1:3] = [MENTOR_2, "Mentor 2"]
    do_import(sheets)
    assert person(MENTOR_2).position == "Asisten"
    assert counts(do_import(sheets)) == (0, 0, ROWS)


def test_name_written_twice_is_taken_from_the_first_row() -> None:
    sheets = edited([("Mentor", 4, "NIP mentor", MENTOR_2), ("Mentor", 4, "Nama mentor", "Drs. Mentor 2")])
    report = do_import(sheets)
    assert report.problems == []
    assert [(one.row, one.message) for one in report.warnings] == [
        (4, "Lembar Mentor baris 3 menulis Mentor 2 untuk orang yang sama; itu yang dipakai.")
    ]
    assert person(MENTOR_2).name == "Mentor 2"
    assert counts(do_import(sheets)) == (0, 0, ROWS)


def test_successor_added_later_is_linked() -> None:
    sheets = tables()
    successor = sheets["Mentor"].pop(2)
    sheets["Mentor"][1][7:9] = [None, None]
    do_import(sheets)
    first = Assignment.objects.get(person__number=MENTOR_1)
    assert (first.ends_on, first.successor) == (None, None)
    sheets = tables()
    assert successor[1] == MENTOR_2
    assert counts(do_import(sheets)) == (1, 1, ROWS - 2)
    first.refresh_from_db()
    assert first.successor is not None
    assert first.successor.person.number == MENTOR_2


def test_institutions_are_found_by_name_or_alias_without_case() -> None:
    known = Institution.objects.create(name="Pemerintah Kabupaten Muara Tengah")
    InstitutionAlias.objects.create(institution=known, name="KABUPATEN MUARA  TENGAH".replace("  ", " "))
    report = do_import(edited([("Peserta", 4, "Instansi pengirim", " kabupaten  muara tengah")]))
    assert report.new_institutions == ["BPSDM Uji"]
    assert set(Participant.objects.values_list("sending_institution", flat=True)) == {known.pk}


def test_institution_nearly_known_is_warned_about() -> None:
    Institution.objects.create(name="Kab. Muara Tengah")
    report = do_import(edited([("Peserta", 3, "Instansi pengirim", "Kab Muara Tgh")]))
    assert [(one.row, one.value, one.message) for one in report.warnings] == [
        (2, "Kabupaten Muara Tengah", "Instansi baru. Mungkin maksud Anda: Kab. Muara Tengah."),
        (3, "Kab Muara Tgh", "Instansi baru. Mungkin maksud Anda: Kab. Muara Tengah."),
    ]


def test_institution_of_two_agencies_is_asked_about() -> None:
    for name in ("Provinsi A", "Provinsi B"):
        parent = Institution.objects.create(name=name)
        Institution.objects.create(name="Dinas A", parent=parent)
    report = do_import(edited([("Peserta", 2, "Instansi pengirim", "Dinas A")]))
    assert [(one.sheet, one.row, one.column, one.message) for one in report.problems] == [
        (
            "Peserta",
            2,
            "Instansi pengirim",
            (
                "Ada beberapa instansi bernama ini (di bawah: Provinsi A; Provinsi B). "
                "Tulis nama lain yang hanya dimilikinya."
            ),
        )
    ]


def test_programme_edition_is_chosen_by_the_first_day_and_kept() -> None:
    Programme.objects.all().delete()
    for year in (2019, 2023):
        Programme.objects.create(code="PKA", name="PKA", effective_on=date(year, 1, 1))
    note = do_import(
        edited([("Angkatan", 7, "Mulai", date(2022, 10, 5)), ("Coach", 2, "Tanggal sertifikat", "1-1-2020")])
    ).notes
    assert note == ["Memakai edisi PKA yang berlaku sejak 1 Januari 2019."]
    assert counts(do_import())[1] == 2
    assert Cohort.objects.get().programme.effective_on == date(2019, 1, 1)


def test_programme_without_an_edition_that_early_takes_the_oldest() -> None:
    Programme.objects.all().delete()
    Programme.objects.create(code="pka", name="PKA", effective_on=date(2030, 1, 1))
    assert do_import().notes == [
        "Belum ada edisi pka pada 5 Oktober 2026, maka dipakai yang tertua, berlaku sejak 1 Januari 2030."
    ]


def test_other_numbers_are_taken_when_their_kind_is_stated() -> None:
    sheets = edited(
        [("Coach", 3, "NIP", "30512"), ("Coach", 3, "Jenis nomor", "nrp"), ("Peserta", 4, "NIP coach", "30512")]
    )
    assert do_import(sheets).problems == []
    assert person("30512").number_type == NumberType.NRP
    assert counts(do_import(edited([("Coach", 3, "NIP", "30512"), ("Peserta", 4, "NIP coach", "30512")]))) == (
        0,
        0,
        ROWS,
    )


def test_number_of_pppk_and_odd_numbers_are_told_apart() -> None:
    pppk = "198001012022211001"
    report = do_import(edited([("Peserta", 4, "NIP", pppk), ("Peserta", 3, "NIP", "198003151996041004")]))
    others = {one.message for one in report.problems}
    assert others == {"Peserta dengan nomor ini tidak ada dalam angkatan ini. Tambahkan dulu di lembar Peserta."}
    assert [one.row for one in report.warnings] == [3]
    sheets = edited([("Peserta", 4, "NIP", pppk)])
    do_import(sheets)
    assert person(pppk).number_type == NumberType.NI_PPPK


def test_spaces_dots_and_titles_above_the_headings_are_read_over() -> None:
    sheets = edited([("Peserta", 2, "NIP", "19790214 200501 2 003"), ("Peserta", 3, "NIP", "19800315.200604.1.004")])
    sheets["Peserta"] = [["DAFTAR PESERTA"], [None], *sheets["Peserta"], [None], ["", None]]
    assert do_import(sheets).problems == []
    wrong = edited([("Peserta", 3, "Surel", "x")])
    wrong["Peserta"] = [["DAFTAR PESERTA"], [None], *wrong["Peserta"]]
    assert [(one.row, one.column) for one in do_check(wrong).problems] == [(5, "Surel")]


def test_headings_and_sheets_match_without_case_and_in_any_order() -> None:
    sheets = tables()
    sheets["Peserta"] = [list(reversed(row)) for row in sheets["Peserta"]]
    sheets["Peserta"][0] = [f" {heading.upper()} " for heading in sheets["Peserta"][0]]
    sheets = {name.upper(): table for name, table in reversed(sheets.items())}
    assert counts(do_import(sheets)) == (ROWS, 0, 0)


def test_number_of_somebody_who_has_only_an_account_is_taken_over() -> None:
    user = User.objects.create_user(ANDI, "lama@uji.go.id", name="A.")
    assert do_import().problems == []
    assert person(ANDI).user == user
    user.refresh_from_db()
    assert (user.name, user.email) == ("Andi", "andi@uji.go.id")


def test_address_of_an_account_in_use_is_left_alone() -> None:
    do_import()
    user = User.objects.get(username=ANDI)
    user.set_password("sandi-untuk-uji-saja")
    user.save()
    report = do_import(edited([("Peserta", 2, "Surel", "baru@uji.go.id")]))
    assert counts(report) == (0, 0, ROWS)
    assert [(one.row, one.column, one.message) for one in report.warnings] == [
        (2, "Surel", "Akun ini sudah dipakai; surelnya hanya dapat diubah pada halaman orang.")
    ]
    user.refresh_from_db()
    assert user.email == "andi@uji.go.id"


def test_answer_given_in_the_application_is_neither_changed_nor_shown() -> None:
    do_import()
    answer = FollowUp.objects.get(respondent="participant")
    audit.record("followup.changed", answer, by=answer.participant.person.user)
    report = do_import(edited([("Tindak Lanjut", 2, "Catatan", "Lain"), ("Tindak Lanjut", 2, "Kendala", "Waktu")]))
    assert counts(report) == (0, 0, ROWS)
    assert [(one.sheet, one.row, one.message) for one in report.warnings] == [
        ("Tindak Lanjut", 2, "Jawaban ini diisi sendiri oleh penjawabnya dan dibiarkan.")
    ]
    answer.refresh_from_db()
    assert (answer.note, answer.barriers.count()) == ("Lancar", 0)


def test_certificate_of_another_number_is_added() -> None:
    do_import()
    do_import(edited([("Coach", 2, "Nomor sertifikat", "C-2")]))
    assert list(Certificate.objects.order_by("number").values_list("number", flat=True)) == ["C-1", "C-2"]


def test_cohort_code_is_found_without_case() -> None:
    do_import()
    assert counts(do_import(edited([("Angkatan", 2, "Kode", "uji-1")]))) == (0, 0, ROWS)
    assert Cohort.objects.get().code == "UJI-1"
