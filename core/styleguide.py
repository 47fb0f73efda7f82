"""Made-up content for the component gallery; people, places and numbers are fictional."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from core import charts
from core.dates import DateField
from core.shares import Share

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 7, 7, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Nama Lengkap", help_text="Seperti tercetak pada surat keputusan.")
    number = forms.CharField(label="NIP", required=False, help_text="18 digit angka, spasi tidak mengapa.")
    due = DateField(label="Tenggat", help_text="misalnya 21-11-2026")
    goal = forms.CharField(label="Tujuan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih"), ("pka", "PKA"), ("pkp", "PKP")])
    agenda = forms.ChoiceField(
        label="Siapa yang menetapkan agenda hari ini?",
        widget=forms.RadioSelect,
        choices=[("coachee", "Coachee"), ("both", "Coach dan coachee bersama"), ("coach", "Coach")],
    )
    barriers = forms.MultipleChoiceField(
        label="Hambatan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("budget", "Dukungan anggaran"), ("transfer", "Alih tugas"), ("time", "Waktu pelaksanaan")],
    )
    agreed = forms.BooleanField(label="Saya sudah membaca seluruh teks.")
    file = forms.FileField(label="Buku kerja", required=False, help_text="XLSX, paling besar 10 MB.")


@dataclass(frozen=True)
class Sample:
    """Anything with a kind and words; what a component does not ask for stays empty."""

    kind: str = ""
    words: str = ""
    title: str = ""
    label: str = ""
    lines: tuple[str, ...] = ()
    url: str = "#contoh"
    act: str = ""
    date: str = ""
    gone: str = ""
    note: str = ""
    value: str = ""
    number: str = ""
    count: int = 0
    current: bool = False
    bad: bool = False


TASKS = [
    Sample(
        kind="late",
        words="Terlambat 3 hari",
        title="Tandatangani pernyataan komitmen mentor",
        lines=("Andi Saputra · Arsip digital surat perizinan", "Tenggat 18 November · 3 halaman, sekitar 4 menit"),
        act="Baca dan tandatangani",
    ),
    Sample(
        kind="due",
        words="s.d. 24 November",
        title="Verifikasi tonggak “SOP layanan satu berkas”",
        lines=("Dewi Lestari · Izin usaha mikro satu berkas", "2 berkas bukti, diajukan 19 November"),
        act="Periksa bukti",
    ),
    Sample(
        kind="open",
        words="s.d. 30 November",
        title="Jawab tindak lanjut bulan ke-6",
        lines=("Rahman Hakim · Antrean daring Puskesmas", "3 pertanyaan"),
        act="Jawab, 2 menit",
    ),
]
STATIONS = [
    Sample(kind="done", label="Komitmen", date="12 Oktober"),
    Sample(kind="done", label="Rancangan", date="6 November"),
    Sample(kind="present", label="Implementasi", date="s.d. 15 Januari", gone="46%"),
    Sample(kind="future", label="Laporan", date="15 Januari"),
    Sample(kind="future", label="Kelanjutan", date="s.d. Januari 2029"),
]
FILTERS = [
    Sample(label="Semua", count=40),
    Sample(label="Perlu perhatian", count=14, current=True),
    Sample(label="Terlambat", count=9, bad=True),
    Sample(label="Tanpa mentor", count=2, bad=True),
    Sample(label="Siap ditutup", count=5),
]
COUNTS = [
    Sample(number="5", label="baris ditolak", bad=True),
    Sample(number="117", label="akan ditambah"),
    Sample(number="3", label="akan berubah"),
    Sample(number="39", label="sama, tidak disentuh", url=""),
]
FACTS = [
    Sample(label="Mentor", value="Dra. Ratna Wulandari, M.Si.", note="SPT 800/412/2026, sejak 8 Oktober 2026"),
    Sample(label="Coach", value="Dr. Fauzan Akbar, M.Pd.", note="Widyaiswara Ahli Madya, bersertifikat"),
    Sample(label="Pelatihan", value="PKA Angkatan II Tahun 2026", note="5 Oktober 2026 s.d. 15 Januari 2027"),
]
PEOPLE = [
    (
        "Andi Saputra",
        ["present", "future", "future", "future", "future"],
        "Komitmen, belum lengkap",
        "late",
        "Terlambat 3 hari",
    ),
    (
        "Dewi Lestari",
        ["done", "done", "present", "future", "future"],
        "Implementasi, minggu ke-7 dari 15",
        "late",
        "Tonggak terlambat 4 hari",
    ),
    (
        "Rahman Hakim",
        ["done", "done", "done", "done", "present"],
        "Kelanjutan, bulan ke-6",
        "open",
        "Tindak lanjut s.d. 30 November",
    ),
]
MILESTONES = [
    (
        "Tim efektif dan uraian tugas",
        "rencana 16 Okt, diajukan 12 Okt",
        (10, 16),
        (10, 12),
        (10, 19),
        "done",
        "Terverifikasi 19 Oktober",
        "3 bukti",
    ),
    (
        "Kesepakatan data kecamatan",
        "rencana 27 Okt, diajukan 31 Okt",
        (10, 27),
        (10, 31),
        (11, 5),
        "done",
        "Terverifikasi 5 November",
        "1 bukti",
    ),
    ("Penghubungan data ke OSS", "rencana 17 Nov", (11, 17), None, None, "late", "Terlambat 4 hari", "belum ada bukti"),
    (
        "SOP layanan satu berkas",
        "rencana 27 Nov, diajukan 19 Nov",
        (11, 27),
        (11, 19),
        None,
        "due",
        "Menunggu verifikasi Anda",
        "2 bukti",
    ),
    ("Uji coba di satu kecamatan", "rencana 11 Des", (12, 11), None, None, "open", "Belum waktunya", ""),
]
BARRIERS_OWN = [
    ("Alih tugas", Share(9, 35)),
    ("Dukungan pimpinan", Share(7, 35)),
    ("Waktu pelaksanaan", Share(5, 35)),
    ("Sarana dan konektivitas digital", Share(3, 35)),
    ("Tidak lagi relevan", Share(2, 35)),
]
BARRIERS_MENTOR = [
    ("Alih tugas", Share(8, 26)),
    ("Dukungan anggaran", Share(16, 26)),
    ("Bukan prioritas organisasi", Share(6, 26)),
]
OPINIONS = [
    ("Saya membutuhkan coaching selama menjalankan aksi perubahan", (0, 0, 2, 14, 19), 35),
    ("Sebelum pelatihan saya menerima arahan yang jelas", (4, 8, 6, 11, 6), 35),
    ("Surat penugasan saya memuat uraian tugas", (8, 13, 0, 3, 2), 26),
]


def _day(month_day: tuple[int, int] | None) -> date | None:
    return date(2026, *month_day) if month_day else None


def _milestones() -> dict[str, Any]:
    line = charts.time_line([date(2026, 10, 12), date(2027, 1, 8)], TODAY)
    rows = [
        {
            "title": title,
            "dates": dates,
            "kind": kind,
            "words": words,
            "note": note,
            "url": "",
            "track": charts.milestone_track(
                line, planned=date(2026, *plan), claimed=_day(claimed), verified=_day(seen)
            ),
        }
        for title, dates, plan, claimed, seen, kind, words, note in MILESTONES
    ]
    return {"milestones": rows, "line": line}


def _figures() -> dict[str, Any]:
    return {
        "figure": charts.bar("Berjalan sesuai rencana", Share(11, 35)),
        "second_figure": charts.bar("Berjalan sesuai rencana", Share(9, 26, 2)),
        "squares": charts.square_chart(11, 24, 5),
        "no_figure": charts.bar("Berjalan sesuai rencana", Share(0, 0)),
        "bars": charts.bar_list(BARRIERS_OWN),
        "mentor_bars": charts.bar_list(BARRIERS_MENTOR),
        "likert": [charts.likert_bar(statement, counts, base) for statement, counts, base in OPINIONS],
    }


def samples() -> dict[str, Any]:
    """Return the context of the gallery."""
    return {
        "tasks": TASKS,
        "stations": STATIONS,
        "people": [
            {"name": name, "dots": charts.mini_path(kinds), "stage": stage, "kind": kind, "words": words}
            for name, kinds, stage, kind, words in PEOPLE
        ],
        "filters": FILTERS,
        "counts": COUNTS,
        "facts": FACTS,
        "steps": ["Pilih berkas", "Periksa", "Selesai"],
        "states": [
            Sample(kind="late", words="Terlambat 3 hari"),
            Sample(kind="due", words="s.d. 24 November"),
            Sample(kind="done", words="Ditandatangani 12 Oktober"),
            Sample(kind="open", words="Belum waktunya"),
        ],
        "history": [
            {"moment": NOW, "actor": "Dewi Lestari", "verb": "mengajukan tonggak dengan 2 bukti", "changes": []},
            {
                "moment": NOW,
                "actor": "Ratna Wulandari",
                "verb": "mengubah hambatan",
                "changes": [{"label": "Tingkat", "old": "pelaksana", "new": "pimpinan instansi"}],
            },
        ],
        "page_of_list": Paginator(range(100), 25).page(2),
        "sample_form": SampleForm(initial={"agenda": "coachee", "due": TODAY}),
        "failed_form": SampleForm(
            data={"b-number": "1979051220050110", "b-due": "31-09-2026", "b-agenda": "both"}, prefix="b"
        ),
        **_milestones(),
        **_figures(),
    }
