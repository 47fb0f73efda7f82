"""Checkpoints: one decision, one query, the same cells on both databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from change_actions.states import Respondent
from cohorts.checkpoints import CellState, cell_of, cells, owed_by, owed_in_cohorts, shares_met, with_checkpoints
from cohorts.models import Assignment, Cohort, Participant, Phase
from cohorts.registry import OwedBy, checkpoints
from cohorts.states import AssignmentRole, Outcome
from core.shares import Share
from mentoring.models import Statement
from tests.cohorts.running import END, NOW, TODAY, answer_for, person, running_cohort

pytestmark = pytest.mark.django_db

LETTERS = {
    CellState.MET: "✓",
    CellState.OPEN: "o",
    CellState.DUE: "d",
    CellState.LATE: "!",
    CellState.MISSED: "–",
    CellState.NOT_APPLICABLE: " ",
}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def line(participant: Participant) -> str:
    """Return the cells of a participant, one letter each."""
    return "".join(LETTERS[cell.state] for cell in cells(participant))


def lines() -> list[str]:
    return [line(row) for row in with_checkpoints(Participant.objects.order_by("pk"))]


def states(code: str) -> list[CellState]:
    only = [checkpoints[code]]
    return [cells(row, only)[0].state for row in with_checkpoints(Participant.objects.order_by("pk"), only)]


def decide(**given: Any) -> tuple[CellState, int]:
    values = {"met": False, "applies": True, "due": TODAY, "today": TODAY, "training_ends": END}
    cell = cell_of(given.pop("checkpoint", checkpoints["letter"]), **{**values, **given})
    return cell.state, cell.days_late


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"met": True, "due": TODAY - timedelta(days=9)}, (CellState.MET, 0)),
        ({"applies": False, "met": True}, (CellState.NOT_APPLICABLE, 0)),
        ({"due": None}, (CellState.OPEN, 0)),
        ({"due": TODAY - timedelta(days=1)}, (CellState.LATE, 1)),
        ({"due": TODAY}, (CellState.DUE, 0)),
        ({"due": TODAY + timedelta(days=7)}, (CellState.DUE, 0)),
        ({"due": TODAY + timedelta(days=8)}, (CellState.OPEN, 0)),
        ({"today": END + timedelta(days=30)}, (CellState.LATE, 85)),
        ({"today": END + timedelta(days=31)}, (CellState.MISSED, 0)),
    ],
)
def test_cell_by_date_and_condition_is(given: dict[str, Any], expected: tuple[CellState, int]) -> None:
    assert decide(**given) == expected


def test_cell_with_grace_is_late_only_after_it() -> None:
    direction = checkpoints["direction"]
    assert direction.grace == 7
    assert decide(checkpoint=direction, due=TODAY - timedelta(days=7)) == (CellState.DUE, 0)
    assert decide(checkpoint=direction, due=TODAY - timedelta(days=8)) == (CellState.LATE, 1)


def test_cell_that_outlives_the_training_stays_late_after_it() -> None:
    answer = checkpoints["participant_answer"]
    later = END + timedelta(days=400)
    assert decide(checkpoint=answer, due=END, today=later) == (CellState.LATE, 400)


@pytest.mark.sqlite
def test_cells_of_a_running_cohort_are_the_same_on_both_databases() -> None:
    running_cohort(12)
    assert lines() == [
        "✓✓✓✓✓!✓dd   ",
        "✓!✓✓!✓✓✓✓✓  ",
        "✓✓✓✓✓✓✓✓✓✓  ",
        "✓✓✓✓✓✓✓✓✓!  ",
        "✓✓✓✓! ✓✓✓✓  ",
        "✓✓✓✓✓✓✓d✓✓  ",
        "✓!✓✓✓✓ddd   ",
        "!✓✓✓✓✓✓✓d   ",
        "✓✓✓✓!!✓✓✓✓  ",
        "✓✓✓✓✓✓✓✓✓✓  ",
        "✓✓✓✓! ✓d✓✓  ",
        "✓!✓✓✓✓✓✓✓✓  ",
    ]


@pytest.mark.sqlite
def test_cells_of_a_cohort_without_phases_fall_back_on_its_own_dates() -> None:
    running_cohort(1, phases=False)
    row = with_checkpoints(Participant.objects.all()).get()
    due = {cell.checkpoint.code: cell.due for cell in cells(row)}
    assert due["letter"] == date(2026, 10, 5)
    assert due["statement"] == date(2026, 10, 15)  # appointed on the 8th, a week of grace
    assert due["title"] == END


@pytest.mark.parametrize("count", [1, 40])
def test_cells_of_any_number_of_participants_cost_one_query(
    count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    running_cohort(count)
    with django_assert_num_queries(1):
        assert len(lines()) == count
    with django_assert_num_queries(1):
        assert shares_met(Participant.objects.all())["coach"] == Share(count, count)
    with django_assert_num_queries(1):
        owed_in_cohorts(Participant.objects.all(), owed_by(OwedBy.TRAINING_ADMIN))


@pytest.mark.sqlite
def test_shares_met_are_counted_over_those_to_whom_it_applies() -> None:
    running_cohort(12)
    shares = shares_met(Participant.objects.all())
    found = {code: (share.count, share.base) for code, share in shares.items()}
    rows = lines()
    by_hand = {
        item.code: (sum(row[place] == "✓" for row in rows), sum(row[place] != " " for row in rows))
        for place, item in enumerate(checkpoints)
    }
    assert found == by_hand


@pytest.mark.sqlite
def test_owed_in_cohorts_counts_what_the_cells_say() -> None:
    running_cohort(12, 1)
    running_cohort(3, 2)
    asked = owed_by(OwedBy.TRAINING_ADMIN)
    by_hand: dict[tuple[int, str], list[int]] = {}
    for row in with_checkpoints(Participant.objects.all(), asked):
        for cell in cells(row, asked):
            if cell.is_owed:
                numbers = by_hand.setdefault((row.cohort_id, cell.checkpoint.code), [0, 0])
                numbers[0] += 1
                numbers[1] += cell.state == CellState.LATE
    found = {
        (owed.cohort, owed.checkpoint.code): [owed.count, owed.late]
        for owed in owed_in_cohorts(Participant.objects.all(), asked)
    }
    assert found == by_hand
    assert len(found) == 3


def test_owed_in_cohorts_leaves_out_closed_cohorts() -> None:
    running_cohort(12)
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC), tick=False):
        assert owed_in_cohorts(Participant.objects.all(), owed_by(OwedBy.TRAINING_ADMIN)) == []


@pytest.mark.sqlite
def test_mentor_of_today_must_have_signed_anew_after_a_replacement() -> None:
    running_cohort(2)
    old = Assignment.objects.mentors().order_by("pk").last()
    assert old is not None
    assert states("statement")[1] == CellState.MET
    Assignment.objects.filter(pk=old.pk).update(ends_on=date(2026, 11, 10))
    assert states("statement")[1] == CellState.NOT_APPLICABLE
    assert states("mentor")[1] == CellState.LATE
    row = with_checkpoints(Participant.objects.filter(pk=old.participant_id)).get()
    gap = next(cell for cell in cells(row) if cell.checkpoint.code == "mentor")
    assert (gap.days_late, gap.absent) == (11, True)
    successor = Assignment.objects.create(
        participant=old.participant,
        person=person(9999, "Mentor Pengganti", old.participant.sending_institution),
        role=AssignmentRole.MENTOR,
        starts_on=date(2026, 11, 18),
        letter_number="1",
        task_description="Mendampingi",
    )
    assert states("mentor")[1] == CellState.MET
    assert states("statement")[1] == CellState.DUE
    Statement.objects.create(assignment=successor, signed_on=TODAY)
    assert states("statement")[1] == CellState.MET


def test_mentor_appointed_before_the_cohort_starts_counts() -> None:
    running_cohort(1)
    Assignment.objects.mentors().update(starts_on=date(2026, 10, 5))
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC), tick=False):
        assert states("mentor") == [CellState.MET]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("outcome", "asked"),
    [(Outcome.PASSED, True), (Outcome.WITHDREW, False), (Outcome.DIED, False), (Outcome.POSTPONED, False)],
)
def test_checkpoints_of_those_who_left_do_not_apply(outcome: Outcome, *, asked: bool) -> None:
    running_cohort(1)
    Participant.objects.update(outcome=outcome, outcome_at=NOW)
    assert (set(lines()[0]) != {" "}) is asked


WAVES = [  # days after the end, and what is asked for then: 3 months are 15 April, 6 are 15 July 2027
    (date(2027, 4, 14), None, " "),
    (date(2027, 4, 15), 3, "o"),
    (date(2027, 5, 9), 3, "d"),
    (date(2027, 5, 16), 3, "!"),
    (date(2027, 7, 14), 3, "!"),
    (date(2027, 7, 15), 6, "o"),
    (date(2027, 10, 15), None, " "),
    (date(2028, 1, 15), 12, "o"),
    (date(2029, 1, 20), 24, "o"),
    (date(2031, 1, 1), None, " "),
]


@pytest.mark.sqlite
@pytest.mark.parametrize(("day", "month", "expected"), WAVES)
def test_wave_of_an_unanswered_cohort_is_asked_for_in_its_window(day: date, month: int | None, expected: str) -> None:
    running_cohort(2)
    with time_machine.travel(datetime(day.year, day.month, day.day, 3, tzinfo=UTC), tick=False):
        assert [row[-2:] for row in lines()] == [expected * 2] * 2
        if month:
            answer_for(Participant.objects.earliest("pk"), Respondent.PARTICIPANT, month)
            assert [row[-2:] for row in lines()] == ["✓" + expected, expected * 2]


@pytest.mark.sqlite
def test_wave_of_an_old_cohort_is_the_highest_that_anybody_answered() -> None:
    running_cohort(3)
    running_cohort(1, 2)
    first, second, third, other = Participant.objects.order_by("pk")
    answer_for(first, Respondent.PARTICIPANT, 6)
    answer_for(second, Respondent.PARTICIPANT, 3)
    answer_for(third, Respondent.MENTOR, 6)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC), tick=False):
        assert [row[-2:] for row in lines()] == ["✓!", "!!", "!✓", "  "]
        row = with_checkpoints(Participant.objects.filter(pk=second.pk)).get()
        assert cells(row)[-2].due == date(2027, 8, 15)  # seven months after the end
    assert other.cohort != first.cohort


@pytest.mark.sqlite
def test_today_is_that_of_each_cohort_when_zones_differ() -> None:
    running_cohort(1, 1)
    running_cohort(1, 2)
    Cohort.objects.filter(code="PKA-TIRTA-2").update(time_zone="Asia/Jayapura")
    Participant.objects.update(letter_number="")
    Phase.objects.all().delete()
    Cohort.objects.update(starts_on=TODAY)
    # 22.30 in Jakarta is already the next day in Jayapura.
    with time_machine.travel(datetime(2026, 11, 21, 15, 30, tzinfo=UTC), tick=False):
        assert states("letter") == [CellState.DUE, CellState.LATE]


def test_every_checkpoint_is_owed_by_one_role_and_says_so_in_words() -> None:
    assert len(list(checkpoints)) == 12
    for item in checkpoints:
        assert all(str(text) for text in (item.label, item.heading, item.task, item.act_label))
        assert bool(item.group) == (item.owed_by == OwedBy.TRAINING_ADMIN)
