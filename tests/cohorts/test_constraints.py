"""Every rule that the database of this room keeps itself: its name, its sentence, and that it holds."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from accounts.models import User
from cohorts.models import (
    Assignment,
    Attendance,
    CoachAppointment,
    Cohort,
    Event,
    Grant,
    Institution,
    InstitutionAlias,
    Participant,
    Person,
    Phase,
    Programme,
    ProgrammePhase,
)
from cohorts.services.saving import OVERLAP, SENTENCES, add
from cohorts.states import AssignmentRole, Outcome, PhaseKind
from core.errors import RefusedError
from tests.cast import START, Agency, build_agency

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
BEFORE = date(2026, 1, 1)
MOMENT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def twin(row: models.Model | None) -> models.Model:
    """Return an unsaved copy of a row."""
    assert row is not None
    copied = type(row)._default_manager.get(pk=row.pk)
    copied.pk, copied._state.adding = None, True
    return copied


def altered(row: models.Model | None, **changes: object) -> models.Model:
    """Return an unsaved copy of a row with changes."""
    copied = twin(row)
    for name, value in changes.items():
        setattr(copied, name, value)
    return copied


def programme(**changes: object) -> models.Model:
    """Return an unsaved edition."""
    return altered(Programme.objects.get(code="PKA"), **({"effective_on": BEFORE} | changes))


def examiner(agency: Agency) -> Assignment:
    return Assignment.objects.get(participant=agency.participant, role=AssignmentRole.EXAMINER)


BREACHES: dict[str, Callable[[Agency], models.Model]] = {
    "institution_name_unique_under_parent": lambda a: Institution(name="KABUPATEN UTARA", parent=a.institution),
    "institution_name_unique_at_top": lambda _: Institution(name="bpsdm utara"),
    "institution_path_is_a_path": lambda _: Institution(name="Lain", path="/"),
    "institution_alias_unique": lambda a: InstitutionAlias(institution=a.sender, name="bpsdm u"),
    "person_number_has_18_digits": lambda a: altered(
        a.participant.person, number="123", user_id=User.objects.get(username="bebas").pk
    ),
    "grant_once": lambda a: twin(Grant.objects.get(user=a.users["leadership"])),
    "programme_edition_unique": lambda _: programme(effective_on=date(2023, 1, 1)),
    "programme_horizons_grow": lambda _: programme(short_term_months=12),
    "programme_phase_unique": lambda _: twin(ProgrammePhase.objects.first()),
    "programme_phase_lasts_a_day": lambda _: altered(ProgrammePhase.objects.first(), name="Lain", days=0),
    "cohort_ends_after_start": lambda a: altered(a.cohort, code="X", ends_on=BEFORE),
    "phase_ends_after_start": lambda a: Phase(
        cohort=a.cohort, kind=PhaseKind.DISTANCE, name="X", starts_on=START, ends_on=BEFORE
    ),
    "participant_once_per_cohort": lambda a: twin(a.participant),
    "participant_outcome_has_its_time": lambda a: altered(
        a.participant, person=a.users["mentor"].person, outcome=Outcome.PASSED
    ),
    "participant_transfer_has_its_day": lambda a: altered(
        a.participant, person=a.users["mentor"].person, transferred_to="Camat"
    ),
    "coach_once_per_cohort": lambda _: twin(CoachAppointment.objects.get()),
    "coach_appointment_ends_after_start": lambda a: altered(
        CoachAppointment.objects.get(), person=a.users["mentor"].person, ends_on=START
    ),
    "assignment_once": lambda a: twin(examiner(a)),
    "assignment_ends_after_start": lambda a: altered(examiner(a), person=a.users["leadership"].person, ends_on=START),
    "event_ends_after_start": lambda a: altered(a.event, ends_at=MOMENT, starts_at=MOMENT),
    "attendance_once": lambda _: twin(Attendance.objects.filter(is_speaker=False).first()),
}


@pytest.fixture
def prepared(agency: Agency) -> Agency:
    """Return the agency with what some breaches need: another name, and a user without a person."""
    InstitutionAlias.objects.create(institution=agency.institution, name="BPSDM U")
    User.objects.create(username="bebas")
    return agency


def named_constraints() -> set[str]:
    """Return the names of all constraints that the models of this room declare; uploads have tests of their own."""
    return {
        constraint.name
        for model in apps.get_app_config("cohorts").get_models()
        for constraint in model._meta.constraints
        if not constraint.name.startswith("workbook_")
    }


def test_every_constraint_is_breached_here() -> None:
    assert set(BREACHES) == named_constraints()


@pytest.mark.parametrize("name", BREACHES)
def test_database_refuses_a_breach_of(name: str, prepared: Agency) -> None:
    row = BREACHES[name](prepared)
    with pytest.raises(IntegrityError, match=name if connection.vendor == "postgresql" else None), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("name", BREACHES)
def test_service_answers_a_breach_with_the_sentence_of(name: str, prepared: Agency) -> None:
    row = BREACHES[name](prepared)
    [constraint] = [constraint for constraint in row._meta.constraints if constraint.name == name]
    sentence = str(constraint.violation_error_message)
    with pytest.raises(RefusedError) as refusal:
        add(row, by=prepared.users["training_admin"])
    if constraint.violation_error_message != constraint.default_violation_error_message:
        assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    "name", [name for name in BREACHES if not name.startswith(("institution_path", "programme_phase"))]
)
def test_breach_that_passes_every_check_is_answered_by_the_same_sentence(
    name: str, prepared: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two requests at once pass the checks together: then the database's own refusal is read."""
    row = BREACHES[name](prepared)
    monkeypatch.setattr(type(row), "validate_constraints", lambda *_args, **_more: None)
    monkeypatch.setattr(type(row), "validate_unique", lambda *_args, **_more: None)
    [constraint] = [constraint for constraint in row._meta.constraints if constraint.name == name]
    with pytest.raises(RefusedError) as refusal:
        add(row, by=prepared.users["training_admin"])
    assert str(refusal.value) == str(constraint.violation_error_message)


@transaction.atomic
def save_at_once(row: models.Model) -> None:
    """Save a row and ask the database what it would only say at the end."""
    row.save()
    connection.check_constraints()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraints")
@pytest.mark.parametrize("role", [AssignmentRole.COACH, AssignmentRole.MENTOR])
def test_database_refuses_two_at_once(agency: Agency, role: AssignmentRole) -> None:
    held = Assignment.objects.get(participant=agency.participant, role=role)
    overlapping = altered(held, person=agency.users["leadership"].person, starts_on=date(2026, 12, 1))
    with pytest.raises(IntegrityError, match=OVERLAP):
        save_at_once(overlapping)
    with pytest.raises(RefusedError) as refusal:
        add(overlapping, by=agency.users["training_admin"])
    assert str(refusal.value) == str(SENTENCES[OVERLAP])


def test_unique_codes_are_refused_in_words(agency: Agency) -> None:
    with pytest.raises(RefusedError, match="Kode"):
        add(twin(agency.cohort), by=agency.users["training_admin"])
    assert Cohort.objects.count() == 1


def test_people_participants_and_events_share_no_row(prepared: Agency) -> None:
    """What is refused leaves nothing behind."""
    before = [model._default_manager.count() for model in (Person, Participant, Event)]
    with pytest.raises(RefusedError):
        add(twin(prepared.participant), by=prepared.users["training_admin"])
    assert [model._default_manager.count() for model in (Person, Participant, Event)] == before
