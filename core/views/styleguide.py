"""The component gallery: every component in all its states, with made-up content."""

from django.http import HttpResponse
from django.shortcuts import render

from core.access import allow
from core.http import SignedInRequest
from core.rules import may_see_styleguide
from core.styleguide import samples


@allow(may_see_styleguide)
def styleguide(request: SignedInRequest) -> HttpResponse:
    """Show the gallery."""
    return render(request, "styleguide.html", samples())
