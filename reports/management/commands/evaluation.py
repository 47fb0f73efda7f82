"""manage.py evaluation CODE --format json|pdf|xlsx [--output FILE] [--wave MONTH]."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from core.pdf import PdfError
from reports.as_json import evaluation_as_json
from reports.as_pdf import evaluation_pdf
from reports.as_xlsx import evaluation_xlsx
from reports.contents import contents_for
from reports.evaluation import evaluate


class Command(BaseCommand):
    """Writes the evaluation of one cohort, or of several together."""

    help = "The figures of cohorts. JSON is complete; PDF and XLSX are written for leadership, without small groups."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the contract of docs/architecture.md; further codes are added to the first."""
        parser.add_argument("codes", nargs="+", metavar="CODE", help="code of a cohort")
        parser.add_argument("--format", choices=["json", "pdf", "xlsx"], default="json")
        parser.add_argument("--output", metavar="FILE", help="where to write; standard output if left out")
        parser.add_argument(
            "--wave", type=_month, metavar="MONTH", help="the month that counts; the latest if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the figures; raise CommandError with a sentence when that is impossible."""
        with translation.override(settings.LANGUAGE_CODE):
            content = _content(_cohorts(options["codes"]), options["wave"], options["format"])
            if options["output"]:
                _write(Path(options["output"]), content)
            elif options["format"] == "json":
                self.stdout.write(content.decode(), ending="")
            else:
                sys.stdout.buffer.write(content)


def _month(text: str) -> int:
    """Return a month of the follow-up; raise ArgumentTypeError for anything else."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 120:
        raise ArgumentTypeError(f"{text!r} is no month from 1 to 120")
    return int(text)


def _cohorts(codes: list[str]) -> list[Cohort]:
    """Return the cohorts in the order of their codes, each once; raise CommandError for an unknown one."""
    cohorts = Cohort.objects.select_related("programme", "organiser__parent").filter(code__in=codes)
    found = {cohort.code: cohort for cohort in cohorts}
    if unknown := [code for code in codes if code not in found]:
        raise CommandError(_("Tidak ada angkatan dengan kode %(code)s.") % {"code": ", ".join(unknown)})
    return [found[code] for code in dict.fromkeys(codes)]


def _content(cohorts: list[Cohort], wave: int | None, form: str) -> bytes:
    if form == "json":
        figures = evaluation_as_json(evaluate(cohorts, wave=wave))
        return (json.dumps(figures, indent=2, ensure_ascii=False) + "\n").encode()
    contents = contents_for(cohorts, wave=wave)
    if form == "xlsx":
        return evaluation_xlsx(contents, language=settings.LANGUAGE_CODE)
    try:
        return evaluation_pdf(contents, language=settings.LANGUAGE_CODE)
    except PdfError as error:
        raise CommandError(_("PDF tidak dapat dibuat: %(reason)s") % {"reason": error}) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(_("%(path)s tidak dapat ditulis: %(reason)s") % {"path": path, "reason": error}) from error
