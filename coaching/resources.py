"""Coaching's columns of the sheet Coach: the certificate, and the reason for which somebody coaches without one."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.models import Certificate, Waiver
from cohorts.models import Cohort
from cohorts.resources.books import APPOINTMENTS, known_number
from cohorts.workbook.batch import Book
from cohorts.workbook.cells import Day, Text, tidy
from cohorts.workbook.people import chunks
from cohorts.workbook.resource import SheetResource, column
from cohorts.workbook.sheets import COHORT, Column, Sheet

if TYPE_CHECKING:
    from cohorts.workbook.reading import Row

CERTIFICATE_COLUMNS = ("Penerbit sertifikat", "Tanggal sertifikat", "Berlaku sampai")


def _waivers(cohort: Cohort) -> dict[str, Waiver]:
    found = Waiver.objects.filter(appointment__cohort=cohort).select_related("appointment__person")
    return {waiver.appointment.person.number: waiver for waiver in found}


WAIVERS = Book(_waivers)


def _counts_on(certificate: Certificate, day: date) -> bool:
    issued, until = certificate.issued_on, certificate.valid_until
    return issued is not None and issued <= day and (until is None or until >= day)


class CertificateResource(SheetResource[Certificate]):
    """A coaching certificate, known by person and number."""

    noun = "certificate"
    number = column("Nomor sertifikat", "number")
    issuer = column("Penerbit sertifikat", "issuer")
    issued_on = column("Tanggal sertifikat", "issued_on")
    valid_until = column("Berlaku sampai", "valid_until")

    class Meta:
        model = Certificate
        fields = ("number", "issuer", "issued_on", "valid_until")

    def load(self) -> None:
        """Fill the book with the certificates of everybody in the file, whatever cohort they were brought in for."""
        people = self.batch.people.people.values()
        for part in chunks(person.pk for person in people if person.pk):
            for one in Certificate.objects.filter(person__in=part).select_related("person").as_written():
                self.book[one.person.number, tidy(one.number)] = one

    def check(self) -> None:
        """A certificate needs its number."""
        for row in self.read.rows:
            others = any(heading in row.values for heading in CERTIFICATE_COLUMNS)
            if others and "Nomor sertifikat" not in row.values and "Nomor sertifikat" not in row.bad:
                sentence = _("Wajib diisi. Kolom sertifikat lainnya sudah diisi.")
                self.batch.error(self.read, row, "Nomor sertifikat", sentence)

    def key_of(self, row: "Row") -> Hashable | None:
        """Return person and certificate number."""
        person, number = known_number(row, "NIP"), row.values.get("Nomor sertifikat")
        return (person, number) if person and number else None

    def make(self) -> Certificate:
        """Return a certificate of the person."""
        return Certificate(person=self.batch.people.people[self.row.values["NIP"]])

    def check_instance(self, instance: Certificate) -> None:
        """Dates have to run forward."""
        if instance.issued_on and instance.valid_until and instance.valid_until < instance.issued_on:
            sentence = _("Berlaku sampai tidak boleh sebelum tanggal sertifikat, %(day)s.")
            heading = "Berlaku sampai" if "Berlaku sampai" in self.row.values else "Tanggal sertifikat"
            self.batch.error(self.read, self.row, heading, sentence % {"day": f"{instance.issued_on:%d-%m-%Y}"})

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield for each coach the certificate that counts: one valid on the first day, else the latest."""
        day = self.batch.first_day
        people = [appointment.person_id for appointment in self.batch.book(APPOINTMENTS).values()]
        for part in chunks(people):
            found = Certificate.objects.filter(person__in=part).select_related("person")
            ordered = sorted(found, key=lambda one: (_counts_on(one, day), one.issued_on or date.min, one.pk))
            for one in ordered:  # the last of a person is the one that counts
                yield one.person.number, {heading: field.export(one) for field, heading in self._columns}


class WaiverResource(SheetResource[Waiver]):
    """The reason for coaching without a valid certificate; whoever has neither is not appointed."""

    noun = "waiver"
    stored = WAIVERS
    reason = column("Alasan pengecualian", "reason")

    class Meta:
        model = Waiver
        fields = ("reason",)

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the person's number where a reason is given."""
        return known_number(row, "NIP") if "Alasan pengecualian" in row.values else None

    def make(self) -> Waiver:
        """Return a waiver of the appointment."""
        return Waiver(appointment=self.batch.book(APPOINTMENTS)[str(self.key)])

    def finish(self) -> None:
        """Ask for a reason where no certificate is valid on the cohort's first day."""
        if self.batch.cohort is None or not self.batch.cohort.starts_on:
            return
        certified = self._certified()
        for row in self.read.rows:
            number = known_number(row, "NIP")
            if number is None or number in certified or number in self.book or "Alasan pengecualian" in row.bad:
                continue
            if {"Nomor sertifikat", *CERTIFICATE_COLUMNS} & row.bad:
                continue  # what is wrong there may be all that is wrong
            sentence = self._sentence(row)
            appointment = self.batch.book(APPOINTMENTS).get(number)
            note = self.batch.error if appointment is None or appointment.pk is None else self.batch.warn
            note(self.read, row, "Alasan pengecualian", sentence)

    def _certified(self) -> set[str]:
        """Return the numbers of those who hold a certificate valid on the first day, stored or in the file."""
        day = self.batch.first_day
        numbers: set[str] = set()
        for part in chunks(person.pk for person in self.batch.people.people.values() if person.pk):
            stored = Certificate.objects.valid_on(day).filter(person__in=part)
            numbers |= set(stored.order_by().values_list("person__number", flat=True))
        for row in self.read.rows:
            issued, until = row.values.get("Tanggal sertifikat"), row.values.get("Berlaku sampai")
            number = known_number(row, "NIP")
            if number and issued and issued <= day and (until is None or until >= day):
                numbers.add(number)
        return numbers

    def _sentence(self, row: "Row") -> str:
        issued, until = row.values.get("Tanggal sertifikat"), row.values.get("Berlaku sampai")
        first_day = self.batch.first_day
        day = f"{first_day:%d-%m-%Y}"
        if "Nomor sertifikat" not in row.values:
            wrong = _("Coach ini tidak memegang sertifikat coaching.")
        elif issued is None:
            wrong = _("Sertifikat tanpa tanggal tidak dianggap berlaku.")
        elif until is not None and until < first_day:
            wrong = _("Sertifikat coaching berakhir sebelum hari pertama angkatan, %(day)s.") % {"day": day}
        else:
            wrong = _("Sertifikat coaching belum berlaku pada hari pertama angkatan, %(day)s.") % {"day": day}
        remedy = _("Isi alasan pengecualian atau lengkapi sertifikatnya.")
        return f"{wrong} {remedy}"


COACH = Sheet(
    code="coaching.coach",
    workbook=COHORT,
    name="Coach",
    order=21,
    columns=(
        Column("Nomor sertifikat", Text(), example="CERT-001"),
        Column("Penerbit sertifikat", Text(), example="Lembaga sertifikasi"),
        Column("Tanggal sertifikat", Day(), note=gettext_lazy("Tanpa tanggal, sertifikat tidak dianggap berlaku.")),
        Column(
            "Berlaku sampai", Day(), note=gettext_lazy("Hari terakhir masih berlaku. Kosong berarti tidak berakhir.")
        ),
        Column(
            "Alasan pengecualian",
            Text(),
            example="Sertifikasi menyusul",
            note=gettext_lazy("Wajib bila tidak ada sertifikat yang berlaku pada hari pertama angkatan."),
        ),
    ),
    resources=(CertificateResource, WaiverResource),
)

SHEETS = (COACH,)
