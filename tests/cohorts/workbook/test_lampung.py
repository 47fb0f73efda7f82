"""The reference cohort: everything in its file arrives, and a second time nothing changes."""

from pathlib import Path

import pytest

from accounts.models import User
from accounts.services import system_user
from change_actions.models import ChangeAction, FollowUp, Milestone, NamedBarrier
from coaching.models import Certificate, Waiver
from cohorts.models import Assignment, CoachAppointment, Cohort, Institution, Participant, Person
from cohorts.states import AssignmentRole
from cohorts.workbook.importing import Report, import_workbook
from core import audit
from mentoring.models import Statement

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LAMPUNG = Path(__file__).resolve().parents[3] / "demo/reference/lampung-2020.xlsx"


def import_lampung() -> Report:
    return import_workbook(LAMPUNG.read_bytes(), LAMPUNG.name, by=system_user(), via=audit.COMMAND)


def counts(report: Report) -> tuple[int, int, int]:
    return report.created, report.changed, report.unchanged


def test_lampung_imported_arrives_whole() -> None:
    report = import_lampung()
    assert report.problems == []
    assert counts(report) == (197, 0, 0)
    models = (Cohort, CoachAppointment, Certificate, Waiver, Participant, ChangeAction, Milestone, FollowUp)
    stored = {model.__name__: model._default_manager.count() for model in models}
    assert stored == {
        "Cohort": 1,
        "CoachAppointment": 4,
        "Certificate": 2,
        "Waiver": 2,
        "Participant": 40,
        "ChangeAction": 40,
        "Milestone": 0,
        "FollowUp": 61,
    }
    assert Assignment.objects.filter(role=AssignmentRole.COACH).count() == 40
    assert Assignment.objects.mentors().count() == 51
    assert Assignment.objects.mentors().exclude(successor=None).count() == 11
    assert Institution.objects.count() == 8
    assert Person.objects.count() == User.objects.filter(is_system=False).count()
    assert NamedBarrier.objects.exists()
    assert Statement.objects.count() == 0


def test_lampung_imported_twice_changes_nothing() -> None:
    import_lampung()
    assert counts(import_lampung()) == (0, 0, 197)
