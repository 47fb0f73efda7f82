"""Every error by its sheet, row, column, value and words; all of them at once; and nothing written."""

from datetime import date, time
from typing import Any

import pytest

from coaching.models import Waiver
from cohorts.models import Cohort, Institution, Person
from tests.cohorts.workbook.files import (
    ANDI,
    BUNGA,
    CITRA,
    COACH_A,
    MENTOR_1,
    MENTOR_2,
    START,
    do_import,
    edited,
    plainly,
    tables,
)

pytestmark = pytest.mark.django_db

UNKNOWN_PARTICIPANT = "Peserta dengan nomor ini tidak ada dalam angkatan ini. Tambahkan dulu di lembar Peserta."
UNREADABLE_DATE = "Tanggal tidak terbaca. Tulis misalnya 21-11-2026 atau 21 November 2026."

# Sheet, row, heading, what is written, how it is shown, the sentence.
CELLS: list[tuple[str, int, str, Any, str | None, str]] = [
    ("Peserta", 2, "NIP", "1979021420050120", "1979021420050120", "NIP harus 18 digit angka. Yang tertulis 16 digit."),
    ("Peserta", 2, "NIP", 1979021420050120, "1979021420050120", "NIP harus 18 digit angka. Yang tertulis 16 digit."),
    (
        "Peserta",
        2,
        "NIP",
        "19790214200501200",
        "19790214200501200",
        "NIP harus 18 digit angka. Yang tertulis 17 digit. Satu digit hilang, mungkin angka nol.",
    ),
    (
        "Peserta",
        2,
        "NIP",
        197902142005012003,
        "1.97902142005012E+17",
        (
            "NIP rusak oleh lembar kerja: yang tertulis 1.97902142005012E+17. "
            "Jadikan kolomnya teks, lalu ketik ulang nomornya."
        ),
    ),
    (
        "Peserta",
        2,
        "NIP",
        "1,979E+17",
        "1,979E+17",
        "NIP rusak oleh lembar kerja: yang tertulis 1,979E+17. Jadikan kolomnya teks, lalu ketik ulang nomornya.",
    ),
    (
        "Peserta",
        2,
        "NIP",
        "197902142005012000",
        "197902142005012000",
        (
            "Tiga digit terakhir NIP tidak boleh 000. Lembar kerja membulatkan angka panjang: "
            "jadikan kolomnya teks, lalu ketik ulang nomornya."
        ),
    ),
    (
        "Peserta",
        2,
        "NIP",
        "197913142005012003",
        "197913142005012003",
        "Delapan digit pertama NIP harus tanggal lahir (tahun, bulan, hari). Yang tertulis 19791314.",
    ),
    (
        "Peserta",
        2,
        "NIP",
        "197902142005013003",
        "197902142005013003",
        "Digit ke-15 NIP harus 1 (pria) atau 2 (wanita). Yang tertulis 3.",
    ),
    ("Peserta", 2, "NIP", "19790214200501200X", "19790214200501200X", "NIP harus 18 digit angka."),
    (
        "Peserta",
        2,
        "NIP",
        "30512",
        "30512",
        "NIP harus 18 digit angka. Yang tertulis 5 digit. Untuk NRP atau nomor lain, isi kolom Jenis nomor.",
    ),
    ("Peserta", 2, "NIP", None, None, "Wajib diisi."),
    ("Peserta", 2, "Nama", None, None, "Wajib diisi."),
    ("Peserta", 2, "Instansi pengirim", None, None, "Wajib diisi."),
    (
        "Peserta",
        2,
        "Arahan pra-pelatihan",
        "mungkin",
        "mungkin",
        "Jawaban tidak dikenal. Tulis salah satu: Ya, Tidak.",
    ),
    (
        "Peserta",
        2,
        "Golongan",
        "IV/f",
        "IV/f",
        "Golongan tidak dikenal. Tulis misalnya III/d atau IV/b.",
    ),
    ("Peserta", 2, "Surel", "andi", "andi", "Alamat surel tidak terbaca. Tulis misalnya nama@instansi.go.id."),
    ("Peserta", 2, "Nama", "#N/A", "#N/A", "Rumus di sel ini gagal. Ganti dengan nilainya."),
    (
        "Peserta",
        2,
        "Nama",
        "x" * 201,
        "x" * 200,
        "Pastikan nilai ini mengandung paling banyak 200 karakter (sekarang 201 karakter).",
    ),
    (
        "Peserta",
        2,
        "NIP coach",
        "196001011985031001",
        "196001011985031001",
        "Coach dengan nomor ini belum ditunjuk untuk angkatan ini. Tambahkan dulu di lembar Coach.",
    ),
    (
        "Peserta",
        2,
        "NIP coach",
        "1968041119930310",
        "1968041119930310",
        "NIP harus 18 digit angka. Yang tertulis 16 digit.",
    ),
    ("Peserta", 2, "NIP coach", ANDI, ANDI, "Peserta tidak dapat menjadi coach bagi dirinya sendiri."),
    (
        "Coach",
        3,
        "Alasan pengecualian",
        None,
        None,
        "Coach ini tidak memegang sertifikat coaching. Isi alasan pengecualian atau lengkapi sertifikatnya.",
    ),
    (
        "Coach",
        2,
        "Tanggal sertifikat",
        "31-09-2024",
        "31-09-2024",
        "Tanggal ini tidak ada di kalender. September berakhir tanggal 30.",
    ),
    ("Coach", 2, "Berlaku sampai", "11 Desenber 2026", "11 Desenber 2026", UNREADABLE_DATE),
    ("Coach", 2, "Berlaku sampai", "12/31/2026", "12/31/2026", "Tanggal ini tidak ada di kalender."),
    ("Coach", 2, "Berlaku sampai", 46000, "46000", UNREADABLE_DATE),
    ("Coach", 2, "Berlaku sampai", time(8, 30), "08:30:00", UNREADABLE_DATE),
    (
        "Coach",
        2,
        "Berlaku sampai",
        "21-11-0202",
        "21-11-0202",
        "Tahun 202 tidak masuk akal. Tulis tahun antara 1900 dan 2199.",
    ),
    (
        "Coach",
        2,
        "Berlaku sampai",
        date(2024, 1, 1),
        "01-01-2024",
        "Berlaku sampai tidak boleh sebelum tanggal sertifikat, 01-01-2025.",
    ),
    ("Coach", 2, "Nomor sertifikat", None, None, "Wajib diisi. Kolom sertifikat lainnya sudah diisi."),
    (
        "Mentor",
        2,
        "Selesai",
        START,
        "05-10-2026",
        "Tanggal selesai harus sesudah tanggal mulai. Tanggal mulai 05-10-2026.",
    ),
    ("Mentor", 4, "NIP peserta", MENTOR_1, MENTOR_1, UNKNOWN_PARTICIPANT),
    ("Mentor", 4, "NIP mentor", BUNGA, BUNGA, "Peserta tidak dapat menjadi mentor bagi dirinya sendiri."),
    ("Mentor", 4, "Mulai", None, None, "Wajib diisi."),
    ("Mentor", 4, "Nama mentor", None, None, "Wajib diisi."),
    ("Mentor", 4, "Atasan langsung", "x", "x", "Jawaban tidak dikenal. Tulis salah satu: Ya, Tidak."),
    (
        "Mentor",
        3,
        "Mulai",
        date(2026, 11, 30),
        "30-11-2026",
        (
            "Dua mentor pada waktu yang sama: Mentor 1 (baris 2) belum selesai pada 30-11-2026. "
            "Isi Selesai mentor yang lama dengan hari pertama penggantinya."
        ),
    ),
    ("Aksi Perubahan", 3, "Judul", None, None, "Wajib diisi."),
    ("Aksi Perubahan", 3, "NIP peserta", COACH_A, COACH_A, UNKNOWN_PARTICIPANT),
    (
        "Tonggak",
        3,
        "Horizon",
        "segera",
        "segera",
        "Jawaban tidak dikenal. Tulis salah satu: Jangka pendek, Jangka menengah, Jangka panjang.",
    ),
    ("Tonggak", 3, "Capaian (%)", 101, "101", "Harus bilangan bulat dari 0 sampai 100."),
    (
        "Tonggak",
        3,
        "Capaian (%)",
        0.2,
        "0,2",
        "Harus bilangan bulat dari 0 sampai 100. Jika maksud Anda 20 persen, tulis 20.",
    ),
    (
        "Tonggak",
        3,
        "Capaian (%)",
        "31.43",
        "31.43",
        "Bilangan 31.43 dapat dibaca dua cara. Pakai koma untuk desimal, misalnya 31,43.",
    ),
    ("Tonggak", 3, "Capaian (%)", "separuh", "separuh", "separuh bukan bilangan. Tulis misalnya 1.234,5."),
    (
        "Tonggak",
        3,
        "NIP peserta",
        CITRA,
        CITRA,
        "Peserta ini belum mempunyai aksi perubahan. Isi dulu lembar Aksi Perubahan.",
    ),
    (
        "Tindak Lanjut",
        3,
        "Responden",
        "Coach",
        "Coach",
        "Jawaban tidak dikenal. Tulis salah satu: Peserta, Mentor.",
    ),
    ("Tindak Lanjut", 3, "Bulan ke", "enam", "enam", "enam bukan bilangan. Tulis misalnya 1.234,5."),
    (
        "Tindak Lanjut",
        3,
        "Status implementasi",
        "Selesai",
        "Selesai",
        "Jawaban tidak dikenal. Tulis salah satu: Sesuai rencana, Sebagian, Hanya selama pelatihan, Tidak terlaksana.",
    ),
    (
        "Tindak Lanjut",
        3,
        "Kendala",
        "Waktu; Hujan",
        "Waktu; Hujan",
        (
            "Hujan tidak dikenal. Tulis satu atau beberapa, dipisah titik koma, dari: Anggaran, Alih tugas, "
            "Tidak relevan lagi, Bukan prioritas organisasi, Dukungan pimpinan, Tim atau SDM, Regulasi, "
            "Sarana atau jaringan, Waktu, Lainnya."
        ),
    ),
    ("Angkatan", 2, "Kode", None, None, "Wajib diisi."),
    (
        "Angkatan",
        2,
        "Kode",
        "UJI 1",
        "UJI 1",
        "Kode hanya boleh berisi huruf, angka, tanda hubung dan garis bawah. Buang tanda lain.",
    ),
    ("Angkatan", 2, "Kode", "tambah", "tambah", "Kode ini dipakai oleh alamat halaman. Pilih kode lain."),
    ("Angkatan", 3, "Program", "PKX", "PKX", "Program tidak dikenal. Yang ada: PKA, PKN II, PKP."),
    ("Angkatan", 4, "Angkatan", None, None, "Wajib diisi."),
    ("Angkatan", 5, "Tahun", "dua ribu", "dua ribu", "dua ribu bukan bilangan. Tulis misalnya 1.234,5."),
    ("Angkatan", 6, "Penyelenggara", None, None, "Wajib diisi."),
    (
        "Angkatan",
        8,
        "Selesai",
        date(2026, 10, 4),
        "04-10-2026",
        "Tanggal selesai tidak boleh sebelum tanggal mulai. Tanggal mulai 05-10-2026.",
    ),
    (
        "Angkatan",
        9,
        "Zona waktu",
        "Asia/Tokyo",
        "Asia/Tokyo",
        "Jawaban tidak dikenal. Tulis salah satu: WIB, WIB (Pontianak), WITA, WIT.",
    ),
]


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
