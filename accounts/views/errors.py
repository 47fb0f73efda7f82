"""The answer to whoever tries too often."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT = 300  # seconds, the longest of the limits that a person meets by mistake


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Say when to try again (UX-8)."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(WAIT)
    return response
