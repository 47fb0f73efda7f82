"""What the database refuses by itself, on PostgreSQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState

from cohorts.models import Assignment
from cohorts.states import AssignmentRole
from core.migration_operations import NeverAltered
from tests.cast import Agency, build_agency, person

postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraint")
pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def second(agency: Agency, role: AssignmentRole, starts_on: date, ends_on: date | None = None) -> None:
    someone = person("197601012000011001", "Pengganti", agency.institution)
    with transaction.atomic():
        Assignment.objects.create(
            participant=agency.participant, person=someone, role=role, starts_on=starts_on, ends_on=ends_on
        )
        connection.check_constraints()


@postgresql_only
@pytest.mark.parametrize("role", [AssignmentRole.COACH, AssignmentRole.MENTOR])
def test_assignment_overlapping_another_of_its_role_is_refused(role: AssignmentRole, agency: Agency) -> None:
    with pytest.raises(IntegrityError, match="assignment_no_overlap"):
        second(agency, role, date(2026, 12, 1))


def test_assignment_from_the_day_on_which_the_first_ends_is_no_overlap(agency: Agency) -> None:
    Assignment.objects.filter(pk=agency.mentoring.pk).update(ends_on=date(2026, 12, 1))
    second(agency, AssignmentRole.MENTOR, date(2026, 12, 1))
    assert agency.participant.assignments.filter(role=AssignmentRole.MENTOR).count() == 2


def test_assignment_of_a_second_examiner_is_no_overlap(agency: Agency) -> None:
    second(agency, AssignmentRole.EXAMINER, date(2026, 12, 1))
    assert agency.participant.assignments.filter(role=AssignmentRole.EXAMINER).count() == 2


@pytest.mark.parametrize("statement", ["UPDATE core_kept SET text = 'b'", "DELETE FROM core_kept"])
def test_never_altered_rows_refuse_raw_sql(statement: str) -> None:
    operation = NeverAltered("core_kept")
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE core_kept (text varchar(10))")
        operation.database_forwards("core", editor, ProjectState(), ProjectState())
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_kept VALUES ('a')")
        with pytest.raises(IntegrityError, match="rows are never altered"), transaction.atomic():
            cursor.execute(statement)
        cursor.execute("SELECT text FROM core_kept")
        assert cursor.fetchall() == [("a",)]
