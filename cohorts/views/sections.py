"""What stands at the foot of a page: sections of higher rooms, and the history."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from accounts.models import User
from cohorts.registry import SectionPage, Text, page_sections
from core.history import Line, entries_about, lines

RECENT = 10


@dataclass(frozen=True)
class ShownSection:
    """A section as a page draws it."""

    code: str
    title: Text
    template: str
    context: dict[str, Any]


def sections_of(page: SectionPage, row: models.Model, reader: User) -> list[ShownSection]:
    """Return the sections of a page that are for this reader, in their order."""
    return [
        ShownSection(section.code, section.title, section.template, context)
        for section in page_sections
        if section.page == page and (context := section.context(row, reader)) is not None
    ]


def recent(row: models.Model) -> list[Line]:
    """Return the latest lines of a row's history, for the foot of its page."""
    return lines(entries_about(row)[:RECENT])
