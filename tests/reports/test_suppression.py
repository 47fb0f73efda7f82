"""Nobody learns from a breakdown what fewer than five people answered, by reading or by subtracting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.suppression import FOR_OTHERS, LEAST, TOO_FEW, hidden_cells

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
