"""One assignment: changed, ended, replaced, taken back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.forms.assignments import AssignmentForm, EndForm, ReplaceCoachForm, ReplaceMentorForm
from cohorts.forms.people import NothingForm
from cohorts.models import Assignment
from cohorts.services import assignments as services
from cohorts.states import AssignmentRole
from cohorts.views.participants import LOOK_UP_BUTTON, way_to
from core.access import allow
from core.errors import RefusedError
from core.forms import Done, FormPage, answer, sent
from core.http import SignedInRequest
from core.templatetags.show import day


def _back(assignment: Assignment) -> str:
    return reverse("cohorts:participant_assignments", args=[assignment.participant_id])


def _page(assignment: Assignment, title: str, **more: Any) -> FormPage:
    return FormPage(title=title, back=_back(assignment), crumbs=way_to(assignment.participant), **more)


@allow(rules.can_administer_assignment, on=Assignment)
def assignment_edit(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """Change letter, task, office or period."""
    form = AssignmentForm(sent(request), assignment=assignment)

    def act(data: dict[str, Any]) -> Done:
        period = {"starts_on": data["starts_on"], "ends_on": data["ends_on"]}
        services.edit_assignment(assignment, letter=form.letter(), by=request.user, **period)
        return Done(_back(assignment), _("Perubahan disimpan."))

    return answer(request, form, _page(assignment, _("Ubah %(name)s") % {"name": assignment}), act)


@allow(rules.can_administer_assignment, on=Assignment)
def assignment_end(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """End an assignment without a successor so far."""

    def act(data: dict[str, Any]) -> Done:
        services.end_assignment(assignment, on=data["on"], reason=data["reason"], by=request.user)
        return Done(_back(assignment), _("Penugasan %(name)s berakhir.") % {"name": assignment.person})

    page = _page(assignment, _("Akhiri %(name)s?") % {"name": assignment}, submit=_("Akhiri penugasan"), danger=True)
    return answer(request, EndForm(sent(request)), page, act)


@allow(rules.can_administer_assignment, on=Assignment)
def assignment_replace(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """Let a successor follow."""
    title = _("Ganti %(name)s") % {"name": assignment}
    page = _page(assignment, title, submit=_("Simpan penggantian"), lead=_("Penugasan lama tetap ada dalam riwayat."))
    if assignment.role == AssignmentRole.COACH:
        return _replace_coach(request, assignment, page)
    return _replace_mentor(request, assignment, page)


def _replace_coach(request: SignedInRequest, assignment: Assignment, page: FormPage) -> HttpResponse:
    def act(data: dict[str, Any]) -> Done:
        appointment = data.pop("coach")
        successor = services.replace(assignment, person=appointment.person, by=request.user, **data)
        return _replaced(assignment, successor, services.load_warning(appointment))

    form = ReplaceCoachForm(sent(request), cohort=assignment.participant.cohort)
    return answer(request, form, page, act)


def _replace_mentor(request: SignedInRequest, assignment: Assignment, page: FormPage) -> HttpResponse:
    form = ReplaceMentorForm(sent(request))

    def act(data: dict[str, Any]) -> Done:
        if assignment.role != AssignmentRole.MENTOR:
            raise RefusedError(_("Penguji tidak diganti: akhiri yang lama dan tetapkan yang baru."))
        days = {name: data[name] for name in ("on", "starts_on", "reason")}
        successor = services.replace_with_somebody(
            assignment, who=form.who(), letter=form.letter(), by=request.user, **days
        )
        return _replaced(assignment, successor)

    return answer(request, form, FormPage(**{**vars(page), "second": LOOK_UP_BUTTON}), act)


def _replaced(assignment: Assignment, successor: Assignment, *warnings: str) -> Done:
    gap = successor.predecessor.gap_in_days
    words = {"old": assignment.person, "new": successor.person, "day": day(successor.starts_on)}
    said = list(warnings)
    if gap > 0:
        said.append(_("Selama %(days)d hari tidak ada pendamping.") % {"days": gap})
    return Done(_back(assignment), _("%(old)s digantikan %(new)s mulai %(day)s.") % words, said)


@allow(rules.can_administer_assignment, on=Assignment)
def assignment_remove(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """Take back an assignment made by mistake."""

    def act(data: dict[str, Any]) -> Done:
        name = str(assignment)
        services.remove_assignment(assignment, by=request.user)
        return Done(_back(assignment), _("Penugasan %(name)s dihapus.") % {"name": name})

    page = _page(
        assignment,
        _("Hapus %(name)s?") % {"name": assignment},
        lead=_("Hanya untuk penugasan yang tercatat karena keliru. Bila pernah berjalan, akhiri saja."),
        submit=_("Hapus penugasan"),
        danger=True,
    )
    return answer(request, NothingForm(sent(request)), page, act)
