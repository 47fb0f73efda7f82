"""Who differs and who has not answered, by name; the shares are tested in tests/reports/test_evaluation.py."""

import pytest

from change_actions.figures import disagreements, latest_waves, unanswered, untitled
from change_actions.states import Implementation, Respondent
from cohorts.models import Participant
from tests.reports import builders
from tests.reports.builders import Answer, Somebody

pytestmark = pytest.mark.django_db

PLANNED, PARTLY, NOT_DONE, BLANK = (
    Answer({"implementation": said}) for said in ("as_planned", "partly", "not_done", "")
)


def pair(name: str, participant: Answer, mentor: Answer, month: int = 6) -> Somebody:
    return Somebody(
        name=name, title=f"Aksi {name}", answers={("participant", month): participant, ("mentor", month): mentor}
    )


def test_only_as_planned_against_anything_else_is_a_disagreement():
    made = builders.cohort(
        somebodies=[
            pair("Adi", PLANNED, NOT_DONE),
            pair("Budi", PARTLY, PLANNED),
            pair("Citra", PARTLY, NOT_DONE),
            pair("Dewi", PLANNED, PLANNED),
            pair("Eko", PLANNED, BLANK),
            pair("Fani", BLANK, PLANNED),
            pair("Gita", PLANNED, NOT_DONE, month=3),
        ]
    )
    found = disagreements(Participant.objects.all(), latest_waves([made.pk]))
    assert [(one.name, one.title, one.participant_says, one.mentor_says) for one in found] == [
        ("Adi", "Aksi Adi", Implementation.AS_PLANNED, Implementation.NOT_DONE),
        ("Budi", "Aksi Budi", Implementation.PARTLY, Implementation.AS_PLANNED),
    ]


def test_who_answered_another_wave_has_not_answered_this_one():
    made = builders.cohort(
        somebodies=[
            Somebody(name="Adi", answers={("participant", 6): BLANK}),
            Somebody(name="Budi", answers={("participant", 3): PLANNED}),
            Somebody(name="Citra", answers={("mentor", 6): PLANNED}),
        ]
    )
    waves = latest_waves([made.pk])
    assert [str(one) for one in unanswered(Participant.objects.all(), waves, Respondent.PARTICIPANT)] == [
        "Budi",
        "Citra",
    ]
    assert [str(one) for one in unanswered(Participant.objects.all(), waves, Respondent.MENTOR)] == ["Adi", "Budi"]


def test_nobody_has_answered_where_there_is_no_wave():
    made = builders.cohort(somebodies=[Somebody(name="Adi", title=None)])
    waves = latest_waves([made.pk])
    assert waves == {made.pk: None}
    assert unanswered(Participant.objects.all(), waves, Respondent.MENTOR).count() == 1
    assert untitled(Participant.objects.all()).count() == 1
