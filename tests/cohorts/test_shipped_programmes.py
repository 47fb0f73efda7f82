"""The example programmes: there after `migrate` alone and after a flush, once, with the values that are sourced."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from cohorts.models import Programme
from cohorts.shipped_programmes import SHIPPED, ship
from cohorts.states import PhaseKind

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_examples_are_there_after_migrate() -> None:
    found = {row.code: (row.is_example, row.phases.count(), row.follow_up_months) for row in Programme.objects.all()}
    assert found == {code: (True, 9, [3, 6, 12, 24]) for code in ("PKA", "PKP", "PKN II")}


def test_shipping_twice_adds_nothing() -> None:
    ship(apps, using="default")
    assert Programme.objects.count() == len(SHIPPED)


@pytest.mark.django_db(transaction=True)
def test_examples_are_there_after_a_flush() -> None:
    call_command("flush", verbosity=0, interactive=False)
    assert Programme.objects.count() == len(SHIPPED)
    assert connection.vendor


@pytest.mark.parametrize(("code", "days", "hours"), [("PKA", 105, 908), ("PKP", 101, 830), ("PKN II", 111, 0)])
def test_phases_follow_each_other_without_gap(code: str, days: int, hours: int) -> None:
    phases = list(Programme.objects.get(code=code).phases.all())
    ends = [phase.starts_after_days + phase.days for phase in phases]
    assert [phase.starts_after_days for phase in phases[1:]] == ends[:-1]
    assert (ends[-1], sum(phase.lesson_hours for phase in phases)) == (days, hours)
    [implementation] = [phase for phase in phases if phase.kind == PhaseKind.IMPLEMENTATION]
    assert implementation.days == 60
    assert all(phase.reason for phase in phases)


def test_project_of_pkn_bears_its_own_name() -> None:
    terms = {row.code: row.change_action_term for row in Programme.objects.all()}
    assert terms == {"PKA": "Aksi Perubahan", "PKP": "Aksi Perubahan", "PKN II": "Proyek Perubahan"}


def test_state_without_programmes_gets_none() -> None:
    class NoModels:
        def get_model(self, *_names: str) -> None:
            raise LookupError

    ship(NoModels(), using="default")  # type: ignore[arg-type]
    assert Programme.objects.count() == len(SHIPPED)
