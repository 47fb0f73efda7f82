"""Change actions: what participants change, and what became of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangeActionsConfig(AppConfig):
    """The room of change actions."""

    name = "change_actions"
    verbose_name = _("Aksi Perubahan")

    def ready(self) -> None:
        """Declare this room's checkpoints, dossier sections and workbook sheets."""
        from change_actions import checkpoints, dossier, home, sentences, workbook_sheets  # noqa: PLC0415  models are ready only now
        from cohorts import registry  # noqa: PLC0415
        from core import history  # noqa: PLC0415

        registry.checkpoints.register(*checkpoints.CHECKPOINTS)
        registry.dossier_sections.register(*dossier.SECTIONS)
        registry.home_entries.register(*home.ENTRIES)
        history.declare(sentences.SENTENCES)
        registry.workbook_sheets.register(*workbook_sheets.SHEETS)
