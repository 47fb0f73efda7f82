"""Certified coaches: the certificate must be valid on the cohort's first day."""

from datetime import timedelta

import pytest

from coaching.figures import coaches_certified
from coaching.models import Certificate
from cohorts.models import CoachAppointment
from core.shares import Share
from tests.reports import builders
from tests.reports.builders import START

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("issued_on", "valid_until", "counts"),
    [
        (START, None, True),
        (START - DAY, START, True),
        (START - DAY, START + DAY, True),
        (START - 9 * DAY, START - DAY, False),
        (START + DAY, None, False),
        (None, None, False),
        (None, START + DAY, False),
    ],
)
def test_certificate_counts_when_valid_on_the_first_day(issued_on, valid_until, counts):
    made = builders.cohort(coaches=(False,))
    person = CoachAppointment.objects.get().person
    Certificate.objects.create(person=person, number="1", issued_on=issued_on, valid_until=valid_until)
    assert coaches_certified([made.pk]) == {made.pk: Share(int(counts), 1)}


def test_coach_with_two_certificates_counts_once():
    made = builders.cohort(coaches=(True,))
    Certificate.objects.create(person=CoachAppointment.objects.get().person, number="2", issued_on=START - DAY)
    assert coaches_certified([made.pk]) == {made.pk: Share(1, 1)}


def test_each_cohort_has_its_own_coaches():
    one, other = builders.cohort("PKA-SATU", coaches=(True, False)), builders.cohort("PKA-DUA")
    assert coaches_certified([one.pk, other.pk]) == {one.pk: Share(1, 2), other.pk: Share(0, 0)}
