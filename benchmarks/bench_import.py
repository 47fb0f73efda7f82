"""An import of 10,000 participants, and plain row-by-row import-export into the same tables: `make bench` prints both.

Plain is import-export as it comes: each row looked up, compared, saved and audited by itself, with a query for whatever
it refers to. PLAIN_ROWS=500 runs it over fewer rows and scales up, for a quick look.
"""

import io
import os
from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

import pytest
import tablib  # type: ignore[import-untyped]
from django.db import connection
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget
from openpyxl import Workbook

from accounts.models import User
from accounts.services import system_user
from coaching.models import Certificate
from cohorts.models import Assignment, CoachAppointment, Cohort, Institution, Participant, Person, Programme
from cohorts.workbook.importing import Report, check_workbook, import_workbook
from core import audit

ROWS = 10_000
COACHES = ROWS // 10
PLAIN_ROWS = int(os.environ.get("PLAIN_ROWS", ROWS))
MOST = 8  # seconds
LEAST = 10  # times faster

START, END = date(2026, 1, 5), date(2026, 5, 5)
COACH_COLUMNS = ("NIP", "Nama", "Golongan", "Jabatan", "Surel", "Telepon", "Nomor sertifikat", "Tanggal sertifikat")
COLUMNS = ("NIP", "Nama", "Golongan", "Jabatan", "Unit kerja", "Instansi pengirim", "Surel", "Telepon", "NIP coach")
GIVEN = {"cohort": "BESAR", "starts_on": START, "role": "coach", "is_active": True}


def number(serial: int, first_year: int) -> str:
    """Return a NIP that nobody else here has."""
    year, rest = divmod(serial, 12 * 28)
    return f"{first_year + year:04d}{rest // 28 + 1:02d}{rest % 28 + 1:02d}2000011{serial % 999 + 1:03d}"


def coach(n: int) -> tuple[Any, ...]:
    """Return the row of a coach."""
    person = (number(n, 1930), f"Coach {n}", "IV/b", "Widyaiswara", f"c{n}@x.go.id", f"0812{n:08d}")
    return (*person, f"C-{n}", date(2025, 1, 1))


def participant(n: int) -> tuple[Any, ...]:
    """Return the row of a participant."""
    office = ("III/d", "Kepala Bidang", f"Perangkat daerah {n % 50}", f"Kabupaten {n % 40}")
    return (
        *(number(n, 1960), f"Peserta {n}", *office),
        *(f"p{n}@x.go.id", f"0813{n:08d}", number(n % COACHES, 1930)),
    )


def workbook() -> bytes:
    """Return the workbook: sheets Angkatan, Coach and Peserta."""
    head = [("Isian", "Nilai"), ("Kode", "BESAR"), ("Program", "PKA"), ("Angkatan", "I"), ("Tahun", 2026)]
    head += [("Penyelenggara", "BPSDM Besar"), ("Mulai", START), ("Selesai", END)]
    sheets = {
        "Angkatan": head,
        "Coach": [COACH_COLUMNS, *map(coach, range(COACHES))],
        "Peserta": [COLUMNS, *map(participant, range(ROWS))],
    }
    book: Any = Workbook(write_only=True)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fields(**columns: str) -> dict[str, Field]:
    """Return fields by attribute and column."""
    return {attribute: Field(attribute=attribute, column_name=column) for attribute, column in columns.items()}


def related(attribute: str, column: str, model: type[Any], by: str) -> dict[str, Field]:
    """Return a field that looks up a row of another table."""
    return {attribute: Field(attribute=attribute, column_name=column, widget=ForeignKeyWidget(model, by))}


def plain(model: type[Any], keys: list[str], given: dict[str, Field]) -> Any:
    """Return a resource of import-export as it comes."""
    meta = type("Meta", (), {"model": model, "fields": tuple(given), "import_id_fields": keys, "skip_unchanged": True})
    return type(f"Plain{model.__name__}", (ModelResource,), {**given, "Meta": meta})()


def plain_steps(coaches: Any, participants: Any) -> list[tuple[Any, Any]]:
    """Return each table's resource with its rows, in the order in which they refer to each other."""
    account = plain(User, ["username"], fields(username="NIP", name="Nama", email="Surel", is_active="is_active"))
    personal = fields(number="NIP", name="Nama", rank="Golongan", position="Jabatan", phone="Telepon")
    person = plain(Person, ["number"], personal | related("user", "NIP", User, "username"))
    who = related("person", "NIP", Person, "number")
    there = who | related("cohort", "cohort", Cohort, "code")
    office = fields(rank="Golongan", position="Jabatan", unit="Unit kerja")
    sender = related("sending_institution", "Instansi pengirim", Institution, "name")
    coached = related("participant", "NIP", Participant, "person__number") | related(
        "person", "NIP coach", Person, "number"
    )
    period = fields(role="role", starts_on="starts_on")
    certificate = who | fields(number="Nomor sertifikat", issued_on="Tanggal sertifikat")
    return [
        (coaches, account),
        (coaches, person),
        (coaches, plain(CoachAppointment, ["cohort", "person"], there | fields(starts_on="starts_on"))),
        (coaches, plain(Certificate, ["person", "number"], certificate)),
        (participants, account),
        (participants, person),
        (participants, plain(Participant, ["cohort", "person"], there | office | sender)),
        (participants, plain(Assignment, ["participant", "role"], coached | period)),
    ]


def plain_import(rows: int) -> None:
    """Write the same tables row by row."""
    coaches = tablib.Dataset(
        *((*coach(n), *GIVEN.values()) for n in range(min(COACHES, rows))), headers=[*COACH_COLUMNS, *GIVEN]
    )
    participants = tablib.Dataset(
        *((*participant(n), *GIVEN.values()) for n in range(rows)), headers=[*COLUMNS, *GIVEN]
    )
    for dataset, resource in plain_steps(coaches, participants):
        resource.import_data(dataset, raise_errors=True)
    by = system_user()
    for one in CoachAppointment.objects.select_related("person", "cohort__programme"):
        audit.record("coachappointment.created", one, by=by, via=audit.COMMAND)
    for other in Participant.objects.select_related("person"):
        audit.record("participant.created", other, by=by, via=audit.COMMAND)


def prepared() -> None:
    """Take away what the import made, and make what the plain resources cannot make by themselves."""
    models = (User, Person, Institution, Cohort, Participant, CoachAppointment, Assignment, Certificate)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in models)}, auditlog_logentry CASCADE")
    organiser = Institution.objects.create(name="BPSDM Besar")
    for n in range(40):
        Institution.objects.create(name=f"Kabupaten {n}")
    programme = Programme.objects.filter(code="PKA").first()
    assert programme is not None
    Cohort.objects.create(
        code="BESAR", programme=programme, label="I", year=2026, organiser=organiser, starts_on=START, ends_on=END
    )


def timed[T](act: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    result = act()
    return perf_counter() - start, result


@pytest.mark.django_db(transaction=True)
def test_ten_thousand_participants_take_a_tenth_of_plain_import_export() -> None:
    content, by = workbook(), system_user()

    def ours() -> Report:
        return import_workbook(content, "besar.xlsx", by=by, via=audit.COMMAND)

    preview, _report = timed(lambda: check_workbook(content, "besar.xlsx", by=by, via=audit.COMMAND))
    full, report = timed(ours)
    repeat, again = timed(ours)
    assert (report.created, again.created, again.changed) == (1 + ROWS + COACHES, 0, 0), report.problems[:3]
    prepared()
    base = timed(lambda: plain_import(PLAIN_ROWS))[0] * ROWS / PLAIN_ROWS
    print(f"\n{ROWS} participants and {COACHES} coaches, audit included:")
    print(f"preview {preview:.1f} s, import {full:.1f} s, the same file again {repeat:.1f} s;")
    print(f"plain import-export {base:.1f} s, {base / full:.1f} times as long")
    assert full <= MOST
    assert base >= LEAST * full
