"""What import-linter cannot see obeys the order of the rooms too: model relations, templates and URL names."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.template import Engine, TemplateDoesNotExist
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.house import (
    ROOT,
    TEMPLATES,
    may_use,
    modules,
    name,
    ranks,
    rooms,
    template_source,
    templates,
    texts,
)

# allauth looks for its pages under these names; the pages are ours, and belong to the room that signs people in.
SIGN_IN = {"account", "allauth", "mfa", "usersessions"}
LOADED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"'#]+)""")
LINKED = re.compile(r"""{%\s*url\s+["']([^"']+)["'][^%]*?(\bas\b)?[^%]*%}""")


def room_of_template(path: Path) -> str:
    """Return the room that a template belongs to: its directory, else core, which draws the frame and the pieces."""
    first = path.relative_to(TEMPLATES).parts[0]
    if first in SIGN_IN:
        return "accounts"
    return first if first in ranks() else "core"


def url_rooms(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield each URL name with the room of its view; None for a view of somebody else's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from url_rooms(pattern.url_patterns, inner)
        elif pattern.name:
            room = pattern.callback.__module__.partition(".")[0]
            yield f"{space}{pattern.name}", room if room in ranks() else None


def test_every_room_stands_in_the_contracts() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"config"}
    listed = (ROOT / ".importlinter").read_text().split("[importlinter:contract:rooms]")[0].split()
    assert packages == set(rooms())
    assert packages <= set(listed), "add the new room to root_packages (and containers) in .importlinter"


def test_relations_of_models_point_downwards() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in ranks()
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in ranks()
        if not may_use(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert upwards == []


def test_templates_load_templates_of_their_own_room_or_a_lower_one() -> None:
    upwards = [
        f"{name(path)} loads {loaded}"
        for path in templates()
        for loaded in LOADED.findall(template_source(path))
        if not may_use(room_of_template(path), room_of_template(TEMPLATES / loaded))
    ]
    assert upwards == []


def exists(template: str) -> bool:
    """Return whether Django finds a template of this name, ours or a library's."""
    try:
        Engine.get_default().find_template(template)
    except TemplateDoesNotExist:
        return False
    return True


def test_templates_that_are_loaded_exist() -> None:
    missing = [
        f"{name(path)} loads {loaded}"
        for path in templates()
        for loaded in LOADED.findall(template_source(path))
        if not exists(loaded)
    ]
    assert missing == []


def test_templates_link_to_their_own_room_or_a_lower_one() -> None:
    known = dict(url_rooms(get_resolver().url_patterns))
    wrong = []
    for path in templates():
        for link, optional in LINKED.findall(template_source(path)):
            if link not in known:
                if not optional:
                    wrong.append(f"{name(path)} links to {link}, which does not exist")
            elif (room := known[link]) and not may_use(room_of_template(path), room):
                wrong.append(f"{name(path)} links to {link}")
    assert wrong == []


def test_code_names_urls_of_its_own_room_or_a_lower_one() -> None:
    url_name = re.compile(rf"({'|'.join(ranks())}):[a-z_]+")
    upwards = [
        f"{name(path)} names {text}"
        for path in modules()
        for text in texts(path)
        if (match := url_name.fullmatch(text)) and not may_use(path.relative_to(ROOT).parts[0], match[1])
    ]
    assert upwards == []
