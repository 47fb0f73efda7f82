"""Users, sign-in, one-time links."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The room of people who sign in."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("Akun")
