"""How the history tells the acts of this room; each continues a sentence that begins with who did it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "rendering.created": _("meminta berkas %(name)s"),
    "rendering.queued": _("meminta lagi berkas %(name)s"),
    "rendering.running": _("mulai membuat berkas %(name)s"),
    "rendering.done": _("menyelesaikan berkas %(name)s"),
    "rendering.failed": _("gagal membuat berkas %(name)s"),
}
