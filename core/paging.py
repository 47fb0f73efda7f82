"""Pages of a list that is no table; a page that does not exist is page 1 (UX-9)."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import HttpRequest

PER_PAGE = 50


def page_of(request: HttpRequest, rows: Any, *, per_page: int = PER_PAGE) -> Page[Any]:
    """Return the page that the address asks for."""
    pages: Paginator[Any] = Paginator(rows, per_page)
    try:
        return pages.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger):
        return pages.page(1)
