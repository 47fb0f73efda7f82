"""An import is whole or it is not: killed at any moment, met by another, or refused by the database."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.db import connection

from accounts.models import User
from accounts.services import system_user
from cohorts.models import Assignment, CoachAppointment, Cohort, Institution, Participant, Person, Phase
from cohorts.workbook import uploads
from cohorts.workbook.importing import ChangedMeanwhileError
from cohorts.workbook.resource import SheetResource
from core import audit
from core.errors import RefusedError
from tests.cohorts.workbook.files import (
    ROWS,
    as_file,
    counts,
    do_check,
    do_import,
    edited,
    on_the_test_database,
    tables,
)
from tests.counts import soak_count

ROOT = Path(__file__).resolve().parents[3]
MODELS = (Cohort, Phase, Institution, Person, CoachAppointment, Participant, Assignment, LogEntry)


def stored() -> list[int]:
    """Return how many rows there are of each kind."""
    people = User.objects.filter(is_system=False).count()
    return [people, *(model._default_manager.count() for model in MODELS)]


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_import_killed_at_any_moment_leaves_nothing_or_all(tmp_path: Path) -> None:
    file = tmp_path / "uji.xlsx"
    file.write_bytes(as_file(tables()))
    environment = on_the_test_database()
    command = [sys.executable, "manage.py", "import_workbook", str(file), "--json"]
    started = time.monotonic()
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    whole, seconds = stored(), time.monotonic() - started
    chance = random.Random(20261121)
    for _ in range(soak_count(3, 100)):
        empty()
        nothing = stored()
        program = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(seconds / 3, seconds))  # the first third only starts Python
        program.send_signal(signal.SIGKILL)
        program.wait()
        wait_for_the_server()
        assert stored() in (nothing, whole)
    do_import()
    assert stored() == whole


def empty() -> None:
    """Take away all that an import makes."""
    Assignment.objects.update(successor=None)
    tables_ = [model._meta.db_table for model in (*MODELS, User) if model is not LogEntry]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables_)}, auditlog_logentry CASCADE")


def wait_for_the_server() -> None:
    """Wait until the server has noticed that the killed program is gone."""
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            if cursor.fetchone() == (1,):
                return
            time.sleep(0.05)


@pytest.mark.django_db
@pytest.mark.parametrize("place", range(1, 8))
def test_failure_while_writing_leaves_nothing(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored()
    calls = iter(range(1, 100))

    def failing(name: str) -> Any:
        real = getattr(SheetResource, name)

        def act(self: Any) -> None:
            real(self)
            if next(calls) == place:
                raise OSError("the disk is full")

        return act

    monkeypatch.setattr(SheetResource, "write", failing("write"))
    with pytest.raises(OSError, match="disk is full"):
        do_import()
    assert stored() == before


@pytest.mark.django_db
def test_refusal_of_the_database_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = audit.record_many

    def meanwhile(*args: Any, **kwargs: Any) -> int:
        cohort = Cohort.objects.get()
        Cohort.objects.create(
            code=cohort.code,
            programme=cohort.programme,
            label="I",
            year=2026,
            organiser=cohort.organiser,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
        )
        return real(*args, **kwargs)

    monkeypatch.setattr(audit, "record_many", meanwhile)
    with pytest.raises(RefusedError, match="baru saja disimpan"):
        do_import()
    assert not Cohort.objects.exists()


@pytest.mark.django_db
def test_import_of_what_was_previewed_is_refused_when_the_data_changed() -> None:
    do_import()
    sheets = edited([("Peserta", 2, "Jabatan", "Sekretaris")])
    expected = do_check(sheets).digest
    Participant.objects.filter(person__name="Andi").update(unit="Lain")
    with pytest.raises(ChangedMeanwhileError, match="periksa sekali lagi"):
        do_import(sheets, expected=expected)
    assert counts(do_import(sheets, expected=do_check(sheets).digest)) == (0, 1, ROWS - 1)


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_follow_each_other() -> None:
    results: list[tuple[int, int, int]] = []

    def one() -> None:
        results.append(counts(do_import()))
        connection.close()

    threads = [Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [(0, 0, ROWS), (0, 0, ROWS), (ROWS, 0, 0)]


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_import_once() -> None:
    by = system_user()
    upload = uploads.receive(name="uji.xlsx", content=as_file(tables()), by=by)
    digest = uploads.preview(upload).digest
    done: list[int] = []

    def confirm() -> None:
        done.append(uploads.confirm(upload, expected=digest, by=by).counts["created"])
        connection.close()

    threads = [Thread(target=confirm) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [ROWS] * 4
    assert LogEntry.objects.count() == ROWS


@pytest.mark.django_db
def test_trail_has_one_entry_a_row_by_the_system() -> None:
    do_import()
    entries = LogEntry.objects.all()
    assert len(entries) == ROWS
    assert {(entry.additional_data["via"], entry.actor.is_system) for entry in entries if entry.actor} == {
        (audit.COMMAND, True)
    }
    about = {entry.additional_data["verb"]: entry.additional_data["about"] for entry in entries}
    labels = {verb: [label.partition(":")[0] for label in found] for verb, found in about.items()}
    assert labels["assignment.created"] == ["cohorts.participant", "cohorts.person"]
    assert labels["followup.created"] == ["cohorts.participant"]
