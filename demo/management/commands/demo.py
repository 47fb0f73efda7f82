"""manage.py demo: load the demo data with today as its day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.dates import Zone, today_in
from core.errors import RefusedError
from demo.services import load_demo


class Command(BaseCommand):
    """Parse, call the service, say what was done."""

    help = "Loads the demo data with today as its day; run again it adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one option."""
        parser.add_argument("--fresh", action="store_true", help="empty the database first (a later day needs it)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say in a sentence why not."""
        try:
            loaded = load_demo(today=today_in(Zone.WIB), fresh=options["fresh"])
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Added: {', '.join(loaded.added)}." if loaded.added else "The demo is loaded already.")
