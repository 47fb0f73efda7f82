"""What the admin site shows of accounts. No password can be set here, and nothing leads to notes or answers."""

from typing import ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from accounts.models import OneTimeLink, User
from accounts.numbers import shown

type Fields = list[str | list[str] | tuple[str, ...] | tuple[()]]

# Brought by libraries: secrets, what the mail queue holds, and a way to history that asks nobody's scope.
for library_model in (EmailAddress, Authenticator, UserSession, LogEntry, DBTaskResult, Group):
    if admin.site.is_registered(library_model):
        admin.site.unregister(library_model)


class ReadOnlyAdmin[M: models.Model](admin.ModelAdmin[M]):
    """Rows to look at: whatever changes them is a service with a line in the audit trail."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse."""
        return False


@admin.register(User)
class UserAdmin(ReadOnlyAdmin[User]):
    """Users without their passwords."""

    list_display = ("shown_number", "name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "name", "email")
    ordering = ("name", "username")
    fields: ClassVar[Fields] = [
        *(
            "username",
            "name",
            "email",
            "is_active",
            "is_staff",
            "is_superuser",
            "is_system",
            "last_login",
            "created_at",
        ),
    ]

    @admin.display(description=_("nomor"), ordering="username")
    def shown_number(self, user: User) -> str:
        """Return the number as people write it."""
        return shown(user.username)


@admin.register(OneTimeLink)
class OneTimeLinkAdmin(ReadOnlyAdmin[OneTimeLink]):
    """Links and what became of them; no token, not even its hash."""

    list_display = ("user", "purpose", "state", "created_at", "expires_at")
    list_filter = ("purpose",)
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name")
    fields: ClassVar[Fields] = ["user", "purpose", "state", "created_at", "expires_at", "used_at", "revoked_at"]

    @admin.display(description=_("keadaan"))
    def state(self, link: OneTimeLink) -> str:
        """Return the state in words."""
        return str(link.state.label)


@admin.register(LogEntry)
class AuditAdmin(ReadOnlyAdmin[LogEntry]):
    """The audit trail, which never holds the text of a note or an answer."""

    list_display = ("timestamp", "verb", "object_repr", "who")
    list_select_related = ("actor",)
    search_fields = ("object_repr",)
    date_hierarchy = "timestamp"
    fields: ClassVar[Fields] = ["timestamp", "verb", "object_repr", "who", "changes"]

    @admin.display(description=_("tindakan"))
    def verb(self, entry: LogEntry) -> str:
        """Return the code of what was done."""
        return str((entry.additional_data or {}).get("verb", ""))

    @admin.display(description=_("oleh"))
    def who(self, entry: LogEntry) -> str:
        """Return the name of who did it."""
        return str((entry.additional_data or {}).get("who", ""))
