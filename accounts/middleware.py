"""What stands between a request and its view: signing in, how long that lasts, and the second factor."""

import time
from collections.abc import Callable
from typing import Any, cast

from allauth.core.internal.ratelimit import get_ip
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from accounts import kept
from accounts.rules import is_staff_role, owes_second_factor
from core.http import SignedInRequest

BEGAN, SEEN = "began_at", "seen_at"  # session keys, in seconds since 1970
TOUCH_EVERY = 60  # seconds between two writes of the session

# Pages on which the second factor is set up, and what one must be able to do before.
BEFORE_SECOND_FACTOR = {"account_reauthenticate", "account_logout", "set_language"}


class SessionLimitsMiddleware:
    """End sessions that were idle or that lasted too long; the figures stand in settings.py.

    The session notes once a minute that it is in use, which is the only write of a mere reader.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, by then perhaps signed out."""
        touched = False
        if request.user.is_authenticated:
            now = int(time.time())
            if _is_over(cast(SignedInRequest, request), now):
                logout(request)
            else:
                touched = _touch(request, now)
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated and (touched or not was_in):
            kept.remember(response, request.user.pk)
        elif was_in and not request.user.is_authenticated:
            kept.forget(response)
        return response


def _is_over(request: SignedInRequest, now: int) -> bool:
    idle = now - request.session.get(SEEN, now)
    age = now - request.session.get(BEGAN, now)
    if idle >= settings.SESSION_COOKIE_AGE or age >= settings.SESSION_LIFE.total_seconds():
        return True
    long_for_staff = (
        idle >= settings.STAFF_SESSION_IDLE.total_seconds() or age >= settings.STAFF_SESSION_LIFE.total_seconds()
    )
    return long_for_staff and is_staff_role(request.user)


def _touch(request: HttpRequest, now: int) -> bool:
    if now - request.session.get(SEEN, 0) < TOUCH_EVERY:
        return False
    request.session.setdefault(BEGAN, now)
    request.session[SEEN] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=timezone.now(), ip=get_ip(request)
    )
    return True


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends to the sign-in page, and keeps the text of a form that was sent after the session had ended (UX-11)."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        """Let pass what is public and whoever is signed in; a kept form that is sent now need not be kept longer."""
        if request.method == "POST" and request.user.is_authenticated:
            kept.drop_if_sent(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Answer with the way to the sign-in page; htmx is told to load it as a page."""
        htmx = cast(SignedInRequest, request).htmx
        if kept.keep(request):
            response = redirect_to_login(reverse("accounts:resume"), self.get_login_url(view_func))
        elif htmx:
            response = redirect_to_login(htmx.current_url_abs_path or "/", self.get_login_url(view_func))
        else:
            response = super().handle_no_permission(request, view_func)
        return HttpResponseClientRedirect(response.url) if htmx else response


class SecondFactorMiddleware:
    """Sends whoever must hold a second factor, and does not, to the page where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let pass what is public, what sets the second factor up, and who owes none."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if not getattr(view, "login_required", True) or name is None:
            return None
        if name.startswith("mfa_") or name in BEFORE_SECOND_FACTOR:
            return None
        if not owes_second_factor(cast(SignedInRequest, request).user):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))
