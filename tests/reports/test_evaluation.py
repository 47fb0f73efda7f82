"""Every figure, checked against the reference cohort and against counting one by one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from cohorts.models import Assignment, Participant
from cohorts.states import AssignmentRole
from reports.as_json import evaluation_as_json
from reports.evaluation import evaluate
from tests.reports import builders, lampung
from tests.reports.builders import Answer, Somebody

pytestmark = pytest.mark.django_db

EXPECTED = lampung.expected()


def figures(*cohorts, **options):
    return evaluation_as_json(evaluate(cohorts, **options))


def named(found, keys):
    return {key: builders.plain(found[key]) for key in keys}


@pytest.mark.sqlite
def test_lampung_gives_every_expected_figure():
    found = figures(lampung.load())
    assert {key: found[key] for key in EXPECTED} == EXPECTED


def test_lampung_by_institution_adds_up_to_the_whole():
    found = figures(lampung.load())
    parts = found["by_institution"].values()
    for key in ("skp_inclusion", "coaching_needed", "mentors_replaced", "disagreements"):
        whole = found[key]
        assert sum(part[key]["count"] for part in parts) == whole["count"]
        assert sum(part[key]["base"] for part in parts) == whole["base"]
    assert {name: part["participants"] for name, part in found["by_institution"].items()} == EXPECTED[
        "participants_by_institution"
    ]


def test_lampung_disagreements_are_two_of_the_pairs_that_both_told():
    assert figures(lampung.load())["disagreements"] == {"count": 2, "base": 24, "percent": 8.33}


@given(class_=builders.classes, coaches=builders.coach_certificates)
def test_figures_equal_counting_one_by_one(class_, coaches):
    with builders.forgotten():
        found = figures(builders.cohort("PKA-ACAK", class_, coaches))
    wanted = builders.counted(class_, coaches, builders.wave_of(class_))
    assert named(found, wanted) == wanted
    assert found["wave"] == builders.wave_of(class_)
    for name, part in found["by_institution"].items():
        inside = [one for one in class_ if one.institution == name]
        expected = builders.counted(inside, coaches, builders.wave_of(class_))
        del expected["coaches_certified"]
        assert named(part, expected) == expected


@given(first=builders.classes, second=builders.classes)
def test_two_cohorts_add_raw_counts_each_of_its_own_wave(first, second):
    with builders.forgotten():
        one, other = builders.cohort("PKA-SATU", first, (True,)), builders.cohort("PKA-DUA", second, (False, True))
        found = figures(one, other)
        apart = [figures(one), figures(other)]
    assert found["cohort"] is None
    assert found["waves"] == {"PKA-SATU": builders.wave_of(first), "PKA-DUA": builders.wave_of(second)}
    for key in ("skp_inclusion", "coaching_needed", "disagreements", "coaches_certified"):
        assert found[key]["count"] == sum(part[key]["count"] for part in apart)
        assert found[key]["base"] == sum(part[key]["base"] for part in apart)


def test_wave_is_the_cohorts_latest_unless_another_is_picked():
    done, open_ = Answer({"implementation": "as_planned"}), Answer({"implementation": "partly"})
    made = builders.cohort(
        somebodies=[
            Somebody(answers={("participant", 3): done, ("participant", 6): open_}),
            Somebody(answers={("participant", 3): done}),
            Somebody(answers={("mentor", 6): done}),
        ]
    )
    latest, third, never = figures(made), figures(made, wave=3), figures(made, wave=12)
    assert [found["wave"] for found in (latest, third, never)] == [6, 3, 12]
    assert named(latest, ["implementation"]) == {"implementation": {"participant": (0, 1), "mentor": (1, 1)}}
    assert named(third, ["implementation"]) == {"implementation": {"participant": (2, 2), "mentor": (0, 0)}}
    assert never["implementation"]["participant"] == {"count": 0, "base": 0, "percent": None}


def test_institutions_keep_the_wave_of_the_whole_cohort():
    made = builders.cohort(
        somebodies=[
            Somebody("Kabupaten A", answers={("participant", 3): Answer({"implementation": "as_planned"})}),
            Somebody("Kabupaten B", answers={("participant", 6): Answer({"implementation": "as_planned"})}),
        ]
    )
    found = figures(made, institutions=[builders.institution("Kabupaten A").pk])
    assert (found["participants"], found["wave"], found["coaches_certified"]) == (1, 6, None)
    assert named(found, ["implementation"]) == {"implementation": {"participant": (0, 0), "mentor": (0, 0)}}


def test_institutions_of_one_name_stay_apart():
    made = builders.cohort(somebodies=[Somebody("Dinas Kesehatan")])
    province = builders.institution("Provinsi Z")
    twin = builders.institution("Dinas Kesehatan", province)
    Participant.objects.create(cohort=made, person=builders.person(), sending_institution=twin)
    assert figures(made)["participants_by_institution"] == {
        "Dinas Kesehatan": 1,
        "Dinas Kesehatan (Provinsi Z)": 1,
    }


def test_mentor_appointed_again_is_not_replaced():
    made = builders.cohort(somebodies=[Somebody(mentors=1)])
    first = Assignment.objects.get()
    first.ends_on = first.starts_on + timedelta(days=10)
    first.save()
    again = Assignment.objects.create(
        participant=first.participant, person=first.person, role=AssignmentRole.MENTOR, starts_on=first.ends_on
    )
    assert named(figures(made), ["mentors_replaced"]) == {"mentors_replaced": (0, 1)}
    again.person = builders.person()
    again.save()
    assert named(figures(made), ["mentors_replaced"]) == {"mentors_replaced": (1, 1)}


def test_mentor_with_a_named_successor_is_replaced():
    made = builders.cohort(somebodies=[Somebody(mentors=1), Somebody(mentors=1)])
    first, other = Assignment.objects.order_by("pk")
    first.successor = other
    first.save()
    assert named(figures(made), ["mentors_replaced"]) == {"mentors_replaced": (1, 2)}


def test_cohort_without_anybody_has_no_figures():
    found = figures(builders.cohort())
    assert (found["participants"], found["wave"], found["by_institution"]) == (0, None, {})
    assert found["skp_inclusion"] == {"count": 0, "base": 0, "percent": None}


def full(institutions: int) -> list[Somebody]:
    answer = Answer({"implementation": "as_planned"}, ("budget", "time"))
    return [
        Somebody(f"Kabupaten {number}", answers={("participant", 6): answer, ("mentor", 6): answer})
        for number in range(institutions)
    ]


@pytest.mark.parametrize(("cohorts", "participants"), [(1, 1), (1, 40), (5, 3)])
def test_queries_stay_seven_whatever_the_number(cohorts, participants):
    made = [builders.cohort(f"PKA-{number}", full(participants), (True,)) for number in range(cohorts)]
    with CaptureQueriesContext(connection) as queries:
        evaluate(made)
    assert len(queries) == 7
