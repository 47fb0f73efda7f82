"""The own account: who one is here, and how one gets in."""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import respond_429
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts import email_change, services
from accounts.forms import ChangeEmailForm, EmailCodeForm, EndSessionsForm
from accounts.limits import may
from accounts.models import User
from accounts.rules import has_second_factor
from core.access import AnyView, allow, public, signed_in
from core.errors import RefusedError
from core.http import SignedInRequest

# Asks for the password or a second factor once more, unless that was done in the last five minutes.
still_you = cast(Callable[[AnyView], AnyView], reauthentication_required(app="allauth.account"))


@allow(signed_in)
@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """Show "Akun saya"."""
    return render(
        request,
        "accounts/account.html",
        {"has_second_factor": has_second_factor(request.user), "session_count": len(_sessions(request.user))},
    )


@allow(signed_in)
@still_you
def change_email(request: SignedInRequest) -> HttpResponseBase:
    """Ask for a new address and send a code to it."""
    form = ChangeEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may(request, "change_email", request.user.pk):
            return respond_429(request)
        email_change.begin(request, form.cleaned_data["email"])
        return redirect("accounts:confirm_email")
    return render(request, "accounts/change_email.html", {"form": form})


@allow(signed_in)
def confirm_email(request: SignedInRequest) -> HttpResponseBase:
    """Ask for the code, then change the address."""
    address = email_change.pending_address(request)
    if not address:
        return redirect("accounts:change_email")
    form = EmailCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may(request, "email_code", request.user.pk):
            return respond_429(request)
        try:
            email_change.finish(request, form.cleaned_data["code"])
        except RefusedError as refused:
            form.add_error("code", str(refused))
        else:
            messages.success(request, _("Surel Anda sudah diganti."))
            return redirect("accounts:account")
    return render(request, "accounts/confirm_email.html", {"form": form, "address": address})


@allow(signed_in)
@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    """List where one is signed in."""
    found = _sessions(request.user)
    here = request.session.session_key
    return render(
        request,
        "accounts/sessions.html",
        {
            "here": [row for row in found if row.session_key == here],
            "others": [r for r in found if r.session_key != here],
        },
    )


def _sessions(user: User) -> list[UserSession]:
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(UserSession.objects.filter(user=user, session_key__in=alive).order_by("-last_seen_at"))


@allow(signed_in)
@require_POST
def end_sessions(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere but here, or on the one other device that was chosen."""
    form = EndSessionsForm(request.POST)
    if not form.is_valid():
        return redirect("accounts:sessions")
    key, only = request.session.session_key or "", form.cleaned_data["only"]
    count = services.end_sessions(user=request.user, keep=key, only=only, by=request.user)
    messages.success(
        request,
        ngettext("%(count)d sesi lain sudah diakhiri.", "%(count)d sesi lain sudah diakhiri.", count)
        % {"count": count},
    )
    return redirect("accounts:sessions")


@allow(signed_in)
@require_safe
def second_factors(request: SignedInRequest) -> HttpResponse:
    """Stand in for the library's list of passkeys, which the page of second factors shows as well."""
    return redirect("mfa_index")


@public("accounts come from the agency, which this page says to whoever looks for a place to register")
@require_safe
def no_registration(request: HttpRequest) -> HttpResponse:
    """Say how one gets an account."""
    return render(request, "accounts/no_registration.html")
