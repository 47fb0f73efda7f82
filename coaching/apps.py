"""Coaching: who may coach, on what terms, and what was agreed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """The room of coaching."""

    name = "coaching"
    verbose_name = _("Coaching")

    def ready(self) -> None:
        """Declare this room's checkpoints, dossier sections and workbook sheets."""
        from coaching import checkpoints, dossier, resources, sections  # noqa: PLC0415  models are ready only now
        from cohorts import registry  # noqa: PLC0415

        registry.checkpoints.register(*checkpoints.CHECKPOINTS)
        registry.dossier_sections.register(*dossier.SECTIONS)
        registry.page_sections.register(*sections.SECTIONS)
        registry.workbook_sheets.register(*resources.SHEETS)
