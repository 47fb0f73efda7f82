"""The change action, its milestones, and what was answered about it after the training."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, OrderBy, Q
from django.utils.translation import gettext_lazy as _

from change_actions import states
from change_actions.querysets import ChangeActionQuerySet, FollowUpQuerySet, MilestoneQuerySet, NamedBarrierQuerySet
from cohorts.models import Participant
from core.models import Stamped


class ChangeAction(Stamped):
    """What one participant undertakes to change at work."""

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="change_action")
    title = models.CharField(_("judul"), max_length=300)
    summary = models.TextField(_("ringkasan"), blank=True)
    strategic_plan_reference = models.TextField(_("acuan renstra"), blank=True)

    objects = ChangeActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("aksi perubahan")
        verbose_name_plural = _("aksi perubahan")
        ordering: ClassVar[list[str]] = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Milestone(Stamped):
    """A step with a due date. The participant claims it, another person verifies it.

    `verified_on` is the day the mentor confirmed; `progress` is the participant's own estimate in percent.
    """

    change_action = models.ForeignKey(ChangeAction, on_delete=models.PROTECT, related_name="milestones")
    horizon = models.CharField(_("horizon"), max_length=10, choices=states.Horizon)
    title = models.CharField(_("tonggak"), max_length=200)
    output = models.CharField(_("keluaran"), max_length=500, blank=True)
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(_("capaian (%)"), default=0, validators=[MaxValueValidator(100)])
    state = models.CharField(
        _("keadaan"), max_length=10, choices=states.MilestoneState, default=states.MilestoneState.PLANNED
    )
    claimed_at = models.DateTimeField(_("diajukan"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_on = models.DateField(_("tanggal verifikasi"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.CharField(_("alasan pengembalian"), max_length=500, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("tonggak")
        verbose_name_plural = _("tonggak")
        ordering: ClassVar[list[OrderBy | str]] = [F("due_on").asc(nulls_last=True), "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["change_action", "horizon", "title"],
                name="milestone_once",
                violation_error_message=_("Tonggak dengan nama ini sudah ada pada horizon yang sama."),
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100),
                name="milestone_progress_is_percent",
                violation_error_message=_("Capaian paling tinggi 100%."),
            ),
            models.CheckConstraint(
                condition=Q(state=states.MilestoneState.PLANNED, claimed_at=None)
                | (~Q(state=states.MilestoneState.PLANNED) & Q(claimed_at__isnull=False)),
                name="milestone_claim_has_its_time",
                violation_error_message=_("Tonggak yang diajukan harus mencatat waktunya."),
            ),
            models.CheckConstraint(
                condition=Q(state=states.MilestoneState.VERIFIED, verified_on__isnull=False)
                | (~Q(state=states.MilestoneState.VERIFIED) & Q(verified_on=None, verified_by=None)),
                name="milestone_verification_has_its_day",
                violation_error_message=_("Tonggak terverifikasi harus mencatat tanggal verifikasinya."),
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(claimed_by=None) | ~Q(verified_by=F("claimed_by")),
                name="milestone_verified_by_another",
                violation_error_message=_("Yang mengajukan tidak boleh memverifikasi sendiri."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FollowUp(Stamped):
    """One respondent's answer in one wave. A row is an answer, even if all else in it is blank.

    `month` counts from the end of the training and names the wave.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="follow_ups")
    respondent = models.CharField(_("responden"), max_length=12, choices=states.Respondent)
    month = models.PositiveSmallIntegerField(_("bulan ke"))
    answered_on = models.DateField(_("tanggal"), null=True, blank=True)
    implementation = models.CharField(
        _("status implementasi"), max_length=20, choices=states.Implementation, blank=True
    )
    in_skp = models.BooleanField(_("masuk SKP"), null=True, blank=True)
    behaviour_change = models.CharField(
        _("perubahan perilaku"), max_length=20, choices=states.BehaviourChange, blank=True
    )
    coaching_needed = models.BooleanField(_("butuh coaching"), null=True, blank=True)
    mentor_letter = models.CharField(_("surat tugas mentor"), max_length=20, choices=states.MentorLetter, blank=True)
    mentoring_pattern = models.CharField(
        _("pola mentoring"), max_length=20, choices=states.MentoringPattern, blank=True
    )
    role_explained = models.BooleanField(_("peran mentor dijelaskan"), null=True, blank=True)
    guidance = models.CharField(_("bentuk bimbingan"), max_length=30, choices=states.Guidance, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban tindak lanjut")
        verbose_name_plural = _("jawaban tindak lanjut")
        ordering: ClassVar[list[str]] = ["month", "respondent", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["participant", "respondent", "month"],
                name="follow_up_once_per_wave",
                violation_error_message=_("Responden ini sudah menjawab untuk bulan tersebut."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_respondent_display()} – {self.month}"


class NamedBarrier(models.Model):
    """A barrier that a respondent named; several may be named in one answer."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="barriers")
    kind = models.CharField(_("kendala"), max_length=30, choices=states.BarrierKind)

    objects = NamedBarrierQuerySet.as_manager()

    class Meta:
        verbose_name = _("kendala")
        verbose_name_plural = _("kendala")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["follow_up", "kind"],
                name="barrier_named_once",
                violation_error_message=_("Kendala ini sudah disebut."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
