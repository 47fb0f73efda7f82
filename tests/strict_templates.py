"""Makes an undefined variable in one of our templates fail the test.

Django asks its setting `string_if_invalid` for its truth where a variable cannot be resolved; ours looks up the stack
which template asked. A template of somebody else's renders as it would in production, and so does `{{ x|default:"" }}`
in one of ours, which is how a component says that a variable is optional.
"""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression, Node

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = ROOT / ".venv"


class UndefinedVariableError(Exception):
    """A template of ours uses a variable that nobody gave it."""


class Undefined(str):
    """The empty string, except that asking for its truth from within one of our templates raises."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Return False, as the empty string is; raise UndefinedVariableError where our template is to blame."""
        _refuse_in_our_templates(sys._getframe(1))
        return False

    def __contains__(self, part: object) -> bool:
        """Return whether `part` is empty; `{% blocktranslate %}` looks for a %s in here, and nowhere else."""
        _refuse_in_our_templates(sys._getframe(1))
        return part == ""


def _refuse_in_our_templates(frame: FrameType | None) -> None:
    """Raise UndefinedVariableError when the template that is being rendered in `frame` or above is one of ours."""
    wanted = frame.f_locals.get("key", "") if frame else ""  # the name that blocktranslate looks for
    while frame:
        asking = frame.f_locals.get("self")
        if isinstance(asking, FilterExpression):
            if asking.filters and asking.filters[0][0].__name__ in {"default", "default_if_none"}:
                return
            wanted = asking.token
        elif isinstance(asking, Node) and getattr(asking, "origin", None):
            template = Path(asking.origin.name)
            if template.is_relative_to(ROOT) and not template.is_relative_to(FOREIGN):
                raise UndefinedVariableError(f"{wanted} is undefined in {template.relative_to(ROOT)}")
            return
        frame = frame.f_back
