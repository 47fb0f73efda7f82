"""Changing the own address: proven by a code that goes to the new one, kept in the session until it is typed."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.services import change_email
from core.errors import RefusedError
from core.http import SignedInRequest

KEY = "email_change"
LASTS = 10 * 60  # seconds
TRIES = 3

WRONG = _("Kode salah. Periksa surat yang terakhir kami kirim.")
OVER = _("Kode sudah tidak berlaku. Minta kode baru.")


def begin(request: SignedInRequest, address: str) -> None:
    """Send a code to the new address. Whether somebody else has it is told only to who can read the code."""
    address = address.lower()
    code = get_adapter(request).generate_email_verification_code()
    request.session[KEY] = {"email": address, "code": code, "at": int(time.time()), "tries": 0}
    mails.confirm_email(code=code).message(address).send()


def pending_address(request: SignedInRequest) -> str:
    """Return the address that waits for its code, or ""."""
    waiting: dict[str, Any] | None = request.session.get(KEY)
    return str(waiting["email"]) if waiting and time.time() - waiting["at"] <= LASTS else ""


def finish(request: SignedInRequest, code: str) -> None:
    """Change the address when the code is right; raise RefusedError otherwise. Three tries, ten minutes."""
    waiting: dict[str, Any] | None = request.session.get(KEY)
    if not waiting or not pending_address(request):
        request.session.pop(KEY, None)
        raise RefusedError(OVER)
    if not compare_user_code(actual=code, expected=waiting["code"]):
        waiting["tries"] += 1
        request.session[KEY] = waiting
        if waiting["tries"] >= TRIES:
            del request.session[KEY]
            raise RefusedError(OVER)
        raise RefusedError(WRONG)
    del request.session[KEY]
    change_email(user=request.user, email=waiting["email"], by=request.user)
