"""What every answer to a signed-in person carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class PrivatePagesMiddleware:
    """Keep private pages out of every cache, and foreign pages from embedding ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers after the view has answered."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
