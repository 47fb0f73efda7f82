"""Small rooms. A limit is a question to answer, not a law: an exception stands here with its reason."""

import ast

from tests.architecture.house import modules, name, templates, tree

MODULE, FUNCTION, VIEW, TEMPLATE = 400, 40, 25, 120

# What is longer, and why it is better so.
EXCEPTIONS: dict[str, str] = {}


def lines_without_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines from `def` to the end; the docstring, which we ask for, does not count."""
    first = function.body[0]
    said = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        said = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - said


def too_long() -> dict[str, str]:
    """Return what exceeds its limit, with its length and the limit."""
    found = {}
    for path in modules(tests=True):
        lines = len(path.read_text().splitlines())
        if lines > MODULE:
            found[name(path)] = f"{lines} lines, {MODULE} allowed"
        limit = VIEW if "views" in path.parts or path.name == "views.py" else FUNCTION
        if path.parts[-2] == "tests" or "tests" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and (length := lines_without_docstring(node)) > limit:
                found[f"{name(path)}:{node.name}"] = f"{length} lines, {limit} allowed"
    for path in templates():
        lines = len(path.read_text().splitlines())
        if lines > TEMPLATE:
            found[name(path)] = f"{lines} lines, {TEMPLATE} allowed"
    return found


def test_nothing_is_longer_than_its_limit() -> None:
    assert {what: how for what, how in too_long().items() if what not in EXCEPTIONS} == {}


def test_every_exception_is_still_needed() -> None:
    assert set(EXCEPTIONS) - set(too_long()) == set()
