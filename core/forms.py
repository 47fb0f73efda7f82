"""Pages with a form: shown, checked, handed to a service, answered.

A form only says what was typed. The service writes; what it refuses becomes an error of the form, and everything
that was typed stays (UX-2 of the quality notes).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Protocol

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import RefusedError

type Text = str | Promise

SAVE = _("Simpan")


class EditForm(forms.ModelForm):  # type: ignore[type-arg]  # a form class takes no type argument at run time
    """A form over a model that leaves the row it was given alone: only the service writes it."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, instance: models.Model | None = None, **kwargs: Any) -> None:
        super().__init__(data, instance=copy(instance) if instance else None, **kwargs)


class PlainForm(forms.Form):
    """A form over no model."""

    use_required_attribute = False


def drawn(*pieces: Any) -> FormHelper:
    """Return how a long form is drawn: Fieldsets of Rows. The page draws the form's own frame and buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*pieces)
    return helper


@dataclass(frozen=True)
class Cell:
    """A field in a row: `head` stands over the column, the field's own label names the row as well."""

    head: Text
    field: forms.BoundField


class RowForm(EditForm):
    """One row of a table to fill in; the fields in `wide` stand on a line of their own below the others."""

    wide: tuple[str, ...] = ()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.heads: dict[str, Text] = {name: field.label or "" for name, field in self.fields.items()}
        place = str(self.prefix).rpartition("-")[2]
        if place.isdigit():
            for name, field in self.fields.items():
                field.label = _("%(label)s, baris %(row)d") % {"label": self.heads[name], "row": int(place) + 1}

    @property
    def cells(self) -> list[Cell]:
        """Return the fields that share the first line."""
        first = [bound for bound in self.visible_fields() if bound.name not in (*self.wide, "DELETE")]
        return [Cell(self.heads[bound.name], bound) for bound in first]

    @property
    def below(self) -> list[Cell]:
        """Return the fields of the second line."""
        return [Cell(self.heads[name], self[name]) for name in self.wide]


def as_typed(form: forms.BaseForm, data: QueryDict) -> dict[str, Any]:
    """Return what was sent for each field as it stands, to show a form again without judging it."""
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, field in form.fields.items()
    }


MORE_ROWS = "more_rows"
BLANK_ROWS = 3
MOST_ROWS = 60


def rows_of(
    form: type[RowForm], data: QueryDict | None, present: Sequence[Mapping[str, Any]]
) -> forms.BaseFormSet[Any]:
    """Return `present` as rows that can be changed and struck out, and blank rows below them.

    MORE_ROWS in `data` is the button that asks for more: the rows come back as they were typed, unjudged.
    """
    formset = forms.formset_factory(form, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    if data is not None and MORE_ROWS in data:
        present, data = _typed_rows(formset, data), None
    return formset(data, initial=list(present), prefix="rows")


def with_rows(
    make: Callable[..., forms.BaseForm],
    row_form: type[RowForm],
    data: QueryDict | None,
    present: Sequence[Mapping[str, Any]],
) -> "FormWithRows":
    """Return the form of `make(data)`, or `make(None, initial=…)`, together with its rows (see rows_of)."""
    rows = rows_of(row_form, data, present)
    if data is None or rows.is_bound:
        return FormWithRows(make(data), rows)
    return FormWithRows(make(None, initial=as_typed(make(None), data)), rows)


def _typed_rows(formset: type[forms.BaseFormSet[Any]], data: QueryDict) -> list[dict[str, Any]]:
    blank = formset(prefix="rows").empty_form
    defaults = {name: "" if field.initial is None else str(field.initial) for name, field in blank.fields.items()}
    count = data.get("rows-TOTAL_FORMS", "")
    found = []
    for place in range(min(int(count) if count.isdecimal() and len(count) < 9 else 0, MOST_ROWS)):
        blank.prefix = f"rows-{place}"
        row = as_typed(blank, data)
        if row.pop("DELETE", False) or all(str(value or "") in {"", defaults[name]} for name, value in row.items()):
            continue
        found.append(row)
    return found


class FormWithRows:
    """A form and the rows of a formset, checked and shown as one; the summary lists the errors of both."""

    def __init__(self, form: forms.BaseForm, rows: forms.BaseFormSet[Any]) -> None:
        self.main, self.rows = form, rows

    def __iter__(self) -> Iterator[forms.BoundField]:
        yield from self.main
        for row in self.rows:
            yield from row

    @property
    def fields(self) -> dict[str, forms.Field]:
        """Return the fields of the form, at which a service may find fault."""
        return self.main.fields

    @property
    def is_bound(self) -> bool:
        """Whether something was sent."""
        return self.main.is_bound

    @property
    def errors(self) -> list[object]:
        """Return what is wrong anywhere; empty before anything was sent."""
        rows = self.rows.errors if self.rows.is_bound else []
        return [error for error in (self.main.errors, *rows, self.non_field_errors()) if error]

    def non_field_errors(self) -> list[object]:
        """Return the errors that belong to no single field."""
        if not self.is_bound:
            return []
        of_rows = [error for row in self.rows for error in row.non_field_errors()]
        return [*self.main.non_field_errors(), *self.rows.non_form_errors(), *of_rows]

    def is_valid(self) -> bool:
        """Check the form and every row."""
        return all([self.main.is_valid(), self.rows.is_valid()])

    @property
    def cleaned_data(self) -> dict[str, Any]:
        """Return the form's values, and under `rows` those of the rows that were filled in and not struck out."""
        filled = [row.cleaned_data for row in self.rows if row.has_changed() or row.initial]
        return {**self.main.cleaned_data, "rows": [data for data in filled if data and not data.get("DELETE")]}

    def add_error(self, name: str | None, error: str) -> None:
        """Add an error found by a service."""
        self.main.add_error(name if name in self.main.fields else None, error)


class AnyForm(Protocol):
    """What `answer` needs of a form."""

    @property
    def cleaned_data(self) -> dict[str, Any]:
        """The values, once checked."""

    def is_valid(self) -> bool:
        """Check what was sent."""

    def add_error(self, field: Any, error: Any) -> None:
        """Add an error."""


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; without `url` it is the page itself."""

    label: Text
    url: Text = ""


@dataclass(frozen=True)
class FormPage:
    """What stands around a form.

    `danger` marks an act that takes something away. `action` is where the form goes when not to this page. `acts` are
    other pages about the same thing. `second` is the name and the label of another button, which the form itself
    knows how to read.
    """

    title: Text
    back: str
    submit: Text = SAVE
    lead: Text = ""
    crumbs: Sequence[Crumb] = ()
    danger: bool = False
    action: Text = ""
    acts: Sequence[Crumb] = ()
    second: tuple[str, Text] | None = None
    template: str = "form.html"
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What a finished act answers: where to go on, what to say, what to look at twice."""

    url: str
    message: Text = ""
    warnings: Sequence[Text] = ()


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, or None while the page is only read."""
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, form: Any, page: FormPage, act: Callable[[dict[str, Any]], Done]) -> HttpResponse:
    """Show the form, or hand what was typed to `act` and go on; what `act` refuses stands in the form (422)."""
    checked: AnyForm = form
    if request.method == "POST" and checked.is_valid():
        try:
            done = act(checked.cleaned_data)
        except RefusedError as refusal:
            names = getattr(form, "fields", {})
            checked.add_error(refusal.field if refusal.field in names else None, str(refusal))
        else:
            return finish(request, done)
    status = 422 if form.is_bound else 200
    return render(request, page.template, {"form": form, "page": page, **page.more}, status=status)


def finish(request: HttpRequest, done: Done) -> HttpResponse:
    """Say what was done and go on."""
    if done.message:
        messages.success(request, str(done.message))
    for warning in filter(None, done.warnings):
        messages.warning(request, str(warning))
    return redirect(done.url)


def try_act(request: HttpRequest, act: Callable[[], Done], *, back: str) -> HttpResponse:
    """Do an act of one button; a refusal is shown on the page it came from."""
    try:
        done = act()
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return finish(request, done)
