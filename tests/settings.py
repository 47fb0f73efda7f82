"""Settings of the tests: those of a development machine, on a database of their own and without slow parts."""

import os
import tempfile
from pathlib import Path
from typing import Any, cast

from tests import postgresql
from tests.strict_templates import Undefined

# Only the first process finds no address here and starts a server; its workers (xdist) and the commands that tests
# start inherit the address. A person may name another database, as the SQLite run does.
if "TEST_DATABASE_URL" not in os.environ:
    os.environ["TEST_DATABASE_URL"] = postgresql.start()
for foreign in (
    "DEFAULT_FROM_EMAIL",
    "DEMO_PASSWORD",
    "EMAIL_URL",
    "SEAL_KEY_FILE",
    "SITE_URL",
    "TIME_ZONE",
    "TRUSTED_PROXY_COUNT",
):
    os.environ.pop(foreign, None)
os.environ |= {
    "DATABASE_URL": os.environ["TEST_DATABASE_URL"],
    "SECRET_KEY": "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEBUG": "1",  # no HTTPS; pytest-django turns DEBUG itself off
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "MEDIA_ROOT": str(Path(tempfile.gettempdir()) / f"kawal-test-media-{os.getpid()}"),
    # Playwright keeps an event loop in the main thread, in which Django would otherwise refuse every query.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}

from config.settings import *  # noqa: E402, F403  the environment has to stand first
from config.settings import MIDDLEWARE, TEMPLATES  # noqa: E402

cast(dict[str, Any], TEMPLATES[0]["OPTIONS"])["string_if_invalid"] = Undefined()
# Django's own static files view serves the live server; WhiteNoise would read the whole directory for every client.
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
SECOND_FACTOR_DUTY = False  # tests of other things sign in by one step
