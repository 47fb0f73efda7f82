"""Workbooks are read in this process, which saves starting a program for each; whoever asks for `program` starts it."""

import json
from typing import Any

import pytest

from cohorts.workbook import reading, unpack


def in_process(content: bytes, wanted: list[str]) -> dict[str, Any]:
    try:
        answer = unpack.unpack(content, wanted)
    except unpack.RefusedFileError as refused:
        answer = {"refused": refused.code, "about": refused.about}
    returned: dict[str, Any] = json.loads(json.dumps(answer))
    return returned


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "program" not in request.fixturenames:
        monkeypatch.setattr(reading, "_answer_of_the_program", in_process)


@pytest.fixture
def program() -> None:
    """Read by the program, as in production."""
