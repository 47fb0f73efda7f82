"""Making the file of a report, by the worker."""

import logging
from collections.abc import Callable

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.services.system import system_user
from core import audit, pdf
from core.errors import RefusedError
from core.states import move
from reports.as_pdf import evaluation_pdf
from reports.as_xlsx import evaluation_xlsx
from reports.contents import Contents, contents_for
from reports.models import Rendering
from reports.states import RENDERING_MOVES, RenderingFormat, RenderingState

TRIES = 3
# Counting, then what core.pdf reports, then keeping the file.
PARTS = {RenderingFormat.PDF.value: pdf.STEPS + 2, RenderingFormat.XLSX.value: 3}
FAILED = _("Berkas tidak dapat dibuat sekarang. Coba lagi; bila tetap gagal, hubungi pengelola sistem.")
CHANGED = _("Data berubah selama berkas dibuat. Coba lagi.")

log = logging.getLogger(__name__)


def make_file(*, rendering: Rendering) -> None:
    """Make the file of a queued rendering, on failure up to TRIES times; do nothing if it is not queued.

    So a second run of the same task makes no second file.
    """
    try:
        _move(rendering, RenderingState.RUNNING, done=0)
    except RefusedError:
        return
    for _try in range(TRIES):
        try:
            contents = _contents(rendering)
            if _is_anothers(contents, rendering):
                _fail(rendering, CHANGED)
                return
            name = _keep(contents, rendering, _content(contents, rendering))
        except Exception:
            log.exception("Rendering %s failed", rendering.pk)
        else:
            _finish(rendering, contents, name)
            return
    _fail(rendering, FAILED)


def tell(rendering: Rendering, done: int) -> None:
    """Write how many parts are done; this is also the sign of life."""
    Rendering.objects.filter(pk=rendering.pk).update(done=done, changed_at=timezone.now())


def _move(rendering: Rendering, to: RenderingState, **fields: object) -> None:
    by = system_user()
    about = [rendering.cohort]
    move(rendering, to=to, by=by, allowed=RENDERING_MOVES, fields=fields, via=audit.PERIODIC, about=about)


def _contents(rendering: Rendering) -> Contents:
    institutions = [int(key) for key in rendering.scope.split(",")] if rendering.scope else None
    contents = contents_for([rendering.cohort], institutions=institutions)
    tell(rendering, 1)
    return contents


def _is_anothers(contents: Contents, rendering: Rendering) -> bool:
    """Return whether the data changed since the file was asked for, to what another rendering stands for."""
    same = Rendering.objects.filter(data_hash=contents.fingerprint, form=rendering.form, language=rendering.language)
    return same.exclude(pk=rendering.pk).exists()


def _content(contents: Contents, rendering: Rendering) -> bytes:
    on_step: Callable[[int], None] = lambda step: tell(rendering, 1 + step)  # noqa: E731  its type is the point
    if rendering.form == RenderingFormat.XLSX:
        return evaluation_xlsx(contents, language=rendering.language)
    return evaluation_pdf(contents, language=rendering.language, on_step=on_step)


def _keep(contents: Contents, rendering: Rendering, content: bytes) -> str:
    """Keep the content under a name that follows from the data, and return the name.

    A whole temporary file is moved into place; what a killed run left under the name is replaced.
    """
    tell(rendering, rendering.parts - 1)
    name = f"reports/{contents.fingerprint}-{rendering.language}.{rendering.form}"
    with TemporaryUploadedFile(name, None, len(content), None) as file:
        file.write(content)
        file.seek(0)
        default_storage.delete(name)
        return default_storage.save(name, file)


def _finish(rendering: Rendering, contents: Contents, name: str) -> None:
    """Say that the file is there. If the data changed since it was asked for, the file is of the new data."""
    done = {"done": rendering.parts, "file": name, "finished_at": timezone.now(), "data_hash": contents.fingerprint}
    try:
        _move(rendering, RenderingState.DONE, **done)
    except IntegrityError:  # another rendering came to stand for the same data in this moment
        rendering.refresh_from_db()
        _fail(rendering, CHANGED)


def _fail(rendering: Rendering, reason: Promise) -> None:
    with translation.override(rendering.language):
        _move(rendering, RenderingState.FAILED, error=str(reason))
