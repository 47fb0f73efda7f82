"""The evaluation PDF of 40 participants: ours against WeasyPrint alone on the same HTML. `make bench` prints both."""

import logging
from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest
from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from core.pdf import stylesheet
from reports.advice import RULES
from reports.as_pdf import TEMPLATE, evaluation_pdf
from reports.contents import contents_for
from reports.suppression import LEAST
from tests.reports import lampung

ROUNDS = 7
MOST = 1.5  # times


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


@pytest.mark.django_db
def test_pdf_of_forty_takes_at_most_half_again_as_long_as_weasyprint_alone() -> None:
    cohort = lampung.load()
    contents = contents_for([cohort])
    context = {"report": contents, "evaluation": contents.evaluation, "advice_rules": RULES, "least": LEAST}
    html = render_to_string(TEMPLATE, context)

    def alone() -> object:
        return HTML(string=html).write_pdf(stylesheets=[CSS(string=stylesheet())])

    def ours() -> object:
        return evaluation_pdf(contents_for([cohort]), language="id")

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    ours()  # starts the fork server; alone() has imported WeasyPrint already
    alone()
    rounds = [(seconds(alone), seconds(ours)) for _ in range(ROUNDS)]
    base, full = (median(times) for times in zip(*rounds, strict=True))
    print(f"\nWeasyPrint alone {base:.2f} s, ours {full:.2f} s ({full / base:.2f} times), figures and tags included")
    assert full <= MOST * base
