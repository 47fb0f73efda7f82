"""Page, chart, table, PDF, workbook and JSON say the same, for any cohort."""

import io
import re
from typing import Any

import openpyxl
import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings

from cohorts.states import GrantedRole
from core.shares import Share
from reports.as_json import evaluation_as_json
from reports.as_pdf import evaluation_pdf
from reports.as_xlsx import evaluation_xlsx
from reports.contents import contents_for
from reports.lines import Line, lines
from tests.counts import soak_count
from tests.reports import builders

pytestmark = pytest.mark.django_db


def at(figures: Any, path: str) -> dict[str, Any]:
    for key in path.split("."):
        figures = figures[key]
    return figures


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@settings(max_examples=soak_count(25, 200))
@given(class_=builders.classes, coaches=builders.coach_certificates)
def test_page_workbook_and_json_give_the_same_figures(class_, coaches, second_factor_off):
    with builders.forgotten():
        cohort = builders.cohort("PKA-ACAK", class_, coaches)
        client = Client()
        client.force_login(builders.leader(GrantedRole.LEADERSHIP, cohort.organiser))
        page = client.get(reverse("reports:evaluation", args=[cohort.code])).content.decode()
        contents = contents_for([cohort])
        found = lines(contents.figures, contents.evaluation.coaches)
        as_json = evaluation_as_json(contents.evaluation)
        book = openpyxl.load_workbook(io.BytesIO(evaluation_xlsx(contents, language="id")))
    assert {line.key: at(as_json, line.key) for line in found} == {line.key: line.share.as_json() for line in found}
    sheet = {row[6]: row for row in book["Ringkasan"].iter_rows(min_row=2, values_only=True)}
    screen = plain(page)
    for line in found:
        share = line.share
        percent = None if share.percent is None else float(share.percent / 100)
        assert sheet[line.key][2:6] == (share.count, share.base, share.not_stated, percent)
        if class_:
            assert row_of(line) in screen
    if class_:
        for title in re.findall(r"<title>([^<]+: [^<]+)</title>", page):
            assert any(str(share) in title for share in shares_of(found, contents))


@settings(max_examples=soak_count(8, 200))
@given(class_=builders.classes, coaches=builders.coach_certificates)
def test_paper_gives_the_same_figures(class_, coaches):
    with builders.forgotten():
        contents = contents_for([builders.cohort("PKA-ACAK", class_, coaches)])
        pdf = pypdf.PdfReader(io.BytesIO(evaluation_pdf(contents, language="id")))
    paper = plain(" ".join(page.extract_text() for page in pdf.pages))
    for line in lines(contents.figures, contents.evaluation.coaches):
        assert row_of(line) in paper


def row_of(line: Line) -> str:
    share = line.share
    row = [line.label, line.source, share.count, share.base, share.not_stated, share.percent_text or "–"]
    return " ".join(str(part) for part in row)


def shares_of(found, contents) -> list[Share]:
    both = [share for row in (*contents.status_rows, *contents.barrier_rows) for share in (row.participant, row.mentor)]
    return [line.share for line in found] + both
