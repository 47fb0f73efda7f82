"""Brings a cohort in from a workbook: `manage.py import_workbook FILE [--check] [--json]`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import system_user
from cohorts.workbook.importing import Report, check_workbook, import_workbook
from cohorts.workbook.problems import Problem
from core import audit
from core.errors import RefusedError


class Command(BaseCommand):
    """Imports a workbook as the system; exit 1 and every error where anything is wrong."""

    help = "Import a cohort from an XLSX workbook; nothing is written unless all of it is right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to write and how to answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="answer as JSON, alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import or check, answer, and exit 1 where there are errors."""
        report = run(options["file"], check=options["check"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        elif report.problems:
            for problem in report.problems:
                self.stderr.write(as_line(problem))
        else:
            self._say(report)
        if report.problems:
            sys.exit(1)

    def _say(self, report: Report) -> None:
        words = {"created": report.created, "changed": report.changed, "unchanged": report.unchanged}
        self.stdout.write(_("%(created)d ditambah, %(changed)d berubah, %(unchanged)d sama.") % words)
        for sentence in report.notes:
            self.stdout.write(sentence)
        for name in report.new_institutions:
            self.stdout.write(_("Instansi baru: %(name)s.") % {"name": name})
        for sheet, who in report.kept:
            words_kept = {"sheet": sheet, "who": who}
            self.stdout.write(_("Tersimpan tetapi tidak ada di berkas, dibiarkan: %(sheet)s, %(who)s.") % words_kept)
        for warning in report.warnings:
            self.stdout.write(as_line(warning))


def run(file: Path, *, check: bool) -> Report:
    """Return the report of one file; what is wrong with the file itself is one of its errors."""
    try:
        content = file.read_bytes()
    except OSError:
        message = _("Berkas %(file)s tidak dapat dibaca. Periksa nama dan izinnya.") % {"file": file}
        return Report(file.name, problems=[Problem(None, None, None, None, message)])
    try:
        if check:  # the system's user may not be stored yet, and a check stores nothing
            return check_workbook(content, file.name, by=User(is_system=True), via=audit.COMMAND)
        return import_workbook(content, file.name, by=system_user(), via=audit.COMMAND)
    except RefusedError as error:
        return Report(file.name, problems=[Problem(None, None, None, None, str(error))])


def as_line(problem: Problem) -> str:
    """Return a problem as one line of text."""
    if problem.sheet is None:
        return problem.message
    written = "" if problem.value is None else f" “{problem.value}”"
    words = {"sheet": problem.sheet, "row": problem.row, "column": problem.column, "written": written}
    place = _("Lembar %(sheet)s, baris %(row)s, kolom %(column)s%(written)s") % words
    return f"{place}: {problem.message}"
