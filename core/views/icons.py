"""The icon that browsers ask for by themselves where a page names none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from core.access import public


@public("browsers ask for it on signed-out pages too")
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon among the static files."""
    return redirect(static("icons/kawal.svg"))
