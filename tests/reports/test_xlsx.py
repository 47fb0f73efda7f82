"""The evaluation as a workbook: numbers are numbers, dates are dates, and text is never a formula."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from reports.as_xlsx import evaluation_xlsx
from reports.contents import contents_for
from tests.reports import builders, lampung
from tests.reports.builders import Somebody

pytestmark = pytest.mark.django_db


def book_of(cohort) -> Any:
    return openpyxl.load_workbook(io.BytesIO(evaluation_xlsx(contents_for([cohort]), language="id")))


def rows(sheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_sheets_hold_real_numbers():
    book = book_of(lampung.load())
    assert book.sheetnames == ["Ringkasan", "Kendala", "Per instansi", "Peserta", "Cara menghitung"]
    lines = {row[6]: row for row in rows(book["Ringkasan"])[1:]}
    assert lines["implementation.participant"] == (
        "Berjalan sesuai rencana",
        "peserta",
        11,
        35,
        0,
        0.3143,
        "implementation.participant",
    )
    assert lines["implementation.mentor"][2:6] == (9, 26, 2, 0.3462)
    percent = next(row for row in book["Ringkasan"] if row[6].value == "coaches_certified")[5]
    assert (percent.value, percent.number_format) == (0.5, "0.00%")
    assert rows(book["Kendala"])[1] == ("Anggaran", "Peserta", 0, 35, 0)
    assert rows(book["Kendala"])[2] == ("Anggaran", "Mentor", 16, 26, 0.6154)
    assert len(rows(book["Peserta"])) == 41
    method = rows(book["Cara menghitung"])
    assert ("Mulai", datetime(2020, 8, 11)) in method  # noqa: DTZ001  a spreadsheet's day has no zone
    assert [type(value) for name, value in method if name == "Data per"] == [datetime]


def test_small_groups_are_words_without_numbers():
    breakdown = rows(book_of(lampung.load())["Per instansi"])
    hidden = [row for row in breakdown if row[4] == "kurang dari 5 jawaban"]
    assert hidden
    assert all(row[5:] == (None, None, None) for row in hidden)
    assert ("Kabupaten Tulang Bawang", 12, "Berjalan sesuai rencana", "peserta", 9, 12, 0, 0.75) in breakdown


DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x.example","x")', "a\x07b"]


def test_dangerous_text_stays_text():
    somebodies = [Somebody(text, name=text, title=text) for text in DANGEROUS]
    content = evaluation_xlsx(contents_for([builders.cohort(somebodies=somebodies)]), language="id")
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    shown = {cell.value for cell in cells}
    assert {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "ab"} <= shown
    guarded = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=+-@"]
    assert guarded
    assert all(cell.quotePrefix for cell in guarded)


def test_dates_have_no_time_where_none_is_meant():
    cell = next(row[1] for row in book_of(builders.cohort())["Cara menghitung"] if row[0].value == "Mulai")
    assert cell.number_format == "dd-mm-yyyy"
    assert cell.value.date() == date(2025, 2, 3)
