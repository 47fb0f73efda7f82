"""Asking for the file of a report."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cohorts.models import Cohort
from core import audit
from core.errors import RefusedError
from core.states import move
from reports.audience import Audience
from reports.contents import contents_for
from reports.models import Rendering
from reports.services.making import PARTS, tell
from reports.states import RENDERING_MOVES, RenderingState
from reports.tasks import make

MOST_UNDER_WAY = 2  # for one person


@transaction.atomic
def request_rendering(
    *, cohort: Cohort, audience: Audience, form: str, language: str, by: User, via: str = audit.WEB
) -> Rendering:
    """Return the file for the present data: made before, under way, or queued now.

    Raises RefusedError when the person already waits for MOST_UNDER_WAY other files.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two requests at once must not both count the same files
    contents = contents_for([cohort], institutions=audience.institutions)
    key = {"data_hash": contents.fingerprint, "form": form, "language": language}
    rendering = Rendering.objects.select_for_update(of=("self",)).filter(**key).select_related("cohort").first()
    if rendering and (rendering.is_under_way or rendering.is_kept):
        return rendering
    if Rendering.objects.under_way().filter(requested_by=by).count() >= MOST_UNDER_WAY:
        raise RefusedError(
            _("Anda sudah menunggu %(count)s berkas. Tunggu sampai salah satunya selesai, lalu coba lagi.")
            % {"count": MOST_UNDER_WAY}
        )
    if rendering:
        _queue_again(rendering, by=by, via=via)
    else:
        try:
            with transaction.atomic():
                rendering = Rendering.objects.create(
                    cohort=cohort, scope=audience.scope, parts=PARTS[form], requested_by=by, **key
                )
        except IntegrityError:  # somebody else asked for it in this moment
            return Rendering.objects.select_related("cohort").get(**key)
        audit.record("rendering.created", rendering, by=by, via=via, about=[cohort])
    make.enqueue(rendering.pk)
    rendering.refresh_from_db()
    return rendering


def _queue_again(rendering: Rendering, *, by: User, via: str) -> None:
    """Queue what failed, was left by a dead worker, or lost its file."""
    fresh = {"done": 0, "requested_by": by, "file": "", "finished_at": None, "error": ""}
    about = [rendering.cohort]
    move(rendering, to=RenderingState.QUEUED, by=by, allowed=RENDERING_MOVES, fields=fresh, via=via, about=about)
    tell(rendering, 0)
