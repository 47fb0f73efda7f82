"""Every error by its sheet, row, column, value and words; all of them at once; and nothing written."""

from datetime import date
from typing import Any

import pytest

from coaching.models import Waiver
from cohorts.models import Cohort, Institution, Person
from tests.cohorts.workbook.files import (
    ANDI,
    BUNGA,
    MENTOR_2,
    START,
    do_import,
    edited,
    plainly,
    tables,
)
from tests.cohorts.workbook.wrong_cells import CELLS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "shown", "sentence"), CELLS, ids=lambda part: str(part)[:24]
)
def test_cell_wrong_is_named_with_its_remedy(
    sheet: str, row: int, heading: str, value: Any, shown: str | None, sentence: str
) -> None:
    report = do_import(edited([(sheet, row, heading, value)]))
    assert (sheet, row, heading, shown, sentence) in plainly(report.problems)
    others = [one for one in plainly(report.problems) if one[:3] != (sheet, row, heading)]
    # A row that can no longer be found is missed where others name it; nothing else may follow from one wrong cell.
    assert all(one[4].startswith(("Peserta dengan nomor ini", "Peserta ini belum")) for one in others)
    assert not Cohort.objects.exists()
    assert not Person.objects.exists()
    assert not Institution.objects.exists()


def test_row_twice_names_the_first() -> None:
    sheets = tables()
    sheets["Peserta"].append(list(sheets["Peserta"][1]))
    sheets["Tindak Lanjut"].append(list(sheets["Tindak Lanjut"][2]))
    assert plainly(do_import(sheets).problems) == [
        ("Peserta", 5, "NIP", ANDI, "Baris ini menyebut hal yang sama dengan baris 2. Hapus salah satu."),
        ("Tindak Lanjut", 4, "NIP peserta", ANDI, "Baris ini menyebut hal yang sama dengan baris 3. Hapus salah satu."),
    ]


def test_address_of_two_people_is_refused() -> None:
    report = do_import(edited([("Peserta", 3, "Surel", "A@uji.go.id")]))
    sentence = "Surel ini sudah tertulis untuk orang lain di lembar Coach baris 2. "
    sentence += "Tulis surel milik orang ini, atau kosongkan."
    assert plainly(report.problems) == [("Peserta", 3, "Surel", "A@uji.go.id", sentence)]


def test_address_of_somebody_stored_is_refused() -> None:
    do_import()
    sheets = edited([("Angkatan", 2, "Kode", "UJI-2"), ("Peserta", 3, "Surel", "andi@uji.go.id")])
    sheets["Peserta"].pop(1)
    sheets = {name: sheets[name] for name in ("Angkatan", "Coach", "Peserta")}
    sentence = "Surel ini sudah dipakai orang lain. Tulis surel milik orang ini, atau kosongkan."
    assert plainly(do_import(sheets).problems) == [("Peserta", 2, "Surel", "andi@uji.go.id", sentence)]


def test_every_error_comes_at_once_in_the_order_of_the_file() -> None:
    report = do_import(
        edited(
            [
                ("Peserta", 4, "Arahan pra-pelatihan", "?"),
                ("Coach", 2, "Surel", "bukan surel"),
                ("Peserta", 2, "NIP coach", MENTOR_2),
                ("Peserta", 2, "Surel", "x"),
                ("Mentor", 3, "Mulai", "kapan-kapan"),
                ("Angkatan", 3, "Program", "PKX"),
            ]
        )
    )
    assert [(one.sheet, one.row, one.column) for one in report.problems] == [
        ("Angkatan", 3, "Program"),
        ("Coach", 2, "Surel"),
        ("Peserta", 2, "Surel"),
        ("Peserta", 2, "NIP coach"),
        ("Peserta", 4, "Arahan pra-pelatihan"),
        ("Mentor", 3, "Mulai"),
    ]
    assert report.refused_rows == {
        ("Angkatan", 3),
        ("Coach", 2),
        ("Peserta", 2),
        ("Peserta", 4),
        ("Mentor", 3),
    }


@pytest.mark.parametrize(
    ("number", "issued", "until", "sentence"),
    [
        ("C-9", None, None, "Sertifikat tanpa tanggal tidak dianggap berlaku."),
        (
            "C-9",
            date(2024, 1, 1),
            date(2026, 10, 4),
            "Sertifikat coaching berakhir sebelum hari pertama angkatan, 05-10-2026.",
        ),
        ("C-9", date(2026, 10, 6), None, "Sertifikat coaching belum berlaku pada hari pertama angkatan, 05-10-2026."),
    ],
)
def test_coach_without_valid_certificate_needs_a_reason(
    number: str, issued: date | None, until: date | None, sentence: str
) -> None:
    certificate = [
        ("Coach", 3, "Nomor sertifikat", number),
        ("Coach", 3, "Tanggal sertifikat", issued),
        ("Coach", 3, "Berlaku sampai", until),
    ]
    remedy = "Isi alasan pengecualian atau lengkapi sertifikatnya."
    report = do_import(edited([*certificate, ("Coach", 3, "Alasan pengecualian", None)]))
    assert plainly(report.problems) == [("Coach", 3, "Alasan pengecualian", None, f"{sentence} {remedy}")]
    assert do_import(edited([*certificate, ("Coach", 3, "Alasan pengecualian", "Menyusul")])).problems == []


@pytest.mark.parametrize(("issued", "until"), [(START, START), (date(2020, 1, 1), None)])
def test_certificate_valid_on_the_first_day_needs_no_reason(issued: date, until: date | None) -> None:
    certificate = [
        ("Coach", 3, "Nomor sertifikat", "C-9"),
        ("Coach", 3, "Tanggal sertifikat", issued),
        ("Coach", 3, "Berlaku sampai", until),
        ("Coach", 3, "Alasan pengecualian", None),
    ]
    assert do_import(edited(certificate)).problems == []


def test_stored_mentor_in_the_way_is_named() -> None:
    do_import()
    sheets = edited([])
    sheets["Mentor"] = [sheets["Mentor"][0], [BUNGA, MENTOR_2, "Mentor 2", "Kadis", "Ya", None, date(2026, 11, 1)]]
    sentence = "Dua mentor pada waktu yang sama: Mentor 3 (sudah tersimpan) belum selesai pada 01-11-2026. "
    sentence += "Isi Selesai mentor yang lama dengan hari pertama penggantinya."
    assert plainly(do_import(sheets).problems) == [("Mentor", 2, "Mulai", "01-11-2026", sentence)]


def test_heading_missing_is_named_with_its_row() -> None:
    sheets = tables()
    sheets["Peserta"][0][1] = "Nama lengkap"
    sentence = "Kolom Nama tidak ada. Tambahkan judulnya di baris 1."
    report = do_import(sheets)
    assert ("Peserta", 1, "Nama", None, sentence) in plainly(report.problems)
    assert "Lembar Peserta: kolom Nama lengkap tidak dikenal dan tidak dibaca." in report.notes


def test_name_twice_on_the_sheet_of_the_cohort_is_refused() -> None:
    sheets = tables()
    sheets["Angkatan"].append(["kode", "UJI-2"])
    sentence = "Isian Kode ada dua kali. Hapus salah satu."
    assert plainly(do_import(sheets).problems) == [("Angkatan", 10, "Kode", "UJI-2", sentence)]


def test_heading_twice_is_refused() -> None:
    sheets = tables()
    sheets["Coach"][0][4] = "Nama"
    sentence = "Kolom Nama ada dua kali. Hapus salah satu."
    assert plainly(do_import(sheets).problems) == [("Coach", 1, "Nama", "Nama", sentence)]


def test_headings_nowhere_in_the_first_ten_rows_are_asked_for() -> None:
    sheets = tables()
    sheets["Coach"] = [["x"]] * 10 + sheets["Coach"]
    report = do_import({"Angkatan": sheets["Angkatan"], "Coach": sheets["Coach"]})
    sentence = "Baris judul tidak ditemukan dalam sepuluh baris pertama. Judul yang harus ada: NIP, Nama."
    assert plainly(report.problems) == [("Coach", 1, "NIP", None, sentence)]


def test_coach_stored_without_certificate_is_only_warned_about() -> None:
    do_import()

    Waiver.objects.all().delete()
    report = do_import(edited([("Coach", 3, "Alasan pengecualian", None)]))
    sentence = "Coach ini tidak memegang sertifikat coaching. Isi alasan pengecualian atau lengkapi sertifikatnya."
    assert report.problems == []
    assert plainly(report.warnings) == [("Coach", 3, "Alasan pengecualian", None, sentence)]
