"""Paths of signing in and of the own account.

The views of the sign-in library are listed one by one: what is not here does not exist (no registration, no list of
addresses), each wears an access rule like any other view, and every way to get in stands on this page.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path, re_path

from accounts.views import account as own
from accounts.views import links, resume
from core.access import allow, public, signed_in

to_get_in = public("this is how one signs in")
when_forgotten = public("whoever forgot the password cannot sign in")
for_oneself = allow(signed_in)

# Names are the library's own: it looks them up.
ways_in = [
    path("masuk/", to_get_in(account.login), name="account_login"),
    path("masuk/kode/", to_get_in(account.request_login_code), name="account_request_login_code"),
    path("masuk/kode/periksa/", to_get_in(account.confirm_login_code), name="account_confirm_login_code"),
    path("masuk/kunci-sandi/", to_get_in(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("masuk/faktor-kedua/", to_get_in(second_factor.authenticate), name="mfa_authenticate"),
    path("masuk/nonaktif/", to_get_in(account.account_inactive), name="account_inactive"),
    path("keluar/", public("signing out twice is no mistake")(account.logout), name="account_logout"),
    path("daftar/", own.no_registration, name="account_signup"),
    path("lupa/", when_forgotten(account.password_reset), name="account_reset_password"),
    path("lupa/terkirim/", when_forgotten(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        when_forgotten(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "lupa/selesai/",
        when_forgotten(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

own_means = [
    path("pastikan/", for_oneself(account.reauthenticate), name="account_reauthenticate"),
    path("pastikan/kode/", for_oneself(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("pastikan/kunci-sandi/", for_oneself(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("kata-sandi/", for_oneself(account.password_change), name="account_change_password"),
    path("kata-sandi/buat/", for_oneself(account.password_set), name="account_set_password"),
    path("faktor-kedua/", for_oneself(second_factor.index), name="mfa_index"),
    path("faktor-kedua/aplikasi/", for_oneself(totp.activate_totp), name="mfa_activate_totp"),
    path("faktor-kedua/aplikasi/lepas/", for_oneself(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("faktor-kedua/kunci/", own.second_factors, name="mfa_list_webauthn"),
    path("faktor-kedua/kunci/tambah/", for_oneself(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("faktor-kedua/kunci/<int:pk>/hapus/", for_oneself(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("faktor-kedua/kunci/<int:pk>/nama/", for_oneself(passkey.edit_webauthn), name="mfa_edit_webauthn"),
    path("faktor-kedua/pemulihan/", for_oneself(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "faktor-kedua/pemulihan/buat/",
        for_oneself(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "faktor-kedua/pemulihan/unduh/",
        for_oneself(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

ours = [
    path("akun/", own.account, name="account"),
    path("akun/surel/", own.change_email, name="change_email"),
    path("akun/surel/kode/", own.confirm_email, name="confirm_email"),
    path("akun/sesi/", own.sessions, name="sessions"),
    path("akun/sesi/akhiri/", own.end_sessions, name="end_sessions"),
    path("akun/lanjutkan/", resume.resume, name="resume"),
    path("akun/lanjutkan/buang/", resume.discard, name="discard"),
    path("akun/undangan/", links.invited, name="invited"),
    path("u/<str:token>", links.invitation, name="invitation"),
]

urlpatterns = [
    path("akun/", include(ways_in)),
    path("akun/", include(own_means)),
    path("", include((ours, "accounts"))),
]
