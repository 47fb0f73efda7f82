"""Home: what waits for the reader; and the choice as what somebody with several roles acts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.forms.participation import RoleForm
from cohorts.home import MOST, cohorts_for, greeting, people_of, remember_count, summary, tasks_of, upcoming_for
from cohorts.roles import IN_SESSION, Role, current_role, roles_of
from core.access import allow, signed_in
from core.forms import Done, FormPage, answer, sent
from core.history import entries_by, lines
from core.http import SignedInRequest

RECENT = 3


@allow(signed_in)
def home(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the reader in the present role, at most seven acts, and what comes next."""
    role = current_role(request, roles_of(request))
    people = people_of(request.user, role)
    tasks = tasks_of(request.user, role, people)
    remember_count(request, len(tasks))
    now = timezone.localtime()
    page = _frame(request, role) | {
        "greeting": greeting(now),
        "now": now,
        "tasks": tasks[:MOST],
        "count": len(tasks),
        "summary": summary(tasks),
        "upcoming": upcoming_for(request.user, now),
        "people": people[:MOST],
        "people_count": len(people),
        "cohorts": cohorts_for(request.user, role),
        "recent": lines(entries_by(request.user)[:RECENT]),
    }
    return render(request, "cohorts/home.html", page)


@allow(signed_in)
def waiting(request: SignedInRequest) -> HttpResponse:
    """Show all that waits for the reader in the present role."""
    role = current_role(request, roles_of(request))
    tasks = tasks_of(request.user, role, people_of(request.user, role))
    remember_count(request, len(tasks))
    page = _frame(request, role) | {"tasks": tasks, "count": len(tasks), "summary": summary(tasks), "upcoming": []}
    return render(request, "cohorts/waiting.html", page)


def _frame(request: SignedInRequest, role: Role | None) -> dict[str, Any]:
    several = len(roles_of(request)) > 1
    return {"role": role, "role_label": role.label if role and several else ""}


@allow(signed_in)
def switch_role(request: SignedInRequest) -> HttpResponse:
    """Let somebody with several roles choose as what to act in this session."""
    held = roles_of(request)
    form = RoleForm(sent(request), initial={"role": current_role(request, held)}, held=held)
    page = FormPage(
        title=_("Ganti Peran"),
        lead=_("Peran menentukan apa yang menunggu Anda di beranda. Yang boleh Anda baca tetap sama."),
        back=reverse("cohorts:home"),
        submit=_("Pakai peran ini"),
    )

    def act(data: dict[str, Any]) -> Done:
        request.session[IN_SESSION] = data["role"]
        return Done(reverse("cohorts:home"), _("Anda bertindak sebagai %(role)s.") % {"role": Role(data["role"]).label})

    return answer(request, form, page, act)
