"""How a person for whom an account was made gets in for the first time."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import tasks
from accounts.models import OneTimeLink, User
from accounts.services.links import consume_link, issue_link, revoke_links
from accounts.services.users import set_password
from accounts.states import INVITATION, INVITATION_DAYS
from core import audit
from core.errors import RefusedError


@transaction.atomic
def invite(*, user: User, by: User, via: str = audit.WEB) -> OneTimeLink:
    """Send the user a link by which to choose a password; earlier invitations stop working.

    The mail is written by the worker, and only if the caller's transaction holds.
    """
    if not user.email:
        raise RefusedError(_("Orang ini belum memiliki surel. Lengkapi dahulu surelnya."), field="email")
    if not user.is_active:
        raise RefusedError(_("Akun ini dinonaktifkan."))
    revoke_links(user=user, purpose=INVITATION, by=by, via=via)
    link, _token = issue_link(user=user, purpose=INVITATION, days=INVITATION_DAYS, by=by, via=via)
    tasks.mail_invitation.enqueue(link.pk)
    return link


@transaction.atomic
def accept_invitation(*, link: OneTimeLink, password: str) -> User:
    """Use an invitation up and set the password chosen; raise RefusedError when it cannot be used any more."""
    consume_link(link=link)
    set_password(user=link.user, password=password, by=link.user, via=audit.LINK)
    return link.user
