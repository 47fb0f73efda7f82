"""What no template of ours may hold, and that each is used."""

import re
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from tests.architecture.house import TEMPLATES, modules, name, template_source, templates, texts

FORBIDDEN = {
    # The first two are looked for outside of template tags, whose arguments may bear such names.
    "an inline style, which the CSP drops": r"\sstyle\s*=|<style",
    "an inline handler, which the CSP drops": r"\son[a-z]+\s*=|javascript:",
    "a script without the nonce": r"<script(?![^>]*nonce=\"{{ csp_nonce }}\")",
    "unescaped text": r"\|\s*safe(seq)?\b|autoescape\s+off",
    "a date or number shown past the display tags of core": (
        r"\|\s*(date|time|floatformat|timesince|timeuntil|intcomma|stringformat|localize|unlocalize)\b"
    ),
    "the address of another host": r"(src|href)=\"(https?:)?//",
}

# Found by a name that is put together where the page is drawn, so no file holds that name.
FOUND_BY_CONVENTION = {
    "kawal/": "django-crispy-forms looks up the pieces of its template pack",
    "400.html": "Django's error pages",
    "403.html": "Django's error pages",
    "403_csrf.html": "Django's error pages",
    "404.html": "Django's error pages",
    "429.html": "allauth's page when somebody tries too often",
    "500.html": "Django's error pages",
}


@pytest.mark.parametrize("why", FORBIDDEN)
def test_no_template_holds(why: str) -> None:
    found = [
        f"{name(path)}:{number} {match[0].strip()}"
        for path in templates()
        for number, line in enumerate(template_source(path).splitlines(), 1)
        for match in re.finditer(FORBIDDEN[why], re.sub(r"{%.*?%}", "", line) if "CSP" in why else line)
    ]
    assert found == []


def is_found_by_convention(wanted: str) -> bool:
    """Return whether a library looks for this name by itself, or ships a template that ours replaces."""
    by_prefix = any(wanted == known or wanted.startswith(known) for known in FOUND_BY_CONVENTION)
    replaces = any((Path(directory) / wanted).exists() for directory in get_app_template_dirs("templates"))
    return by_prefix or replaces


def test_every_template_is_used() -> None:
    mentioned = {text.partition("#")[0] for path in modules() for text in texts(path)}
    for path in templates():
        mentioned |= set(re.findall(r"""["']([\w./-]+)(?:#[\w-]+)?["']""", template_source(path)))
    unused = [
        wanted
        for path in templates()
        if (wanted := str(path.relative_to(TEMPLATES))) not in mentioned and not is_found_by_convention(wanted)
    ]
    assert unused == []
