"""Long lists: sorted and paged through the address, so that a view of them can be sent to somebody (UX-9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import django_filters
import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.forms import Crumb, Text

PER_PAGE = 50


@dataclass(frozen=True)
class ListPage:
    """What stands around a list. `empty` says what would be here and why nothing is; `act` adds to the list."""

    title: Text
    empty: Text
    lead: Text = ""
    crumbs: Sequence[Crumb] = ()
    act: Crumb | None = None
    template: str = "list.html"
    more: Mapping[str, Any] = field(default_factory=dict)


class ListTable(tables.Table):
    """A table over rows."""

    def __init__(self, rows: models.QuerySet[Any] | Sequence[Any], **kwargs: Any) -> None:
        make: Any = super().__init__  # django-tables2 has no types
        make(rows, **kwargs)


def show_list(
    request: HttpRequest, page: ListPage, table: tables.Table, narrowed: django_filters.FilterSet | None = None
) -> HttpResponse:
    """Show a table with its filter; a filter that finds nothing says so and offers to widen."""
    is_narrowed = narrowed is not None and any(narrowed.form.data.get(name) for name in narrowed.form.fields)
    context = {"page": page, "table": listed(request, table), "filter": narrowed, "is_narrowed": is_narrowed}
    return render(request, page.template, {**context, **page.more})


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
