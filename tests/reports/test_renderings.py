"""Files are made once for the same data, in the background, and failures say so."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from cohorts.models import Cohort
from cohorts.states import GrantedRole
from core.errors import RefusedError
from core.pdf import PdfError
from reports.as_pdf import evaluation_pdf
from reports.audience import audience_of
from reports.models import Rendering
from reports.querysets import GIVEN_UP_AFTER
from reports.services import making
from reports.services.requests import request_rendering
from reports.states import RenderingState
from reports.tasks import make
from tests.reports import builders
from tests.reports.builders import Somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return builders.cohort("PKA-SATU", [Somebody(), Somebody("Kabupaten B")])


@pytest.fixture
def leader(cohort: Cohort) -> User:
    return builders.leader(GrantedRole.LEADERSHIP, cohort.organiser)


@pytest.fixture
def no_worker(settings):
    """Leave what is queued in the queue."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def ask(cohort: Cohort, by: User, form: str = "xlsx", language: str = "id") -> Rendering:
    return request_rendering(cohort=cohort, audience=audience_of(by, cohort), form=form, language=language, by=by)


def beginning(rendering: Rendering) -> bytes:
    with default_storage.open(str(rendering.file)) as file:
        return file.read(5)


def stored() -> list[str]:
    return sorted(default_storage.listdir("reports")[1]) if default_storage.exists("reports") else []


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_file_is_made_and_kept(cohort, leader, form, start):
    rendering = ask(cohort, leader, form)
    assert (rendering.state, rendering.done, rendering.error) == ("done", rendering.parts, "")
    assert beginning(rendering).startswith(start)
    assert rendering.file_name == f"evaluasi-PKA-SATU.{form}"
    verbs = [entry.additional_data["verb"] for entry in LogEntry.objects.order_by("pk")]
    assert verbs == ["rendering.created", "rendering.running", "rendering.done"]


def test_same_data_is_served_at_once_to_anybody(cohort, leader):
    first = ask(cohort, leader)
    before = stored()
    other = builders.leader(GrantedRole.TRAINING_ADMIN, cohort.organiser)
    assert ask(cohort, other) == first
    assert stored() == before
    assert LogEntry.objects.count() == 3


def test_changed_data_another_language_or_form_make_another_file(cohort, leader):
    made = {ask(cohort, leader).pk, ask(cohort, leader, language="en").pk, ask(cohort, leader, form="pdf").pk}
    participant = cohort.participants.first()
    participant.change_action.title = "Judul baru"
    participant.change_action.save()
    assert len(made | {ask(cohort, leader).pk}) == 4


def test_a_part_is_another_file(cohort, leader):
    sender = builders.leader(GrantedRole.LEADERSHIP, builders.institution("Kabupaten B"))
    part = ask(cohort, sender)
    assert part != ask(cohort, leader)
    assert part.scope == str(builders.institution("Kabupaten B").pk)


def test_second_run_makes_no_second_file(cohort, leader):
    rendering = ask(cohort, leader)
    finished = rendering.finished_at
    make.enqueue(rendering.pk)
    rendering.refresh_from_db()
    assert rendering.finished_at == finished


def test_lost_file_is_made_again(cohort, leader):
    rendering = ask(cohort, leader)
    default_storage.delete(str(rendering.file))
    again = ask(cohort, leader)
    assert (again, again.is_kept) == (rendering, True)


def test_what_a_killed_run_left_is_replaced(cohort, leader, no_worker):
    rendering = ask(cohort, leader)
    name = f"reports/{rendering.data_hash}-id.xlsx"
    default_storage.save(name, ContentFile(b"half a fi"))
    making.make_file(rendering=rendering)
    rendering.refresh_from_db()
    assert (rendering.file.name, beginning(rendering)[:2]) == (name, b"PK")


def test_failing_is_tried_three_times_and_told(cohort, leader, monkeypatch):
    tries = []

    def fail(*arguments, **options):
        tries.append(1)
        raise PdfError("Peserta 17 wrote something odd")

    monkeypatch.setattr(making, "evaluation_pdf", fail)
    rendering = ask(cohort, leader, "pdf")
    assert (rendering.state, len(tries)) == ("failed", 3)
    assert "Coba lagi" in rendering.error
    assert "Peserta 17" not in rendering.error
    monkeypatch.undo()
    assert ask(cohort, leader, "pdf").state == "done"


def test_failing_once_is_not_failing(cohort, leader, monkeypatch):
    real, calls = evaluation_pdf, []

    def fail_first(*arguments, **options):
        calls.append(1)
        if len(calls) == 1:
            raise PdfError("once")
        return real(*arguments, **options)

    monkeypatch.setattr(making, "evaluation_pdf", fail_first)
    assert ask(cohort, leader, "pdf").state == "done"


def test_progress_is_told(cohort, leader, monkeypatch):
    told = []
    monkeypatch.setattr(making, "tell", lambda rendering, done: told.append((done, rendering.parts)))
    ask(cohort, leader, "pdf")
    assert told == [(done, 9) for done in (1, 2, 3, 4, 5, 6, 7, 8, 8)]


def test_third_file_under_way_is_refused(cohort, leader, no_worker):
    ask(cohort, leader, "pdf")
    ask(cohort, leader, "xlsx")
    assert ask(cohort, leader, "pdf").state == "queued"
    with pytest.raises(RefusedError, match="Anda sudah menunggu 2 berkas"):
        ask(cohort, leader, "pdf", language="en")
    other = builders.leader(GrantedRole.LEADERSHIP, cohort.organiser)
    assert ask(cohort, other, "pdf", language="en").state == "queued"


def test_left_by_a_dead_worker_it_is_queued_again(cohort, leader, no_worker):
    rendering = ask(cohort, leader)
    Rendering.objects.update(changed_at=timezone.now() - GIVEN_UP_AFTER - timedelta(seconds=1))
    rendering.refresh_from_db()
    assert not rendering.is_under_way
    assert not Rendering.objects.under_way().exists()
    again = ask(cohort, leader)
    assert (again, again.is_under_way) == (rendering, True)


def test_data_that_changed_meanwhile_is_what_the_file_says(cohort, leader, no_worker):
    rendering = ask(cohort, leader)
    old = rendering.data_hash
    participant = cohort.participants.first()
    participant.change_action.title = "Judul baru"
    participant.change_action.save()
    making.make_file(rendering=rendering)
    rendering.refresh_from_db()
    assert rendering.data_hash != old
    assert ask(cohort, leader) == rendering


def test_data_that_changed_to_what_exists_already_fails_with_a_sentence(cohort, leader, no_worker):
    rendering = ask(cohort, leader)
    participant = cohort.participants.first()
    participant.change_action.title = "Judul baru"
    participant.change_action.save()
    newer = ask(cohort, leader)
    making.make_file(rendering=newer)
    making.make_file(rendering=rendering)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.error) == ("failed", "Data berubah selama berkas dibuat. Coba lagi.")


def test_constraints_hold(cohort, leader):
    done = ask(cohort, leader)
    fields = {"cohort": cohort, "form": "xlsx", "language": "id", "requested_by": leader}
    for name, broken in (
        ("rendering_once_per_data", {**fields, "data_hash": done.data_hash}),
        ("rendering_done_has_its_file", {**fields, "data_hash": "a" * 64, "state": RenderingState.DONE}),
        ("rendering_failed_has_its_reason", {**fields, "data_hash": "b" * 64, "state": RenderingState.FAILED}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Rendering.objects.create(**broken)
