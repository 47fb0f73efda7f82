"""How the history tells the acts of this room; each continues a sentence that begins with who did it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "participant.created": _("mendaftarkan peserta %(name)s"),
    "participant.changed": _("mengubah data peserta %(name)s"),
    "participant.deleted": _("mengeluarkan peserta %(name)s"),
    "participant.direction_stated": _("menyatakan arahan prapelatihan"),
    "participant.transferred": _("mencatat alih tugas %(name)s"),
    "participant.transfer_undone": _("membatalkan catatan alih tugas %(name)s"),
    "participant.passed": _("menetapkan %(name)s lulus"),
    "participant.postponed": _("menunda pelatihan %(name)s"),
    "participant.failed": _("menetapkan %(name)s tidak lulus"),
    "participant.withdrew": _("mencatat %(name)s mengundurkan diri"),
    "participant.died": _("mencatat %(name)s meninggal dunia"),
    "participant.enrolled": _("mencatat %(name)s kembali mengikuti pelatihan"),
    "assignment.created": _("menugaskan %(name)s"),
    "assignment.changed": _("mengubah penugasan %(name)s"),
    "assignment.ended": _("mengakhiri penugasan %(name)s"),
    "assignment.replaced": _("mengganti %(name)s"),
    "assignment.deleted": _("menghapus penugasan %(name)s"),
    "cohort.created": _("membuat %(name)s"),
    "cohort.changed": _("mengubah %(name)s"),
    "cohort.phases": _("mengubah tahap %(name)s"),
    "event.attendance": _("mencatat kehadiran pada “%(name)s”"),
    "user.renumbered": _("mengubah nomor %(name)s"),
    "institution.aliases": _("mengubah nama lain %(name)s"),
    "institution.merged": _("menggabungkan instansi ke dalam %(name)s"),
}
