"""Who must do what with the own account."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings

if TYPE_CHECKING:
    from accounts.models import User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_staff_role(user: "User") -> bool:
    """Say whether the user runs cohorts, leads an institution, or opens the admin site.

    Roles are granted in a room above; what is read here is only that a grant exists.
    """
    return user.is_staff or user.grants.exists()


def has_second_factor(user: "User") -> bool:
    """Say whether the user has an authenticator app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()


def owes_second_factor(user: "User") -> bool:
    """Say whether the user must set up a second factor before doing anything else."""
    return bool(settings.SECOND_FACTOR_DUTY) and is_staff_role(user) and not has_second_factor(user)
