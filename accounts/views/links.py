"""The door behind one-time links, and the invitation that goes through it.

The room that owns a purpose has its own short path and calls `door`; the page behind it asks `opened_link`.
"""

from collections.abc import Callable
from http import HTTPStatus

from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import services, tasks
from accounts.forms import InvitedPasswordForm
from accounts.limits import may
from accounts.models import OneTimeLink
from accounts.states import INVITATION, LinkState
from core.access import public
from core.errors import RefusedError

OPENED = "opened_link:"  # session key, followed by the purpose
STATUS = {LinkState.USABLE: HTTPStatus.OK, LinkState.UNKNOWN: HTTPStatus.NOT_FOUND}


def door(
    request: HttpRequest, token: str, *, purpose: str, then: str, template: str, resend: Callable[[OneTimeLink], object]
) -> HttpResponseBase:
    """Answer whoever opens a link: what it is for, or in one sentence why it can no longer be used.

    GET and HEAD change nothing, however often a mail scanner opens the link. POST swaps the token for a mark in the
    session and goes on to the URL named `then`, which holds no token; `resend` mails a new token for an expired link
    (asked for by POST with `action=resend`) to the address on record, and the answer never says whether it did.
    """
    if not may(request, "open_link"):
        return respond_429(request)
    found = services.link_for(token, purpose)
    if request.method == "POST" and request.POST.get("action") == "resend":
        if found.link and found.state == LinkState.EXPIRED and may(request, "resend_link", found.link.user_id):
            resend(found.link)
        return secretive(render(request, "accounts/link_resent.html"))
    if request.method == "POST" and found.link and found.state == LinkState.USABLE:
        request.session[OPENED + purpose] = found.link.pk
        return secretive(redirect(then))
    status = STATUS.get(found.state, HTTPStatus.GONE)
    return secretive(render(request, template, {"state": found.state, "link": found.link}, status=status))


def opened_link(request: HttpRequest, purpose: str) -> OneTimeLink | None:
    """Return the link through which this session came in, as long as it can be used."""
    pk = request.session.get(OPENED + purpose, 0)
    return OneTimeLink.objects.usable().select_related("user").filter(pk=pk, purpose=purpose).first()


def close_link(request: HttpRequest, purpose: str) -> None:
    """Forget that this session came in through a link."""
    request.session.pop(OPENED + purpose, None)


def secretive(response: HttpResponse) -> HttpResponse:
    """Keep a page of a link out of caches, search engines and the Referer header of what comes next.

    The policy is not "no-referrer": with that a browser posts the page's form from the origin "null", which the
    CSRF check refuses. "strict-origin" never tells the path either.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public("the link is the key, and whoever holds it has no password yet")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Open an invitation."""
    return door(
        request,
        token,
        purpose=INVITATION,
        then="accounts:invited",
        template="accounts/invitation.html",
        resend=lambda link: tasks.renew_invitation.enqueue(link.pk),
    )


@public("reached only through an invitation opened in the same session")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password1", "password2")
@sensitive_variables("form")
def invited(request: HttpRequest) -> HttpResponseBase:
    """Choose the first password, and be signed in."""
    link = opened_link(request, INVITATION)
    if link is None:
        gone = {"state": LinkState.EXPIRED, "link": None}
        return secretive(render(request, "accounts/invitation.html", gone, status=HTTPStatus.GONE))
    form = InvitedPasswordForm(request.POST or None, user=link.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_invitation(link=link, password=form.cleaned_data["password1"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            logout(request, show_message=False)
            close_link(request, INVITATION)
            return secretive(perform_login(request, user))
    return secretive(render(request, "accounts/invited.html", {"form": form, "invited": link.user}))
