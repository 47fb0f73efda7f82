"""Who may see the kernel's own pages."""

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from accounts.models import User


def may_see_styleguide(user: "User") -> bool:
    """Return whether somebody may see the component gallery: staff, and everybody while developing."""
    return bool(settings.DEBUG or user.is_staff)
