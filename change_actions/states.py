"""Choices of change actions, milestones and follow-up answers, and what may follow what."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Horizon(models.TextChoices):
    """When a milestone is due, counted from the training (domain.md 1.4)."""

    SHORT = "short", _("Jangka pendek")
    MEDIUM = "medium", _("Jangka menengah")
    LONG = "long", _("Jangka panjang")


class MilestoneState(models.TextChoices):
    """Claimed and verified are different states, and only another person verifies."""

    PLANNED = "planned", _("Direncanakan")
    CLAIMED = "claimed", _("Diajukan")
    VERIFIED = "verified", _("Terverifikasi")
    RETURNED = "returned", _("Perlu perbaikan")


MILESTONE_MOVES: Mapping[str, tuple[str, ...]] = {
    MilestoneState.PLANNED: (MilestoneState.CLAIMED,),
    MilestoneState.CLAIMED: (MilestoneState.VERIFIED, MilestoneState.RETURNED, MilestoneState.PLANNED),
    MilestoneState.RETURNED: (MilestoneState.CLAIMED,),
    MilestoneState.VERIFIED: (),
}


class Respondent(models.TextChoices):
    """Who answers a follow-up; what the two say is never added up."""

    PARTICIPANT = "participant", _("Peserta")
    MENTOR = "mentor", _("Mentor")


class Implementation(models.TextChoices):
    """How far the change action got, in the respondent's words (reference/README.md)."""

    AS_PLANNED = "as_planned", _("Sesuai rencana")
    PARTLY = "partly", _("Sebagian")
    TRAINING_ONLY = "training_only", _("Hanya selama pelatihan")
    NOT_DONE = "not_done", _("Tidak terlaksana")


class BehaviourChange(models.TextChoices):
    """Whether the mentor sees the participant behave differently."""

    NONE = "none", _("Tidak ada")
    SOME = "some", _("Ada")
    WITH_IMPACT = "with_impact", _("Ada dan berdampak")


class BarrierKind(models.TextChoices):
    """What stands in the way of a change action; the order is that of the workbook."""

    BUDGET = "budget", _("Anggaran")
    TRANSFER = "transfer", _("Alih tugas")
    NO_LONGER_RELEVANT = "no_longer_relevant", _("Tidak relevan lagi")
    NOT_A_PRIORITY = "not_a_priority", _("Bukan prioritas organisasi")
    LEADERSHIP_SUPPORT = "leadership_support", _("Dukungan pimpinan")
    TEAM_OR_PEOPLE = "team_or_people", _("Tim atau SDM")
    REGULATION = "regulation", _("Regulasi")
    FACILITIES_OR_NETWORK = "facilities_or_network", _("Sarana atau jaringan")
    TIME = "time", _("Waktu")
    OTHER = "other", _("Lainnya")


class MentorLetter(models.TextChoices):
    """What the mentor says of the letter of appointment."""

    WITHOUT_TASKS = "without_tasks", _("Tanpa uraian tugas")
    WITH_TASKS = "with_tasks", _("Dengan uraian tugas")
    NONE = "none", _("Tidak ada")


class MentoringPattern(models.TextChoices):
    """How mentoring was arranged."""

    SCHEDULED = "scheduled", _("Terjadwal")
    AS_OCCASION_ALLOWS = "as_occasion_allows", _("Sesuai kesempatan")


class Guidance(models.TextChoices):
    """What kind of help the mentor gave."""

    APPROVAL_OR_CORRECTION = "approval_or_correction", _("Hanya menyetujui atau mengoreksi")
    SHARED_THINKING = "shared_thinking", _("Ikut merumuskan gagasan")
