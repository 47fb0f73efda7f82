"""The reference cohort, brought in the way an agency brings it in."""

import io
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from cohorts.models import Cohort

REFERENCE = Path(settings.BASE_DIR) / "demo" / "reference"
CODE = "PKA-LPG-2020-1"


def expected() -> dict[str, Any]:
    """Return the figures that the reference cohort must give."""
    figures: dict[str, Any] = json.loads((REFERENCE / "lampung-2020.expected.json").read_text())
    return figures


def load() -> Cohort:
    """Import the reference workbook and return its cohort."""
    call_command("import_workbook", str(REFERENCE / "lampung-2020.xlsx"), "--json", stdout=io.StringIO())
    return Cohort.objects.get(code=CODE)
