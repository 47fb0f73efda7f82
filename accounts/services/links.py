"""One-time links: made, renewed, used up, revoked (SEC-15). Nothing here tells how their mail is written."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import OneTimeLink, User
from accounts.querysets import token_hash
from accounts.states import LinkState
from core import audit
from core.errors import RefusedError

LINK_DAYS = 14


@dataclass(frozen=True)
class OpenedLink:
    """What a token opens: a state, and the link where there is one."""

    state: LinkState
    link: OneTimeLink | None = None


@transaction.atomic
def issue_link(
    *, user: User, purpose: str, days: int = LINK_DAYS, by: User, via: str = audit.WEB
) -> tuple[OneTimeLink, str]:
    """Return a new link for one user and one purpose, and its token, which is stored nowhere.

    Mail is written later by a task: it gets its own token by `renew_link`, so that none stands in the queue.
    """
    token = secrets.token_urlsafe(32)
    link = OneTimeLink.objects.create(
        user=user, purpose=purpose, token_hash=token_hash(token), expires_at=timezone.now() + timedelta(days=days)
    )
    audit.record("onetimelink.created", link, by=by, via=via, about=[user])
    return link, token


@transaction.atomic
def renew_link(*, link: OneTimeLink, days: int = LINK_DAYS, by: User, via: str = audit.WEB) -> str:
    """Return a new token of a link that was neither used nor revoked; the old token stops working.

    The row stays the same, so that what points at it needs no change. Raises RefusedError otherwise.
    """
    token = secrets.token_urlsafe(32)
    still_open = OneTimeLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None)
    until = timezone.now() + timedelta(days=days)
    if not link.user.is_active or not still_open.update(token_hash=token_hash(token), expires_at=until):
        raise RefusedError(_("Tautan ini tidak dapat diperbarui lagi."))
    audit.record("onetimelink.renewed", link, by=by, via=via, about=[link.user])
    return token


def link_for(token: str, purpose: str) -> OpenedLink:
    """Say what a token opens. Reads only: opening a link never uses it up (T7 of the quality notes).

    A token of another purpose is unknown here.
    """
    link = OneTimeLink.objects.opened_by(token, purpose).first()
    return OpenedLink(link.state, link) if link else OpenedLink(LinkState.UNKNOWN)


@transaction.atomic
def consume_link(*, link: OneTimeLink, via: str = audit.LINK) -> None:
    """Use a link up: one conditional UPDATE, of which only one of many at the same time succeeds.

    Raises RefusedError with the sentence of the link's state.
    """
    now = timezone.now()
    # Columns of the row alone: with a join the condition would move into a subquery, which PostgreSQL does not ask
    # again after waiting for another writer, and two could use the link.
    still_open = OneTimeLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now)
    if not link.user.is_active or still_open.update(used_at=now) != 1:
        raise RefusedError(OneTimeLink.objects.select_related("user").get(pk=link.pk).state.label)
    audit.record("onetimelink.used", link, by=link.user, via=via, about=[link.user])


@transaction.atomic
def revoke_links(*, user: User, by: User, purpose: str = "", via: str = audit.WEB) -> int:
    """Revoke the user's links that nobody has used yet, of one purpose or of all; return how many."""
    links = OneTimeLink.objects.filter(user=user, used_at=None, revoked_at=None)
    if purpose:
        links = links.filter(purpose=purpose)
    revoked = list(links)
    links.update(revoked_at=timezone.now())
    audit.record_many([audit.Act("onetimelink.revoked", link, about=(user,)) for link in revoked], by=by, via=via)
    return len(revoked)
