"""Which row of an agency stands in a URL."""

from typing import Any

from django.db import models

from tests.access.routes import Route
from tests.cast import Agency


def row_for(route: Route, agency: Agency) -> dict[str, Any]:
    """Return the arguments of a route, taken from the agency's rows; raise KeyError where the cast has none."""
    if route.arguments == ("token",):
        return {"token": "nobodys-token"}
    row = row_of(route, agency)
    return {name: getattr(row, name) for name in route.arguments}


def row_of(route: Route, agency: Agency) -> models.Model:
    """Return the agency's row of the model that guards a route."""
    assert route.rule is not None
    assert route.rule.model is not None, f"{route.name} takes arguments but its rule fetches no row"
    return agency.row(route.rule.model)
