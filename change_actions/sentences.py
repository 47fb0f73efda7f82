"""How the history tells the acts of this room; each continues a sentence that begins with who did it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "changeaction.created": _("menulis aksi perubahan “%(name)s”"),
    "changeaction.changed": _("mengubah aksi perubahan “%(name)s”"),
    "milestone.created": _("merencanakan tonggak “%(name)s”"),
    "milestone.changed": _("mengubah tonggak “%(name)s”"),
    "milestone.deleted": _("menghapus tonggak “%(name)s” dari rencana"),
    "milestone.claimed": _("mengajukan tonggak “%(name)s”"),
    "milestone.planned": _("menarik kembali pengajuan tonggak “%(name)s”"),
    "milestone.verified": _("memverifikasi tonggak “%(name)s”"),
    "milestone.returned": _("mengembalikan tonggak “%(name)s” untuk perbaikan"),
    "followup.created": _("mencatat jawaban tindak lanjut (%(name)s)"),
    "followup.changed": _("mengubah jawaban tindak lanjut (%(name)s)"),
}
