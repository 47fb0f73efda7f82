"""Named scenarios for tests and demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room of situations."""

    name = "demo"
