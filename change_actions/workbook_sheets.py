"""The sheets of change actions in the cohort workbook (the format is described in docs/workbook.md)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from change_actions import states
from change_actions.resources import (
    BARRIERS,
    NUMBER,
    VERIFIED_ON,
    ChangeActionResource,
    FollowUpResource,
    MilestoneResource,
)
from cohorts.workbook.cells import Day, OneOf, PersonalNumber, SeveralOf, Text, Whole, YesNo
from cohorts.workbook.sheets import COHORT, Column, Sheet

EXAMPLE_NUMBER = "197902142005012003"
HORIZONS = OneOf(
    states.Horizon,
    {"Pendek": states.Horizon.SHORT, "Menengah": states.Horizon.MEDIUM, "Panjang": states.Horizon.LONG},
)


def participant_column() -> Column:
    """Return the column that names the participant."""
    note = _("Peserta dari lembar Peserta.")
    return Column(NUMBER, PersonalNumber(), key=True, required=True, example=EXAMPLE_NUMBER, note=note)


AKSI_PERUBAHAN = Sheet(
    code="change_actions.aksi_perubahan",
    workbook=COHORT,
    name="Aksi Perubahan",
    order=50,
    note=_("Satu baris untuk setiap peserta."),
    columns=(
        participant_column(),
        Column("Judul", Text(), required=True, example="Layanan izin satu berkas"),
        Column("Ringkasan", Text(lines=True)),
        Column("Acuan renstra", Text(lines=True), example="Renstra 2025–2029, sasaran 2"),
    ),
    resources=(ChangeActionResource,),
)

TONGGAK = Sheet(
    code="change_actions.tonggak",
    workbook=COHORT,
    name="Tonggak",
    order=60,
    note=_("Satu baris untuk setiap tonggak."),
    columns=(
        participant_column(),
        Column("Horizon", HORIZONS, key=True, required=True, example="Jangka pendek"),
        Column("Tonggak", Text(), key=True, required=True, example="SOP layanan ditetapkan"),
        Column("Keluaran", Text(), example="Keputusan Kepala Dinas"),
        Column("Tenggat", Day(), example=date(2026, 12, 18)),
        Column("Capaian (%)", Whole(0, 100), example=50),
        Column(VERIFIED_ON, Day(), note=_("Kosong berarti belum diverifikasi.")),
    ),
    resources=(MilestoneResource,),
)

TINDAK_LANJUT = Sheet(
    code="change_actions.tindak_lanjut",
    workbook=COHORT,
    name="Tindak Lanjut",
    order=70,
    note=_(
        "Satu baris untuk setiap responden dan gelombang. Sebuah baris berarti sudah menjawab, walau kolom lain kosong."
    ),
    columns=(
        participant_column(),
        Column("Responden", OneOf(states.Respondent), key=True, required=True, example="Peserta"),
        Column("Bulan ke", Whole(0, 120), key=True, required=True, example=6, note=_("Dihitung dari akhir pelatihan.")),
        Column("Tanggal", Day(), example=date(2027, 7, 15)),
        Column("Status implementasi", OneOf(states.Implementation), example="Sesuai rencana"),
        Column("Masuk SKP", YesNo(), example="Ya"),
        Column("Perubahan perilaku", OneOf(states.BehaviourChange)),
        Column(
            BARRIERS, SeveralOf(states.BarrierKind), example="Anggaran; Waktu", note=_("Pisahkan dengan titik koma.")
        ),
        Column("Butuh coaching", YesNo()),
        Column("Surat tugas mentor", OneOf(states.MentorLetter)),
        Column("Pola mentoring", OneOf(states.MentoringPattern)),
        Column("Peran mentor dijelaskan", YesNo()),
        Column("Bentuk bimbingan", OneOf(states.Guidance)),
        Column("Catatan", Text(lines=True)),
    ),
    resources=(FollowUpResource,),
)

SHEETS = (AKSI_PERUBAHAN, TONGGAK, TINDAK_LANJUT)
