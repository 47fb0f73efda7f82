"""How the history tells the acts of this room; each continues a sentence that begins with who did it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "statement.created": _("mencatat pernyataan komitmen %(name)s"),
    "statement.corrected": _("membetulkan tanggal pernyataan komitmen %(name)s"),
    "statement.changed": _("mengubah pernyataan komitmen %(name)s"),
}
