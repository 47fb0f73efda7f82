"""Our answers to allauth's questions."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody registers alone: accounts come from the agency."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse self-registration."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors."""
