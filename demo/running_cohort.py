"""A cohort in the seventh week of its implementation, as rows of the cohort workbook, dated from a given today.

People stand in every state: on time, late, stuck, without a mentor, with a mentor replaced. What the workbook has no
column for (letters, events, transfers) is done afterwards by demo.scenarios through services.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demo.people import COACHES, MENTORS, PARTICIPANTS, SENDERS, SUCCESSOR, Somebody, nip

type Rows = list[list[Any]]

# PKA's template lets implementation start on day 39; day 84 is in its seventh week.
DAYS_SINCE_START = 84
IMPLEMENTATION_STARTS = 39

WITHOUT_MENTOR = {4, 10}
WITHOUT_TASKS = {7, 30}
WITHOUT_STATEMENT = {0, 23}
# Whose mentor was succeeded on the day he left: so the workbook says it.
SUCCEEDED_ON = {19: 60}
# Whose mentor left on one day and was succeeded on a later one: place of the participant to both days.
SUCCEEDED_AFTER_A_GAP = {25: (60, 69), 36: (80, 83)}
WITHOUT_DIRECTION = {3, 9, 14, 22, 31}
DIRECTION_NOT_STATED = {10}
WITHOUT_COACH = {38}
WITHOUT_ACTION = {10}
WITHOUT_PLAN_REFERENCE = {4, 13, 30}
WITHOUT_MILESTONES = {10, 13}
STUCK = {5}
LATE = {2, 22, 33}

SHORT_TERM = (
    ("Tim efektif dan uraian tugas", "SK tim dengan uraian tugas tiap anggota", 8),
    ("Kesepakatan dengan para pemangku kepentingan", "Berita acara kesepakatan", 20),
    ("SOP layanan", "SOP yang ditetapkan kepala dinas", 41),
    ("Uji coba", "Laporan uji coba di satu lokasi", 50),
    ("Peluncuran dan laporan", "Laporan aksi perubahan", 57),
)


@dataclass(frozen=True)
class RunningCohort:
    """The scenario on a day; `start` is the cohort's first day."""

    today: date

    @property
    def start(self) -> date:
        """The first day: today lies in week 7 of the implementation."""
        return self.today - timedelta(days=DAYS_SINCE_START)

    @property
    def code(self) -> str:
        """The code, by the year of the first day."""
        return f"PKA-TIRTA-RAYA-{self.start.year}-2"

    def day(self, after: int) -> date:
        """Return the day so many days after the cohort's first."""
        return self.start + timedelta(days=after)

    def sheets(self) -> dict[str, Rows]:
        """Return the workbook: sheet name to rows, headings first."""
        return {
            "Coach": self.coaches(),
            "Peserta": self.participants(),
            "Mentor": self.mentors(),
            "Aksi Perubahan": self.change_actions(),
            "Tonggak": self.milestones(),
        }

    def coaches(self) -> Rows:
        """Return the coaches: two certified, one whose certificate ran out, one who never had one."""
        headings = ["NIP", "Nama", "Golongan", "Jabatan", "Surel", "Nomor sertifikat", "Penerbit sertifikat"]
        headings += ["Tanggal sertifikat", "Berlaku sampai", "Nomor surat penunjukan", "Tanggal surat penunjukan"]
        headings += ["Alasan pengecualian"]
        certificates: Rows = [
            ["CC-2211/2025", "Lembaga sertifikasi (contoh)", self.day(-400), self.day(700), ""],
            ["CC-1874/2024", "Lembaga sertifikasi (contoh)", self.day(-700), self.day(380), ""],
            [
                "CC-0310/2021",
                "Lembaga sertifikasi (contoh)",
                self.day(-1500),
                self.day(-40),
                "Sertifikasi ulang terjadwal",
            ],
            ["", "", "", "", "Widyaiswara bersertifikat belum mencukupi"],
        ]
        rows = []
        for place, (coach, certificate) in enumerate(zip(COACHES, certificates, strict=True), start=1):
            decree = [f"800.1.11/{140 + place}/BPSDM", self.day(-20)]
            rows.append([*_office(coach), coach.email, *certificate[:-1], *decree, certificate[-1]])
        return [headings, *rows]

    def participants(self) -> Rows:
        """Return the forty participants with their coach."""
        headings = ["NIP", "Nama", "Golongan", "Jabatan", "Unit kerja", "Instansi pengirim", "Surel", "Telepon"]
        headings += ["Arahan pra-pelatihan", "NIP coach"]
        rows = []
        for place, (name, _sex, sender, _mentor, unit, _title) in enumerate(PARTICIPANTS):
            email = "peserta@contoh.go.id" if place == 2 else f"pka2.{place + 1:02}@contoh.go.id"
            direction = "" if place in DIRECTION_NOT_STATED else "Tidak" if place in WITHOUT_DIRECTION else "Ya"
            coach = "" if place in WITHOUT_COACH else COACHES[place % len(COACHES)].number
            rank = "IV/a" if place % 3 == 0 else "III/d"
            office = [rank, "Kepala Bidang", unit, SENDERS[sender]]
            rows.append([number_of(place), name, *office, email, f"0812000{place:05}", direction, coach])
        return [headings, *rows]

    def mentors(self) -> Rows:
        """Return the mentors, successors as rows of their own."""
        headings = ["NIP peserta", "NIP mentor", "Nama mentor", "Golongan", "Jabatan", "Surel", "Atasan langsung"]
        headings += ["Nomor surat tugas", "Tanggal surat tugas", "Uraian tugas", "Mulai", "Selesai"]
        headings += ["Alasan penggantian", "Tanggal pernyataan komitmen"]
        rows = []
        for place, participant in enumerate(PARTICIPANTS):
            if place in WITHOUT_MENTOR:
                continue
            first = MENTORS[participant[3]]
            ends = self.day(SUCCEEDED_ON[place]) if place in SUCCEEDED_ON else ""
            reason = "Alih tugas" if place in SUCCEEDED_ON else ""
            signed = "" if place in WITHOUT_STATEMENT else self.day(26 + place % 4)
            tasks = "" if place in WITHOUT_TASKS else TASKS
            letter = [f"094/{200 + place}/{self.start.year}", self.day(-6), tasks]
            rows.append([number_of(place), *_mentor(first), "Ya", *letter, self.start, ends, reason, signed])
            if place in SUCCEEDED_ON:
                since = self.day(SUCCEEDED_ON[place])
                letter = [f"094/{300 + place}/{self.start.year}", since, TASKS]
                rows.append([number_of(place), *_mentor(SUCCESSOR), "Ya", *letter, since, "", "", ""])
        return [headings, *rows]

    def change_actions(self) -> Rows:
        """Return the change actions, most of them referring to the strategic plan."""
        headings = ["NIP peserta", "Judul", "Ringkasan", "Acuan renstra"]
        rows = []
        for place, (_name, _sex, _sender, _mentor, unit, title) in enumerate(PARTICIPANTS):
            if place in WITHOUT_ACTION:
                continue
            plan = "" if place in WITHOUT_PLAN_REFERENCE else f"Renstra {unit}, sasaran 2: mutu layanan publik"
            rows.append([number_of(place), title, f"{title}, dimulai di satu lokasi lalu diperluas.", plan])
        return [headings, *rows]

    def milestones(self) -> Rows:
        """Return the milestones with what was claimed and what the mentor verified."""
        headings = ["NIP peserta", "Horizon", "Tonggak", "Keluaran", "Tenggat", "Capaian (%)"]
        headings += ["Tanggal verifikasi mentor"]
        rows: Rows = []
        for place in range(len(PARTICIPANTS)):
            if place not in WITHOUT_MILESTONES:
                rows += self._milestones_of(place)
        return [headings, *rows]

    def _milestones_of(self, place: int) -> Rows:
        number = number_of(place)
        rows: Rows = []
        for step, (title, output, after) in enumerate(SHORT_TERM):
            due = self.day(IMPLEMENTATION_STARTS + after)
            progress, verified = self._standing(place, step, due)
            rows.append([number, "Jangka pendek", title, output, due, progress, verified])
        rows.append([number, "Jangka menengah", "Perluasan ke seluruh lokasi", "", self.day(300), 0, ""])
        rows.append([number, "Jangka panjang", "Masuk dokumen anggaran tetap", "", self.day(650), 0, ""])
        return rows

    def _standing(self, place: int, step: int, due: date) -> tuple[int, date | str]:
        """Return progress in percent and the day of verification, "" for none."""
        done_steps = 0 if place in STUCK else 2 if place in LATE else 3
        if step >= done_steps or due > self.today:
            started = step == done_steps and place not in STUCK
            return (40 if started and due > self.today else 0), ""
        waits_for_mentor = step == done_steps - 1 and place % 4 == 2  # Dewi among them
        return 100, "" if waits_for_mentor else due + timedelta(days=1 + place % 3)


TASKS = (
    "1. Mendampingi penyusunan rancangan; 2. Bertemu peserta paling sedikit tiga kali; "
    "3. Membuka akses ke data dan pemangku kepentingan; 4. Memverifikasi tonggak; "
    "5. Memfasilitasi pencantuman dalam SKP."
)


def number_of(place: int) -> str:
    """Return the NIP of the participant at a place of PARTICIPANTS."""
    return nip(place + 1, PARTICIPANTS[place][1])


def _office(somebody: Somebody) -> list[str]:
    return [somebody.number, somebody.name, somebody.rank, somebody.position]


def _mentor(somebody: Somebody) -> list[str]:
    email = somebody.email or f"{somebody.number}@contoh.go.id"
    return [*_office(somebody), email]
