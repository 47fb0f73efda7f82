"""Mail that the worker sends. The queue holds row numbers and addresses, never a token."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import Task, task
from django.urls import reverse
from django.utils import timezone, translation

from accounts import mails
from accounts.models import OneTimeLink
from accounts.services.links import renew_link
from accounts.services.system import system_user
from accounts.states import INVITATION_DAYS
from core import audit
from core.http import absolute_url
from core.templatetags.show import moment_text

log = logging.getLogger(__name__)

# The queue has no retries of its own: minutes until the next try.
WAITS = (1, 5, 30, 120, 360)


@task()
def mail_invitation(link_pk: int, attempt: int = 0) -> None:
    """Send an invitation, with a token made for this very mail. A link used or revoked meanwhile is left alone."""
    link = OneTimeLink.objects.usable().select_related("user").filter(pk=link_pk).first()
    if link is None or not link.user.email:
        return
    token = renew_link(link=link, days=INVITATION_DAYS, by=system_user(), via=audit.PERIODIC)
    link.refresh_from_db()
    with translation.override(settings.LANGUAGE_CODE):
        mail = mails.invitation(
            name=link.user.get_full_name(),
            url=absolute_url(reverse("accounts:invitation", args=[token])),
            until=moment_text(link.expires_at),
        )
        message = mail.message(link.user.email)
    send_or_try_later(message, mail_invitation, attempt, link_pk)


@task()
def renew_invitation(link_pk: int) -> None:
    """Make an expired invitation valid again and send it."""
    link = OneTimeLink.objects.select_related("user").get(pk=link_pk)
    renew_link(link=link, days=INVITATION_DAYS, by=system_user(), via=audit.LINK)
    mail_invitation.enqueue(link.pk)


@task()
def tell_old_address(address: str, name: str, attempt: int = 0) -> None:
    """Tell an address that it no longer belongs to an account."""
    with translation.override(settings.LANGUAGE_CODE):
        message = mails.email_changed(name=name).message(address)
    send_or_try_later(message, tell_old_address, attempt, address, name)


@task()
def tell_second_factor_reset(address: str, name: str, attempt: int = 0) -> None:
    """Tell somebody that their second factors were taken away."""
    with translation.override(settings.LANGUAGE_CODE):
        message = mails.second_factor_reset(name=name).message(address)
    send_or_try_later(message, tell_second_factor_reset, attempt, address, name)


def send_or_try_later(message: EmailMessage, again: Task[..., Any], attempt: int, *args: Any) -> None:
    """Send a mail; when the mail server refuses, enqueue `again(*args, attempt=attempt + 1)` for later.

    The last failure is raised, so that it shows in the queue.
    """
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        if attempt >= len(WAITS) or not again.get_backend().supports_defer:
            raise
        later = timezone.now() + timedelta(minutes=WAITS[attempt])
        log.warning("Mail was not accepted, attempt %s; trying again at %s", attempt + 1, later)
        again.using(run_after=later).enqueue(*args, attempt=attempt + 1)
