"""Whatever stands in a cell: a sentence or a value, never a failure; and what was taken once is the same twice."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.services import system_user
from cohorts.workbook import reading
from cohorts.workbook.blank import blank_workbook
from cohorts.workbook.cells import CellError, Kind, from_unpacked
from cohorts.workbook.exporting import cohort_workbook
from cohorts.workbook.importing import import_workbook
from cohorts.workbook.problems import FileRefusedError
from cohorts.workbook.reading import read_workbook
from cohorts.workbook.sheets import COHORT, sheets_of
from core import audit
from tests.cohorts.workbook.conftest import in_process
from tests.cohorts.workbook.files import RIGHT, as_file, tables

CELLS = st.one_of(
    st.none().map(lambda _: ""),
    st.text(max_size=40),
    st.sampled_from(["Ya", "tidak", "IV/b", "31-02-2026", "2026-01-31", "1,5", "1.234", "196804111993031009"]),
    st.sampled_from(["\x00", "\ud800", "=1+1", "1E400", "-0", "#REF!", "Waktu; ;Waktu", "\u202eabc", "x" * 40_000]),
    st.sampled_from(["\uff11\uff12", "a@b.id", "\u0661\u0662"]),  # digits of other scripts
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**20), 10**20).map(float),
    st.booleans(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(lambda day: {"d": day.isoformat()}),
    st.datetimes().map(lambda moment: {"t": moment.isoformat()}),
    st.just({"x": "08:30:00"}),
)
COLUMNS = [(sheet, heading) for sheet in sheets_of(COHORT) for heading in sheet.columns]


@pytest.mark.soak
@given(where=st.sampled_from(COLUMNS), cell=CELLS)
def test_every_kind_reads_or_explains_and_writes_back(where: Any, cell: Any) -> None:
    sheet, heading = where
    kind = sheet.columns[heading].kind
    raw = from_unpacked(cell)
    if raw is None:
        return
    value = read_or_explain(kind, raw)
    if value not in (None, "", ()):
        assert kind.read(from_unpacked(as_cell(kind.write(value)))) == value


def read_or_explain(kind: Kind, raw: Any) -> Any:
    """Return the value; None where the kind says in a sentence why there is none."""
    try:
        return kind.read(raw)
    except CellError as error:
        return None if str(error).endswith(".") else pytest.fail(f"{error} is no sentence")


def as_cell(written: Any) -> Any:
    return {"d": written.isoformat()} if isinstance(written, date) else written


class AnyFile(TestCase):
    """Workbooks with some cells of any content."""

    def setUp(self) -> None:
        """Hand the tables over without a file, so that every sign gets through."""
        self.raw: dict[str, Any] = {}
        patch = pytest.MonkeyPatch()
        patch.setattr(reading, "_answer_of_the_program", lambda _content, _wanted: self.raw)
        self.addCleanup(patch.undo)

    @pytest.mark.soak
    @given(
        edits=st.lists(
            st.tuples(st.sampled_from(sorted(RIGHT)), st.integers(0, 4), st.integers(0, 13), CELLS), max_size=4
        )
    )
    def test_any_cells_are_refused_with_sentences_or_taken_once(self, edits: list[Any]) -> None:
        """Import, and import again."""
        sheets = in_process(as_file(tables()), list(RIGHT))["sheets"]
        for name, row, column, cell in edits:
            table = next(rows for title, rows in sheets if title == name)
            if row < len(table) and column < len(table[row]):
                table[row][column] = cell
        self.raw = {"sheets": sheets, "others": []}
        with transaction.atomic():
            report = import_workbook(b"", "x.xlsx", by=system_user(), via=audit.COMMAND)
            assert all(problem.message for problem in report.problems)
            if not report.problems:
                again = import_workbook(b"", "x.xlsx", by=system_user(), via=audit.COMMAND)
                assert (again.problems, again.created, again.changed) == ([], 0, 0)
                assert report.cohort is not None
                self.raw = in_process(cohort_workbook(report.cohort, by=system_user()), list(RIGHT))
                exported = import_workbook(b"", "x.xlsx", by=system_user(), via=audit.COMMAND)
                assert (exported.problems, exported.created, exported.changed) == ([], 0, 0)
            transaction.set_rollback(True)


@pytest.mark.soak
@given(place=st.integers(0, 40_000), part=st.binary(min_size=1, max_size=60))
def test_any_damage_to_a_file_is_a_refusal_or_harmless(place: int, part: bytes) -> None:
    content = bytearray(blank_workbook(COHORT))
    place %= len(content)
    content[place : place + len(part)] = part
    with suppress(FileRefusedError):
        read_workbook(bytes(content), "x.xlsx", sheets_of(COHORT))
