"""Habits of the code that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.house import modules, name, ranks, texts, tree

# Names that say nothing about what is inside, and a mechanism that hides who does what.
FORBIDDEN_FILES = {"utils", "util", "common", "helpers", "misc", "signals", "receivers"}
FORBIDDEN_IMPORTS = {"django.dispatch": "signals", "django.db.models.signals": "signals"}
RECEIVES_SIGNALS = {"cohorts/apps.py": "post_migrate ships the example programmes, after a test's flush too"}
READS_ENVIRONMENT = {
    "config/env.py": "the typed readers",
    "config/wsgi.py": "names the settings module, as Django does it",
}
MARKS_SAFE: dict[str, str] = {}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the called name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id), node


def imports(path: Path) -> Iterator[str]:
    """Yield every imported module, and every name imported from one with its module before it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names))


TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def test_no_text_is_translated_inside_an_f_string() -> None:
    # Only some versions of xgettext look into f-strings: such a text is in the catalogue of one machine alone.
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in TRANSLATES
    ]
    assert found == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [name(path) for path in modules() if FORBIDDEN_FILES & {path.stem, path.parent.name}] == []


def test_nothing_happens_by_signal() -> None:
    receiving = {name(path) for path in modules() if FORBIDDEN_IMPORTS.keys() & set(imports(path))}
    assert receiving - RECEIVES_SIGNALS.keys() == set()


def test_environment_is_read_in_one_place() -> None:
    reading = {
        name(path) for path in modules() if {"os.environ", "os.getenv"} & set(attributes(path) + list(imports(path)))
    }
    assert reading - READS_ENVIRONMENT.keys() == set()


def attributes(path: Path) -> list[str]:
    """Return every `name.attribute` of a file."""
    return [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]


def test_nothing_is_declared_safe_without_a_reason() -> None:
    marking = {
        f"{name(path)}:{call.lineno}"
        for path in modules()
        for called, call in calls(path)
        if called in {"mark_safe", "SafeString"} and name(path) not in MARKS_SAFE
    }
    assert marking == set()


def test_forms_and_filters_name_their_fields() -> None:
    assert [name(path) for path in modules() if "__all__" in texts(path)] == []


@pytest.mark.parametrize("reading", ["views", "querysets", "rules", "tables", "figures", "checkpoints"])
def test_only_services_write(reading: str) -> None:
    writing = [
        f"{name(path)}:{call.lineno} .{called}()"
        for path in modules()
        if reading in {path.stem, path.parent.name}
        for called, call in calls(path)
        if called in WRITES and isinstance(call.func, ast.Attribute)
    ]
    assert writing == []


def state_columns() -> set[str]:
    """Return the names of the columns that hold the state of a row."""
    return {
        field.name
        for model in apps.get_models()
        if model._meta.app_label in ranks()
        for field in model._meta.get_fields()
        if field.name == "state" or field.name.endswith("_state")
    }


def test_state_changes_through_one_door() -> None:
    """A row may be created in a state; from then on only core.states.move changes it."""
    columns = state_columns()
    past_the_door = []
    for path in modules():
        for called, call in calls(path):
            if called == "update" and columns & {keyword.arg for keyword in call.keywords}:
                past_the_door.append(f"{name(path)}:{call.lineno} .update()")
        past_the_door += [
            f"{name(path)}:{node.lineno} assignment"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Attribute) and target.attr in columns for target in node.targets)
        ]
    assert columns
    assert past_the_door == []
