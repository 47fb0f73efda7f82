"""The kernel: names no domain noun."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Access, audit, states, shares, charts, PDF, display, form helpers."""

    name = "core"

    def ready(self) -> None:
        """Say "Wajib diisi." where Django would say more (domain.md 7.2)."""
        Field.default_error_messages["required"] = _("Wajib diisi.")
