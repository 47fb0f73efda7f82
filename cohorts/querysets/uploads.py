"""Reads of uploaded workbooks."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from core.models import BaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import WorkbookUpload

KEPT_FOR = timedelta(hours=24)


class WorkbookUploadQuerySet(BaseQuerySet["WorkbookUpload"]):
    """Workbooks between upload and import; each is its uploader's alone."""

    def visible_to(self, user: "User") -> Self:
        """Return one's own."""
        return self.filter(user=user)

    def waiting(self) -> Self:
        """Return those not imported yet."""
        return self.filter(done_at=None)

    def old(self, now: datetime) -> Self:
        """Return those that have been kept long enough."""
        return self.filter(created_at__lt=now - KEPT_FOR)
