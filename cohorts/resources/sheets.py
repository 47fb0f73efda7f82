"""The part of this room in the cohort workbook (the format is described in docs/workbook.md)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cohorts.resources.coaches import AppointmentResource
from cohorts.resources.cohorts import CohortResource
from cohorts.resources.mentors import MentorAssignmentResource
from cohorts.resources.participants import CoachAssignmentResource, ParticipantResource
from cohorts.resources.people import (
    MentorPersonResource,
    MentorUserResource,
    ParticipantPersonResource,
    ParticipantUserResource,
    PersonResource,
    UserResource,
)
from cohorts.states import NumberType
from cohorts.workbook.cells import Code, Day, Email, Grade, OneOf, PersonalNumber, Text, Whole, YesNo
from cohorts.workbook.sheets import COHORT, Column, Sheet
from core.dates import ABBREVIATIONS, Zone

NUMBER_NOTE = _("Format teks, supaya tidak dibulatkan. Spasi dan titik boleh ada.")
NUMBER_TYPE_NOTE = _("Kosongkan untuk NIP dan NI PPPK.")
NUMBER_TYPES = OneOf(NumberType, {"NRP": NumberType.NRP, "Lainnya": NumberType.OTHER})


class ZoneName(OneOf):
    """A time zone by its letters or by its name; written by its name."""

    def write(self, value: str | None) -> str:
        """Return the zone's name."""
        return value or ""


ZONES = ZoneName(Zone, {zone.value: zone.value for zone in Zone} | {"WIB": Zone.WIB})

ANGKATAN = Sheet(
    code="cohorts.angkatan",
    workbook=COHORT,
    name="Angkatan",
    order=10,
    pairs=True,
    required=True,
    note=_("Satu angkatan per berkas: nama isian di kiri, nilainya di kanan."),
    columns=(
        Column("Kode", Code(), key=True, required=True, example="PKA-CONTOH-2026-1", note=_("Kunci angkatan ini.")),
        Column("Program", Text(), example="PKA", note=_("PKA, PKP, PKN II, atau program lain yang sudah ada.")),
        Column("Angkatan", Text(), example="I"),
        Column("Tahun", Whole(1945, 2199), example=2026),
        Column("Penyelenggara", Text(), example="BPSDM Provinsi Contoh", note=_("Dibuat jika belum dikenal.")),
        Column("Mulai", Day(), example=date(2026, 10, 5)),
        Column("Selesai", Day(), example=date(2027, 1, 15)),
        Column("Zona waktu", ZONES, example="Asia/Jakarta", note=", ".join(ABBREVIATIONS)),
    ),
    resources=(CohortResource,),
)

COACH = Sheet(
    code="cohorts.coach",
    workbook=COHORT,
    name="Coach",
    order=20,
    note=_("Satu baris untuk setiap coach yang ditunjuk."),
    columns=(
        Column("NIP", PersonalNumber(), key=True, required=True, example="196804111993031009", note=NUMBER_NOTE),
        Column("Jenis nomor", NUMBER_TYPES, note=NUMBER_TYPE_NOTE),
        Column("Nama", Text(), required=True, example="Dr. Rina Contoh, M.Si."),
        Column("Golongan", Grade(), example="IV/b"),
        Column("Jabatan", Text(), example="Widyaiswara Ahli Madya"),
        Column("Surel", Email(), example="rina@contoh.go.id"),
        Column("Telepon", Text(), example="081200000001"),
        Column("Nomor surat penunjukan", Text(), example="800/101/2026"),
        Column("Tanggal surat penunjukan", Day(), example=date(2026, 9, 21)),
    ),
    resources=(UserResource, PersonResource, AppointmentResource),
)

PESERTA = Sheet(
    code="cohorts.peserta",
    workbook=COHORT,
    name="Peserta",
    order=30,
    note=_("Satu baris untuk setiap peserta."),
    columns=(
        Column("NIP", PersonalNumber(), key=True, required=True, example="197902142005012003", note=NUMBER_NOTE),
        Column("Jenis nomor", NUMBER_TYPES, note=NUMBER_TYPE_NOTE),
        Column("Nama", Text(), required=True, example="Andi Contoh, S.E."),
        Column("Golongan", Grade(), example="III/d"),
        Column("Jabatan", Text(), example="Kepala Bidang Pelayanan"),
        Column("Unit kerja", Text(), example="Dinas Perizinan"),
        Column(
            "Instansi pengirim", Text(), required=True, example="Kabupaten Contoh", note=_("Dibuat jika belum dikenal.")
        ),
        Column("Surel", Email(), example="andi@contoh.go.id"),
        Column("Telepon", Text(), example="081200000002"),
        Column("Arahan pra-pelatihan", YesNo(), example="Ya", note=_("Kosong berarti tidak diketahui.")),
        Column("NIP coach", PersonalNumber(), example="196804111993031009", note=_("Coach dari lembar Coach.")),
    ),
    resources=(ParticipantUserResource, ParticipantPersonResource, ParticipantResource, CoachAssignmentResource),
)

MENTOR = Sheet(
    code="cohorts.mentor",
    workbook=COHORT,
    name="Mentor",
    order=40,
    note=_(
        "Satu baris untuk setiap penugasan. Pengganti ditulis pada baris sendiri, mulai pada hari selesainya yang lama."
    ),
    columns=(
        Column("NIP peserta", PersonalNumber(), key=True, required=True, example="197902142005012003"),
        Column("NIP mentor", PersonalNumber(), key=True, required=True, example="197001011995031002", note=NUMBER_NOTE),
        Column("Jenis nomor mentor", NUMBER_TYPES, note=NUMBER_TYPE_NOTE),
        Column("Nama mentor", Text(), required=True, example="Drs. Budi Contoh"),
        Column("Golongan", Grade(), example="IV/c"),
        Column("Jabatan", Text(), example="Kepala Dinas"),
        Column("Surel", Email(), example="budi@contoh.go.id"),
        Column("Telepon", Text(), example="081200000003"),
        Column("Atasan langsung", YesNo(), example="Ya"),
        Column("Nomor surat tugas", Text(), example="094/200/2026"),
        Column("Tanggal surat tugas", Day(), example=date(2026, 9, 28)),
        Column("Uraian tugas", Text(lines=True), example="Membimbing penyusunan rancangan dan pelaksanaannya."),
        Column("Mulai", Day(), key=True, required=True, example=date(2026, 10, 5)),
        Column("Selesai", Day(), note=_("Hari pertama yang tidak lagi terhitung. Kosong berarti masih berjalan.")),
        Column("Alasan penggantian", Text()),
    ),
    resources=(MentorUserResource, MentorPersonResource, MentorAssignmentResource),
)

SHEETS = (ANGKATAN, COACH, PESERTA, MENTOR)
