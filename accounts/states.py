"""What one-time links are for, and what has become of one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

INVITATION = "invitation"
INVITATION_DAYS = 7


class LinkState(models.TextChoices):
    """The state of a link that somebody opened, with the sentence that its page says and nothing more."""

    USABLE = "usable", _("Tautan ini dapat dipakai.")
    EXPIRED = "expired", _("Masa berlaku tautan ini sudah habis.")
    USED = "used", _("Tautan ini sudah dipakai.")
    REVOKED = "revoked", _("Tautan ini sudah dicabut.")
    UNKNOWN = "unknown", _("Tautan ini tidak dikenal. Periksa apakah alamatnya tersalin utuh.")
