"""Institutions, people, programmes, cohorts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CohortsConfig(AppConfig):
    """The room that knows who is who, and who accompanies whom."""

    name = "cohorts"
    verbose_name = _("Angkatan")

    def ready(self) -> None:
        """Declare this room's own checkpoints, dossier sections and workbook sheets."""
