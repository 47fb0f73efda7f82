"""Choices of people, programmes and cohorts, and what may follow what."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstitutionKind(models.TextChoices):
    """Kinds of government body that send, organise or employ."""

    MINISTRY = "ministry", _("Kementerian")
    AGENCY = "agency", _("Lembaga")
    PROVINCE = "province", _("Pemerintah provinsi")
    REGENCY = "regency", _("Pemerintah kabupaten")
    CITY = "city", _("Pemerintah kota")
    TRAINING = "training", _("Lembaga pelatihan")
    UNIT = "unit", _("Perangkat daerah atau unit kerja")
    OTHER = "other", _("Lainnya")


class NumberType(models.TextChoices):
    """Kinds of personal number (domain.md 3.1)."""

    NIP = "nip", _("NIP")
    NI_PPPK = "ni_pppk", _("NI PPPK")
    NRP = "nrp", _("NRP")
    OTHER = "other", _("Nomor lain")


class Rank(models.TextChoices):
    """Golongan ruang of civil servants; PPPK have grades I to XVII without a name (domain.md 3.2)."""

    I_A = "I/a", _("Juru Muda (I/a)")
    I_B = "I/b", _("Juru Muda Tingkat I (I/b)")
    I_C = "I/c", _("Juru (I/c)")
    I_D = "I/d", _("Juru Tingkat I (I/d)")
    II_A = "II/a", _("Pengatur Muda (II/a)")
    II_B = "II/b", _("Pengatur Muda Tingkat I (II/b)")
    II_C = "II/c", _("Pengatur (II/c)")
    II_D = "II/d", _("Pengatur Tingkat I (II/d)")
    III_A = "III/a", _("Penata Muda (III/a)")
    III_B = "III/b", _("Penata Muda Tingkat I (III/b)")
    III_C = "III/c", _("Penata (III/c)")
    III_D = "III/d", _("Penata Tingkat I (III/d)")
    IV_A = "IV/a", _("Pembina (IV/a)")
    IV_B = "IV/b", _("Pembina Tingkat I (IV/b)")
    IV_C = "IV/c", _("Pembina Utama Muda (IV/c)")
    IV_D = "IV/d", _("Pembina Utama Madya (IV/d)")
    IV_E = "IV/e", _("Pembina Utama (IV/e)")


class GrantedRole(models.TextChoices):
    """The only roles that are granted; all others follow from assignments."""

    TRAINING_ADMIN = "training_admin", _("Pengelola pelatihan")
    LEADERSHIP = "leadership", _("Pimpinan")


class AssignmentRole(models.TextChoices):
    """As what somebody accompanies a participant."""

    COACH = "coach", _("Coach")
    MENTOR = "mentor", _("Mentor")
    EXAMINER = "examiner", _("Penguji")


class PhaseKind(models.TextChoices):
    """Kinds of programme phase (domain.md 1.3)."""

    PRE_TRAINING = "pre_training", _("Prapelatihan")
    SELF_PACED = "self_paced", _("Pembelajaran mandiri")
    DISTANCE = "distance", _("Tatap maya")
    CLASSROOM = "classroom", _("Klasikal")
    COMMITMENT = "commitment", _("Membangun komitmen bersama")
    PLAN_SEMINAR = "plan_seminar", _("Seminar rancangan")
    IMPLEMENTATION = "implementation", _("Implementasi aksi perubahan")
    FINAL_SEMINAR = "final_seminar", _("Seminar akhir")


class Outcome(models.TextChoices):
    """How a participant's training ended (domain.md 1.5)."""

    ENROLLED = "enrolled", _("Mengikuti")
    PASSED = "passed", _("Lulus")
    POSTPONED = "postponed", _("Ditunda")
    FAILED = "failed", _("Tidak lulus")
    WITHDREW = "withdrew", _("Mengundurkan diri")
    DIED = "died", _("Meninggal dunia")


# Nothing is asked of those who left the training, nor while it is postponed.
ASKED_OUTCOMES = (Outcome.ENROLLED, Outcome.PASSED)

OUTCOME_MOVES: Mapping[str, tuple[str, ...]] = {
    Outcome.ENROLLED: (Outcome.PASSED, Outcome.POSTPONED, Outcome.FAILED, Outcome.WITHDREW, Outcome.DIED),
    Outcome.POSTPONED: (Outcome.ENROLLED, Outcome.PASSED, Outcome.FAILED, Outcome.WITHDREW, Outcome.DIED),
    Outcome.PASSED: (Outcome.ENROLLED,),
    Outcome.FAILED: (Outcome.ENROLLED,),
    Outcome.WITHDREW: (Outcome.ENROLLED,),
    Outcome.DIED: (Outcome.ENROLLED,),
}


class EventKind(models.TextChoices):
    """Gatherings with attendance."""

    PRE_TRAINING_FORUM = "pre_training_forum", _("Forum prapelatihan")
    MENTOR_BRIEFING = "mentor_briefing", _("Pengarahan mentor")
    COACH_ALIGNMENT = "coach_alignment", _("Penyamaan persepsi coach")
    WORKSHOP = "workshop", _("Lokakarya")


class AttendanceStatus(models.TextChoices):
    """Whether somebody invited came."""

    PRESENT = "present", _("Hadir")
    EXCUSED = "excused", _("Izin")
    ABSENT = "absent", _("Tidak hadir")
