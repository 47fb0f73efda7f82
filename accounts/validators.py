"""What a password must not be, beyond Django's own validators (6.2 of the quality notes)."""

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from accounts.models import User

# Words that anybody would try first here: the application, the trade and the office.
CONTEXT_WORDS = (
    *("kawal", "aksiperubahan", "perubahan", "pelatihan", "kepemimpinan", "peserta", "coach", "mentor", "widyaiswara"),
    *("bpsdm", "bpsdmd", "bkpsdm", "provinsi", "kabupaten", "indonesia", "garuda", "pancasila", "katasandi", "sandi"),
    *("password", "admin", "pimpinan", "pns", "asn"),
)
LEAST_REST = 8  # characters that must remain when such words are taken away
NUMBER_PIECE = 6  # digits of the own number in a row


class ContextWordValidator:
    """Refuse passwords made of words that stand on every letter of the agency, or of the person's own number."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise ValidationError with a sentence where the password is too easily guessed here."""
        letters = re.sub(r"[^a-z0-9]", "", password.lower())
        rest = letters
        for word in CONTEXT_WORDS:
            rest = rest.replace(word, "")
        if rest != letters and len(rest) < LEAST_REST:
            raise ValidationError(
                _("Kata sandi terlalu mudah ditebak karena hampir hanya berisi kata yang lazim di sini."),
                code="password_context_word",
            )
        if user and holds_piece_of(user.username, password):
            raise ValidationError(_("Kata sandi tidak boleh memuat bagian dari nomor Anda."), code="password_number")

    def get_help_text(self) -> str:
        """Say the rule where a password is chosen."""
        return _("Jangan gunakan nama aplikasi, nama jabatan, atau bagian dari NIP Anda.")


def holds_piece_of(number: str, password: str) -> bool:
    """Return whether six characters in a row of a personal number stand in the password, however spaced."""
    plain = re.sub(r"[\s.\-]", "", password).upper()
    return any(number[start : start + NUMBER_PIECE] in plain for start in range(len(number) - NUMBER_PIECE + 1))
