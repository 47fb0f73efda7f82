"""Error pages: in Indonesian, without the database, saying what happened to what was typed (UX-8)."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from core.views import errors

PAGES = ["400", "403", "404", "413", "429", "500", "503", "403_csrf"]


@pytest.mark.parametrize("page", PAGES)
def test_error_page_without_request_or_database_says_what_happened_to_the_answers(page: str) -> None:
    markup = render_to_string(f"{page}.html")
    assert '<html lang="id">' in markup
    assert markup.count("<h1>") == 1
    assert "simpan" in markup
    assert "<script" not in markup


def answer_to(exception: Exception) -> HttpResponse:
    """Return what the reader gets when a view raises."""
    try:
        raise exception
    except type(exception):
        return errors.server_error(RequestFactory().get("/"))


def test_server_error_while_the_database_is_away_answers_503() -> None:
    response = answer_to(OperationalError("server closed the connection"))
    assert response.status_code == 503
    assert "pemeliharaan" in response.content.decode()


def test_server_error_of_any_other_kind_answers_500_without_detail() -> None:
    response = answer_to(ZeroDivisionError("secret detail"))
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()


def test_bad_request_with_too_much_data_answers_413() -> None:
    request = RequestFactory().post("/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400
