"""The mentor's written commitment."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models import Assignment
from core.models import Stamped
from mentoring.querysets import StatementQuerySet


class Statement(Stamped):
    """A mentor's commitment statement, signed on paper on a day, for one assignment."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="statement")
    signed_on = models.DateField(_("tanggal pernyataan komitmen"))

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("pernyataan komitmen mentor")
        verbose_name_plural = _("pernyataan komitmen mentor")
        ordering: ClassVar[list[str]] = ["signed_on", "pk"]

    def __str__(self) -> str:
        return str(self.assignment)
