"""A workbook on its way through the wizard: received, looked at, imported once, forgotten after a day."""

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import WorkbookUpload
from cohorts.services.saving import lock
from cohorts.workbook.corrections import corrected, mark_of
from cohorts.workbook.importing import Report, check_workbook, import_workbook
from cohorts.workbook.problems import FileRefusedError
from cohorts.workbook.reading import read_workbook
from cohorts.workbook.sheets import COHORT, sheets_of
from core import audit
from core.errors import RefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User


@transaction.atomic
def receive(*, name: str, content: bytes, by: "User") -> WorkbookUpload:
    """Keep a file so that it can be looked at; what the uploader left lying for a day goes.

    A file of corrected rows is laid over the file that it came from. Raises RefusedError with `field` "file" for
    a file that is no workbook.
    """
    forget_old()
    short = PurePath(name).name[-200:]
    try:
        read = read_workbook(content, short, sheets_of(COHORT))
        if mark := mark_of(read):
            original = _original(mark, by)
            content, short = corrected(_content(original), content), original.name
    except FileRefusedError as error:
        raise RefusedError(str(error), field="file") from error
    digest = hashlib.sha256(content).hexdigest()
    upload = WorkbookUpload(user=by, name=short, sha256=digest)
    upload.file.save(f"{digest[:16]}.xlsx", ContentFile(content), save=False)
    upload.save()
    return upload


def mark_for(upload: WorkbookUpload) -> str:
    """Return the mark by which corrected rows find their file again."""
    return f"{upload.pk}-{upload.sha256[:16]}"


def preview(upload: WorkbookUpload) -> Report:
    """Return what importing an upload would do now. Writes nothing."""
    return check_workbook(_content(upload), upload.name, by=upload.user, via=audit.IMPORT)


@transaction.atomic
def confirm(upload: WorkbookUpload, *, expected: str, by: "User") -> WorkbookUpload:
    """Import an upload exactly as previewed, and drop its file; a second call finds it done and does nothing.

    `expected` is the preview's digest. Raises ChangedMeanwhileError where the import would do something else by
    now, and RefusedError where errors are left.
    """
    locked = lock(upload)
    if locked.done_at:
        return locked
    report = import_workbook(_content(locked), locked.name, by=by, via=audit.IMPORT, expected=expected)
    if report.problems:
        raise RefusedError(_("Masih ada kesalahan, jadi belum ada yang disimpan."))
    locked.counts = {"created": report.created, "changed": report.changed, "unchanged": report.unchanged}
    locked.cohort, locked.done_at = report.cohort, timezone.now()
    _drop_file(locked)
    locked.save()
    return locked


def forget_old(now: "datetime | None" = None) -> int:
    """Forget the uploads that came more than a day ago, and return how many; `now` is the present by default."""
    old = WorkbookUpload.objects.old(now or timezone.now())
    for upload in old:
        _drop_file(upload)
    return old.delete()[0]


def _original(mark: str, by: "User") -> WorkbookUpload:
    key, _dash, digest = mark.partition("-")
    waiting = WorkbookUpload.objects.visible_to(by).waiting()
    found = waiting.filter(pk=int(key), sha256__startswith=digest).first() if key.isdecimal() and digest else None
    if found is None:
        raise FileRefusedError(
            _("Berkas asal dari baris-baris ini sudah tidak ada. Unggah berkas yang lengkap dengan perbaikannya.")
        )
    return found


def _content(upload: WorkbookUpload) -> bytes:
    try:
        with upload.file.open("rb") as stored:
            return bytes(stored.read())
    except (OSError, ValueError) as error:
        raise RefusedError(_("Berkas ini sudah tidak tersimpan. Unggah sekali lagi.")) from error


def _drop_file(upload: WorkbookUpload) -> None:
    """Take the file away once the transaction holds."""
    storage, name = upload.file.storage, upload.file.name
    upload.file = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))
