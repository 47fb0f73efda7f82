"""PKA, PKP and PKN II as examples, so that a first cohort can be made right after installation.

The regulations changed several times and organisers differ, so nothing here is law: each edition is marked as an
example, and an agency makes its own edition from the text that it follows. What a value rests on stands beside it:

- [rule]   the rule of 2022/2023 as the head of LAN's training policy centre put it in February 2024: 105 days,
           908 JP for PKA (KepKa LAN 2/K.1/PDP.07/2023, the guide to structural leadership training).
- [sulteng] PKA VI 2022, BPSDM Sulawesi Tengah: 60 calendar days at one's own agency, then 4 days together.
- [kalteng] PKP 2021, BPSDM Kalimantan Tengah, 9 June to 17 September: 36 days at a distance (290 JP), 60 days of
           implementation (540 JP), 5 days in class.
- [diklatpim] the older Diklatpim III: five days to agree on the problem with superior and stakeholders.
- [modul]  LAN's module for PKN II: short term until the end of training, about two months; medium term half a year
           to a year; long term one to two years.
- [lampung] the published evaluation of PKA I 2020: four coaches for forty participants.
- [ours]   no source found; a choice that fits the rest.

The guide's day of 2023 is not known here, so editions are dated from the first day of that year [ours].
"""

from dataclasses import asdict
from datetime import date

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.db import transaction

from cohorts.services.programmes import Edition, PhaseTemplate
from cohorts.states import PhaseKind

FROM = date(2023, 1, 1)
GUIDE = "PerLAN 5/2022 jo. PerLAN 6/2022; KepKa LAN 2/K.1/PDP.07/2023"
FOLLOW_UP_MONTHS = [3, 6, 12, 24]  # [ours]; one published evaluation asked after twelve months
BEFORE = PhaseTemplate(  # [ours]: the fortnight in which letters, mentors and the forum are arranged
    PhaseKind.PRE_TRAINING, "Prapelatihan", -14, 14, 0, "Surat perintah tugas, penunjukan mentor, forum prapelatihan."
)

PKA = Edition(
    code="PKA",
    name="Pelatihan Kepemimpinan Administrator",
    effective_on=FROM,
    regulation=GUIDE,
    change_action_term="Aksi Perubahan",
    coaching_sessions=3,  # [ours]
    mentoring_sessions=3,  # [ours]
    short_term_months=2,  # [modul], the same two months hold for PKA
    medium_term_months=12,  # [modul]
    long_term_months=24,  # [modul]
    follow_up_months=FOLLOW_UP_MONTHS,
    participants_per_coach=10,  # [lampung]
)
# 105 days and 908 JP together [rule]; how they divide is [ours] where nothing else is said.
PKA_PHASES = (
    BEFORE,
    PhaseTemplate(PhaseKind.SELF_PACED, "Pembelajaran mandiri", 0, 7, 60, "Orientasi dan materi mandiri, 7 hari."),
    PhaseTemplate(PhaseKind.DISTANCE, "Pembelajaran tatap maya", 7, 18, 150, "Agenda 1 sampai 3, 18 hari."),
    PhaseTemplate(  # [diklatpim]
        PhaseKind.COMMITMENT, "Membangun komitmen bersama", 25, 5, 30, "5 hari di instansi bersama mentor."
    ),
    PhaseTemplate(PhaseKind.DISTANCE, "Penyusunan rancangan", 30, 7, 28, "7 hari menyusun rancangan bersama coach."),
    PhaseTemplate(PhaseKind.PLAN_SEMINAR, "Seminar rancangan", 37, 2, 18, "Mentor hadir atau diwakili."),
    PhaseTemplate(  # [sulteng] 60 calendar days; [kalteng] 540 JP for the same phase
        PhaseKind.IMPLEMENTATION, "Implementasi aksi perubahan", 39, 60, 540, "60 hari di instansi sendiri."
    ),
    PhaseTemplate(PhaseKind.FINAL_SEMINAR, "Seminar akhir", 99, 2, 18, "Sesudah 60 hari implementasi."),
    PhaseTemplate(PhaseKind.CLASSROOM, "Klasikal dan penutupan", 101, 4, 64, "4 hari tatap muka."),  # [sulteng]
)

PKP = Edition(
    code="PKP",
    name="Pelatihan Kepemimpinan Pengawas",
    effective_on=FROM,
    regulation=GUIDE,
    change_action_term="Aksi Perubahan",
    coaching_sessions=3,  # [ours]
    mentoring_sessions=3,  # [ours]
    short_term_months=2,  # [kalteng] 60 days
    medium_term_months=12,  # [modul]
    long_term_months=24,  # [modul]
    follow_up_months=FOLLOW_UP_MONTHS,
    participants_per_coach=10,  # [lampung]
)
# 36 + 60 + 5 days, 290 + 540 JP [kalteng]; how the first 36 days divide is [ours].
PKP_PHASES = (
    BEFORE,
    PhaseTemplate(PhaseKind.SELF_PACED, "Pembelajaran mandiri", 0, 7, 60, "Orientasi dan materi mandiri, 7 hari."),
    PhaseTemplate(PhaseKind.DISTANCE, "Pembelajaran tatap maya", 7, 17, 150, "Agenda 1 sampai 3, 17 hari."),
    PhaseTemplate(  # [diklatpim]
        PhaseKind.COMMITMENT, "Membangun komitmen bersama", 24, 5, 30, "5 hari di instansi bersama mentor."
    ),
    PhaseTemplate(PhaseKind.DISTANCE, "Penyusunan rancangan", 29, 5, 32, "5 hari menyusun rancangan bersama coach."),
    PhaseTemplate(PhaseKind.PLAN_SEMINAR, "Seminar rancangan", 34, 2, 18, "Mentor hadir atau diwakili."),
    PhaseTemplate(PhaseKind.IMPLEMENTATION, "Implementasi aksi perubahan", 36, 60, 540, "60 hari di instansi sendiri."),
    PhaseTemplate(PhaseKind.FINAL_SEMINAR, "Seminar akhir", 96, 2, 0, "Sesudah 60 hari implementasi."),
    PhaseTemplate(PhaseKind.CLASSROOM, "Klasikal dan penutupan", 98, 3, 0, "Sisa 5 hari tatap muka."),
)

PKN_II = Edition(
    code="PKN II",
    name="Pelatihan Kepemimpinan Nasional Tingkat II",
    effective_on=FROM,
    regulation="PerLAN 5/2022 jo. PerLAN 6/2022; KepKa LAN 1/K.1/PDP.07/2023 dan 2/K.1/PDP.07/2023",
    change_action_term="Proyek Perubahan",
    coaching_sessions=3,  # [ours]
    mentoring_sessions=3,  # [ours]
    short_term_months=2,  # [modul]
    medium_term_months=12,  # [modul]
    long_term_months=24,  # [modul]
    follow_up_months=FOLLOW_UP_MONTHS,
    participants_per_coach=10,  # [lampung]
)
# Only the two months of implementation are sourced [modul]; all else is [ours], and no JP is given for want of one.
PKN_II_PHASES = (
    BEFORE,
    PhaseTemplate(PhaseKind.SELF_PACED, "Pembelajaran mandiri", 0, 7, 0, "Orientasi dan materi mandiri, 7 hari."),
    PhaseTemplate(PhaseKind.DISTANCE, "Pembelajaran tatap maya", 7, 21, 0, "Materi inti, 21 hari."),
    PhaseTemplate(PhaseKind.COMMITMENT, "Membangun komitmen bersama", 28, 5, 0, "5 hari di instansi bersama mentor."),
    PhaseTemplate(PhaseKind.DISTANCE, "Penyusunan rancangan", 33, 9, 0, "9 hari menyusun rancangan bersama coach."),
    PhaseTemplate(PhaseKind.PLAN_SEMINAR, "Seminar rancangan", 42, 2, 0, "Mentor hadir atau diwakili."),
    PhaseTemplate(
        PhaseKind.IMPLEMENTATION, "Implementasi proyek perubahan", 44, 60, 0, "Dua bulan di instansi sendiri."
    ),
    PhaseTemplate(PhaseKind.FINAL_SEMINAR, "Seminar akhir", 104, 2, 0, "Sesudah dua bulan implementasi."),
    PhaseTemplate(PhaseKind.CLASSROOM, "Klasikal dan penutupan", 106, 5, 0, "5 hari tatap muka."),
)

SHIPPED = ((PKA, PKA_PHASES), (PKP, PKP_PHASES), (PKN_II, PKN_II_PHASES))


@transaction.atomic
def ship(models: Apps, *, using: str) -> None:
    """Save the examples that are not there yet. Nobody does this, so it leaves no entry in the audit trail.

    `models` are those of the state to which the database was just migrated; a state without programmes gets none.
    """
    try:
        programme_model, phase_model = (models.get_model("cohorts", name) for name in ("Programme", "ProgrammePhase"))
    except LookupError:
        return
    for edition, phases in SHIPPED:
        programme, is_new = programme_model._default_manager.using(using).get_or_create(
            code=edition.code,
            effective_on=edition.effective_on,
            defaults={**asdict(edition), "is_example": True},
        )
        if is_new:
            rows = [phase_model(programme=programme, **asdict(phase)) for phase in phases]
            phase_model._default_manager.using(using).bulk_create(rows)


def ship_after_migrate(*, using: str, apps: Apps = current_apps, **_others: object) -> None:
    """Receive post_migrate, which Django sends after `migrate`, and after a test's flush without naming `apps`."""
    ship(apps, using=using)
