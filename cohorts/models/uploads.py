"""A workbook that was uploaded and waits to be looked at and imported."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.querysets.uploads import WorkbookUploadQuerySet
from core.models import Stamped


class WorkbookUpload(Stamped):
    """One file between upload and import. The file goes when it was imported, the row a day after it came."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="workbook_uploads")
    name = models.CharField(_("nama berkas"), max_length=200)
    file = models.FileField(_("berkas"), upload_to="workbooks/", blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    counts = models.JSONField(_("hasil"), default=dict, blank=True)
    done_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    objects = WorkbookUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("berkas impor")
        verbose_name_plural = _("berkas impor")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(file=""),
                name="workbook_upload_drops_its_file",
                violation_error_message=_("Berkas yang sudah diimpor tidak disimpan lagi."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
