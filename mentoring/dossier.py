"""What this room has for a participant's page: the mentors' statements."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import Participant
from cohorts.registry import Act, DossierSection
from cohorts.states import AssignmentRole
from cohorts.wording import State, day_near
from core.dates import today_in
from mentoring.models import Statement
from mentoring.rules import can_record_statement

if TYPE_CHECKING:
    from accounts.models import User


def agreements(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return for each mentor whether and when the statement was signed."""
    mentors = [row for row in participant.assignments.all() if row.role == AssignmentRole.MENTOR]
    if not mentors:
        return None
    seen = Statement.objects.visible_to(reader).filter(assignment__participant=participant)
    signed = {statement.assignment_id: statement for statement in seen}
    today = today_in(participant.cohort.time_zone)
    present = mentors[-1].ends_on is None or mentors[-1].ends_on > today
    may_record = present and can_record_statement(reader, participant)
    url = reverse("mentoring:statement", args=[participant.pk])
    label = _("Betulkan tanggal") if mentors[-1].pk in signed else _("Catat tanggal pernyataan")
    return {
        "note": _("%(count)s dari %(total)s ditandatangani") % {"count": len(signed), "total": len(mentors)},
        "rows": [(row, _state(signed.get(row.pk), participant)) for row in mentors],
        "record": Act(label, url) if may_record else None,
    }


def _state(statement: Statement | None, participant: Participant) -> State:
    if statement is None:
        return State("open", _("Belum ditandatangani"))
    today = today_in(participant.cohort.time_zone)
    return State("done", _("Ditandatangani %(day)s") % {"day": day_near(statement.signed_on, today)})


SECTIONS = [
    DossierSection(
        code="kesepakatan",
        title=gettext_lazy("Kesepakatan"),
        order=10,
        template="mentoring/_agreements.html",
        context=agreements,
        history=("mentoring.statement",),
    )
]
