"""What a coach must hold before coaching: a valid certificate, or a reasoned waiver."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coaching.querysets import CertificateQuerySet, WaiverQuerySet
from cohorts.models import CoachAppointment, Person
from core.models import Stamped


class Certificate(Stamped):
    """A coaching certificate. The last day of `valid_until` is still valid; blank never ends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(_("nomor sertifikat"), max_length=100)
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)
    issued_on = models.DateField(_("tanggal sertifikat"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("sertifikat coaching")
        verbose_name_plural = _("sertifikat coaching")
        ordering: ClassVar[list[str]] = ["-issued_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "number"],
                name="certificate_once",
                violation_error_message=_("Sertifikat dengan nomor ini sudah dicatat untuk orang ini."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(issued_on=None) | Q(valid_until__gte=F("issued_on")),
                name="certificate_ends_after_issue",
                violation_error_message=_("Berlaku sampai tidak boleh sebelum tanggal sertifikat."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Waiver(Stamped):
    """The written reason for which somebody coaches a cohort without a valid certificate."""

    appointment = models.OneToOneField(CoachAppointment, on_delete=models.CASCADE, related_name="waiver")
    reason = models.CharField(_("alasan pengecualian"), max_length=500)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengecualian")
        verbose_name_plural = _("pengecualian")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_has_a_reason",
                violation_error_message=_("Alasan pengecualian wajib diisi."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
