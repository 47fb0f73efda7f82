"""The user behind acts that no person does by hand."""

from accounts.models import User

SYSTEM = "SISTEM"


def system_user() -> User:
    """Return the technical user that acts for imports, commands and periodic work. It can never sign in."""
    user, _created = User.objects.get_or_create(
        username=SYSTEM, defaults={"name": "Kawal", "is_system": True, "is_active": False, "password": "!"}
    )
    return user
