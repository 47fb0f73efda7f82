"""Institutions, people, programmes, cohorts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CohortsConfig(AppConfig):
    """The room that knows who is who, and who accompanies whom."""

    name = "cohorts"
    verbose_name = _("Angkatan")

    def ready(self) -> None:
        """Declare this room's own checkpoints, dossier sections and workbook sheets."""
        from cohorts import (  # noqa: PLC0415  models are ready only now
            dossier,
            own_calendar,
            own_checkpoints,
            registry,
            sentences,
            shipped_programmes,
        )
        from cohorts.resources import sheets  # noqa: PLC0415
        from core import history  # noqa: PLC0415

        registry.checkpoints.register(*own_checkpoints.CHECKPOINTS)
        registry.dossier_sections.register(*dossier.SECTIONS)
        registry.calendar_entries.register(*own_calendar.ENTRIES)
        history.declare(sentences.SENTENCES)
        registry.workbook_sheets.register(*sheets.SHEETS)
        post_migrate.connect(shipped_programmes.ship_after_migrate, sender=self)
