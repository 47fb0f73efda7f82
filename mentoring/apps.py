"""Mentoring: the written commitment of the direct superior."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    """The room of mentoring."""

    name = "mentoring"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        """Declare this room's checkpoints, dossier sections and workbook sheets."""
        from cohorts import registry  # noqa: PLC0415
        from core import history  # noqa: PLC0415
        from mentoring import checkpoints, dossier, resources, sentences  # noqa: PLC0415  models are ready only now

        registry.checkpoints.register(*checkpoints.CHECKPOINTS)
        registry.dossier_sections.register(*dossier.SECTIONS)
        history.declare(sentences.SENTENCES)
        registry.workbook_sheets.register(*resources.SHEETS)
