"""Coach dan Mentor: who accompanies whom; assigned to several at once, ended, replaced."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import registry, rules
from cohorts.companions import ALL, FILTERS, companions_of
from cohorts.forms.assignments import CoachChoiceForm, ExaminerForm, MentorForm
from cohorts.models import Cohort, Participant
from cohorts.services import assignments as services
from cohorts.states import AssignmentRole
from cohorts.tables import AccompanimentTable
from cohorts.views.cohorts import crumbs_of
from cohorts.views.participants import LOOK_UP_BUTTON
from cohorts.views.sections import recent, sections_of
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest
from core.lists import ListPage, show_list

PICKED = "peserta"


def companions_page(cohort: Cohort) -> str:
    """Return the address of who accompanies whom in a cohort."""
    return reverse("cohorts:companions", args=[cohort.code])


@allow(rules.is_training_admin)
def accompaniment(request: SignedInRequest) -> HttpResponse:
    """List the cohorts with how many participants have no coach or mentor."""
    page = ListPage(
        title=_("Coach dan Mentor"),
        lead=_("Siapa mendampingi siapa, per angkatan."),
        empty=_("Belum ada angkatan. Coach dan mentor dicatat pada angkatannya."),
        act=Crumb(_("Buat angkatan"), reverse("cohorts:cohort_add")),
    )
    rows = Cohort.objects.administered_by(request.user).select_related("programme").with_counts().with_gaps()
    return show_list(request, page, AccompanimentTable(rows))


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def companions(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Show who accompanies whom in a cohort, and who has nobody."""
    everybody = companions_of(cohort, cohort.participants.select_related("person", "sending_institution"))
    chosen = request.GET.get("saring", ALL)
    chosen = chosen if chosen in FILTERS else ALL
    context = {
        "cohort": cohort,
        "rows": [row for row in everybody if row.falls_under(chosen)],
        "filters": [
            {
                "label": label,
                "url": f"?saring={code}" if code else companions_page(cohort),
                "count": sum(row.falls_under(code) for row in everybody),
                "current": code == chosen,
                "bad": code.startswith("tanpa") and any(row.falls_under(code) for row in everybody),
            }
            for code, label in FILTERS.items()
        ],
        "sections": sections_of(registry.SectionPage.COHORT_COMPANIONS, cohort, request.user),
    }
    return render(request, "cohorts/companions.html", context)


@allow(rules.can_administer_participant, on=Participant)
def participant_assignments(request: SignedInRequest, participant: Participant) -> HttpResponse:
    """Show everybody who accompanies or accompanied one participant."""
    [row] = companions_of(participant.cohort, [participant])
    context = {
        "participant": participant,
        "row": row,
        "history": recent(participant),
        "sections": sections_of(registry.SectionPage.PARTICIPANT_COMPANIONS, participant, request.user),
    }
    return render(request, "cohorts/participant_assignments.html", context)


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def assign_coach(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Give one coach to the participants ticked."""

    def act(data: dict[str, Any]) -> Done:
        appointment, people = data["coach"], list(data["participants"])
        services.assign_coach(appointment, participants=people, starts_on=data["starts_on"], by=request.user)
        words = {"name": appointment.person, "count": len(people)}
        done = _("%(name)s mendampingi %(count)d peserta lagi.") % words
        return Done(companions_page(cohort), done, [services.load_warning(appointment)])

    page = FormPage(
        title=_("Tetapkan Coach"),
        lead=_("Coach yang dapat dipilih adalah yang sudah ditunjuk untuk angkatan ini."),
        back=companions_page(cohort),
        submit=_("Tetapkan coach"),
        crumbs=(*crumbs_of(cohort), Crumb(_("Coach dan Mentor"), companions_page(cohort))),
    )
    return answer(request, CoachChoiceForm(sent(request), cohort=cohort, picked=request.GET.getlist(PICKED)), page, act)


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def appoint_mentor(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Appoint a mentor for the participants ticked, by one letter."""
    form = MentorForm(sent(request), cohort=cohort, picked=request.GET.getlist(PICKED))
    return _appoint(request, cohort, form, AssignmentRole.MENTOR, _("Tunjuk Mentor"))


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def appoint_examiner(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Appoint an examiner for the participants ticked."""
    form = ExaminerForm(sent(request), cohort=cohort, picked=request.GET.getlist(PICKED))
    return _appoint(request, cohort, form, AssignmentRole.EXAMINER, _("Tetapkan Penguji"))


def _appoint(
    request: SignedInRequest, cohort: Cohort, form: MentorForm | ExaminerForm, role: AssignmentRole, title: str
) -> HttpResponse:
    def act(data: dict[str, Any]) -> Done:
        made = services.assign_somebody(
            who=form.who(),
            participants=list(data["participants"]),
            role=role,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            letter=form.letter(),
            by=request.user,
        )
        words = {"name": made[0].person, "role": role.label.lower(), "count": len(made)}
        return Done(companions_page(cohort), _("%(name)s menjadi %(role)s untuk %(count)d peserta.") % words)

    page = FormPage(
        title=title,
        back=companions_page(cohort),
        submit=_("Simpan penunjukan"),
        second=LOOK_UP_BUTTON,
        crumbs=(*crumbs_of(cohort), Crumb(_("Coach dan Mentor"), companions_page(cohort))),
    )
    return answer(request, form, page, act)
