"""The lock files: complete, hashed, of one mind, and naming no package index."""

import re
import tomllib

import pytest

from tests.architecture.house import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")


def pins(lock: str) -> dict[str, str]:
    """Return each locked package with its version and condition."""
    return dict(re.findall(r"^([a-z0-9._-]+)(==[^\\\n]+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock: str) -> None:
    assert re.findall(r"^.*(?:://|--index|--find-links).*$", (ROOT / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert len(entries) == len(pins(lock))


def test_environment_for_tests_is_one_for_running() -> None:
    tested = pins("requirements-dev.txt")
    assert {package: pin for package, pin in pins("requirements.txt").items() if tested.get(package) != pin} == {}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-dev.txt": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    missing = [
        f"{dependency} in {lock}"
        for lock, dependencies in wanted.items()
        for dependency in dependencies
        if re.split(r"[\[>=<]", dependency)[0].strip() not in pins(lock)
    ]
    assert missing == []
