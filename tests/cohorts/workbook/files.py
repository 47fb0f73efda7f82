"""Small workbooks for the tests: a right one, and the same with some cells changed."""

import io
import os
from collections.abc import Iterable
from copy import deepcopy
from datetime import date
from typing import Any

from django.db import connection
from openpyxl import Workbook

from accounts.services import system_user
from cohorts.workbook.importing import Report, check_workbook, import_workbook
from cohorts.workbook.problems import Problem
from core import audit

type Table = list[list[Any]]

COACH_A, COACH_B = "196804111993031009", "197001011994032002"
ANDI, BUNGA, CITRA = "197902142005012003", "198003152006041004", "198104162007052005"
MENTOR_1, MENTOR_2, MENTOR_3 = "196501011990011001", "196602021991012002", "196703031992011003"
START = date(2026, 10, 5)

RIGHT: dict[str, Table] = {
    "Angkatan": [
        ["Isian", "Nilai"],
        ["Kode", "UJI-1"],
        ["Program", "PKA"],
        ["Angkatan", "I"],
        ["Tahun", 2026],
        ["Penyelenggara", "BPSDM Uji"],
        ["Mulai", START],
        ["Selesai", date(2027, 1, 15)],
        ["Zona waktu", "Asia/Makassar"],
    ],
    "Coach": [
        [
            "NIP",
            "Nama",
            "Golongan",
            "Jabatan",
            "Surel",
            "Nomor sertifikat",
            "Tanggal sertifikat",
            "Berlaku sampai",
            "Alasan pengecualian",
        ],
        [COACH_A, "Coach A", "IV/b", "Widyaiswara", "a@uji.go.id", "C-1", date(2025, 1, 1), date(2028, 1, 1), None],
        [COACH_B, "Coach B", "IV/c", "Widyaiswara", "b@uji.go.id", None, None, None, "Belum cukup"],
    ],
    "Peserta": [
        [
            "NIP",
            "Nama",
            "Golongan",
            "Jabatan",
            "Unit kerja",
            "Instansi pengirim",
            "Surel",
            "Telepon",
            "Arahan pra-pelatihan",
            "NIP coach",
        ],
        [ANDI, "Andi", "III/d", "Kabid", "Dinas A", "Kabupaten Muara Tengah", "andi@uji.go.id", "0812", "Ya", COACH_A],
        [BUNGA, "Bunga", "III/d", "Kabid", "Dinas B", "Kabupaten Muara Tengah", None, None, "Tidak", COACH_A],
        [CITRA, "Citra", "IV/a", "Sekretaris", "Dinas C", "Kota Pinang", None, None, None, COACH_B],
    ],
    "Mentor": [
        [
            "NIP peserta",
            "NIP mentor",
            "Nama mentor",
            "Jabatan",
            "Atasan langsung",
            "Uraian tugas",
            "Mulai",
            "Selesai",
            "Alasan penggantian",
            "Tanggal pernyataan komitmen",
        ],
        [
            ANDI,
            MENTOR_1,
            "Mentor 1",
            "Kadis",
            "Ya",
            "Membimbing",
            START,
            date(2026, 12, 1),
            "Pindah",
            date(2026, 10, 6),
        ],
        [ANDI, MENTOR_2, "Mentor 2", "Kadis", "Ya", None, date(2026, 12, 1), None, None, None],
        [BUNGA, MENTOR_3, "Mentor 3", "Kadis", "Tidak", None, START, None, None, None],
    ],
    "Aksi Perubahan": [
        ["NIP peserta", "Judul", "Ringkasan"],
        [ANDI, "Izin satu berkas", "Baris satu\nBaris dua"],
        [BUNGA, "Arsip digital", None],
    ],
    "Tonggak": [
        ["NIP peserta", "Horizon", "Tonggak", "Tenggat", "Capaian (%)", "Tanggal verifikasi mentor"],
        [ANDI, "Jangka pendek", "SOP layanan", date(2026, 12, 18), 100, date(2026, 12, 15)],
        [ANDI, "Jangka menengah", "Aplikasi", date(2027, 8, 1), 20, None],
    ],
    "Tindak Lanjut": [
        ["NIP peserta", "Responden", "Bulan ke", "Status implementasi", "Masuk SKP", "Kendala", "Catatan"],
        [ANDI, "Peserta", 6, "Sesuai rencana", "Ya", None, "Lancar"],
        [ANDI, "Mentor", 6, "Sebagian", "Tidak", "Waktu; Anggaran", None],
    ],
}
ROWS = 1 + 2 + 3 + 3 + 2 + 2 + 2


def on_the_test_database() -> dict[str, str]:
    """Return the environment of a program that works on the database of the present test."""
    head, _slash, _name = os.environ["TEST_DATABASE_URL"].rpartition("/")
    url = f"{head}/{connection.settings_dict['NAME']}"
    return os.environ | {"DATABASE_URL": url, "TEST_DATABASE_URL": url}


def tables() -> dict[str, Table]:
    """Return a copy of the right tables."""
    return deepcopy(RIGHT)


def as_file(sheets: dict[str, Table]) -> bytes:
    """Return tables as an XLSX file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def edited(edits: Iterable[tuple[str, int, str, Any]]) -> dict[str, Table]:
    """Return the right tables with cells changed: sheet, row as the spreadsheet shows it, heading, value."""
    sheets = tables()
    for name, row, heading, value in edits:
        table = sheets[name]
        if name == "Angkatan":
            table[row - 1][1] = value
            continue
        if heading not in table[0]:
            for line in table:
                line.append(heading if line is table[0] else None)
        while len(table) < row:
            table.append([None] * len(table[0]))
        table[row - 1][table[0].index(heading)] = value
    return sheets


def do_import(sheets: dict[str, Table] | None = None, **options: Any) -> Report:
    """Import tables as the system."""
    content = as_file(tables() if sheets is None else sheets)
    return import_workbook(content, "uji.xlsx", by=system_user(), via=audit.COMMAND, **options)


def do_check(sheets: dict[str, Table] | None = None) -> Report:
    """Check tables as the system."""
    content = as_file(tables() if sheets is None else sheets)
    return check_workbook(content, "uji.xlsx", by=system_user(), via=audit.COMMAND)


def counts(report: Report) -> tuple[int, int, int]:
    """Return how many rows are new, changed and the same."""
    return report.created, report.changed, report.unchanged


def plainly(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    """Return problems as tuples."""
    return [(one.sheet, one.row, one.column, one.value, one.message) for one in problems]
