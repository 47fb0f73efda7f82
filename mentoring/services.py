"""Writing down the mentor's commitment statement, which is signed on paper."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Assignment
from cohorts.services.saving import add, change, lock
from cohorts.states import AssignmentRole
from core.dates import today_in
from core.errors import RefusedError
from core.templatetags.show import day
from mentoring.models import Statement

if TYPE_CHECKING:
    from accounts.models import User

EARLIEST = timedelta(days=365)  # before the cohort starts; an older paper is about something else


@transaction.atomic
def record_statement(assignment: Assignment, *, signed_on: date, by: "User") -> Statement:
    """Record, or correct, the day on which a mentor signed; the same day again does nothing.

    Raises RefusedError for a day that cannot be, and for an assignment that is no mentor's.
    """
    locked = lock(assignment)
    cohort = locked.participant.cohort
    if locked.role != AssignmentRole.MENTOR:
        raise RefusedError(_("Pernyataan komitmen hanya dicatat untuk mentor."))
    if signed_on > today_in(cohort.time_zone):
        raise RefusedError(_("Tanggal pernyataan tidak boleh sesudah hari ini."), field="signed_on")
    if signed_on < cohort.starts_on - EARLIEST:
        words = _("Tanggal pernyataan terlalu jauh sebelum angkatan mulai, %(day)s.") % {"day": day(cohort.starts_on)}
        raise RefusedError(words, field="signed_on")
    found = Statement.objects.filter(assignment=locked).first()
    about = (locked, locked.participant)
    if found is None:
        return add(Statement(assignment=locked, signed_on=signed_on), by=by, about=about)
    return change(found, {"signed_on": signed_on}, by=by, verb="corrected", about=about)
