"""Users, sign-in, one-time links."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The room of people who sign in."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("Akun")

    def ready(self) -> None:
        """Declare how history tells what is done here."""
        from accounts import sentences  # noqa: PLC0415  models are ready only now
        from core import history  # noqa: PLC0415

        history.declare(sentences.SENTENCES)
