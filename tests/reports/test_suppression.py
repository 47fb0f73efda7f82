"""Nobody learns from a breakdown what fewer than five people answered, by reading or by subtracting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.shares import Share
from reports.evaluation import evaluate
from reports.lines import by_key
from reports.suppression import FOR_OTHERS, LEAST, TOO_FEW, for_leadership, hidden_cells
from tests.reports import builders, lampung
from tests.reports.builders import Answer, Somebody

bases = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12), max_size=8)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"a": 5, "b": 30}, {}),
        ({"a": 0, "b": 30}, {}),
        ({"a": 4, "b": 30, "c": 6}, {"a": TOO_FEW, "c": FOR_OTHERS}),
        ({"a": 4, "b": 4, "c": 6}, {"a": TOO_FEW, "b": TOO_FEW}),
        ({"a": 1, "b": 2, "c": 6, "d": 9}, {"a": TOO_FEW, "b": TOO_FEW, "c": FOR_OTHERS}),
        ({"a": 1, "b": 2}, {"a": TOO_FEW, "b": TOO_FEW}),
        ({"a": 3}, {"a": TOO_FEW}),
    ],
)
def test_small_cells_and_those_that_would_give_them_away_are_hidden(cells, expected):
    assert hidden_cells(cells) == expected


def test_without_a_total_in_view_only_small_cells_are_hidden():
    assert hidden_cells({"a": 4, "b": 30, "c": 6}, total_is_shown=False) == {"a": TOO_FEW}


@given(cells=bases)
def test_what_is_shown_leaves_no_small_group_to_subtract(cells):
    hidden = hidden_cells(cells)
    assert all(base == 0 or base >= LEAST for key, base in cells.items() if key not in hidden)
    left = sum(cells[key] for key in hidden)
    everything_hidden = all(base == 0 or key in hidden for key, base in cells.items())
    assert left == 0 or left >= LEAST or everything_hidden
    assert len(hidden) != 1 or everything_hidden


def test_a_hidden_share_holds_no_number():
    assert (TOO_FEW.count, TOO_FEW.base, TOO_FEW.percent, TOO_FEW.percent_text) == (0, 0, None, "")
    assert [str(TOO_FEW), TOO_FEW.of_text] == ["kurang dari 5 jawaban"] * 2
    assert str(FOR_OTHERS) == "tidak ditampilkan"


def shown(evaluation, key):
    return {part.name: str(by_key(part.figures)[key].share) for part in evaluation.by_institution}


@pytest.mark.django_db
def test_lampung_breakdown_hides_small_groups_and_no_total():
    whole = evaluate([lampung.load()])
    reduced = for_leadership(whole)
    assert reduced.total == whole.total
    assert shown(reduced, "implementation.participant") == {
        "Kabupaten Lampung Barat": "kurang dari 5 jawaban",
        "Kabupaten Lampung Tengah": "0 dari 15 (0,00%)",
        "Kabupaten Pesisir Barat": "kurang dari 5 jawaban",
        "Kabupaten Tanggamus": "belum ada data",
        "Kabupaten Tulang Bawang": "9 dari 12 (75,00%)",
        "Kabupaten Tulang Bawang Barat": "belum ada data",
        "Kabupaten Way Kanan": "kurang dari 5 jawaban",
    }
    assert shown(reduced, "responses.participant")["Kabupaten Way Kanan"] == "2 dari 2 (100,00%)"


def answered(institution: str, people: int, mentors: int) -> list[Somebody]:
    yes = Answer({"implementation": "as_planned", "in_skp": True, "coaching_needed": True}, ("budget",))
    return [
        Somebody(
            institution,
            direction=True,
            answers=dict.fromkeys([("participant", 6)] * (place < people) + [("mentor", 6)] * (place < mentors), yes),
        )
        for place in range(max(people, mentors))
    ]


@pytest.mark.django_db
def test_each_kind_of_answer_is_hidden_by_its_own_base():
    class_ = [*answered("A", 6, 2), *answered("B", 7, 7), *answered("C", 9, 9)]
    reduced = for_leadership(evaluate([builders.cohort(somebodies=class_)]))
    assert shown(reduced, "coaching_needed") == {
        "A": "6 dari 6 (100,00%)",
        "B": "7 dari 7 (100,00%)",
        "C": "9 dari 9 (100,00%)",
    }
    hidden = {"A": "kurang dari 5 jawaban", "B": "tidak ditampilkan", "C": "9 dari 9 (100,00%)"}
    assert shown(reduced, "skp_inclusion") == shown(reduced, "disagreements") | {"C": "9 dari 9 (100,00%)"} == hidden
    assert shown(reduced, "implementation.mentor") == hidden
    assert all("barriers.mentor" not in key for key in by_key(reduced.by_institution[0].figures))


@pytest.mark.django_db
def test_figures_of_some_institutions_are_themselves_a_small_group():
    made = builders.cohort(somebodies=[*answered("A", 4, 4), *answered("B", 30, 0)])
    part = for_leadership(evaluate([made], institutions=[builders.institution("A").pk]))
    assert str(part.total.answers.participant.implementation) == "kurang dari 5 jawaban"
    assert part.total.answers.mentor.barriers["budget"] == TOO_FEW
    assert part.total.people.mentors_replaced == Share(0, 4)
    whole = for_leadership(evaluate([builders.cohort("PKA-DUA", answered("A", 3, 3))]))
    assert str(whole.total.answers.participant.implementation) == "3 dari 3 (100,00%)"
