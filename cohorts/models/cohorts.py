"""Cohorts, their phases and their participants."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from cohorts.models.institutions import Institution
from cohorts.models.people import Person
from cohorts.models.programmes import Programme
from cohorts.querysets.cohorts import CohortQuerySet, ParticipantQuerySet
from cohorts.states import Outcome, PhaseKind
from core.dates import Zone
from core.models import Stamped


class Cohort(Stamped):
    """One run of a programme by one organiser. Its dates are days in its own time zone."""

    code = models.SlugField(_("kode"), max_length=40, unique=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("program")
    )
    label = models.CharField(_("angkatan"), max_length=20)
    year = models.PositiveSmallIntegerField(_("tahun"))
    organiser = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("penyelenggara")
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    time_zone = models.CharField(_("zona waktu"), max_length=40, choices=Zone, default=Zone.WIB)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("angkatan")
        verbose_name_plural = _("angkatan")
        ordering: ClassVar[list[str]] = ["-starts_on", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
        ]

    def __str__(self) -> str:
        return gettext_now("%(programme)s Angkatan %(label)s Tahun %(year)s") % {
            "programme": self.programme.code,
            "label": self.label,
            "year": self.year,
        }


class Phase(models.Model):
    """A phase of a cohort with its real dates, both counting, and why they are so."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("jenis"), max_length=20, choices=PhaseKind)
    name = models.CharField(_("nama"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    lesson_hours = models.PositiveSmallIntegerField(_("JP"), default=0)
    reason = models.CharField(_("alasan tanggal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tahap")
        verbose_name_plural = _("tahap")
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participant(Stamped):
    """A person in a cohort, with the office held on that day and how the training ended."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    sending_institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="participants", verbose_name=_("instansi pengirim")
    )
    rank = models.CharField(_("golongan"), max_length=10, blank=True)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    unit = models.CharField(_("unit kerja"), max_length=200, blank=True)
    letter_number = models.CharField(_("nomor surat perintah tugas"), max_length=100, blank=True)
    letter_date = models.DateField(_("tanggal surat perintah tugas"), null=True, blank=True)
    pre_training_direction = models.BooleanField(_("mendapat arahan prapelatihan"), null=True, blank=True)
    outcome = models.CharField(_("hasil"), max_length=20, choices=Outcome, default=Outcome.ENROLLED)
    outcome_at = models.DateTimeField(_("hasil ditetapkan"), null=True, blank=True)
    outcome_reason = models.CharField(_("keterangan hasil"), max_length=300, blank=True)
    transferred_on = models.DateField(_("alih tugas sejak"), null=True, blank=True)
    transferred_to = models.CharField(_("jabatan baru"), max_length=200, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("peserta")
        verbose_name_plural = _("peserta")
        ordering: ClassVar[list[str]] = ["person__name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                name="participant_once_per_cohort",
                violation_error_message=_("Orang ini sudah menjadi peserta angkatan ini."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ENROLLED, outcome_at=None)
                | (~Q(outcome=Outcome.ENROLLED) & Q(outcome_at__isnull=False)),
                name="participant_outcome_has_its_time",
                violation_error_message=_("Hasil selain mengikuti harus mencatat waktunya."),
            ),
            models.CheckConstraint(
                condition=Q(transferred_on=None, transferred_to="") | Q(transferred_on__isnull=False),
                name="participant_transfer_has_its_day",
                violation_error_message=_("Alih tugas harus mencatat tanggalnya."),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name
