"""Who accompanies whom, as what, from when to when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort, Participant
from cohorts.models.people import Person
from cohorts.querysets.assignments import AssignmentQuerySet, CoachAppointmentQuerySet
from cohorts.states import AssignmentRole
from core.models import Stamped

ENDS_AFTER_START = _("Tanggal selesai harus sesudah tanggal mulai.")


class CoachAppointment(Stamped):
    """A coach appointed for a cohort by decree, with or without participants so far."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="coach_appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="coach_appointments")
    rank = models.CharField(_("golongan"), max_length=10, blank=True)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    decree_number = models.CharField(_("nomor surat penunjukan"), max_length=100, blank=True)
    decree_date = models.DateField(_("tanggal surat penunjukan"), null=True, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"), null=True, blank=True)

    objects = CoachAppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penunjukan coach")
        verbose_name_plural = _("penunjukan coach")
        ordering: ClassVar[list[str]] = ["person__name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                name="coach_once_per_cohort",
                violation_error_message=_("Coach ini sudah ditunjuk untuk angkatan ini."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="coach_appointment_ends_after_start",
                violation_error_message=ENDS_AFTER_START,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.cohort}"


class Assignment(Stamped):
    """A coach, mentor or examiner of one participant, with the office held on that day.

    The period is half-open: `ends_on` is the first day that no longer counts. At any time a participant
    has at most one coach and one mentor; the database holds that (constraint assignment_no_overlap).
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("peran"), max_length=10, choices=AssignmentRole)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"), null=True, blank=True)
    rank = models.CharField(_("golongan"), max_length=10, blank=True)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    unit = models.CharField(_("unit kerja"), max_length=200, blank=True)
    is_direct_superior = models.BooleanField(_("atasan langsung"), null=True, blank=True)
    exception_reason = models.CharField(_("alasan bukan atasan langsung"), max_length=300, blank=True)
    letter_number = models.CharField(_("nomor surat tugas"), max_length=100, blank=True)
    letter_date = models.DateField(_("tanggal surat tugas"), null=True, blank=True)
    task_description = models.TextField(_("uraian tugas"), blank=True)
    end_reason = models.CharField(_("alasan penggantian"), max_length=300, blank=True)
    successor = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessor", verbose_name=_("pengganti")
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["participant", "person", "role", "starts_on"],
                name="assignment_once",
                violation_error_message=_("Penugasan ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="assignment_ends_after_start",
                violation_error_message=ENDS_AFTER_START,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person}"

    @property
    def gap_in_days(self) -> int:
        """How many days nobody was in office between this one and its successor; 0 without one."""
        if self.successor is None or self.ends_on is None:
            return 0
        return max(0, (self.successor.starts_on - self.ends_on).days)
