"""What is written: a cohort that imports with nothing changed, and a workbook to fill in."""

import io
from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry
from openpyxl import load_workbook

from accounts.models import User
from accounts.services import system_user
from change_actions.models import ChangeAction, FollowUp
from cohorts.models import Cohort, Institution, InstitutionAlias, Participant, Person
from cohorts.workbook.blank import blank_workbook
from cohorts.workbook.exporting import cohort_workbook
from cohorts.workbook.importing import Report, check_workbook, import_workbook
from cohorts.workbook.sheets import COHORT, sheets_of
from core import audit
from tests.cohorts.workbook.files import ANDI, ROWS, START, counts, do_import, plainly
from tests.cohorts.workbook.test_lampung import import_lampung

pytestmark = pytest.mark.django_db

HOSTILE = [
    "=1+1",
    "+62 812",
    "-5",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "<script>alert(1)</script>",
    "Baris\nganda",
]


def exported(code: str) -> bytes:
    return cohort_workbook(Cohort.objects.get(code=code), by=system_user())


def again(content: bytes) -> Report:
    return import_workbook(content, "ekspor.xlsx", by=system_user(), via=audit.COMMAND)


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    return [list(row) for row in load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)]


def test_lampung_exported_imports_with_nothing_changed() -> None:
    import_lampung()
    entries = LogEntry.objects.count()
    report = again(exported("PKA-LPG-2020-1"))
    assert (report.problems, report.warnings, report.notes, report.kept) == ([], [], [], [])
    assert counts(report) == (0, 0, 197)
    assert LogEntry.objects.count() == entries


def test_cohort_exported_imports_into_an_empty_database_as_it_was() -> None:
    do_import()
    content = exported("UJI-1")
    digest = {sheet: cells(content, sheet) for sheet in ("Peserta", "Mentor", "Tonggak", "Tindak Lanjut")}
    Cohort.objects.update(code="LAMA")
    assert counts(again(content))[0] == ROWS
    assert {sheet: cells(exported("UJI-1"), sheet) for sheet in digest} == digest


def test_values_stand_in_the_file_as_dates_numbers_and_texts() -> None:
    do_import()
    content = exported("UJI-1")
    peserta = cells(content, "Peserta")
    assert dict(zip(peserta[0], peserta[1], strict=True)) | {"Surel": None} == {
        "NIP": ANDI,
        "Jenis nomor": None,
        "Nama": "Andi",
        "Golongan": "III/d",
        "Jabatan": "Kabid",
        "Unit kerja": "Dinas A",
        "Instansi pengirim": "Kabupaten Muara Tengah",
        "Surel": None,
        "Telepon": "0812",
        "Arahan pra-pelatihan": "Ya",
        "NIP coach": "196804111993031009",
    }
    mentor = cells(content, "Mentor")
    first = dict(zip(mentor[0], mentor[1], strict=True))
    assert first["Mulai"].date() == START
    assert first["Selesai"].date() == date(2026, 12, 1)
    tonggak = cells(content, "Tonggak")
    assert dict(zip(tonggak[0], tonggak[1], strict=True))["Capaian (%)"] == 100
    jawaban = cells(content, "Tindak Lanjut")
    assert dict(zip(jawaban[0], jawaban[2], strict=True))["Kendala"] == "Anggaran; Waktu"


def test_what_was_edited_on_screen_comes_back_unchanged() -> None:
    do_import()
    Person.objects.filter(number=ANDI).update(position="Sekretaris Daerah", rank="IV/d", unit="Setda")
    Person.objects.filter(number=ANDI).update(name="Dr.  Andi ", phone="0812  3456")
    User.objects.filter(username=ANDI).update(name="Dr.  Andi ")
    ChangeAction.objects.filter(participant__person__number=ANDI).update(summary=" Satu\r\nDua  \n\n", title="A  B")
    twin = Institution.objects.create(name="Provinsi X")
    Institution.objects.create(name="Kota Pinang", parent=twin)
    InstitutionAlias.objects.create(institution=Institution.objects.get(name="Kota Pinang", parent=None), name="Pinang")
    Institution.objects.create(name="Kabupaten Muara Tengah", parent=twin)
    content = exported("UJI-1")
    assert [row[6] for row in cells(content, "Peserta")[1:]] == [None, None, "Pinang"]
    report = again(content)
    assert (plainly(report.problems), counts(report)) == ([], (0, 0, ROWS))
    assert Person.objects.get(number=ANDI).position == "Sekretaris Daerah"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_any_sign_stays_a_text(text: str) -> None:
    do_import()
    Participant.objects.filter(person__number=ANDI).update(unit=text)
    content = exported("UJI-1")
    cell = load_workbook(io.BytesIO(content))["Peserta"]["F2"]
    assert (cell.data_type, str(cell.value).strip()) == ("s", text.strip())
    assert counts(again(content)) == (0, 0, ROWS)


def test_text_too_long_for_a_cell_is_left_blank() -> None:
    do_import()
    ChangeAction.objects.filter(participant__person__number=ANDI).update(summary="x" * 40_000)
    content = exported("UJI-1")
    assert cells(content, "Aksi Perubahan")[1][2] is None
    assert counts(again(content)) == (0, 0, ROWS)


def test_answer_given_in_the_application_is_not_exported() -> None:
    do_import()
    answer = FollowUp.objects.get(respondent="participant")
    audit.record("followup.changed", answer, by=answer.participant.person.user)
    content = exported("UJI-1")
    assert [row[1] for row in cells(content, "Tindak Lanjut")] == ["Responden", "Mentor"]
    report = again(content)
    assert counts(report) == (0, 0, ROWS - 1)
    assert report.kept == [("Tindak Lanjut", "Andi")]


def test_blank_workbook_has_headings_choices_examples_and_notes() -> None:
    content = blank_workbook(COHORT)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [*(sheet.name for sheet in sheets_of(COHORT)), "Petunjuk"]
    for sheet in sheets_of(COHORT):
        rows = cells(content, sheet.name)
        if sheet.pairs:
            assert [row[0] for row in rows] == ["Isian", *sheet.columns]
            assert {row[1] for row in rows[1:]} == {None}
        else:
            assert rows[0] == list(sheet.columns)
            assert len(rows) == 2
    choices = {str(choice.sqref): choice.formula1 for choice in book["Peserta"].data_validations.dataValidation}
    assert choices["J2:J20001"] == '"Ya,Tidak"'
    assert book["Peserta"].column_dimensions["A"].number_format == "@"
    explained = {row[1] for row in cells(content, "Petunjuk")}
    assert explained >= {heading for sheet in sheets_of(COHORT) for heading in sheet.columns}


def test_blank_workbook_left_as_it_is_asks_for_the_cohort_alone() -> None:
    report = check_workbook(blank_workbook(COHORT), "kosong.xlsx", by=system_user(), via=audit.COMMAND)
    assert plainly(report.problems) == [("Angkatan", 2, "Kode", None, "Wajib diisi.")]
    assert "Lembar Peserta: baris contoh tidak dibaca." in report.notes
    assert report.outcomes == []
