"""`manage.py create_admin`: the first training admin of a fresh installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.services.grants import first_admin
from core.errors import RefusedError
from core.http import absolute_url


class Command(BaseCommand):
    """Makes somebody training admin and prints the link by which to choose a password."""

    help = "Make the training admin of an institution, and print the invitation's link."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add who and where."""
        parser.add_argument("--number", required=True, help="NIP or other number, in any spacing")
        parser.add_argument("--name", required=True, help="name with titles")
        parser.add_argument("--email", required=True)
        parser.add_argument("--institution", required=True, help="its name; made when not known")

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the service and print what to hand over."""
        given = {name: options[name] for name in ("number", "name", "email", "institution")}
        try:
            grant, token = first_admin(**given)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        words = {"name": grant.user, "institution": grant.institution}
        self.stdout.write(_("%(name)s pengelola pelatihan %(institution)s.") % words)
        self.stdout.write(_("Tautan untuk membuat kata sandi, berlaku 7 hari:"))
        self.stdout.write(absolute_url(reverse("accounts:invitation", args=[token])))
