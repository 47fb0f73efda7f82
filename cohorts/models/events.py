"""Gatherings of a cohort and who came."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.models.people import Person
from cohorts.querysets.events import AttendanceQuerySet, EventQuerySet
from cohorts.states import AttendanceStatus, EventKind
from core.models import Stamped


class Event(Stamped):
    """A gathering of a cohort: pre-training forum, briefing, alignment, workshop."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("jenis"), max_length=20, choices=EventKind)
    name = models.CharField(_("nama"), max_length=200)
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    place = models.CharField(_("tempat atau tautan"), max_length=300, blank=True)
    material = models.TextField(_("materi"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan")
        verbose_name_plural = _("kegiatan")
        ordering: ClassVar[list[str]] = ["starts_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("Waktu selesai harus sesudah waktu mulai."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(Stamped):
    """Somebody's attendance; an alumni speaker attends too, as a speaker."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(_("kehadiran"), max_length=10, choices=AttendanceStatus)
    is_speaker = models.BooleanField(_("narasumber"), default=False)
    topic = models.CharField(_("topik"), max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        ordering: ClassVar[list[str]] = ["person__name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["event", "person"],
                name="attendance_once",
                violation_error_message=_("Kehadiran orang ini sudah dicatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.event}"
