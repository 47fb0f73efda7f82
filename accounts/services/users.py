"""What is done to users. `by` is whoever does it; each act leaves a line in the audit trail."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import tasks
from accounts.models import User
from accounts.numbers import normalised
from accounts.services.links import revoke_links
from core import audit
from core.errors import RefusedError

NUMBER_TAKEN = _("Sudah ada akun dengan nomor ini.")
EMAIL_TAKEN = _("Surel ini sudah dipakai orang lain.")
EMAIL_ODD = _("Surel tidak terbaca. Tulis misalnya nama@instansi.go.id.")


@transaction.atomic
def create_user(*, number: str, name: str, email: str = "", by: User, via: str = audit.WEB) -> User:
    """Return a new user who cannot sign in until invited.

    `number` in any spacing. Raises RefusedError where number or e-mail belong to somebody else already.
    """
    username = normalised(number)
    if User.objects.filter(username=username).exists():
        raise RefusedError(NUMBER_TAKEN, field="number")
    user = User.objects.create_user(username, _free_email(email), name=name)
    audit.record("user.created", user, by=by, via=via)
    return user


@transaction.atomic
def rename(*, user: User, name: str, by: User, via: str = audit.WEB) -> User:
    """Give a user another printed name."""
    changes = audit.changes_between(user, {"name": name})
    if changes:
        user.name = name
        user.save(update_fields=["name"])
        audit.record("user.renamed", user, by=by, changes=changes, via=via)
    return user


@transaction.atomic
def renumber(*, user: User, number: str, by: User, via: str = audit.WEB) -> User:
    """Give a user another number, the name under which one signs in; RefusedError when somebody else has it."""
    changes = audit.changes_between(user, {"username": normalised(number)})
    if changes:
        if User.objects.filter(username=normalised(number)).exists():
            raise RefusedError(NUMBER_TAKEN, field="number")
        user.username = normalised(number)
        user.save(update_fields=["username"])
        audit.record("user.renumbered", user, by=by, changes=changes, via=via)
    return user


@transaction.atomic
def change_email(*, user: User, email: str, by: User, via: str = audit.WEB) -> User:
    """Give a user another e-mail address and tell the old one.

    A reset link or code that was sent to the old one stops working.
    """
    new = _free_email(email, user)
    changes = audit.changes_between(user, {"email": new})
    if changes:
        old, user.email = user.email, new
        user.save(update_fields=["email"])
        audit.record("user.email_changed", user, by=by, changes=changes, via=via)
        if old:
            tasks.tell_old_address.enqueue(old, user.get_full_name())
    return user


def _free_email(email: str, user: User | None = None) -> str:
    address = email.strip().lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as error:
        raise RefusedError(EMAIL_ODD, field="email") from error
    others = User.objects.filter(email__iexact=address).exclude(pk=user.pk if user else 0)
    if others.exists():
        raise RefusedError(EMAIL_TAKEN, field="email")
    return address


@transaction.atomic
def set_password(*, user: User, password: str, by: User, via: str = audit.WEB) -> None:
    """Set the password that the person chose; every session signed in with the old one ends.

    The caller has validated it. Nobody sets another person's password: `by` is the user.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("user.password_set", user, by=by, via=via)


@transaction.atomic
def deactivate(*, user: User, by: User, via: str = audit.WEB) -> User:
    """Shut a user out at once: sessions end, links stop working. History stays."""
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        revoke_links(user=user, by=by, via=via)
        end_sessions(user=user, by=by, via=via)
        audit.record("user.deactivated", user, by=by, changes={"is_active": (True, False)}, via=via)
    return user


@transaction.atomic
def reactivate(*, user: User, by: User, via: str = audit.WEB) -> User:
    """Let a deactivated user in again; the password is the old one."""
    if user.is_system:
        raise RefusedError(_("Pengguna teknis tidak dapat masuk."))
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit.record("user.reactivated", user, by=by, changes={"is_active": (False, True)}, via=via)
    return user


@transaction.atomic
def reset_second_factor(*, user: User, by: User, via: str = audit.COMMAND) -> int:
    """Take all second factors of somebody who lost them away, sign them out everywhere, and tell them.

    Returns how many there were. Whoever asks for this must have made sure who the person is.
    """
    count, _rows = Authenticator.objects.filter(user=user).delete()
    if count:
        end_sessions(user=user, by=by, via=via)
        audit.record("user.second_factor_reset", user, by=by, via=via)
        if user.email:
            tasks.tell_second_factor_reset.enqueue(user.email, user.get_full_name())
    return count


@transaction.atomic
def end_sessions(*, user: User, by: User, keep: str = "", only: int | None = None, via: str = audit.WEB) -> int:
    """End the user's sessions and return how many.

    `keep` is the key of a session to be left alone, `only` the pk of the single UserSession to be ended.
    """
    found = UserSession.objects.filter(user=user).exclude(session_key=keep)
    if only is not None:
        found = found.filter(pk=only)
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.delete()
    if keys:
        audit.record("user.sessions_ended", user, by=by, via=via)
    return len(keys)
