"""Help somebody who lost the authenticator app, the passkeys and the recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import services
from accounts.models import User
from accounts.numbers import normalised


class Command(BaseCommand):
    """Takes the second factors of one person away; the next sign-in asks for the password alone."""

    help = "Takes away the second factors of a person who lost them. Make sure first who is asking."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number, in any spacing."""
        parser.add_argument("number", help="NIP or other number of the person")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say that nobody has this number."""
        user = User.objects.filter(username=normalised(options["number"]), is_system=False).first()
        if user is None:
            raise CommandError(f"No user has the number {options['number']}.")
        count = services.reset_second_factor(user=user, by=services.system_user())
        self.stdout.write(f"{user}: {count} second factors taken away.")
