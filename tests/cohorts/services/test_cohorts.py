"""Cohorts and programmes: editions that stay, dates that explain themselves, phases that move."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry

from accounts.models import User
from cohorts.models import Cohort, Institution, InstitutionAlias, Phase, Programme
from cohorts.services.cohorts import (
    PhasePlan,
    create_cohort,
    edit_cohort,
    edition_note,
    last_day,
    outside,
    planned_phases,
    plans_now,
    proposed_code,
    remove_cohort,
    set_phases,
    shifted_phases,
)
from cohorts.services.programmes import Edition, PhaseTemplate, new_edition
from cohorts.shipped_programmes import PKA, PKA_PHASES
from cohorts.states import PhaseKind
from core.dates import Zone
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
START = date(2026, 10, 5)


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def admin(agency: Agency) -> User:
    return agency.users["training_admin"]


@pytest.fixture
def pka() -> Programme:
    return Programme.objects.get(code="PKA")


def make(agency: Agency, pka: Programme, **changes: Any) -> Cohort:
    """Return a cohort made from PKA, with changes."""
    given: dict[str, Any] = {
        "programme": pka,
        "code": "PKA-BARU",
        "label": "II",
        "year": 2026,
        "organiser": agency.institution,
        "starts_on": START,
        "time_zone": Zone.WIB,
        "phases": planned_phases(pka, START),
    }
    return create_cohort(by=agency.users["training_admin"], **(given | changes))


def test_phases_are_computed_from_the_first_day_and_say_why(pka: Programme) -> None:
    plans = planned_phases(pka, START)
    assert [(plan.kind, plan.starts_on, plan.ends_on) for plan in plans] == [
        ("pre_training", date(2026, 9, 21), date(2026, 10, 4)),
        ("self_paced", date(2026, 10, 5), date(2026, 10, 11)),
        ("distance", date(2026, 10, 12), date(2026, 10, 29)),
        ("commitment", date(2026, 10, 30), date(2026, 11, 3)),
        ("distance", date(2026, 11, 4), date(2026, 11, 10)),
        ("plan_seminar", date(2026, 11, 11), date(2026, 11, 12)),
        ("implementation", date(2026, 11, 13), date(2027, 1, 11)),
        ("final_seminar", date(2027, 1, 12), date(2027, 1, 13)),
        ("classroom", date(2027, 1, 14), date(2027, 1, 17)),
    ]
    assert plans[0].reason == (
        "Mulai 14 hari sebelum hari pertama, selama 14 hari. "
        "Surat perintah tugas, penunjukan mentor, forum prapelatihan."
    )
    assert plans[6].reason == "Hari ke-40 s.d. ke-99. 60 hari di instansi sendiri."
    assert last_day(plans, START) == date(2027, 1, 17)


def test_cohort_takes_the_newest_edition_on_or_before_its_start_and_says_so(pka: Programme, admin: User) -> None:
    later = new_edition(replace(PKA, effective_on=date(2026, 1, 1)), phases=PKA_PHASES, by=admin)
    editions = Programme.objects.all()
    assert editions.edition_for("PKA", date(2025, 12, 31)) == pka
    assert editions.edition_for("pka", date(2026, 1, 1)) == later
    assert editions.edition_for("PKA", date(2020, 8, 11)) == pka
    assert edition_note(later, START) == "Memakai edisi PKA yang berlaku sejak 1 Januari 2026."
    assert edition_note(pka, date(2020, 8, 11)) == (
        "Belum ada edisi PKA pada 11 Agustus 2020, maka dipakai yang tertua, berlaku sejak 1 Januari 2023. "
        "Edisi ini contoh: cocokkan dengan peraturan Anda."
    )


def test_cohort_keeps_its_edition_when_a_new_one_is_made(agency: Agency, pka: Programme, admin: User) -> None:
    cohort = make(agency, pka)
    new_edition(replace(PKA, effective_on=date(2026, 1, 1), coaching_sessions=5), phases=PKA_PHASES, by=admin)
    cohort.refresh_from_db()
    assert (cohort.programme, cohort.programme.coaching_sessions) == (pka, 3)


@pytest.mark.parametrize(
    ("edition", "phases", "sentence"),
    [
        (PKA, PKA_PHASES, "Edisi program dengan tanggal ini sudah ada"),
        (replace(PKA, code="BARU"), (), "paling sedikit satu tahap"),
        (replace(PKA, code="BARU", follow_up_months=[0, 3]), PKA_PHASES, "antara 1 dan 60"),
        (replace(PKA, code="BARU", medium_term_months=1), PKA_PHASES, "harus makin lama"),
        (replace(PKA, code="BARU"), (PKA_PHASES[0], PKA_PHASES[0]), "tidak boleh bernama sama"),
    ],
)
def test_odd_edition_is_refused_whole(
    edition: Edition, phases: tuple[PhaseTemplate, ...], sentence: str, admin: User
) -> None:
    before = Programme.objects.count()
    with pytest.raises(RefusedError, match=sentence):
        new_edition(edition, phases=phases, by=admin)
    assert Programme.objects.count() == before


def test_created_cohort_ends_with_its_last_phase(agency: Agency, pka: Programme) -> None:
    cohort = make(agency, pka)
    assert (cohort.ends_on, cohort.phases.count()) == (date(2027, 1, 17), 9)
    assert outside(cohort) == []
    entry = LogEntry.objects.get(additional_data__verb="cohort.created")
    assert entry.object_pk == str(cohort.pk)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "pka-utara-2026-1"}, "Kode ini sudah dipakai"),
        ({"code": "Tambah"}, "tidak dapat dipakai"),
        ({"phases": []}, "paling sedikit satu tahap"),
        ({"phases": [PhasePlan("distance", "X", START, date(2026, 10, 1))]}, "tidak boleh sebelum tanggal mulai"),
    ],
)
def test_odd_cohort_is_refused_whole(agency: Agency, pka: Programme, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        make(agency, pka, **changes)
    assert list(Cohort.objects.all()) == [agency.cohort]


def test_cohort_for_an_organiser_elsewhere_is_refused(agency: Agency, pka: Programme) -> None:
    elsewhere = build_agency("Selatan", 2).institution
    with pytest.raises(RefusedError, match="bukan pengelola pelatihan di BPSDM Selatan"):
        make(agency, pka, organiser=elsewhere)


def test_copied_phases_move_with_the_first_day_and_keep_place_and_reason(agency: Agency) -> None:
    Phase.objects.update(place="Aula", reason="Sebelum libur")
    plans = shifted_phases(agency.cohort, date(2027, 10, 5))
    assert [(plan.starts_on, plan.ends_on, plan.place, plan.reason) for plan in plans] == [
        (date(2027, 11, 2), date(2028, 1, 8), "Aula", "Sebelum libur")
    ]


@pytest.mark.parametrize(
    ("label", "expected"), [("II", "2"), ("XIV", "14"), ("7", "7"), ("Khusus A", "KHUSUS-A"), ("IIII!", "IIII")]
)
def test_proposed_code_reads_roman_numbers(pka: Programme, label: str, expected: str) -> None:
    organiser = Institution.objects.create(name="BPSDM Provinsi Tirta Raya")
    code = proposed_code(pka, organiser=organiser, label=label, year=2026)
    assert code == f"PKA-BPSDM-TIRTA-RAYA-2026-{expected}"


def test_proposed_code_prefers_the_short_name_and_is_free(agency: Agency, pka: Programme) -> None:
    InstitutionAlias.objects.create(institution=agency.institution, name="Utara")
    known: dict[str, Any] = {"organiser": agency.institution, "label": "I", "year": 2026}
    assert proposed_code(pka, **known) == "PKA-UTARA-2026-1-A"


def test_edited_cohort_leaves_phases_and_tells_which_lie_outside(agency: Agency, admin: User) -> None:
    new: dict[str, Any] = {
        "code": "PKA-U",
        "label": "III",
        "year": 2027,
        "organiser": agency.sender,
        "time_zone": Zone.WITA,
    }
    cohort = edit_cohort(
        agency.cohort,
        starts_on=date(2026, 11, 9),
        ends_on=date(2027, 1, 1),
        by=admin,
        **new,
    )
    assert (cohort.code, cohort.organiser, cohort.time_zone) == ("PKA-U", agency.sender, "Asia/Makassar")
    assert [phase.name for phase in outside(cohort)] == ["Implementasi Utara"]


def test_edited_cohort_with_dates_the_wrong_way_is_refused(agency: Agency, admin: User) -> None:
    cohort = agency.cohort
    same: dict[str, Any] = {
        name: getattr(cohort, name) for name in ("code", "label", "year", "organiser", "starts_on", "time_zone")
    }
    with pytest.raises(RefusedError, match="tidak boleh sebelum tanggal mulai"):
        edit_cohort(cohort, ends_on=date(2026, 1, 1), by=admin, **same)


def test_phases_before_training_may_lie_before_the_first_day(agency: Agency) -> None:
    cohort = agency.cohort
    for kind in (PhaseKind.PRE_TRAINING, PhaseKind.DISTANCE):
        Phase.objects.create(cohort=cohort, kind=kind, name=kind, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 3))
    assert [phase.name for phase in outside(cohort)] == ["distance"]


def test_set_phases_changes_adds_and_removes_with_one_entry(agency: Agency, pka: Programme, admin: User) -> None:
    cohort = make(agency, pka)
    plans = plans_now(cohort)
    moved = replace(plans[-1], ends_on=date(2027, 1, 20), place="Aula")
    added = PhasePlan("classroom", "Upacara", date(2027, 1, 21), date(2027, 1, 21))
    set_phases(cohort, [*plans[1:-1], moved, added], by=admin)
    assert cohort.phases.count() == 9
    assert cohort.phases.get(name=moved.name).place == "Aula"
    entry = LogEntry.objects.get(additional_data__verb="cohort.phases")
    assert entry.changes == {
        "Prapelatihan": ["21-09-2026 – 04-10-2026, 0 JP", ""],
        "Klasikal dan penutupan": ["14-01-2027 – 17-01-2027, 64 JP", "14-01-2027 – 20-01-2027, 64 JP, Aula"],
        "Upacara": ["", "21-01-2027 – 21-01-2027, 0 JP"],
    }


def test_set_phases_of_another_cohort_touches_none_of_its_own(agency: Agency, pka: Programme, admin: User) -> None:
    theirs = agency.cohort.phases.get()
    cohort = make(agency, pka)
    stolen = PhasePlan("distance", "Curian", START, START, pk=theirs.pk)
    set_phases(cohort, [stolen], by=admin)
    theirs.refresh_from_db()
    assert (theirs.name, theirs.cohort) == ("Implementasi Utara", agency.cohort)
    assert [phase.name for phase in cohort.phases.all()] == ["Curian"]


def test_cohort_is_removed_only_while_nobody_is_in_it(agency: Agency, pka: Programme, admin: User) -> None:
    with pytest.raises(RefusedError, match="masih ada 1 peserta, 1 penunjukan coach, 1 kegiatan"):
        remove_cohort(agency.cohort, by=admin)
    cohort = make(agency, pka)
    remove_cohort(cohort, by=admin)
    assert list(Cohort.objects.all()) == [agency.cohort]
