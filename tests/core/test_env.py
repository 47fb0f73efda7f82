"""An odd or missing variable stops start-up and is named."""

import os
import subprocess
import sys

import pytest

SANE = {"SECRET_KEY": "x" * 60, "DATABASE_URL": "sqlite:////nowhere.sqlite3", "ALLOWED_HOSTS": "kawal.contoh.go.id"}


def start(**environment: str) -> "subprocess.CompletedProcess[str]":
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    code = "import config.settings as s; print(s.HTTPS_ONLY, s.DEBUG)"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=keep | environment, capture_output=True, text=True, check=False)


def test_start_with_the_required_variables_is_safe_by_default() -> None:
    assert start(**SANE).stdout == "True False\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://x/y"),
        ("ALLOWED_HOSTS", ""),
        ("DEBUG", "yes"),
        ("TIME_ZONE", "Asia/Bandung"),
        ("MEDIA_ROOT", "media"),
        ("SEAL_KEY_FILE", "/nowhere/seal.p12"),
        ("EMAIL_URL", "pigeon://x"),
        ("DEMO_PASSWORD", "kawal-demo"),
        ("SITE_URL", "kawal.contoh.go.id"),
        ("TRUSTED_PROXY_COUNT", "-1"),
    ],
)
def test_start_with_an_odd_variable_is_refused_by_name(name: str, value: str) -> None:
    done = start(**SANE | {name: value})
    last = done.stderr.strip().splitlines()[-1]
    assert (done.returncode, name in last) == (1, True), done.stderr


@pytest.mark.parametrize(("value", "debug"), [("1", "True"), ("TRUE", "True"), ("0", "False"), ("False", "False")])
def test_boolean_in_any_case_is_read(value: str, debug: str) -> None:
    assert start(**SANE | {"DEBUG": value}).stdout.split()[1] == debug


def test_demo_mode_on_loopback_runs_without_https() -> None:
    demo = {"DEMO_PASSWORD": "kawal-demo", "ALLOWED_HOSTS": "localhost,127.0.0.1"}
    assert start(**SANE | demo).stdout == "False False\n"
