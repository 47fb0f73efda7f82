"""The kernel: names no domain noun."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Access, audit, states, shares, charts, PDF, display, form helpers."""

    name = "core"
