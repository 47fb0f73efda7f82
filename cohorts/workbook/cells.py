"""What may stand in a cell. Each kind reads what people type, and writes a stored value back the same way.

`read` gets a cell that is not blank and returns the value, or raises CellError with a sentence that says what is
wrong and what would be right. `write` returns what stands in a workbook of ours. `options` are the drop-down's.
Answers match without case and outer spaces; they are words of the format, so they stay Indonesian in every language.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from math import isfinite
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from accounts import numbers
from cohorts.states import Rank
from core import dates
from core.numbers import read_number

type Raw = str | int | float | bool | date | datetime | Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2199
# Fifteen digits are all that a spreadsheet keeps of a number.
ROUNDED_FROM = 10**17
JUNK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
FAILED_FORMULA = re.compile(r"^#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)$", re.IGNORECASE)
GRADE = re.compile(r"\b(I{1,3}|IV)\s*[/.\- ]?\s*([A-E])\b", re.IGNORECASE)
PPPK_GRADES = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split())
LOOKS_LIKE_GRADE = re.compile(r"^[IVX]+\s*([/.\-]\s*\w*)?$", re.IGNORECASE)


class CellError(Exception):
    """What is wrong with a cell and what would be right, as a sentence."""


@dataclass(frozen=True)
class Unreadable:
    """A cell whose content is of no use here, such as a time of day."""

    text: str


class Kind(Protocol):
    """One way to read and write cells."""

    @property
    def options(self) -> list[str]:
        """The answers of a drop-down; none where anything may be written."""

    def read(self, raw: Raw) -> Any:
        """Return the value of a cell that is not blank; raise CellError."""

    def write(self, value: Any) -> Any:
        """Return what to write for a stored value; "" for none."""


class Free:
    """A kind without a drop-down that writes what is stored."""

    options: list[str] = []  # noqa: RUF012  never changed

    def write(self, value: Any) -> Any:
        """Return the value, "" for none."""
        return "" if value is None else value


def tidy(text: str, *, lines: bool = False) -> str:
    """Return a text without control characters, outer spaces and doubled spaces; with `lines` it keeps its lines."""
    if text.isprintable():  # most are, and few need more
        return " ".join(text.split()) if "  " in text else text.strip()
    text = JUNK.sub("", text)
    if not lines:
        return " ".join(text.split())
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def as_text(raw: Raw) -> str:
    """Return a cell as a spreadsheet shows it."""
    match raw:
        case str():
            return raw
        case bool():
            return "TRUE" if raw else "FALSE"
        case int() | float():
            return _number_as_text(raw)
        case date():
            return f"{raw:%d-%m-%Y}"
        case Unreadable():
            return raw.text


def _number_as_text(raw: float) -> str:
    if not isfinite(raw):
        return "#NUM!"
    if abs(raw) >= ROUNDED_FROM:
        mantissa, _sign, exponent = f"{raw:.14E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    if raw == int(raw):
        return str(int(raw))
    return f"{Decimal(str(raw)).normalize():f}".replace(".", ",")


@dataclass(frozen=True)
class Text(Free):
    """Words. `lines` for texts that may have several lines."""

    lines: bool = False

    def read(self, raw: Raw) -> str:
        """Return the tidied text; raise CellError for the trace of a failed formula."""
        text = tidy(as_text(raw), lines=self.lines)
        if FAILED_FORMULA.match(text):
            raise CellError(_("Rumus di sel ini gagal. Ganti dengan nilainya."))
        return text


class Code(Free):
    """A key without spaces, as in addresses."""

    def read(self, raw: Raw) -> str:
        """Return the code; raise CellError for other signs than letters, digits, hyphen and underscore."""
        text = tidy(as_text(raw))
        if not re.fullmatch(r"[-a-zA-Z0-9_]+", text):
            raise CellError(_("Kode hanya boleh berisi huruf, angka, tanda hubung dan garis bawah. Buang tanda lain."))
        return text


class PersonalNumber(Free):
    """A NIP or another number of a person, without spaces and dots. Whether it can be one is checked set-wise."""

    def read(self, raw: Raw) -> str:
        """Return the normalised number."""
        number = numbers.normalised(JUNK.sub("", as_text(raw)))
        if not number:
            raise CellError(_("NIP harus 18 digit angka. Yang tertulis tidak berisi angka."))
        return number


class Day(Free):
    """A date: a real one, or written as Indonesian offices do."""

    def read(self, raw: Raw) -> date:
        """Return the date; raise CellError for numbers, times and texts that are none."""
        if isinstance(raw, datetime):
            return self._within(raw.date())
        if isinstance(raw, date):
            return self._within(raw)
        if not isinstance(raw, str):
            raise CellError(str(dates.UNREADABLE))
        try:
            return self._within(dates.read_date(tidy(raw)))
        except ValidationError as error:
            raise CellError(self._explained(tidy(raw), error.messages[0])) from error

    @staticmethod
    def _within(day: date) -> date:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            sentence = _("Tahun %(year)d tidak masuk akal. Tulis tahun antara %(first)d dan %(last)d.")
            raise CellError(sentence % {"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR})
        return day

    @staticmethod
    def _explained(text: str, sentence: str) -> str:
        """Add on which day the month ends, where that is what is wrong."""
        parts = re.findall(r"[0-9]+|[A-Za-z]+", text)
        if sentence != str(dates.NO_SUCH_DAY) or len(parts) != 3:
            return sentence
        month = dates.MONTHS.get(parts[1].lower()) or (int(parts[1]) if parts[1].isdecimal() else 0)
        year = int(max(parts[0], parts[2], key=len))
        if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
            return sentence
        last = calendar.monthrange(year, month)[1]
        ends = _("%(month)s berakhir tanggal %(day)d.") % {"month": MONTHS[month], "day": last}
        return f"{sentence} {ends}"


@dataclass(frozen=True)
class Whole(Free):
    """A whole number within limits, both allowed."""

    low: int
    high: int

    def read(self, raw: Raw) -> int:
        """Return the number; raise CellError for fractions and numbers out of range."""
        try:
            number = read_number(tidy(as_text(raw)).rstrip("% "))
        except ValidationError as error:
            raise CellError(error.messages[0]) from error
        if number != number.to_integral_value() or not self.low <= number <= self.high:
            sentence = _("Harus bilangan bulat dari %(low)d sampai %(high)d.") % {"low": self.low, "high": self.high}
            if 0 < number < 1 and self.high == 100:
                hint = _("Jika maksud Anda %(percent)d persen, tulis %(percent)d.") % {"percent": round(number * 100)}
                sentence = f"{sentence} {hint}"
            raise CellError(sentence)
        return int(number)


class Email(Free):
    """An e-mail address, in lower case."""

    def read(self, raw: Raw) -> str:
        """Return the address; raise CellError for what is none."""
        address = tidy(as_text(raw)).lower()
        try:
            validate_email(address)
        except ValidationError as error:
            raise CellError(_("Alamat surel tidak terbaca. Tulis misalnya nama@instansi.go.id.")) from error
        return address


class Grade(Free):
    """A golongan ruang, alone or with its name; a PPPK grade; anything else, such as a military rank, as it is."""

    options = Rank.values

    def read(self, raw: Raw) -> str:
        """Return the golongan as `IV/b`; raise CellError for what looks like one and is none."""
        text = tidy(as_text(raw))
        if match := GRADE.search(text):
            return f"{match[1].upper()}/{match[2].lower()}"
        if text.upper() in PPPK_GRADES:
            return text.upper()
        if LOOKS_LIKE_GRADE.match(text):
            raise CellError(_("Golongan tidak dikenal. Tulis misalnya III/d atau IV/b."))
        return text


class OneOf:
    """One of a list of answers. `also` names further ways to write some of them."""

    def __init__(self, choices: type[TextChoices], also: Mapping[str, str] | None = None) -> None:
        self.choices = choices
        self.also = also or {}

    @cached_property
    def words(self) -> dict[str, str]:
        """Return value and word of each answer."""
        with translation.override("id"):
            return {str(value): str(label) for value, label in self.choices.choices}

    @cached_property
    def _values(self) -> dict[str, str]:
        known = {word.casefold(): value for value, word in self.words.items()}
        return known | {word.casefold(): value for word, value in self.also.items()}

    @property
    def options(self) -> list[str]:
        """The answers."""
        return list(self.words.values())

    def read(self, raw: Raw) -> str:
        """Return the value that an answer stands for; raise CellError with all answers."""
        value = self._values.get(tidy(as_text(raw)).casefold())
        if value is None:
            raise CellError(unknown_answer(self.options))
        return value

    def write(self, value: str | None) -> str:
        """Return the answer's word."""
        return self.words[value] if value else ""


class SeveralOf(OneOf):
    """Any number of answers, separated by semicolons."""

    @property
    def options(self) -> list[str]:
        """No drop-down: it would allow one answer only."""
        return []

    def read(self, raw: Raw) -> tuple[str, ...]:  # type: ignore[override]  # several values for one
        """Return the values in the order of the list, each once; raise CellError where one is unknown."""
        written = [tidy(part) for part in as_text(raw).split(";") if part.strip()]
        unknown = [part for part in written if part.casefold() not in self._values]
        if unknown:
            sentence = _("%(what)s tidak dikenal.") % {"what": "; ".join(unknown)}
            raise CellError(f"{sentence} {unknown_answer(list(self.words.values()), several=True)}")
        chosen = {self._values[part.casefold()] for part in written}
        return tuple(value for value in self.words if value in chosen)

    def write(self, value: Iterable[str] | None) -> str:
        """Return the words, separated by semicolons."""
        return "; ".join(self.words[item] for item in value or ())


class YesNo:
    """Ya or Tidak; a blank cell is not stated."""

    words = (("ya", True), ("tidak", False), ("true", True), ("false", False))
    options = ["Ya", "Tidak"]  # noqa: RUF012  never changed

    def read(self, raw: Raw) -> bool:
        """Return the answer; raise CellError for another word."""
        answer = dict(self.words).get(tidy(as_text(raw)).casefold())
        if answer is None:
            raise CellError(unknown_answer(self.options))
        return answer

    def write(self, value: bool | None) -> str:  # noqa: FBT001  the value itself
        """Return Ya or Tidak, "" for not stated."""
        return "" if value is None else self.options[0 if value else 1]


def unknown_answer(options: list[str], *, several: bool = False) -> str:
    """Return the sentence that lists what may be written."""
    if several:
        return _("Tulis satu atau beberapa, dipisah titik koma, dari: %(options)s.") % {"options": ", ".join(options)}
    return _("Jawaban tidak dikenal. Tulis salah satu: %(options)s.") % {"options": ", ".join(options)}


def from_unpacked(cell: Any) -> Raw | None:
    """Return a cell as the reading program sent it; None for a blank one."""
    if isinstance(cell, str):
        return cell if cell and not cell.isspace() else None
    if isinstance(cell, dict):
        if day := cell.get("d"):
            return date.fromisoformat(day)
        if moment := cell.get("t"):
            return datetime.fromisoformat(moment)
        return Unreadable(str(cell["x"]))
    return cell  # type: ignore[no-any-return]  # JSON gives nothing else: bool, int or float
