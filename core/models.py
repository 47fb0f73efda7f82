"""The base of every model: peers are fetched together and every row is stamped."""

from typing import Any, Self

from django.db import models
from django.db.models.fetch_modes import FETCH_PEERS
from django.utils.translation import gettext_lazy as _


class BaseQuerySet[M: models.Model](models.QuerySet[M]):
    """Chainable reads. A relation missed by select_related costs one query a list, not one a row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fetch_mode = FETCH_PEERS

    def as_written(self) -> Self:
        """Return the rows in the order in which they were written."""
        return self.order_by("pk")


class Stamped(models.Model):
    """When the row was made and last changed; who did it stands in the audit trail."""

    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    changed_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        abstract = True
