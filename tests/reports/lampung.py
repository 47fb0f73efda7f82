"""Writes the reference cohort straight into the tables, so that the figures are tested apart from the import."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from django.conf import settings

from accounts.models import User
from change_actions.models import ChangeAction, FollowUp, NamedBarrier
from change_actions.states import (
    BarrierKind,
    BehaviourChange,
    Guidance,
    Implementation,
    MentoringPattern,
    MentorLetter,
    Respondent,
)
from coaching.models import Certificate, Waiver
from cohorts.models import Assignment, CoachAppointment, Cohort, Institution, Participant, Person, Programme
from cohorts.states import AssignmentRole

REFERENCE = Path(settings.BASE_DIR) / "demo" / "reference"
CODE = "PKA-LPG-2020-1"
YES_NO = {"Ya": True, "Tidak": False, None: None}


@cache
def sheets() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every sheet under their headings."""
    book = openpyxl.load_workbook(REFERENCE / "lampung-2020.xlsx", read_only=True, data_only=True)
    found = {}
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(headings, row, strict=True)) for row in rows]
    return found


def code_of(choices: Any, label: str | None) -> str:
    """Return the stored value of a label, "" for a blank cell."""
    return "" if label is None else next(choice.value for choice in choices if str(choice.label) == label)


def day(value: datetime | None) -> date | None:
    """Return the date of a cell."""
    return value.date() if value else None


def person(number: str, name: str) -> Person:
    """Return the person with a number, made with a user when new."""
    if found := Person.objects.filter(number=number).first():
        return found
    user = User.objects.create_user(number, name=name)
    return Person.objects.create(user=user, number=number, name=name)


def load() -> Cohort:
    """Write the whole workbook and return its cohort."""
    facts = {row["Isian"]: row["Nilai"] for row in sheets()["Angkatan"]}
    programme = Programme.objects.filter(code=facts["Program"]).first() or Programme.objects.create(
        code=facts["Program"], name="Pelatihan Kepemimpinan Administrator", effective_on=date(2019, 1, 1)
    )
    cohort = Cohort.objects.create(
        code=facts["Kode"],
        programme=programme,
        label=facts["Angkatan"],
        year=facts["Tahun"],
        organiser=Institution.objects.get_or_create(name=facts["Penyelenggara"])[0],
        starts_on=facts["Mulai"].date(),
        ends_on=facts["Selesai"].date(),
        time_zone=facts["Zona waktu"],
    )
    _coaches(cohort)
    participants = _participants(cohort)
    _mentors(participants)
    for row in sheets()["Aksi Perubahan"]:
        ChangeAction.objects.create(participant=participants[row["NIP peserta"]], title=row["Judul"])
    _follow_ups(participants)
    return cohort


def _coaches(cohort: Cohort) -> None:
    for row in sheets()["Coach"]:
        coach = person(row["NIP"], row["Nama"])
        appointment = CoachAppointment.objects.create(cohort=cohort, person=coach, starts_on=cohort.starts_on)
        if row["Nomor sertifikat"]:
            Certificate.objects.create(
                person=coach,
                number=row["Nomor sertifikat"],
                issued_on=day(row["Tanggal sertifikat"]),
                valid_until=day(row["Berlaku sampai"]),
            )
        if row["Alasan pengecualian"]:
            Waiver.objects.create(appointment=appointment, reason=row["Alasan pengecualian"])


def _participants(cohort: Cohort) -> dict[str, Participant]:
    return {
        row["NIP"]: Participant.objects.create(
            cohort=cohort,
            person=person(row["NIP"], row["Nama"]),
            sending_institution=Institution.objects.get_or_create(name=row["Instansi pengirim"])[0],
            pre_training_direction=YES_NO[row["Arahan pra-pelatihan"]],
        )
        for row in sheets()["Peserta"]
    }


def _mentors(participants: dict[str, Participant]) -> None:
    for row in sheets()["Mentor"]:
        Assignment.objects.create(
            participant=participants[row["NIP peserta"]],
            person=person(row["NIP mentor"], row["Nama mentor"]),
            role=AssignmentRole.MENTOR,
            starts_on=day(row["Mulai"]),
            ends_on=day(row["Selesai"]),
        )


def _follow_ups(participants: dict[str, Participant]) -> None:
    for row in sheets()["Tindak Lanjut"]:
        follow_up = FollowUp.objects.create(
            participant=participants[row["NIP peserta"]],
            respondent=code_of(Respondent, row["Responden"]),
            month=row["Bulan ke"],
            answered_on=day(row["Tanggal"]),
            implementation=code_of(Implementation, row["Status implementasi"]),
            in_skp=YES_NO[row["Masuk SKP"]],
            behaviour_change=code_of(BehaviourChange, row["Perubahan perilaku"]),
            coaching_needed=YES_NO[row["Butuh coaching"]],
            mentor_letter=code_of(MentorLetter, row["Surat tugas mentor"]),
            mentoring_pattern=code_of(MentoringPattern, row["Pola mentoring"]),
            role_explained=YES_NO[row["Peran mentor dijelaskan"]],
            guidance=code_of(Guidance, row["Bentuk bimbingan"]),
        )
        for label in (row["Kendala"] or "").split(";"):
            if label.strip():
                NamedBarrier.objects.create(follow_up=follow_up, kind=code_of(BarrierKind, label.strip()))
