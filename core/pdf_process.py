"""The process in which one document is made: limited in memory and time, and gone afterwards.

It knows no Django, so that the server that forks it (see core.pdf) starts quickly.
"""

import contextlib
import logging
import resource
from collections.abc import Sequence
from multiprocessing.connection import Connection

MEMORY = 1024 * 1024 * 1024  # bytes
SECONDS = 60


class StepHandler(logging.Handler):
    """Passes WeasyPrint's own account of its progress on: each step's number as it begins."""

    def __init__(self, reader: Connection) -> None:
        super().__init__()
        self.reader, self.last = reader, 0

    def emit(self, record: logging.LogRecord) -> None:
        """Send the number of "Step 5 - Creating layout"; leave out its details."""
        words = record.msg.split()
        if words[0] == "Step" and words[1].isdigit() and int(words[1]) > self.last:
            self.last = int(words[1])
            self.reader.send(self.last)


def work(html: str, stylesheets: Sequence[str], reader: Connection) -> None:
    """Send an int for every step, and at last the PDF as bytes, or as str why there is none."""
    from core.weasy import to_pdf  # noqa: PLC0415  already imported where this runs; must not be where it is named

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.handlers = [StepHandler(reader)]
    progress.propagate = False
    try:
        reader.send(to_pdf(html, stylesheets))
    except Exception as error:  # noqa: BLE001  whatever it was, the parent tells
        with contextlib.suppress(OSError):
            reader.send(f"{type(error).__name__}: {error}")
