"""The only thing that prints a percent."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.shares import Share


@pytest.mark.parametrize(
    ("count", "base", "text"),
    [
        (11, 35, "11 dari 35 (31,43%)"),
        (16, 26, "16 dari 26 (61,54%)"),
        (9, 26, "9 dari 26 (34,62%)"),
        (1, 8, "1 dari 8 (12,50%)"),
        (1, 800, "1 dari 800 (0,13%)"),
        (35, 35, "35 dari 35 (100,00%)"),
        (1234, 5678, "1.234 dari 5.678 (21,73%)"),
        (0, 0, "belum ada data"),
    ],
)
def test_share_as_text_gives_count_base_and_percent(count: int, base: int, text: str) -> None:
    with translation.override("id"):
        assert str(Share(count, base)) == text


def test_share_base_zero_has_no_percent() -> None:
    assert (Share(0, 0).percent, Share(0, 0).as_json()) == (None, {"count": 0, "base": 0, "percent": None})


@pytest.mark.parametrize(("count", "base", "blank"), [(2, 1, 0), (-1, 1, 0), (0, 1, 2)])
def test_share_outside_its_base_is_refused(count: int, base: int, blank: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        Share(count, base, blank)


@given(base=st.integers(1, 100_000), data=st.data())
def test_share_percent_is_rounded_half_up_from_raw_counts(base: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, base))
    percent = Share(count, base).percent
    assert percent is not None
    exact = Decimal(count) * 100 / Decimal(base)
    assert abs(percent - exact) <= Decimal("0.005")
    assert percent == int(exact * 100 + Decimal("0.5")) / Decimal(100)
