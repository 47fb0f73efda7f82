"""Django's admin site, entered by the one door through which everybody signs in."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override


class AdminSite(admin.AdminSite):
    """Has no password form of its own (T9 of the quality notes), and a policy that its own scripts satisfy."""

    site_title = _("Situs admin Kawal")
    site_header = _("Situs admin Kawal")
    index_title = _("Data teknis")

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the sign-in page; whoever is signed in and not staff gets 403."""
        door: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return door

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send to the one page on which a password is changed."""
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send to the one page on which one signs out."""
        return redirect("account_logout")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002  as in Django
        """Return the view behind the staff check, with the policy of the admin site."""
        return csp_override(settings.ADMIN_CSP)(super().admin_view(view, cacheable))
