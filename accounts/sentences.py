"""How the history tells the acts of this room; each continues a sentence that begins with who did it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "user.created": _("membuat akun %(name)s"),
    "user.renamed": _("mengganti nama %(name)s"),
    "user.email_changed": _("mengganti surel %(name)s"),
    "user.password_set": _("membuat kata sandi baru"),
    "user.deactivated": _("menonaktifkan akun %(name)s"),
    "user.reactivated": _("mengaktifkan kembali akun %(name)s"),
    "user.sessions_ended": _("mengakhiri sesi %(name)s"),
    "user.totp_added": _("memasang aplikasi autentikator"),
    "user.totp_removed": _("melepas aplikasi autentikator"),
    "user.passkey_added": _("menambahkan kunci sandi"),
    "user.passkey_removed": _("menghapus kunci sandi"),
    "user.recovery_codes_made": _("membuat kode pemulihan baru"),
    "user.second_factor_reset": _("menghapus faktor kedua %(name)s"),
    "onetimelink.created": _("membuat tautan sekali pakai untuk %(name)s"),
    "onetimelink.renewed": _("memperbarui tautan sekali pakai untuk %(name)s"),
    "onetimelink.used": _("memakai tautan sekali pakai"),
    "onetimelink.revoked": _("mencabut tautan sekali pakai untuk %(name)s"),
}
