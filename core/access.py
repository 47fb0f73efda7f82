"""One access rule for every view.

A view wears exactly one of `@allow` and `@public`. `@allow` refuses with 403 whoever the rule
refuses; with `on=` it first fetches the row among those visible to the user, so that what one may
not see is 404 and what one sees but may not do is 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from core.http import SignedInRequest

type AnyView = Callable[..., HttpResponseBase]


class SeenModel(Protocol):
    """A model whose default manager knows who may see a row."""

    objects: Any


@dataclass(frozen=True)
class AccessRule:
    """What guards a view: a predicate with its name, or a reason for being public."""

    name: str
    public_because: str = ""
    model: type[models.Model] | None = None


def signed_in(user: object) -> bool:
    """Allow everybody who has signed in; for pages that hold only the reader's own things."""
    return True


def allow(
    rule: Callable[..., bool], *, on: type[models.Model] | None = None, by: str = "pk"
) -> Callable[[AnyView], AnyView]:
    """Guard a view by `rule(user)`, or by `rule(user, row)` with the row of `on` named by the URL.

    `by` is both the URL argument and the field. The view then takes the row in place of the argument.
    """

    def decorate(view: AnyView) -> AnyView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = cast(SignedInRequest, request).user
            if on is None:
                if not rule(user):
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            visible = cast(SeenModel, on).objects.visible_to(user)
            row = get_object_or_404(visible, **{by: kwargs.pop(by)})
            if not rule(user, row):
                raise PermissionDenied
            return view(request, row, *args, **kwargs)

        guarded.access_rule = AccessRule(rule.__name__, model=on)  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(reason: str) -> Callable[[AnyView], AnyView]:
    """Let a view be read without signing in, and say why."""

    def decorate(view: AnyView) -> AnyView:
        open_view = login_not_required(view)
        open_view.access_rule = AccessRule("public", public_because=reason)  # type: ignore[attr-defined]
        return open_view

    return decorate
