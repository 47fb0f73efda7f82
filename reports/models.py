"""Files made of reports: made once for the same data, in the background."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from core.models import Stamped
from reports.querysets import GIVEN_UP_AFTER, RenderingQuerySet
from reports.states import RenderingFormat, RenderingState


class Rendering(Stamped):
    """The evaluation of one cohort as a file, for one state of the data.

    `scope` is empty for the whole cohort, else the keys of the sending institutions whose participants it covers,
    as reports.audience writes them. `data_hash` is the fingerprint of what the file says.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="renderings", verbose_name=_("angkatan"))
    scope = models.TextField(_("cakupan"), blank=True)
    form = models.CharField(_("bentuk"), max_length=10, choices=RenderingFormat)
    language = models.CharField(_("bahasa"), max_length=10)
    data_hash = models.CharField(_("sidik data"), max_length=64)
    state = models.CharField(_("keadaan"), max_length=10, choices=RenderingState, default=RenderingState.QUEUED)
    done = models.PositiveSmallIntegerField(_("bagian selesai"), default=0)
    parts = models.PositiveSmallIntegerField(_("jumlah bagian"), default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("diminta oleh")
    )
    file = models.FileField(_("berkas"), max_length=200, blank=True)
    finished_at = models.DateTimeField(_("selesai dibuat"), null=True, blank=True)
    error = models.CharField(_("sebab gagal"), max_length=300, blank=True)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        verbose_name = _("berkas laporan")
        verbose_name_plural = _("berkas laporan")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["data_hash", "form", "language"],
                name="rendering_once_per_data",
                violation_error_message=_("Berkas untuk data ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=(Q(state=RenderingState.DONE, finished_at__isnull=False) & ~Q(file=""))
                | (~Q(state=RenderingState.DONE) & Q(file="", finished_at=None)),
                name="rendering_done_has_its_file",
                violation_error_message=_("Berkas yang selesai harus ada berkasnya, dan hanya yang selesai."),
            ),
            models.CheckConstraint(
                condition=(Q(state=RenderingState.FAILED) & ~Q(error=""))
                | (~Q(state=RenderingState.FAILED) & Q(error="")),
                name="rendering_failed_has_its_reason",
                violation_error_message=_("Berkas yang gagal harus mencatat sebabnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.cohort}"

    @property
    def is_under_way(self) -> bool:
        """Return whether it is waiting or being made, and its worker still shows signs of life."""
        waiting = self.state in {RenderingState.QUEUED, RenderingState.RUNNING}
        return waiting and self.changed_at > timezone.now() - GIVEN_UP_AFTER

    @property
    def is_kept(self) -> bool:
        """Return whether the file is made and still in the storage."""
        return self.state == RenderingState.DONE and self.file.storage.exists(str(self.file))

    @property
    def file_name(self) -> str:
        """Return the name under which it is downloaded."""
        return f"evaluasi-{self.cohort.code}.{self.form}"
