"""manage.py evaluation, as a person or a script calls it."""

import io
import json
from datetime import datetime, timedelta

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests.reports import builders, lampung

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("evaluation", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.sqlite
def test_imported_workbook_gives_every_expected_figure_as_json_alone():
    lampung.load()
    expected = lampung.expected()
    found = json.loads(printed(lampung.CODE, "--format", "json"))
    assert {key: found[key] for key in expected} == expected
    assert datetime.fromisoformat(found["data_as_of"]).utcoffset() == timedelta(hours=7)


def test_several_codes_are_evaluated_together():
    builders.cohort("PKA-SATU", [builders.Somebody()])
    builders.cohort("PKA-DUA", [builders.Somebody()])
    found = json.loads(printed("PKA-SATU", "PKA-DUA", "PKA-SATU"))
    assert (found["cohort"], found["cohorts"], found["participants"]) == (None, ["PKA-SATU", "PKA-DUA"], 2)


def test_wave_is_picked():
    lampung.load()
    assert json.loads(printed(lampung.CODE, "--wave", "12"))["responses"]["mentor"]["count"] == 0
    with pytest.raises(CommandError, match="is no month"):
        printed(lampung.CODE, "--wave", "enam")


def test_unknown_code_is_a_sentence():
    with pytest.raises(CommandError, match=r"^Tidak ada angkatan dengan kode PKA-HILANG\.$"):
        printed("PKA-HILANG")


def test_output_is_written_or_refused_with_a_sentence(tmp_path):
    builders.cohort("PKA-SATU", [builders.Somebody()])
    printed("PKA-SATU", "--format", "xlsx", "--output", str(tmp_path / "a.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "Ringkasan"
    printed("PKA-SATU", "--format", "pdf", "--output", str(tmp_path / "a.pdf"))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        printed("PKA-SATU", "--output", str(tmp_path / "no" / "a.json"))
