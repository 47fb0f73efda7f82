"""The sheet Angkatan: one cohort, with the phases of its programme when it is new."""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.models import Cohort, Institution, Phase, Programme
from cohorts.services.cohorts import RESERVED_CODES, edition_note, planned_phases
from cohorts.workbook.resource import SheetResource, column

if TYPE_CHECKING:
    from cohorts.workbook.reading import Row

NEEDED = ("Program", "Angkatan", "Penyelenggara", "Mulai", "Selesai")


class CohortResource(SheetResource[Cohort]):
    """The cohort. Its edition of the programme is chosen once, when it is made."""

    noun = "cohort"
    is_main = True
    needs = NEEDED
    programme = column("Program", "programme")
    label = column("Angkatan", "label")
    year = column("Tahun", "year")
    organiser = column("Penyelenggara", "organiser")
    starts_on = column("Mulai", "starts_on")
    ends_on = column("Selesai", "ends_on")
    time_zone = column("Zona waktu", "time_zone")

    class Meta:
        model = Cohort
        fields = ("starts_on", "programme", "label", "year", "organiser", "ends_on", "time_zone")

    def gather(self) -> None:
        """Look up the organiser."""
        for row in self.read.rows:
            self.batch.institutions.mention(self.read, row, "Penyelenggara")

    def load(self) -> None:
        """Find the cohort by its code, without case."""
        for row in self.read.rows:
            if code := row.values.get("Kode"):
                stored = Cohort.objects.filter(code__iexact=code).select_related("programme", "organiser").first()
                if stored:
                    self.book[code.casefold()] = stored

    def check(self) -> None:
        """Keep to what `by` may administer, and off the words that addresses need."""
        for row in self.read.rows:
            code = row.values.get("Kode", "")
            if code.casefold() in RESERVED_CODES:
                self.batch.error(self.read, row, "Kode", _("Kode ini dipakai oleh alamat halaman. Pilih kode lain."))
            if self.batch.limited:
                self._check_scope(row, self.book.get(code.casefold()))

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the code."""
        return None if "Kode" in row.bad else row.values.get("Kode", "").casefold() or None

    def make(self) -> Cohort:
        """Return a cohort with its code."""
        return Cohort(code=self.row.values["Kode"])

    def value(self, heading: str, value: Any) -> Any:
        """Return the programme's edition and the organiser for what is written."""
        if heading == "Penyelenggara":
            return self.batch.institutions.find(value)
        return self._edition(value) if heading == "Program" else value

    def derive(self, instance: Cohort) -> None:
        """Take the year from the first day where none is stated, and hand the cohort to the other sheets."""
        if self.new and instance.starts_on and "Tahun" not in self.row.values:
            instance.year = instance.starts_on.year
        self.batch.cohort = instance

    def check_instance(self, instance: Cohort) -> None:
        """Dates have to run forward."""
        if instance.starts_on and instance.ends_on and instance.ends_on < instance.starts_on:
            sentence = _("Tanggal selesai tidak boleh sebelum tanggal mulai. Tanggal mulai %(day)s.")
            self.batch.error(self.read, self.row, "Selesai", sentence % {"day": f"{instance.starts_on:%d-%m-%Y}"})

    def finish(self) -> None:
        """Let the batch know who has been in later cohorts; without a code the other sheets get an empty cohort."""
        if self.batch.cohort is None:
            self.batch.cohort = Cohort()
        self.batch.people.load_later()

    def after_write(self) -> None:
        """Give a new cohort the phases of its programme, none beyond its last day."""
        cohort = self.batch.cohort
        outcome = self.batch.outcomes.get((self.read.sheet.name, self.read.rows[0].number))
        if cohort is None or outcome is None or not outcome.is_new:
            return
        phases = []
        for plan in planned_phases(cohort.programme, cohort.starts_on):
            reason = plan.reason
            if plan.ends_on > cohort.ends_on:
                reason = " ".join([reason, _("Dipotong sampai hari terakhir angkatan.")])
            phases.append(
                Phase(
                    cohort=cohort,
                    kind=plan.kind,
                    name=plan.name,
                    starts_on=min(plan.starts_on, cohort.ends_on),
                    ends_on=min(plan.ends_on, cohort.ends_on),
                    lesson_hours=plan.lesson_hours,
                    reason=reason[:200],
                )
            )
        Phase.objects.bulk_create(phases)

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield the batch's cohort."""
        if cohort := self.batch.cohort:
            columns = {heading: field.export(cohort) for field, heading in self._columns}
            yield cohort.code, columns | {"Kode": cohort.code}

    def who(self, instance: Cohort) -> str:
        """Return the code: the name needs a programme."""
        return instance.code

    def kept(self) -> list[str]:
        """Return nothing: other cohorts are not this workbook's affair."""
        return []

    def _edition(self, code: str) -> Programme | None:
        stored = self.book.get(self.key)
        if stored and stored.pk and stored.programme.code.casefold() == code.casefold():
            return stored.programme  # type: ignore[no-any-return]
        starts_on = self.row.values.get("Mulai", stored.starts_on if stored and stored.pk else self.batch.today)
        edition = Programme.objects.edition_for(code, starts_on)
        if edition is None:
            known = ", ".join(sorted(set(Programme.objects.values_list("code", flat=True))))
            sentence = _("Program tidak dikenal. Yang ada: %(codes)s.") % {"codes": known or "–"}
            self.batch.error(self.read, self.row, "Program", sentence)
            return None
        self.batch.notes.append(edition_note(edition, starts_on))
        return edition

    def _check_scope(self, row: "Row", stored: Cohort | None) -> None:
        sentence = _("Anda bukan pengelola pelatihan di %(name)s. Impor hanya untuk penyelenggara dalam lingkup Anda.")
        if stored and not rules.can_administer_cohort(self.batch.by, stored):
            self.batch.error(self.read, row, "Kode", sentence % {"name": stored.organiser})
        name = row.values.get("Penyelenggara")
        organiser: Institution | None = self.batch.institutions.find(name) if name else None
        if organiser and not rules.administers(self.batch.by, organiser):
            self.batch.error(self.read, row, "Penyelenggara", sentence % {"name": organiser})
