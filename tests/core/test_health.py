"""What the installation says of itself."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db


def waiting_job(age: timedelta) -> None:
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default", run_after=timezone.now() - age
    )
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=timezone.now() - age)


def test_healthz_nothing_to_do_is_ok(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok", "worker": "idle"})


def test_healthz_fresh_job_is_working(client: Client) -> None:
    waiting_job(timedelta(seconds=5))
    assert client.get("/healthz").json() == {"status": "ok", "database": "ok", "worker": "working"}


def test_healthz_job_waits_long_is_degraded(client: Client) -> None:
    waiting_job(timedelta(minutes=3))
    assert client.get("/healthz").json() == {"status": "degraded", "database": "ok", "worker": "stalled"}


def test_healthz_database_gone_answers_503(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (
        503,
        {"status": "down", "database": "down", "worker": "unknown"},
    )
