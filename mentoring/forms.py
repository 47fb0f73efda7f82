"""What is typed about statements."""

from django.utils.translation import gettext_lazy as _

from core.dates import DateField
from core.forms import PlainForm


class StatementForm(PlainForm):
    """The day on the paper."""

    signed_on = DateField(
        label=_("Tanggal pernyataan komitmen"),
        help_text=_("Tanggal pada pernyataan yang ditandatangani, misalnya 12-10-2026."),
    )
