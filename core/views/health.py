"""Whether the installation works, for whatever watches it."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from core.access import public

WORKER_PATIENCE = timedelta(minutes=2)


@public("whatever watches the installation has no account; only states are told, no figure or name")
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 with the state of database and worker, or 503 when the database does not answer.

    The worker is "idle" with nothing to do, "working", or "stalled" when a job has waited over two minutes.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        worker = _worker_state()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "down", "worker": "unknown"}, status=503)
    status = "ok" if worker != "stalled" else "degraded"
    return JsonResponse({"status": status, "database": "ok", "worker": worker})


def _worker_state() -> str:
    ready = DBTaskResult.objects.ready()
    if ready.filter(enqueued_at__lt=timezone.now() - WORKER_PATIENCE).exists():
        return "stalled"
    return "working" if ready.exists() or DBTaskResult.objects.running().exists() else "idle"
