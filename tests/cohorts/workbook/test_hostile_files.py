"""Bombs and wrong files: refused with a sentence, within 5 s and 300 MB (SEC-11)."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accounts.services import system_user
from cohorts.workbook import reading, unpack
from cohorts.workbook.importing import check_workbook
from core import audit
from tests.cohorts.workbook.files import counts, do_check, edited, tables
from tests.cohorts.workbook.hostile import FILES, SHEET, rewritten, sheet

SECONDS, MEGABYTES = 5, 300


# A process remembers the memory of the one that started it: a small one in between keeps that of the tests out.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_refused_in_time_and_in_little_memory(name: str) -> None:
    make, code = FILES[name]
    content = make()
    command = [sys.executable, "-c", MEASURE, sys.executable, "-I", unpack.__file__, '["Angkatan"]']
    started = time.monotonic()
    run = subprocess.run(command, input=content, capture_output=True, check=True)
    assert time.monotonic() - started < SECONDS
    answer = json.loads(run.stdout)
    assert answer["refused"] == code
    assert str(reading.REFUSALS[code] % {"about": answer["about"]}).endswith(".")
    assert int(run.stderr) < MEGABYTES * 1024


@pytest.mark.usefixtures("program")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"x", "Berkas ini bukan XLSX. Simpan dari Excel atau LibreOffice"),
        ("a.xlsm", b"x", "Berkas ini bukan XLSX. Simpan dari Excel atau LibreOffice"),
        ("a.xlsx", b"a;b", "Berkas ini bukan XLSX. Simpan dari Excel atau LibreOffice"),
        ("A.XLSX", b"", "Berkas ini kosong. Pilih berkas lain atau simpan ulang berkasnya."),
        ("a.xlsx", FILES["a row far down"][0](), "Sebuah lembar sampai ke baris 1048576. Paling banyak 20.000 baris"),
    ],
)
def test_wrong_file_is_an_error_of_the_file_itself(name: str, content: bytes, sentence: str) -> None:
    [problem] = check_workbook(content, name, by=system_user(), via=audit.COMMAND).problems
    assert (problem.sheet, problem.row, problem.column, problem.value) == (None, None, None, None)
    assert problem.message.startswith(sentence)


@pytest.mark.usefixtures("program")
@pytest.mark.django_db
def test_right_file_is_read_by_the_program_too() -> None:
    assert counts(do_check())[0] > 0


@pytest.mark.django_db
@pytest.mark.parametrize(("ending", "code"), [("exit 1", "unreadable"), ("kill -9 $$", "bomb"), ("sleep 9", "bomb")])
def test_program_that_fails_dies_or_hangs_is_a_refusal(
    ending: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the program itself
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{ending}\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(reading, "SECONDS", 1)
    [problem] = check_workbook(b"x", "a.xlsx", by=system_user(), via=audit.COMMAND).problems
    assert problem.message == str(reading.REFUSALS[code])


@pytest.mark.django_db
def test_workbook_without_angkatan_is_refused() -> None:
    [problem] = do_check({"Coach": tables()["Coach"]}).problems
    assert problem.message == "Lembar Angkatan tidak ada. Pakai buku kerja kosong sebagai contoh susunannya."
    assert problem.sheet is None


@pytest.mark.django_db
def test_cells_that_are_only_coloured_do_not_count() -> None:
    coloured = sheet(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>x</t></is></c></row><row r='1048576' s='1'>"
        "<c r='A1048576' s='1'/><c r='XFD1048576' s='1'/></row>"
    )
    content = rewritten({SHEET: coloured})
    assert unpack.unpack(content, ["Angkatan"])["sheets"] == [["Angkatan", [["x"]]]]


@pytest.mark.django_db
def test_failed_formula_is_refused_and_not_taken_for_a_blank_cell() -> None:
    report = do_check(edited([("Peserta", 2, "Telepon", "#REF!"), ("Peserta", 3, "Jabatan", "=A1")]))
    assert [(one.row, one.column, one.value) for one in report.problems] == [
        (2, "Telepon", "#REF!"),
        (3, "Jabatan", "#VALUE!"),
    ]


def test_every_refusal_has_its_sentence() -> None:
    raised = {code for _make, code in FILES.values()} | {"too_big"}
    assert raised == set(reading.REFUSALS)
