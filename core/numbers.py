"""Numbers as the active language writes and reads them: 1.234.567,89 in Indonesian."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"^[+-]?[0-9]+$")
GROUPED = re.compile(r"^[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$")
COMMA = re.compile(r"^[+-]?[0-9]+,[0-9]+$")
AMBIGUOUS = _("Bilangan %(text)s dapat dibaca dua cara. Pakai koma untuk desimal, misalnya 31,43.")
UNREADABLE = _("%(text)s bukan bilangan. Tulis misalnya 1.234,5.")


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Return the number with the language's decimal sign and thousands grouped."""
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def read_number(text: str) -> Decimal:
    """Read a number typed the Indonesian way: comma for decimals, dots for thousands.

    `31.43` and `1.2345` raise ValidationError: a dot that groups no thousands can be meant either way.
    """
    cleaned = text.strip().replace("\u00a0", "").replace(" ", "")
    if PLAIN.match(cleaned) or COMMA.match(cleaned) or GROUPED.match(cleaned):
        return Decimal(cleaned.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?[0-9]+\.[0-9]+", cleaned):
        raise ValidationError(AMBIGUOUS, params={"text": text})
    raise ValidationError(UNREADABLE, params={"text": text})


class NumberField(forms.CharField):
    """A form field that gives a Decimal (T4 of the quality notes)."""

    def clean(self, value: object) -> Decimal | None:
        """Return the number, None when blank and not required; raise ValidationError otherwise."""
        text = super().clean(value)
        return read_number(text) if text else None
