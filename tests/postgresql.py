"""A throw-away PostgreSQL server: its own directory, a socket instead of a port, gone when this process ends."""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# $1 is the directory of initdb and pg_ctl, $2 that of the server. Durability is off: nothing here outlives the run.
# The shell reads its standard input until the process that holds the other end has gone, however it went (a kill -9
# too), and then stops the server and cleans up: no hook has to run for that.
SERVER = """
set -e
cd "$2"
"$1/initdb" --pgdata=data --username=postgres --auth=trust --encoding=UTF8 --no-locale --no-sync >initdb.log
"$1/pg_ctl" --pgdata=data --log=server.log --wait --silent start --options="-k '$2' -c listen_addresses='' \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
echo ready
cat >/dev/null || true
"$1/pg_ctl" --pgdata=data --wait --silent --mode=immediate stop
cd / && rm -rf "$2"
"""


def start() -> str:
    """Start a server and return its database URL; raise RuntimeError with the server's own words when it does not."""
    found = subprocess.run([ROOT / "bin/find-postgresql"], capture_output=True, text=True, check=False)
    if found.returncode:
        raise RuntimeError("PostgreSQL is not installed: make test installs it, or says how.")
    directory = Path(tempfile.mkdtemp(prefix="kawal-pg-"))
    command = ["sh", "-c", SERVER, "postgresql", found.stdout.strip(), str(directory)]
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(directory, "postgres")
        command = ["runuser", "-u", "postgres", "--", *command]
    errors = (directory / "errors.log").open("w+")
    server = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        start_new_session=True,  # Ctrl-C must not stop the server under tests that are still ending
    )

    def stop() -> None:
        server.communicate()
        errors.close()

    atexit.register(stop)
    assert server.stdout is not None
    if server.stdout.readline() != "ready\n":
        errors.seek(0)
        log = directory / "server.log"
        raise RuntimeError(f"PostgreSQL did not start: {errors.read()}{log.read_text() if log.exists() else ''}")
    return f"postgres://postgres@/{directory}/kawal"  # a path for a host is the socket's directory
