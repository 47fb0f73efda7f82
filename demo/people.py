"""The fictional people of Provinsi Tirta Raya. Every name, number and title is invented."""

from dataclasses import dataclass

PROVINCE = "Pemerintah Provinsi Tirta Raya"
ORGANISER = "BPSDM Provinsi Tirta Raya"
SENDERS = (
    "Kabupaten Muara Tengah",
    "Kabupaten Bukit Selatan",
    "Kota Tirtapura",
    "Kabupaten Pesisir Utara",
    "Kabupaten Rawa Indah",
    "Sekretariat Daerah Provinsi Tirta Raya",
)

WOMAN, MAN = "2", "1"


@dataclass(frozen=True)
class Somebody:
    """A person as the scenarios need one. `number` is a well-formed NIP that nobody holds."""

    name: str
    number: str
    position: str
    unit: str = ""
    rank: str = "IV/a"
    email: str = ""


def nip(serial: int, sex: str, birth_year: int = 1978) -> str:
    """Return a well-formed NIP: birth date, appointment month, sex, serial."""
    month, day = serial % 12 + 1, serial % 28 + 1
    return f"{birth_year}{month:02}{day:02}{birth_year + 25}{month:02}{sex}{serial % 999 + 1:03}"


ADMIN = Somebody(
    "Siti Nuraini, S.E.", nip(901, WOMAN), "Analis Pengembangan Kompetensi", ORGANISER, "III/d", "admin@contoh.go.id"
)
LEADER = Somebody(
    "Dr. H. Amran Yusuf, M.Si.", nip(902, MAN, 1969), "Kepala BPSDM", ORGANISER, "IV/d", "pimpinan@contoh.go.id"
)
COACHES = (
    Somebody(
        "Dr. Fauzan Akbar, M.Pd.",
        nip(911, MAN, 1970),
        "Widyaiswara Ahli Madya",
        ORGANISER,
        "IV/b",
        "coach@contoh.go.id",
    ),
    Somebody("Dra. Laksmi Handoko, M.M.", nip(912, WOMAN, 1968), "Widyaiswara Ahli Utama", ORGANISER, "IV/d"),
    Somebody("Ir. Parlindungan Sihombing, M.T.", nip(913, MAN, 1971), "Widyaiswara Ahli Madya", ORGANISER, "IV/b"),
    Somebody(
        "Nur Aisyah Rahmadani, S.Sos., M.A.P.", nip(914, WOMAN, 1976), "Widyaiswara Ahli Muda", ORGANISER, "III/d"
    ),
)
MENTORS = (
    Somebody(
        "Dra. Ratna Wulandari, M.Si.", nip(921, WOMAN, 1969), "Kepala DPMPTSP", "DPMPTSP", "IV/c", "mentor@contoh.go.id"
    ),
    Somebody("Drs. Hasan Basri", nip(922, MAN, 1967), "Kepala Dinas Perikanan", "Dinas Perikanan", "IV/c"),
    Somebody(
        "dr. Maria Goreti Lengkong, M.Kes.", nip(923, WOMAN, 1970), "Kepala Dinas Kesehatan", "Dinas Kesehatan", "IV/c"
    ),
    Somebody(
        "Ir. Suryadi Kartawijaya, M.Si.",
        nip(924, MAN, 1968),
        "Kepala Dinas Pekerjaan Umum",
        "Dinas Pekerjaan Umum",
        "IV/c",
    ),
    Somebody(
        "Yohanes Tandilintin, S.H., M.H.",
        nip(925, MAN, 1972),
        "Asisten Administrasi Umum",
        "Sekretariat Daerah",
        "IV/c",
    ),
    Somebody(
        "Hj. Cut Meurah Intan, S.Pd., M.Pd.",
        nip(926, WOMAN, 1971),
        "Kepala Dinas Pendidikan",
        "Dinas Pendidikan",
        "IV/b",
    ),
    Somebody("Drs. I Nyoman Suteja", nip(927, MAN, 1966), "Kepala Bappeda", "Bappeda", "IV/c"),
    Somebody("Rosmawati Daeng Ngai, S.E., M.Ak.", nip(928, WOMAN, 1974), "Kepala BPKAD", "BPKAD", "IV/b"),
    Somebody("Zulkifli Lubis, S.Kom., M.T.I.", nip(929, MAN, 1975), "Kepala Dinas Kominfo", "Dinas Kominfo", "IV/b"),
    Somebody("Theresia Wenda, S.Sos.", nip(930, WOMAN, 1973), "Kepala Dinas Sosial", "Dinas Sosial", "IV/b"),
)
SUCCESSOR = Somebody(
    "Agustinus Renyaan, S.STP., M.Si.", nip(931, MAN, 1977), "Kepala DPMPTSP (baru)", "DPMPTSP", "IV/b"
)
SPEAKER = Somebody("Rahman Hakim, S.KM.", nip(941, MAN, 1977), "Sekretaris Dinas Kesehatan", "Dinas Kesehatan", "IV/a")

# Name, sex, place of the sender in SENDERS, place of the mentor in MENTORS, unit, what is to change.
PARTICIPANTS = (
    ("Andi Saputra, S.T.", MAN, 0, 0, "DPMPTSP", "Arsip digital surat perizinan"),
    ("Bambang Wicaksono, S.E.", MAN, 1, 1, "Dinas Perikanan", "Lelang ikan terbuka melalui layar publik"),
    ("Dewi Lestari, S.IP., M.A.P.", WOMAN, 0, 0, "DPMPTSP", "Izin usaha mikro satu berkas melalui loket kecamatan"),
    ("Eka Prasetya, S.Kom.", MAN, 2, 8, "Dinas Kominfo", "Satu pintu permintaan data sektoral"),
    ("Fitri Handayani, S.Pi.", WOMAN, 3, 1, "Dinas Perikanan", "Kartu nelayan terpadu dengan data bantuan"),
    ("Gunawan Tarigan, S.H.", MAN, 4, 4, "Bagian Hukum", "Pelacakan rancangan peraturan desa"),
    ("Hendra Gunadi, S.T., M.T.", MAN, 1, 3, "Dinas Pekerjaan Umum", "Laporan jalan rusak dengan tenggat perbaikan"),
    ("Indah Permatasari, S.E.", WOMAN, 5, 7, "BPKAD", "Rekonsiliasi aset bergerak setiap triwulan"),
    ("Joko Santoso, S.Pt.", MAN, 3, 1, "Dinas Perikanan", "Jadwal pendampingan pembudi daya rumput laut"),
    ("Kartika Sari, S.KM.", WOMAN, 0, 2, "Dinas Kesehatan", "Rujukan ibu hamil satu pintu"),
    ("Lukman Nasution, S.Sos.", MAN, 4, 9, "Dinas Sosial", "Pemutakhiran data penerima bantuan oleh kelurahan"),
    ("Made Suartana, S.Pd.", MAN, 2, 5, "Dinas Pendidikan", "Guru tamu antarsekolah di daerah terpencil"),
    ("Nurhayati, S.E., M.M.", WOMAN, 3, 7, "BPKAD", "Kalender pencairan dana kegiatan"),
    ("Oktavianus Lase, S.T.", MAN, 1, 3, "Dinas Pekerjaan Umum", "Peta saluran drainase yang tersumbat"),
    ("Putri Ayu Ningsih, S.STP.", WOMAN, 0, 4, "Bagian Organisasi", "Standar waktu jawab surat masuk"),
    ("Qomaruddin, S.Ag.", MAN, 2, 4, "Bagian Kesra", "Basis data rumah ibadah dan hibahnya"),
    ("Rizky Maulana, S.Kom.", MAN, 5, 8, "Dinas Kominfo", "Uji pulih cadangan data setiap bulan"),
    ("Sri Rahayu, S.Pd., M.Pd.", WOMAN, 1, 5, "Dinas Pendidikan", "Deteksi dini siswa rawan putus sekolah"),
    ("Teguh Firmansyah, S.P.", MAN, 4, 6, "Bappeda", "Musrenbang dengan usulan yang dapat dilacak"),
    ("Umi Kalsum, A.Md.Keb., S.KM.", WOMAN, 3, 2, "Dinas Kesehatan", "Kelas ibu hamil di kapal puskesmas keliling"),
    ("Viktor Manurung, S.H.", MAN, 0, 4, "Bagian Hukum", "Bantuan hukum gratis di kantor camat"),
    ("Wahyu Hidayat, S.T.", MAN, 2, 3, "Dinas Pekerjaan Umum", "Pemeliharaan lampu jalan oleh kelurahan"),
    ("Yuliana Siregar, S.E.", WOMAN, 1, 7, "BPKAD", "Peta aset desa berbasis foto"),
    ("Zainal Abidin, S.Sos.", MAN, 4, 9, "Dinas Sosial", "Layanan disabilitas jemput bola"),
    ("Agus Priyono, S.E., Ak.", MAN, 5, 7, "BPKAD", "Klinik konsultasi anggaran"),
    ("Bunga Citra Anggraini, S.IP.", WOMAN, 0, 6, "Bappeda", "Indikator kinerja yang dibaca bersama setiap bulan"),
    ("Chandra Wijaya, S.Kom.", MAN, 2, 8, "Dinas Kominfo", "Satu akun untuk layanan kepegawaian"),
    ("Desi Ratnasari, S.Kep.", WOMAN, 3, 2, "Dinas Kesehatan", "Antrean daring puskesmas"),
    ("Edi Susanto, S.Hut.", MAN, 4, 6, "Bappeda", "Sinkronisasi peta tata ruang desa"),
    ("Farida Hanum, S.Pd.", WOMAN, 1, 5, "Dinas Pendidikan", "Perpustakaan keliling dengan jadwal tetap"),
    ("Gede Wirawan, S.T.", MAN, 2, 3, "Dinas Pekerjaan Umum", "Pemeriksaan jembatan dengan daftar periksa"),
    ("Hasnah Lamondo, S.Sos.", WOMAN, 3, 9, "Dinas Sosial", "Rumah singgah dengan rujukan pekerjaan"),
    ("Irfan Bachdim, S.STP.", MAN, 0, 4, "Bagian Pemerintahan", "Batas desa yang disepakati tertulis"),
    ("Juliana Pattinasarany, S.Pi.", WOMAN, 3, 1, "Dinas Perikanan", "Rantai dingin bersama untuk nelayan kecil"),
    ("Kurniawan Dwi Saputro, S.E.", MAN, 5, 6, "Bappeda", "Ringkasan renja dua halaman untuk tiap dinas"),
    ("Lina Marlina, S.KM.", WOMAN, 4, 2, "Dinas Kesehatan", "Stok obat puskesmas yang saling terlihat"),
    ("Muhammad Ridwan, S.T.", MAN, 1, 3, "Dinas Pekerjaan Umum", "Sumur pantau air tanah"),
    ("Novita Tobing, S.Pd.", WOMAN, 2, 5, "Dinas Pendidikan", "Zonasi guru mengaji dan seni"),
    ("Petrus Kogoya, S.IP.", MAN, 4, 9, "Dinas Sosial", "Posko bencana tingkat distrik"),
    ("Rina Oktaviani, S.H., M.Kn.", WOMAN, 5, 4, "Biro Hukum", "Perpustakaan putusan sengketa aset"),
)
