"""The forms of signing in and of the own account; those of the sign-in library with our words."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as sign_in
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User

NOT_THE_SAME = _("Kedua kata sandi harus sama.")
PASSWORD_RULE = _(
    "Paling sedikit 12 karakter. Beberapa kata yang tidak berhubungan lebih baik daripada satu kata dengan angka."
)
CODE = _("Kode")


def say(form: Any, name: str, label: Any, hint: Any = "", **attrs: str) -> None:
    """Give a field of the library our label, hint and attributes, and no placeholder."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(sign_in.LoginForm):
    """E-mail address or number, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "login", _("Surel atau NIP"), autocomplete="username webauthn", spellcheck="false")
        self.fields["login"].widget.attrs["autocapitalize"] = "none"
        say(self, "password", _("Kata sandi"))


class RequestCodeForm(sign_in.RequestLoginCodeForm):
    """The address to which a sign-in code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", _("Surel"), _("Alamat yang terdaftar pada pengelola pelatihan Anda."))


class ConfirmCodeForm(sign_in.ConfirmLoginCodeForm):
    """The code that came by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", CODE, _("Huruf besar dan kecil sama saja."), autocapitalize="characters", spellcheck="false")


class ReauthenticateForm(sign_in.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", _("Kata sandi"))


class NewPasswordTwice:
    """Says our words at the two fields of a new password, and what differs between them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", _("Kata sandi baru"), PASSWORD_RULE)
        say(self, "password2", _("Ulangi kata sandi baru"))


class ChangePasswordForm(NewPasswordTwice, sign_in.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", _("Kata sandi sekarang"))


class SetPasswordForm(NewPasswordTwice, sign_in.SetPasswordForm):
    """A first password for somebody who came in by a code."""


class ResetPasswordKeyForm(NewPasswordTwice, sign_in.ResetPasswordKeyForm):
    """A new password for somebody who forgot the old one."""


class ResetPasswordForm(sign_in.ResetPasswordForm):
    """The address to which a reset link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", _("Surel"), _("Alamat yang terdaftar pada pengelola pelatihan Anda."))


class SecondFactorForm(second_factor.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", CODE, _("Enam digit dari aplikasi autentikator, atau satu kode pemulihan."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondFactorAgainForm(second_factor.ReauthenticateForm):
    """The same, to prove that it is still you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", CODE, _("Enam digit dari aplikasi autentikator, atau satu kode pemulihan."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ActivateTOTPForm(totp.ActivateTOTPForm):
    """The first code of a newly set up authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", CODE, _("Enam digit yang kini tampil di aplikasi."), inputmode="numeric")


class AddPasskeyForm(passkey.AddWebAuthnForm):
    """A passkey with a name by which its owner knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "name", _("Nama kunci"), _("Misalnya nama ponsel atau laptop tempat kunci ini disimpan."))
        self.fields["passwordless"].label = _("Pakai kunci ini tanpa kata sandi")
        self.fields["passwordless"].help_text = _(
            "Perangkat akan meminta sidik jari, wajah, atau PIN setiap kali masuk."
        )
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(passkey.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "name", _("Nama kunci"))


class InvitedPasswordForm(forms.Form):
    """The first password of somebody who was invited."""

    password1 = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        help_text=PASSWORD_RULE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Ulangi kata sandi"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Return the password; refuse what a validator refuses."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", NOT_THE_SAME)
        return data


class ChangeEmailForm(forms.Form):
    """The address that shall become the own one."""

    email = forms.EmailField(
        label=_("Surel baru"),
        help_text=_("Kami mengirim kode ke alamat ini untuk memastikan bahwa Anda dapat membacanya."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("Surel tidak terbaca. Tulis misalnya nama@instansi.go.id.")},
    )


class EmailCodeForm(forms.Form):
    """The code that was sent to the new address."""

    code = forms.CharField(
        label=CODE, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"})
    )


class EndSessionsForm(forms.Form):
    """Which session is to be ended; none means all others."""

    only = forms.IntegerField(required=False, widget=forms.HiddenInput)
