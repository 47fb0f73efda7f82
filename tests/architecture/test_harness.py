"""The tests' own ground: what they promise about database, network, templates and browser holds."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.template import Context, Engine, Origin, Template
from playwright.sync_api import Error, Page

from tests.strict_templates import UndefinedVariableError

ROOT = Path(__file__).resolve().parents[2]
OURS = Origin(str(ROOT / "templates/page.html"))
THEIRS = Origin(str(ROOT / ".venv/lib/package/templates/page.html"))


@pytest.mark.sqlite
@pytest.mark.django_db
def test_database_is_postgresql_unless_another_is_named() -> None:
    expected = "sqlite" if os.environ["TEST_DATABASE_URL"].startswith("sqlite") else "postgresql"
    assert connection.vendor == expected
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_server_of_a_killed_run_goes_with_it() -> None:
    killed = "import os; from tests import postgresql; print(postgresql.start(), flush=True); os.kill(os.getpid(), 9)"
    run = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL
    directory = Path(run.stdout.strip().partition("@/")[2]).parent
    until = time.monotonic() + 20
    while directory.exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not directory.exists()


def test_network_beyond_this_machine_is_refused() -> None:
    with socket.socket() as outward, pytest.raises(PermissionError, match="stay on this machine"):
        outward.connect(("192.0.2.1", 80))


def test_browser_reaches_this_machine_only(page: Page) -> None:
    page.set_content("<h1>Halo</h1>")
    assert page.inner_text("h1") == "Halo"
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://kawal.example/")


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ known.missing }}",
        "{{ missing|upper }}",
        "{% if True %}{{ missing }}{% endif %}",
        "{% include inner with x=missing %}",
        "{% load i18n %}{% blocktranslate %}{{ missing }}{% endblocktranslate %}",
    ],
)
def test_variable_undefined_in_our_template_fails(source: str) -> None:
    template = Template(source, origin=OURS, engine=Engine.get_default())
    with pytest.raises(UndefinedVariableError, match=r"missing.* is undefined in templates/page\.html"):
        template.render(Context({"known": "x", "inner": Template("")}))


@pytest.mark.parametrize(
    ("origin", "source", "expected"),
    [
        (OURS, '{{ missing|default:"tidak ada" }}', "tidak ada"),
        (OURS, "{% if missing %}ya{% else %}tidak{% endif %}", "tidak"),
        (OURS, "{% for row in missing %}{{ row }}{% endfor %}", ""),
        (THEIRS, "<{{ missing }}>", "<>"),
        (THEIRS, '{{ missing|default:"tidak ada"|upper }}', "TIDAK ADA"),
        (THEIRS, "{% load i18n %}{% blocktranslate %}<{{ missing }}>{% endblocktranslate %}", "<>"),
    ],
)
def test_variable_undefined_elsewhere_renders_as_in_production(origin: Origin, source: str, expected: str) -> None:
    template = Template(source, origin=origin, engine=Engine.get_default())
    assert template.render(Context()) == expected
