"""Long lists: sorted and paged through the address, so that a view of them can be sent to somebody (UX-9)."""

from typing import Any

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpRequest

PER_PAGE = 50


def listed[T: tables.Table](request: HttpRequest, table: T, *, per_page: int = PER_PAGE) -> T:
    """Sort and page a table as the address says; a page that does not exist becomes page 1."""
    shown: Any = table  # django-tables2 has no types
    if order := request.GET.getlist("sort"):
        shown.order_by = order
    try:
        shown.paginate(page=request.GET.get("page", 1), per_page=per_page)
    except (EmptyPage, PageNotAnInteger):
        shown.paginate(page=1, per_page=per_page)
    return table
