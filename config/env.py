"""Typed readers of the environment: the only module that touches os.environ.

Every reader either returns a value of the promised type or stops start-up with one sentence
that names the variable and where to set it.
"""

import os
import re
from pathlib import Path
from typing import Any, overload
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true"}
FALSE = {"0", "false"}


def _refuse(name: str, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {why} Set {name} in the environment; README.md lists all variables.")


@overload
def text(name: str) -> str: ...
@overload
def text(name: str, default: str) -> str: ...
def text(name: str, default: str | None = None) -> str:
    """Return the variable, or `default`; raise ImproperlyConfigured when neither exists."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise _refuse(name, "is required but missing.")
    return default


def boolean(name: str, *, default: bool) -> bool:
    """Return 1/0/true/false (any case) as bool; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise _refuse(name, f"must be 1, 0, true or false, not {value!r}.")


def whole_number(name: str, *, default: int) -> int:
    """Return a number from 0 upwards; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.isdecimal() and value.isascii():
        return int(value)
    raise _refuse(name, f"must be a whole number, not {value!r}.")


def words(name: str) -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def database(name: str) -> dict[str, Any]:
    """Return a Django DATABASES entry from a URL (sqlite:///… or postgres://…)."""
    url = text(name)
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise _refuse(name, "must begin with sqlite:/// or postgres://.")
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, KeyError) as error:
        raise _refuse(name, "is not a database URL.") from error
    if not config.get("NAME"):
        raise _refuse(name, "names no database.")
    return config


MAIL_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_FILE_PATH": "file_path",
}


def mailer(name: str, *, default: str) -> dict[str, Any]:
    """Return a MAILERS entry of a URL: smtp+tls://user:password@host:587, consolemail://, filemail:///folder."""
    try:
        config: dict[str, Any] = environ.Env.email_url_config(text(name, default))
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise _refuse(name, "is not an e-mail URL such as smtp+tls://user:password@host:587.") from error
    backend = config["EMAIL_BACKEND"]
    wanted = {"smtp": ("host", "port", "username", "password", "use_tls", "use_ssl"), "filebased": ("file_path",)}
    known = wanted.get(backend.split(".")[-2], ())
    options = {key: config[setting] for setting, key in MAIL_OPTIONS.items() if key in known and config.get(setting)}
    if "file_path" in options:
        options["file_path"] = "/" + options["file_path"].lstrip("/")  # the reader drops the first slash
    return {"BACKEND": backend, "OPTIONS": options}


def web_address(name: str, *, default: str) -> str:
    """Return an address such as https://kawal.example.go.id, without a path and without a final slash."""
    value = text(name, default).rstrip("/")
    if not re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]+", value):
        raise _refuse(name, f"must be an address such as https://kawal.example.go.id, not {value!r}.")
    return value


def time_zone(name: str, *, default: str) -> str:
    """Return the name of a zone that the zone database knows."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _refuse(name, f"must be a zone such as Asia/Jakarta, not {value!r}.") from error
    return value


def directory(name: str, *, default: Path) -> Path:
    """Return an absolute directory path; it is created when first written to."""
    path = Path(text(name, str(default)))
    if not path.is_absolute():
        raise _refuse(name, f"must be an absolute path, not {str(path)!r}.")
    return path


def existing_file(name: str) -> Path | None:
    """Return the path of a file that exists, or None when the variable is not set."""
    value = text(name, "")
    if not value:
        return None
    path = Path(value)
    if not path.is_file():
        raise _refuse(name, f"names a file that does not exist: {value}.")
    return path
