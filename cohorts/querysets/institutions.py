"""Reads of institutions."""

from typing import TYPE_CHECKING, Self

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Institution


def paths_above(path: str) -> list[str]:
    """Return the paths of an institution's ancestors and its own: `/a/b/` gives `/a/` and `/a/b/`."""
    keys = path.strip("/").split("/")
    return [f"/{'/'.join(keys[: length + 1])}/" for length in range(len(keys))]


class InstitutionQuerySet(BaseQuerySet["Institution"]):
    """Institutions by place in the tree and by what a user was granted."""

    def under(self, root: "Institution") -> Self:
        """Return an institution and all that lies under it."""
        return self.filter(path__startswith=root.path)

    def above(self, institution: "Institution") -> Self:
        """Return what an institution lies under, the top first."""
        paths = paths_above(institution.path)[:-1]
        return self.filter(path__in=paths).order_by("path")

    def granted_to(self, user: "User", *roles: str) -> Self:
        """Return the institutions for which the user was granted one of the roles, and all under them."""
        covering = (
            user.grants.filter(role__in=roles)
            .alias(candidate=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
            .filter(candidate__startswith=F("institution__path"))
        )
        return self.filter(Exists(covering))

    def named(self, name: str) -> Self:
        """Return the institutions that bear a name, or are also known by it, in whatever case."""
        words = " ".join(name.split())
        return self.filter(Q(name__iexact=words) | Q(aliases__name__iexact=words)).distinct()

    def for_list(self) -> Self:
        """Return them with what the list shows: the parent, and `people_count`."""
        return self.select_related("parent").annotate(people_count=Count("people", distinct=True))

    def visible_to(self, user: "User") -> Self:
        """Return all: names of government bodies are public."""
        return self.all()
