"""Our answers to the sign-in library's questions."""

import base64
import hashlib
import logging
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as sign_in
from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import mails, services
from accounts.models import User
from accounts.numbers import normalised, shown
from accounts.rules import SECOND_FACTORS, is_staff_role
from core import audit

log = logging.getLogger(__name__)

WRONG = gettext_lazy("Surel, NIP, atau kata sandi tidak cocok.")
WRONG_CODE = gettext_lazy("Kode salah atau sudah tidak berlaku.")
TOO_MANY = gettext_lazy("Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi.")
KEEP_ONE = gettext_lazy("Peran Anda mewajibkan faktor kedua. Tambahkan kunci sandi dahulu sebelum melepas yang ini.")

# What happened to the means of signing in, by the name of the library's mail about it.
VERBS = {
    "mfa/email/totp_activated": "user.totp_added",
    "mfa/email/totp_deactivated": "user.totp_removed",
    "mfa/email/webauthn_added": "user.passkey_added",
    "mfa/email/webauthn_removed": "user.passkey_removed",
    "mfa/email/recovery_codes_generated": "user.recovery_codes_made",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from the agency, mail is ours, and one person has one count of failed tries."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "incorrect_password": gettext_lazy("Kata sandi salah."),
        "enter_current_password": gettext_lazy("Kata sandi sekarang salah."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse self-registration."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Refuse the technical user, and a code sent to an address that has been changed since."""
        address = (kwargs.get("email") or "").lower()
        if user.is_system or (address and address != user.email.lower()):
            return HttpResponseRedirect(reverse("account_inactive"))
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and say so in the log (without names)."""
        super().login(request, user)
        log.info("Signed in: user %s", user.pk)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a failed try in the log (without what was typed)."""
        log.warning("Sign-in failed from %s", self.get_client_ip(request))

    def set_password(self, user: Any, password: str) -> None:
        """Set the password that somebody chose for the own account; failed tries before that no longer count."""
        services.set_password(user=user, password=password, by=user)
        self._delete_login_attempts_cached_email(sign_in.request, username=user.username)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the account page."""
        return reverse("accounts:account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to prove that it is still you, in our words."""
        words = {
            "reauthenticate": _("Pakai kata sandi"),
            "mfa_reauthenticate": _("Pakai kode dari aplikasi autentikator atau kode pemulihan"),
            "mfa_reauthenticate:webauthn": _("Pakai kunci sandi"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send our own mail for an occasion that the library names."""
        mails.OF_SIGN_IN[template_prefix](context).message(email).send()

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Leave a line in the audit trail and tell the person what changed about signing in."""
        if verb := VERBS.get(template_prefix):
            audit.record(verb, user, by=user)
        if user.email:
            request = self.request
            browser = self.get_http_user_agent(request)[:HTTP_USER_AGENT_MAX_LENGTH]
            seen = {"ip": self.get_client_ip(request), "user_agent": browser}
            self.send_mail(template_prefix, user.email, seen | (context or {}))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed tries by person, so that NIP and address together allow no more tries than one of them."""
        typed = credentials.get("email") or credentials.get("username") or ""
        return super()._get_login_attempts_cache_key(request, username=_who_is_meant(typed))


def _who_is_meant(typed: str) -> str:
    if "@" not in typed:
        return normalised(typed)
    found = User.objects.filter(email__iexact=typed.strip()).values_list("username", flat=True).first()
    return found or typed.strip().lower()


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: secrets are encrypted in the database, and carry our name on the person's device."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": KEEP_ONE,
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key derived from SECRET_KEY: a stolen database alone gives no second factor."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again; keys of SECRET_KEY_FALLBACKS still open it."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        """Return the line that the authenticator app shows below our name."""
        return user.email or shown(user.username)

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code, dark on white also where the page is dark."""
        drawn = BytesIO()
        segno.make(url, micro=False).save(drawn, kind="svg", light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to take away the last second factor of somebody who must hold one."""
        user = authenticator.user
        if not settings.SECOND_FACTOR_DUTY or not is_staff_role(user):
            return True
        others = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)
        return others.exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002  the library's name
        """Propose a name for the next passkey."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Kunci sandi %(number)d") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the name under which devices keep the passkey."""
        return super().get_public_key_credential_rp_entity() | {"name": "Kawal"}


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [hashlib.sha256(b"accounts.second-factor:" + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
