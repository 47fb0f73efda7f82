"""Government bodies as a tree whose path is stored, so that "all under it" is one prefix filter."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cohorts.querysets.institutions import InstitutionQuerySet
from cohorts.states import InstitutionKind
from core.models import Stamped

NAME_TAKEN = _("Instansi dengan nama ini sudah ada di bawah induk yang sama.")


def new_path(parent_path: str = "/") -> str:
    """Return a fresh path under a parent's: `/3f9c01ab/77d20e4c/`. Random keys are known before the row is."""
    return f"{parent_path}{secrets.token_hex(4)}/"


class Institution(Stamped):
    """A body that sends, organises or employs. `path` holds its ancestors' keys and its own."""

    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=20, choices=InstitutionKind, default=InstitutionKind.OTHER)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("induk")
    )
    path = models.CharField(max_length=200, editable=False, unique=True, default=new_path)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("name"),
                "parent",
                name="institution_name_unique_under_parent",
                violation_error_message=NAME_TAKEN,
            ),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(parent=None),
                name="institution_name_unique_at_top",
                violation_error_message=NAME_TAKEN,
            ),
            # An empty path would stand above every institution and so widen each grant to all of them.
            models.CheckConstraint(
                condition=Q(path__regex=r"^(/[0-9a-f]{8})+/$"),
                name="institution_path_is_a_path",
                violation_error_message=_("Letak instansi tidak sah."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InstitutionAlias(models.Model):
    """Another way in which files write an institution's name."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("nama lain"), max_length=200)

    class Meta:
        verbose_name = _("nama lain instansi")
        verbose_name_plural = _("nama lain instansi")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("name"),
                name="institution_alias_unique",
                violation_error_message=_("Nama lain ini sudah menunjuk ke sebuah instansi."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
