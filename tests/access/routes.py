"""Every URL of ours, read from the resolver, with the access rule that its view wears."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from core.access import AccessRule

OURS = ("core", "accounts", "cohorts", "coaching", "mentoring", "change_actions", "reports", "demo", "config")


@dataclass(frozen=True)
class Route:
    """One named URL: its view's rule (None when the view wears none) and the arguments of its path."""

    name: str
    path: str
    view: Callable[..., Any]
    rule: AccessRule | None
    arguments: tuple[str, ...]

    @property
    def ours(self) -> bool:
        """Say whether the view is the project's own, and not a library's."""
        return self.view.__module__.split(".", maxsplit=1)[0] in OURS


def routes() -> list[Route]:
    """Return every route of the project and of its libraries."""
    return list(_walk(get_resolver().url_patterns, "", (), ()))


def _walk(patterns: list[Any], prefix: str, namespaces: tuple[str, ...], outer: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        arguments = (*outer, *getattr(pattern.pattern, "converters", {}))
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, path, inner, arguments)
        elif isinstance(pattern, URLPattern):
            yield Route(
                ":".join((*namespaces, pattern.name or path)),
                path,
                pattern.callback,
                getattr(pattern.callback, "access_rule", None),
                arguments,
            )
