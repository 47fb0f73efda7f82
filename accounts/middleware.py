"""The duty of a second factor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class SecondFactorMiddleware:
    """Send whoever must hold a second factor, and does not, to the page where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)
