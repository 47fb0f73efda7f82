"""Choices of renderings, and what may follow what."""

from collections.abc import Collection, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class RenderingFormat(models.TextChoices):
    """As what a report is made."""

    PDF = "pdf", _("PDF")
    XLSX = "xlsx", _("XLSX")


class RenderingState(models.TextChoices):
    """How far a file is."""

    QUEUED = "queued", _("Menunggu giliran")
    RUNNING = "running", _("Sedang dibuat")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")


# A file under way that shows no sign of life may be queued again, and so may one whose file was lost.
RENDERING_MOVES: Mapping[str, Collection[str]] = {
    RenderingState.QUEUED: (RenderingState.RUNNING, RenderingState.QUEUED),
    RenderingState.RUNNING: (RenderingState.DONE, RenderingState.FAILED, RenderingState.QUEUED),
    RenderingState.DONE: (RenderingState.QUEUED,),
    RenderingState.FAILED: (RenderingState.QUEUED,),
}
