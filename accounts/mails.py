"""The mail of this room: plain text, one link at most, nothing that a stranger should not read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.show import moment_text

type Context = Mapping[str, Any]


@dataclass(frozen=True)
class Mail:
    """Subject and text of one mail."""

    subject: str
    body: str

    def message(self, address: str, sender: str | None = None) -> EmailMessage:
        """Return it ready to be sent to one address."""
        return EmailMessage(" ".join(self.subject.split()), f"{self.body}\n\n{_closing()}\n", sender, [address])


def _closing() -> str:
    return _("Surat ini dikirim otomatis oleh Kawal. Jangan meneruskannya kepada siapa pun.")


def invitation(*, name: str, url: str, until: str) -> Mail:
    """Invite somebody to choose a password."""
    return Mail(
        _("Undangan masuk ke Kawal"),
        _(
            "Yth. %(name)s,\n\n"
            "Akun Kawal sudah dibuat untuk Anda. Buka tautan berikut untuk membuat kata sandi:\n\n"
            "%(url)s\n\n"
            "Tautan ini berlaku sampai %(until)s dan hanya dapat dipakai satu kali."
        )
        % {"name": name, "url": url, "until": until},
    )


def email_changed(*, name: str) -> Mail:
    """Tell the old address that it is the old one; the new one is not named."""
    return Mail(
        _("Surel akun Kawal Anda diganti"),
        _(
            "Yth. %(name)s,\n\n"
            "Surel akun Kawal Anda sudah diganti, dan alamat ini tidak dipakai lagi. Bila bukan Anda yang meminta, "
            "segera hubungi pengelola pelatihan instansi Anda."
        )
        % {"name": name},
    )


def second_factor_reset(*, name: str) -> Mail:
    """Tell somebody that the next sign-in needs the password alone."""
    return Mail(
        _("Verifikasi dua langkah Anda dihapus"),
        _(
            "Yth. %(name)s,\n\n"
            "Aplikasi autentikator, kunci sandi, dan kode pemulihan akun Kawal Anda dihapus oleh pengelola sistem. "
            "Pasang lagi setelah masuk. Bila bukan Anda yang meminta, segera hubungi pengelola pelatihan instansi Anda."
        )
        % {"name": name},
    )


def confirm_email(*, code: str) -> Mail:
    """Prove that the new address is read by whoever asked for the change."""
    return Mail(
        _("Kode untuk mengganti surel"),
        _("Kode untuk memakai alamat ini pada akun Kawal:\n\n%(code)s\n\nKode berlaku 10 menit. %(ignore)s")
        % {"code": code, "ignore": _ignore()},
    )


def _ignore() -> str:
    return _("Abaikan surat ini bila bukan Anda yang meminta.")


def _sign_in_code(context: Context) -> Mail:
    return Mail(
        _("Kode masuk Kawal"),
        _("Kode masuk Anda:\n\n%(code)s\n\nKode berlaku 10 menit. %(ignore)s")
        % {"code": context["code"], "ignore": _ignore()},
    )


def _password_reset(context: Context) -> Mail:
    return Mail(
        _("Membuat kata sandi baru"),
        _("Buka tautan berikut untuk membuat kata sandi baru:\n\n%(url)s\n\nTautan berlaku satu jam. %(ignore)s")
        % {"url": context["password_reset_url"], "ignore": _ignore()},
    )


def _unknown_account(context: Context) -> Mail:
    return Mail(
        _("Alamat ini belum terdaftar di Kawal"),
        _(
            "Ada yang mencoba masuk ke Kawal dengan alamat ini, tetapi tidak ada akun yang memakainya. Bila itu Anda, "
            "coba alamat lain, atau tanyakan kepada pengelola pelatihan instansi Anda. %(ignore)s"
        )
        % {"ignore": _ignore()},
    )


def _notice(subject: str, fact: str, context: Context) -> Mail:
    body = _(
        "%(fact)s\n\nWaktu: %(time)s\nAlamat IP: %(ip)s\nPeramban: %(browser)s\n\n"
        "Bila bukan Anda yang melakukannya, segera ganti kata sandi dan hubungi pengelola pelatihan instansi Anda."
    ) % {
        "fact": fact,
        "time": moment_text(timezone.now()),
        "ip": context["ip"],
        "browser": context["user_agent"],
    }
    return Mail(subject, body)


def _password_changed(context: Context) -> Mail:
    return _notice(_("Kata sandi Kawal diganti"), _("Kata sandi akun Kawal Anda diganti."), context)


def _totp_added(context: Context) -> Mail:
    return _notice(_("Aplikasi autentikator dipasang"), _("Aplikasi autentikator dipasang pada akun Anda."), context)


def _totp_removed(context: Context) -> Mail:
    return _notice(_("Aplikasi autentikator dilepas"), _("Aplikasi autentikator dilepas dari akun Anda."), context)


def _passkey_added(context: Context) -> Mail:
    return _notice(_("Kunci sandi ditambahkan"), _("Sebuah kunci sandi ditambahkan pada akun Anda."), context)


def _passkey_removed(context: Context) -> Mail:
    return _notice(_("Kunci sandi dihapus"), _("Sebuah kunci sandi dihapus dari akun Anda."), context)


def _codes_made(context: Context) -> Mail:
    return _notice(
        _("Kode pemulihan baru dibuat"), _("Kode pemulihan baru dibuat; kode yang lama tidak berlaku."), context
    )


# The names under which the sign-in library asks for its mail.
OF_SIGN_IN: dict[str, Callable[[Context], Mail]] = {
    "account/email/login_code": _sign_in_code,
    "account/email/password_reset_key": _password_reset,
    "account/email/unknown_account": _unknown_account,
    "account/email/password_changed": _password_changed,
    "account/email/password_set": _password_changed,
    "account/email/password_reset": _password_changed,
    "mfa/email/totp_activated": _totp_added,
    "mfa/email/totp_deactivated": _totp_removed,
    "mfa/email/webauthn_added": _passkey_added,
    "mfa/email/webauthn_removed": _passkey_removed,
    "mfa/email/recovery_codes_generated": _codes_made,
}
