"""`manage.py import_workbook FILE [--check] [--json]` keeps its contract."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cohorts.models import Cohort
from tests.cohorts.workbook.files import ANDI, ROWS, as_file, edited, on_the_test_database, tables

ROOT = Path(__file__).resolve().parents[3]


def command(file: Path, *options: str) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_workbook", str(file), *options, stdout=out, stderr=err)
    except SystemExit as ending:
        return int(str(ending.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def right(tmp_path: Path) -> Path:
    file = tmp_path / "benar.xlsx"
    file.write_bytes(as_file(tables()))
    return file


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    file = tmp_path / "salah.xlsx"
    file.write_bytes(as_file(edited([("Peserta", 2, "Surel", "x"), ("Mentor", 4, "Mulai", "31-09-2026")])))
    return file


@pytest.mark.django_db
def test_right_file_is_imported_and_counted(right: Path) -> None:
    code, out, err = command(right, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert {key: answer[key] for key in ("created", "changed", "unchanged")} == {
        "created": ROWS,
        "changed": 0,
        "unchanged": 0,
    }
    assert Cohort.objects.count() == 1
    entry = LogEntry.objects.filter(additional_data__verb="participant.created").first()
    assert entry is not None
    assert entry.actor is not None
    assert (entry.actor.is_system, entry.additional_data["via"]) == (True, "command")


@pytest.mark.django_db
def test_check_writes_nothing_and_counts_the_same(right: Path) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert json.loads(command(right, "--check", "--json")[1])["created"] == ROWS
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("options", [["--json"], ["--json", "--check"]])
def test_wrong_file_gives_every_error_and_exit_1(wrong: Path, options: list[str]) -> None:
    code, out, err = command(wrong, *options)
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "created": 0,
        "changed": 0,
        "unchanged": 0,
        "errors": [
            {
                "sheet": "Peserta",
                "row": 2,
                "column": "Surel",
                "value": "x",
                "message": "Alamat surel tidak terbaca. Tulis misalnya nama@instansi.go.id.",
            },
            {
                "sheet": "Mentor",
                "row": 4,
                "column": "Mulai",
                "value": "31-09-2026",
                "message": "Tanggal ini tidak ada di kalender. September berakhir tanggal 30.",
            },
        ],
    }
    assert not Cohort.objects.exists()


@pytest.mark.django_db
def test_wrong_file_in_words_goes_to_standard_error(wrong: Path) -> None:
    code, out, err = command(wrong)
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == (
        "Lembar Peserta, baris 2, kolom Surel “x”: Alamat surel tidak terbaca. Tulis misalnya nama@instansi.go.id."
    )


@pytest.mark.django_db
def test_right_file_in_words_says_what_was_done(right: Path) -> None:
    assert command(right)[1].splitlines() == [
        f"{ROWS} ditambah, 0 berubah, 0 sama.",
        "Memakai edisi PKA yang berlaku sejak 1 Januari 2023. Edisi ini contoh: cocokkan dengan peraturan Anda.",
        "Instansi baru: BPSDM Uji.",
        "Instansi baru: Kabupaten Muara Tengah.",
        "Instansi baru: Kota Pinang.",
    ]
    sheets = {name: table for name, table in tables().items() if name in ("Angkatan", "Mentor")}
    sheets["Mentor"].pop(3)
    right.write_bytes(as_file(sheets))
    assert command(right)[1].splitlines() == [
        "0 ditambah, 0 berubah, 3 sama.",
        "Tersimpan tetapi tidak ada di berkas, dibiarkan: Mentor, Bunga – Mentor 3.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("tidak-ada.xlsx", None, "Periksa nama dan izinnya."),
        ("kosong.xlsx", b"", "Berkas ini kosong."),
        ("data.csv", b"a,b", "Berkas ini bukan XLSX."),
    ],
)
def test_file_at_fault_has_no_place(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    code, out, _err = command(file, "--json")
    [error] = json.loads(out)["errors"]
    assert code == 1
    assert [error[key] for key in ("sheet", "row", "column", "value")] == [None] * 4
    assert message in error["message"]


@pytest.mark.django_db(transaction=True)
def test_program_of_its_own_answers_json_alone(right: Path) -> None:
    arguments = [sys.executable, "manage.py", "import_workbook", str(right), "--json"]
    run = subprocess.run(arguments, cwd=ROOT, env=on_the_test_database(), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["created"] == ROWS
    assert Cohort.objects.filter(participants__person__number=ANDI).count() == 1
