"""Users and the links that let one of them in for a single purpose."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import OneTimeLinkQuerySet
from accounts.states import LinkState
from core.models import Stamped


class UserManager(BaseUserManager["User"]):
    """Makes users; only services and `createsuperuser` call it."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **fields: object) -> "User":
        """Return a saved user; without a password nobody can sign in until invited."""
        user = self.model(username=username, email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, email: str = "", password: str | None = None) -> "User":
        """Return a technical superuser: runs the admin site, and has no row access to notes and answers."""
        return self.create_user(username, email, password, is_staff=True, is_superuser=True)


class User(AbstractBaseUser, PermissionsMixin):
    """Who signs in. `username` is the normalised NIP or other number of the person.

    The printed name is kept here too, because history must name people whom this room cannot look up.
    """

    username = models.CharField(_("nomor"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=200, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    is_staff = models.BooleanField(_("boleh membuka situs admin"), default=False)
    is_system = models.BooleanField(_("bukan orang"), default=False, help_text=_("Bertindak untuk perintah dan impor."))
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_unique",
                violation_error_message=_("Surel ini sudah dipakai orang lain."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the printed name."""
        return self.name or self.username


def display_name(user: User) -> str:
    """Return the name that allauth's pages and messages show."""
    return user.get_full_name()


class OneTimeLink(Stamped):
    """A link for one user and one purpose. It names no object: the higher room's row points at it.

    Only the SHA-256 of the 32 random bytes is stored (SEC-15). Opening never consumes it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links", verbose_name=_("pengguna"))
    purpose = models.CharField(_("tujuan"), max_length=40)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("berlaku sampai"))
    used_at = models.DateTimeField(_("dipakai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("tautan sekali pakai")
        verbose_name_plural = _("tautan sekali pakai")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def state(self) -> LinkState:
        """Return what has become of the link; that of a deactivated user is revoked."""
        if self.used_at:
            return LinkState.USED
        if self.revoked_at or not self.user.is_active:
            return LinkState.REVOKED
        return LinkState.USABLE if self.expires_at > timezone.now() else LinkState.EXPIRED
