"""What every test gets: a browser that is the system's, no way out to the network, no surprises from Hypothesis."""

import ipaddress
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache

from tests.counts import soak_count

ROOT = Path(__file__).resolve().parent.parent

# Two busy cores make slow examples: time limits would only fail at random.
hypothesis.settings.register_profile(
    "kawal",
    max_examples=soak_count(25, 1000),
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("kawal")


def _is_this_machine(address: Any) -> bool:
    """Return whether a socket address is a path, or a loopback address or name."""
    if not isinstance(address, tuple) or address[0] == "localhost":
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_this_machine(address):
            raise PermissionError(f"A test tried to reach {address}: tests stay on this machine.")
        real_connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(scope="session", autouse=True)
def _media_root() -> Iterator[None]:
    """Leave no uploaded or generated file behind."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _forgotten_tries(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the cache after a test that really commits: the flush behind it knows models only, not the counters."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium, which may reach this machine only. Playwright turns the sandbox off by itself."""
    found = subprocess.run([ROOT / "bin/find-chromium"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail("No Chromium found: name one with CHROMIUM=/path/to/chromium")
    switches = [
        "--disable-background-networking",
        "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    return browser_type_launch_args | {"executable_path": found.stdout.strip(), "args": switches}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Be a reader in Jakarta who prefers Indonesian."""
    return browser_context_args | {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}
