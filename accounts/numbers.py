"""Personal numbers: read however they are spaced, checked, and shown (domain.md 3.1).

A NIP has 18 digits: date of birth, month of appointment, sex, serial. An NI PPPK has the same shape, but
a contract code where the NIP has the month. NRP (armed forces, police, prosecutors) and others have no
common form.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

NIP, NI_PPPK, NRP, OTHER = "nip", "ni_pppk", "nrp", "other"

LABELS = {
    NIP: gettext_noop("NIP"),
    NI_PPPK: gettext_noop("NI PPPK"),
    NRP: gettext_noop("NRP"),
    OTHER: gettext_noop("Nomor"),
}
LENGTH = 18
MAX_LENGTH = 40
FIRST_BIRTH_YEAR = 1900
# Appointment below 18 or over 60 is not impossible in old files, only worth a second look.
USUAL_AGES = range(18, 61)

# Spaces of any kind, dots, dashes (typographic ones too), the apostrophe with which spreadsheets mark text.
SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015'\u2018\u2019\u200b\ufeff]+")
WHOLE_FLOAT = re.compile(r"^\s*([0-9]+)\.0\s*$")
SCIENTIFIC = re.compile(r"^\s*(?:[0-9]+(?:[.,][0-9]+)?E\+[0-9]+|[0-9]+[.,][0-9]+E[0-9]+)\s*$", re.IGNORECASE)
DIGITS = re.compile(r"^[0-9]+$")
NIP_SHAPE = re.compile(r"^[0-9]{18}$")
WRITTEN_NUMBER = re.compile(r"^[0-9A-Z/]+$")


@dataclass(frozen=True)
class NumberCheck:
    """What is wrong with a number. `errors` forbid saving it, `warnings` ask for a second look."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def normalised(number: str) -> str:
    """Return the number without spaces, dots and dashes, in upper case.

    `1234.0` is how a spreadsheet's whole number becomes text: its `.0` goes too.
    """
    if whole := WHOLE_FLOAT.match(number):
        return whole[1]
    return SEPARATORS.sub("", number).upper()


def shown(number: str) -> str:
    """Return 18 digits as 8-6-1-3 (`19680411 199303 1 009`), any other number as it is."""
    if NIP_SHAPE.match(number):
        return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
    return number


def guess_kind(number: str) -> str:
    """Return the kind that a number most likely is: "nip", "ni_pppk", "nrp" or "other".

    A damaged NIP (rounded by a spreadsheet, or one to three digits short or long) is guessed to be a NIP, so
    that its check says what is wrong with it.
    """
    if SCIENTIFIC.match(number):
        return NIP
    plain = normalised(number)
    if not DIGITS.match(plain):
        return OTHER
    if len(plain) == LENGTH:
        return NIP if 1 <= int(plain[12:14]) <= 12 else NI_PPPK
    if abs(len(plain) - LENGTH) <= 3:
        return NIP
    return NRP if 5 <= len(plain) < 15 else OTHER


def check_number(number: str, kind: str, *, today: date) -> NumberCheck:
    """Check a number as typed or as read from a file.

    `kind` is "nip", "ni_pppk", "nrp" or "other". Hard errors are length, digits, date of birth, sex and
    serial; age and month of appointment only warn, because old and contract numbers break them.
    """
    plain = normalised(number)
    if not plain:
        return NumberCheck([_("Nomor wajib diisi.")])
    if SCIENTIFIC.match(number):
        return NumberCheck([_scientific(number, _label(kind))])
    if kind in (NIP, NI_PPPK):
        return _check_18_digits(plain, kind, today)
    return _check_free_form(plain, kind)


def _label(kind: str) -> str:
    return _(LABELS.get(kind, "Nomor"))


def _scientific(number: str, label: str) -> str:
    return _(
        "%(label)s rusak oleh lembar kerja: yang tertulis %(number)s. Jadikan kolomnya teks, lalu ketik ulang nomornya."
    ) % {"label": label, "number": number.strip()}


def _check_18_digits(plain: str, kind: str, today: date) -> NumberCheck:
    label = _label(kind)
    if not DIGITS.match(plain):
        return NumberCheck([_("%(label)s harus 18 digit angka.") % {"label": label}])
    if len(plain) != LENGTH:
        return NumberCheck([_wrong_length(plain, label)])
    errors = []
    born = _birth_date(plain)
    if born is None or born.year < FIRST_BIRTH_YEAR or born > today:
        errors.append(
            _("Delapan digit pertama %(label)s harus tanggal lahir (tahun, bulan, hari). Yang tertulis %(digits)s.")
            % {"label": label, "digits": plain[:8]}
        )
    if plain[14] not in "12":
        errors.append(
            _("Digit ke-15 %(label)s harus 1 (pria) atau 2 (wanita). Yang tertulis %(digit)s.")
            % {"label": label, "digit": plain[14]}
        )
    if plain[15:] == "000":
        errors.append(
            _(
                "Tiga digit terakhir %(label)s tidak boleh 000. Lembar kerja membulatkan angka panjang: "
                "jadikan kolomnya teks, lalu ketik ulang nomornya."
            )
            % {"label": label}
        )
    warnings = _appointment_warnings(plain, kind, born, today) if born and not errors else []
    return NumberCheck(errors, warnings)


def _wrong_length(plain: str, label: str) -> str:
    words = {"label": label, "count": len(plain)}
    sentence = _("%(label)s harus 18 digit angka. Yang tertulis %(count)d digit.") % words
    if len(plain) == LENGTH - 1:
        return " ".join([sentence, _("Satu digit hilang, mungkin angka nol.")])
    return sentence


def _birth_date(plain: str) -> date | None:
    try:
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:8]))
    except ValueError:
        return None


def _appointment_warnings(plain: str, kind: str, born: date, today: date) -> list[str]:
    warnings = []
    year, month = int(plain[8:12]), int(plain[12:14])
    age = year - born.year
    if year > today.year:
        warnings.append(_("Tahun pengangkatan %(year)d belum tiba.") % {"year": year})
    elif age not in USUAL_AGES:
        warnings.append(
            _("Tahun lahir %(born)d dan tahun pengangkatan %(year)d tidak lazim. Periksa nomornya.")
            % {"born": born.year, "year": year}
        )
    if kind == NIP and not 1 <= month <= 12:
        warnings.append(
            _("Digit ke-13 dan ke-14 (%(digits)s) bukan bulan. Mungkin ini NI PPPK.") % {"digits": plain[12:14]}
        )
    return warnings


def _check_free_form(plain: str, kind: str) -> NumberCheck:
    label = _label(kind)
    if not WRITTEN_NUMBER.match(plain):
        return NumberCheck([_("%(label)s hanya boleh berisi huruf, angka, dan garis miring.") % {"label": label}])
    if len(plain) > MAX_LENGTH:
        return NumberCheck([_("%(label)s paling panjang %(limit)d karakter.") % {"label": label, "limit": MAX_LENGTH}])
    if NIP_SHAPE.match(plain):
        return NumberCheck(warnings=[_("Nomor ini 18 digit seperti NIP. Periksa jenis nomornya.")])
    return NumberCheck()
