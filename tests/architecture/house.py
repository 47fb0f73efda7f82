"""The rooms and what stands in them, for the tests of this directory."""

import ast
import configparser
import functools
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


@functools.cache
def ranks() -> dict[str, int]:
    """Return each room's floor, 0 at the top, from the contract in .importlinter."""
    linter = configparser.ConfigParser()
    linter.read(ROOT / ".importlinter")
    floors = linter["importlinter:contract:rooms"]["layers"].split("\n")
    return {
        room.strip("() "): floor for floor, siblings in enumerate(filter(None, floors)) for room in siblings.split("|")
    }


def may_use(user: str, used: str) -> bool:
    """Return whether room `user` may point at room `used`: itself, or one on a lower floor."""
    return user == used or ranks()[used] > ranks()[user]


def rooms() -> list[str]:
    """Return the rooms that exist."""
    return [room for room in ranks() if (ROOT / room / "__init__.py").exists()]


def modules(*, tests: bool = False) -> Iterator[Path]:
    """Yield our Python files without migrations, with the tests only when asked."""
    for directory in [*rooms(), *(["tests"] if tests else [])]:
        yield from (path for path in sorted((ROOT / directory).rglob("*.py")) if "migrations" not in path.parts)


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text())


def texts(path: Path) -> Iterator[str]:
    """Yield every string literal of a Python file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def templates() -> list[Path]:
    """Return our templates."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def template_source(path: Path) -> str:
    """Return a template without its comments, each line where it was."""
    without_notes = re.sub(r"{#.*?#}", "", path.read_text())
    blank = re.compile(r"{% comment .*?endcomment %}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
    return blank.sub(lambda comment: "\n" * comment[0].count("\n"), without_notes)


def name(path: Path) -> str:
    """Return a path as a person would write it."""
    return str(path.relative_to(ROOT))
