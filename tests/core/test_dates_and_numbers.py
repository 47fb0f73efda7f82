"""Dates and numbers as Indonesian offices write them (T1 to T5 of the quality notes)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.dates import DateField, read_date, today_in
from core.numbers import number, read_number
from core.templatetags import show


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21-11-2026", date(2026, 11, 21)),
        ("21/11/2026", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("5/6/2026", date(2026, 6, 5)),
        ("21 Agustus 2026", date(2026, 8, 21)),
        ("21 Agu 2026", date(2026, 8, 21)),
        (" 1  Mei 2026 ", date(2026, 5, 1)),
        ("3 Nopember 2020", date(2020, 11, 3)),
        ("29-02-2024", date(2024, 2, 29)),
    ],
)
def test_date_written_the_indonesian_way_is_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12/31/2026", "Tanggal ini tidak ada di kalender."),
        ("31-09-2026", "Tanggal ini tidak ada di kalender."),
        ("29-02-2026", "Tanggal ini tidak ada di kalender."),
        ("11 Desenber 2026", "Tanggal tidak terbaca. Tulis misalnya 21-11-2026 atau 21 November 2026."),
        ("besok", "Tanggal tidak terbaca. Tulis misalnya 21-11-2026 atau 21 November 2026."),
        ("21-11-26", "Tanggal tidak terbaca. Tulis misalnya 21-11-2026 atau 21 November 2026."),
    ],
)
def test_date_unreadable_says_why(text: str, sentence: str) -> None:
    with translation.override("id"), pytest.raises(ValidationError) as refused:
        DateField().clean(text)
    assert refused.value.messages == [sentence]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_date_shown_is_read_back(day: date) -> None:
    with translation.override("id"):
        assert read_date(show.day(day)) == read_date(show.day_short(day)) == day


@pytest.mark.parametrize(
    ("text", "value"),
    [("31,43", "31.43"), ("1.234,5", "1234.5"), ("1.234", "1234"), ("993.762.064.073", "993762064073"), ("7", "7")],
)
def test_number_with_decimal_comma_is_read(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31.43", "Bilangan 31.43 dapat dibaca dua cara. Pakai koma untuk desimal, misalnya 31,43."),
        ("1,234.5", "1,234.5 bukan bilangan. Tulis misalnya 1.234,5."),
        ("tiga", "tiga bukan bilangan. Tulis misalnya 1.234,5."),
    ],
)
def test_number_ambiguous_or_no_number_says_why(text: str, sentence: str) -> None:
    with translation.override("id"), pytest.raises(ValidationError) as refused:
        read_number(text)
    assert refused.value.messages == [sentence]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_number_shown_is_read_back(value: Decimal) -> None:
    with translation.override("id"):
        assert read_number(number(value, 2)) == value


def test_moment_in_each_zone_names_the_zone() -> None:
    moment = datetime(2026, 11, 21, 7, 7, tzinfo=UTC)
    with translation.override("id"):
        shown = [show.moment_text(moment, zone) for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
    assert shown == [
        "21 November 2026, 14.07 WIB",
        "21 November 2026, 15.07 WITA",
        "21 November 2026, 16.07 WIT",
    ]


@pytest.mark.parametrize(
    ("instant", "jakarta", "makassar", "jayapura"),
    [
        (datetime(2026, 11, 21, 14, 59, 59, tzinfo=UTC), 21, 21, 21),
        (datetime(2026, 11, 21, 15, 0, 0, tzinfo=UTC), 21, 21, 22),
        (datetime(2026, 11, 21, 16, 0, 0, tzinfo=UTC), 21, 22, 22),
        (datetime(2026, 11, 21, 17, 0, 0, tzinfo=UTC), 22, 22, 22),
    ],
)
def test_today_at_midnight_of_each_zone_changes_there_alone(
    instant: datetime, jakarta: int, makassar: int, jayapura: int
) -> None:
    with time_machine.travel(instant, tick=False):
        days = [today_in(zone).day for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
    assert days == [jakarta, makassar, jayapura]


def test_day_of_a_moment_is_the_day_in_the_zone_of_the_installation() -> None:
    with translation.override("id"):
        assert show.day_month(datetime(2026, 11, 21, 19, 20, tzinfo=UTC)) == "22 November"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("menurut peserta, 6 bulan sesudah", "menurut peserta, 6~bulan sesudah"),
        ("24 tidak, 5 tidak menjawab", "24~tidak, 5~tidak menjawab"),
        ("PKA Angkatan I Tahun 2020", "PKA Angkatan~I Tahun~2020"),
        ("kurang dari 5 jawaban", "kurang dari 5~jawaban"),
        ("", ""),
    ],
)
def test_unbroken_keeps_numbers_beside_their_words(text: str, kept: str) -> None:
    assert show.unbroken(text) == kept.replace("~", "\u00a0")
