"""Reports: the figures of all rooms as pages, PDF, XLSX and JSON."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The room that composes."""

    name = "reports"
    verbose_name = _("Laporan")

    def ready(self) -> None:
        """Declare how history tells what is done here."""
        from cohorts import registry  # noqa: PLC0415  models are ready only now
        from core import history  # noqa: PLC0415
        from reports import cohort_links, sentences  # noqa: PLC0415

        registry.cohort_links.register(*cohort_links.LINKS)
        history.declare(sentences.SENTENCES)
