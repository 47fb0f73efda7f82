"""The institutions that a workbook names: found by name or other name without case, else made."""

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from cohorts.models import Institution, InstitutionAlias
from cohorts.states import InstitutionKind
from cohorts.workbook.unpack import plain

if TYPE_CHECKING:
    from cohorts.workbook.batch import Batch
    from cohorts.workbook.reading import ReadSheet, Row

CHUNK = 2000
CLOSE_WORD = 0.75
# Comparing names word by word takes its time: a file full of new names gets no suggestions.
MOST_COMPARISONS = 100_000

KINDS = {
    "kabupaten": InstitutionKind.REGENCY,
    "kab.": InstitutionKind.REGENCY,
    "kota": InstitutionKind.CITY,
    "provinsi": InstitutionKind.PROVINCE,
    "kementerian": InstitutionKind.MINISTRY,
    "bpsdm": InstitutionKind.TRAINING,
    "bpsdmd": InstitutionKind.TRAINING,
    "bkpsdm": InstitutionKind.TRAINING,
}


def likely_kind(name: str) -> InstitutionKind:
    """Return the kind that the first word of a name tells; other where it tells none."""
    words = name.casefold().split()
    first = words[1] if words[0] == "pemerintah" and len(words) > 1 else words[0]
    return KINDS.get(first, InstitutionKind.OTHER)


def nearly(name: str, other: str) -> bool:
    """Say whether two plain names differ as by a slip or an abbreviation, word by word.

    `kab muara tgh` is nearly `kab. muara tengah`; `lampung barat` is not nearly `lampung tengah`.
    """
    words, others = name.split(), other.split()
    if len(words) != len(others):
        return name.replace(" ", "") == other.replace(" ", "")
    return all(map(_nearly_word, words, others))


def _nearly_word(word: str, other: str) -> bool:
    if word == other:
        return True
    short, long = sorted((word.strip("."), other.strip(".")), key=len)
    letters = iter(long)
    abbreviates = short[:1] == long[:1] and all(letter in letters for letter in short)
    return abbreviates or difflib.SequenceMatcher(None, short, long).ratio() >= CLOSE_WORD


def lowered(name: str) -> set[str]:
    """Return a name as a database may lower it: some know all letters, some only those of ASCII."""
    single = " ".join(name.split())
    return {single.lower(), re.sub("[A-Z]", lambda letter: letter[0].lower(), single)}


@dataclass
class Mention:
    """Where a name stands for the first time."""

    read: "ReadSheet"
    row: "Row"
    heading: str
    name: str


@dataclass
class InstitutionBook:
    """Every institution that this import names."""

    batch: "Batch"
    mentions: dict[str, Mention] = field(default_factory=dict)
    found: dict[str, list[Institution]] = field(default_factory=dict)
    new: dict[str, Institution] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)

    def mention(self, read: "ReadSheet", row: "Row", heading: str) -> None:
        """Say that a cell names an institution."""
        name = row.values.get(heading)
        if name:
            self.mentions.setdefault(plain(name), Mention(read, row, heading, name))

    def load(self) -> None:
        """Look all names up; make those that are unknown, and complain where a name fits several."""
        self._look_up([mention.name for mention in self.mentions.values()])
        for key, mention in self.mentions.items():
            known = self.found.get(key, [])
            if not known:
                self.new[key] = Institution(name=mention.name, kind=likely_kind(mention.name))
            elif len(known) > 1:
                where = "; ".join(sorted(str(one.parent or "–") for one in known))
                sentence = _(
                    "Ada beberapa instansi bernama ini (di bawah: %(where)s). Tulis nama lain yang hanya dimilikinya."
                )
                self.batch.error(mention.read, mention.row, mention.heading, sentence % {"where": where})
        self._suggest()

    def find(self, name: str) -> Institution | None:
        """Return the institution of a name that was mentioned."""
        key = plain(name)
        known = self.found.get(key)
        return known[0] if known else self.new.get(key)

    def unique_name(self, institution: Institution) -> str:
        """Return a name or other name that only this institution bears, "" where there is none: to be written."""
        if institution.pk not in self.written:
            names = [institution.name, *(alias.name for alias in institution.aliases.all())]
            self._look_up([name for name in names if plain(name) not in self.found])
            self.written[institution.pk] = next((one for one in names if self.found[plain(one)] == [institution]), "")
        return self.written[institution.pk]

    def write(self) -> None:
        """Save the new ones."""
        Institution.objects.bulk_create(self.new.values(), batch_size=CHUNK)

    def _look_up(self, names: list[str]) -> None:
        for start in range(0, len(names), CHUNK):
            part = {spelling for name in names[start : start + CHUNK] for spelling in lowered(name)}
            named = Institution.objects.annotate(plain_name=Lower("name")).filter(plain_name__in=part)
            for one in named.select_related("parent"):
                self._add(plain(one.name), one)
            aliases = InstitutionAlias.objects.annotate(plain_name=Lower("name")).filter(plain_name__in=part)
            for alias in aliases.select_related("institution__parent"):
                self._add(plain(alias.name), alias.institution)

    def _add(self, key: str, institution: Institution) -> None:
        known = self.found.setdefault(key, [])
        if institution not in known:
            known.append(institution)

    def _suggest(self) -> None:
        """Warn where a new name is nearly a known one: most likely a slip."""
        if not self.new:
            return
        known = dict.fromkeys(Institution.objects.values_list("name", flat=True))
        if len(self.new) * (len(known) + len(self.new)) > MOST_COMPARISONS:
            return
        by_key = {plain(name): name for name in known} | {key: one.name for key, one in self.new.items()}
        for key, mention in self.mentions.items():
            if key not in self.new:
                continue
            close = next((by_key[other] for other in by_key if other != key and nearly(key, other)), None)
            if close:
                sentence = _("Instansi baru. Mungkin maksud Anda: %(name)s.") % {"name": close}
                self.batch.warn(mention.read, mention.row, mention.heading, sentence)
