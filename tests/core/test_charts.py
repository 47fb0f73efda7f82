"""Positions of the charts, and what their markup may hold."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from core import charts
from core.shares import Share

TODAY = date(2026, 11, 21)


def test_percent_of_way_is_written_with_a_point_and_without_needless_zeros() -> None:
    assert charts.percent_of_way(11, 35) == "31.43%"
    assert charts.percent_of_way(1, 2) == "50%"
    assert charts.percent_of_way(0, 35) == "0%"
    assert charts.percent_of_way(35, 35) == "100%"


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_percent_of_way_stays_inside_the_drawing(part: Decimal, whole: Decimal) -> None:
    position = Decimal(charts.percent_of_way(part, whole).removesuffix("%"))
    assert 0 <= position <= 100


def test_bar_is_as_long_as_its_share_of_the_base() -> None:
    assert charts.bar("Berjalan", Share(11, 35)) == charts.Bar("Berjalan", Share(11, 35), "31.43%")


def test_bar_with_nobody_in_the_base_is_empty() -> None:
    assert charts.bar("Berjalan", Share(0, 0)).length == "0%"


def test_bar_list_is_sorted_by_length_whatever_the_bases() -> None:
    rows = [("Waktu", Share(5, 35)), ("Alih tugas", Share(2, 4)), ("Sarana", Share(5, 35)), ("Tim", Share(0, 0))]
    assert [(bar.label, bar.length) for bar in charts.bar_list(rows)] == [
        ("Alih tugas", "50%"),
        ("Waktu", "14.29%"),
        ("Sarana", "14.29%"),
        ("Tim", "0%"),
    ]


def test_likert_bar_lays_its_parts_around_the_middle() -> None:
    bar = charts.likert_bar("Arahan jelas", (4, 8, 6, 11, 6), 35)
    assert bar.agree == Share(17, 35)
    assert bar.neutral == 6
    assert [(part.kind, part.count, part.start, part.length) for part in bar.parts] == [
        ("no2", 4, "32.86%", "5.71%"),
        ("no1", 8, "38.57%", "11.43%"),
        ("yes1", 11, "50%", "15.71%"),
        ("yes2", 6, "65.71%", "8.57%"),
    ]
    assert all(part.inside for part in bar.parts)


def test_likert_bar_leaves_out_empty_parts_and_counts_of_tiny_ones() -> None:
    bar = charts.likert_bar("Peran dijelaskan", (0, 12, 3, 24, 1), 40)
    assert [(part.kind, part.inside) for part in bar.parts] == [("no1", True), ("yes1", True), ("yes2", False)]


def test_likert_bar_counts_the_blank_ones_in_the_base() -> None:
    assert charts.likert_bar("Jadwal", (0, 0, 0, 20, 10), 35).agree == Share(30, 35, 5)


def test_likert_bar_without_five_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        charts.likert_bar("Jadwal", (1, 2), 3)


def test_time_line_puts_months_and_today_on_one_scale() -> None:
    line = charts.time_line([date(2026, 10, 12), date(2027, 1, 8)], TODAY)
    assert line.start == date(2026, 10, 5)
    assert [(tick.day, tick.at) for tick in line.months] == [
        (date(2026, 11, 1), "26.47%"),
        (date(2026, 12, 1), "55.88%"),
        (date(2027, 1, 1), "86.27%"),
    ]
    assert line.today == charts.Tick(TODAY, "46.08%")


def test_time_line_with_no_days_still_shows_today() -> None:
    line = charts.time_line([], TODAY)
    assert line.today.at == "50%"


def test_milestone_track_not_claimed_in_time_is_overdue_until_today() -> None:
    line = charts.time_line([date(2026, 10, 12), date(2027, 1, 8)], TODAY)
    late = charts.milestone_track(line, planned=date(2026, 11, 17))
    assert late == charts.MilestoneTrack(plan="42.16%", overdue_length="3.92%")


def test_milestone_track_claimed_and_verified_shows_three_marks() -> None:
    line = charts.time_line([date(2026, 10, 12), date(2027, 1, 8)], TODAY)
    track = charts.milestone_track(
        line, planned=date(2026, 10, 16), claimed=date(2026, 10, 12), verified=date(2026, 10, 19)
    )
    assert track == charts.MilestoneTrack(plan="10.78%", claimed="6.86%", verified="13.73%")


def test_mini_path_joins_the_stations_passed() -> None:
    dots = charts.mini_path(["done", "present", "future"])
    assert [(dot.x, dot.start, dot.kind, dot.line) for dot in dots] == [
        ("8", "-18", "done", ""),
        ("34", "8", "present", "done"),
        ("60", "34", "future", "future"),
    ]


def test_square_chart_has_one_square_for_everybody() -> None:
    chart = charts.square_chart(11, 24, 5)
    kinds = [square.kind for square in chart.squares]
    assert kinds == ["done"] * 11 + ["not-done"] * 24 + ["no-answer"] * 5
    assert (chart.squares[20].x, chart.squares[20].y) == ("0.0", "6.6")
    assert (chart.width, chart.height) == ("132.0", "13.2")


def test_square_chart_of_nobody_is_empty() -> None:
    assert charts.square_chart(0, 0, 0).squares == []


@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("figure_bar", {"bar": charts.bar("Berjalan <b>", Share(11, 35))}),
        ("list_bar", {"bar": charts.bar("Alih tugas", Share(9, 35))}),
        ("likert_bar", {"bar": charts.likert_bar("Jadwal", (4, 8, 6, 11, 6), 35)}),
        ("squares", {"chart": charts.square_chart(1, 1, 1), "title": "Aksi", "words": "1 dari 3"}),
    ],
)
def test_chart_markup_has_title_and_description_and_no_style(template: str, context: dict[str, object]) -> None:
    markup = render_to_string(f"components/charts/{template}.svg.html", context)
    assert re.search(r"<title>[^<]+</title><desc>[^<]+</desc>", markup)
    assert 'role="img"' in markup
    assert not re.search(r"style=|<script|<style|<b>", markup)


def test_figure_bar_title_says_the_numbers() -> None:
    markup = render_to_string(
        "components/charts/figure_bar.svg.html", {"bar": charts.bar("Berjalan sesuai rencana", Share(11, 35))}
    )
    assert "<title>Berjalan sesuai rencana: 11 dari 35 (31,43%)</title>" in markup
    assert 'width="31.43%"' in markup


def test_time_line_over_two_years_names_years_alone() -> None:
    line = charts.time_line([date(2026, 10, 12), date(2028, 6, 10)], TODAY)
    assert (line.is_long, [tick.day for tick in line.months]) == (True, [date(2027, 1, 1), date(2028, 1, 1)])


def test_time_line_over_half_a_year_names_quarters() -> None:
    line = charts.time_line([date(2026, 10, 12), date(2027, 6, 10)], TODAY)
    assert (line.is_long, [tick.day for tick in line.months]) == (True, [date(2027, 1, 1), date(2027, 4, 1)])
