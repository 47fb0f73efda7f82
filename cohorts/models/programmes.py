"""Programmes as dated templates. An edition is never changed; a change makes a new edition."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.querysets.programmes import ProgrammeQuerySet
from cohorts.states import PhaseKind
from core.models import Stamped


class Programme(Stamped):
    """One edition of a programme; cohorts keep the edition with which they were made."""

    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=200)
    effective_on = models.DateField(_("berlaku sejak"))
    regulation = models.CharField(_("dasar hukum"), max_length=300, blank=True)
    is_example = models.BooleanField(_("contoh"), default=False, help_text=_("Periksa dulu dengan peraturan Anda."))
    change_action_term = models.CharField(_("sebutan aksi"), max_length=60, default="Aksi Perubahan")
    coaching_sessions = models.PositiveSmallIntegerField(_("sesi coaching paling sedikit"), default=3)
    mentoring_sessions = models.PositiveSmallIntegerField(_("sesi mentoring paling sedikit"), default=3)
    short_term_months = models.PositiveSmallIntegerField(_("jangka pendek, bulan"), default=2)
    medium_term_months = models.PositiveSmallIntegerField(_("jangka menengah, bulan"), default=12)
    long_term_months = models.PositiveSmallIntegerField(_("jangka panjang, bulan"), default=24)
    follow_up_months = models.JSONField(_("bulan tindak lanjut"), default=list)
    participants_per_coach = models.PositiveSmallIntegerField(_("peserta per coach paling banyak"), default=10)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        ordering: ClassVar[list[str]] = ["code", "-effective_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["code", "effective_on"],
                name="programme_edition_unique",
                violation_error_message=_("Edisi program dengan tanggal ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(short_term_months__lt=models.F("medium_term_months"))
                & Q(medium_term_months__lt=models.F("long_term_months")),
                name="programme_horizons_grow",
                violation_error_message=_("Jangka pendek, menengah dan panjang harus makin lama."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProgrammePhase(models.Model):
    """A phase of an edition: starts so many days after the cohort starts and lasts so many days."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("jenis"), max_length=20, choices=PhaseKind)
    name = models.CharField(_("nama"), max_length=120)
    starts_after_days = models.SmallIntegerField(
        _("mulai setelah, hari"), validators=[MinValueValidator(-180), MaxValueValidator(400)]
    )
    days = models.PositiveSmallIntegerField(_("lama, hari"), validators=[MinValueValidator(1), MaxValueValidator(400)])
    lesson_hours = models.PositiveSmallIntegerField(_("JP"), default=0)
    reason = models.CharField(_("alasan tanggal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tahap program")
        verbose_name_plural = _("tahap program")
        ordering: ClassVar[list[str]] = ["starts_after_days", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "kind", "name"],
                name="programme_phase_unique",
                violation_error_message=_("Tahap dengan jenis dan nama ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1),
                name="programme_phase_lasts_a_day",
                violation_error_message=_("Tahap berlangsung paling sedikit satu hari."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
