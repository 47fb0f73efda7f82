"""Mentoring: the written commitment of the direct superior."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    """The room of mentoring."""

    name = "mentoring"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        """Declare this room's checkpoints, dossier sections and workbook sheets."""
        from mentoring import checkpoints, resources  # noqa: PLC0415  models are ready only now
        from cohorts import registry  # noqa: PLC0415

        registry.checkpoints.register(*checkpoints.CHECKPOINTS)
        registry.workbook_sheets.register(*resources.SHEETS)
