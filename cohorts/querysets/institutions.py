"""Reads of institutions."""

from typing import TYPE_CHECKING, Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Institution


class InstitutionQuerySet(BaseQuerySet["Institution"]):
    """Institutions by place in the tree and by what a user was granted."""

    def under(self, root: "Institution") -> Self:
        """Return an institution and all that lies under it."""
        return self.filter(path__startswith=root.path)

    def granted_to(self, user: "User", *roles: str) -> Self:
        """Return the institutions for which the user was granted one of the roles, and all under them."""
        covering = (
            user.grants.filter(role__in=roles)
            .alias(candidate=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
            .filter(candidate__startswith=F("institution__path"))
        )
        return self.filter(Exists(covering))

    def visible_to(self, user: "User") -> Self:
        """Return all: names of government bodies are public."""
        return self.all()
