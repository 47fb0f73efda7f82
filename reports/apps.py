"""Reports: the figures of all rooms as pages, PDF, XLSX and JSON."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The room that composes."""

    name = "reports"
    verbose_name = _("Laporan")
