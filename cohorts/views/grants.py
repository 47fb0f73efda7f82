"""Pengguna dan Peran: who runs and who leads; invitations, one by one and for a whole cohort."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.forms.grants import GrantForm, InvitationForm
from cohorts.forms.people import NothingForm
from cohorts.models import Cohort, Grant, Person
from cohorts.services import grants as services
from cohorts.services import people as people_services
from cohorts.tables import GrantTable
from cohorts.views.cohorts import crumbs_of, page_of
from cohorts.views.participants import LOOK_UP_BUTTON
from cohorts.views.settings import SETTINGS
from core.access import allow
from core.forms import Crumb, Done, FormPage, answer, sent
from core.http import SignedInRequest
from core.lists import ListPage, show_list


def _list() -> Crumb:
    return Crumb(_("Pengguna dan Peran"), reverse("cohorts:grants"))


@allow(rules.is_training_admin)
def grants(request: SignedInRequest) -> HttpResponse:
    """List who was given which role in the reader's scope."""
    page = ListPage(
        title=_("Pengguna dan Peran"),
        lead=_("Hanya pengelola pelatihan dan pimpinan yang diberi peran; peran lain mengikuti penugasan."),
        empty=_("Belum ada peran yang diberikan."),
        crumbs=(SETTINGS, Crumb(_("Pengguna dan Peran"))),
        act=Crumb(_("Beri peran"), reverse("cohorts:grant_add")),
    )
    return show_list(request, page, GrantTable(Grant.objects.visible_to(request.user).for_list()))


@allow(rules.is_training_admin)
def grant_add(request: SignedInRequest) -> HttpResponse:
    """Give somebody a role, and invite them."""
    form = GrantForm(sent(request), user=request.user)

    def act(data: dict[str, Any]) -> Done:
        given = {name: data[name] for name in ("role", "institution", "invite")}
        grant, why_not = services.grant_somebody(who=form.who(), by=request.user, **given)
        words = {"name": grant.user, "role": grant.get_role_display().lower(), "institution": grant.institution}
        return Done(str(_list().url), _("%(name)s menjadi %(role)s %(institution)s.") % words, [why_not])

    page = FormPage(
        title=_("Beri Peran"),
        back=reverse("cohorts:grants"),
        submit=_("Beri peran"),
        second=LOOK_UP_BUTTON,
        crumbs=(SETTINGS, _list()),
    )
    return answer(request, form, page, act)


@allow(rules.can_administer_grant, on=Grant)
def grant_revoke(request: SignedInRequest, grant: Grant) -> HttpResponse:
    """Take a role away."""

    def act(data: dict[str, Any]) -> Done:
        words = {"name": grant.user, "role": grant.get_role_display().lower()}
        services.revoke_grant(grant, by=request.user)
        return Done(reverse("cohorts:grants"), _("%(name)s bukan lagi %(role)s.") % words)

    page = FormPage(
        title=_("Cabut Peran %(name)s?") % {"name": grant.user},
        lead=_("%(role)s untuk %(institution)s dan semua di bawahnya.")
        % {"role": grant.get_role_display(), "institution": grant.institution},
        back=reverse("cohorts:grants"),
        submit=_("Cabut peran"),
        danger=True,
        crumbs=(SETTINGS, _list()),
    )
    return answer(request, NothingForm(sent(request)), page, act)


@allow(rules.can_administer_cohort, on=Cohort, by="code")
def invitations(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """Show who in a cohort would get an invitation, and send those ticked."""
    invitees = people_services.invitees(Person.objects.of_cohort(cohort))
    form = InvitationForm(sent(request), invitees=invitees)

    def act(data: dict[str, Any]) -> Done:
        chosen = [invitee.person for invitee in invitees if str(invitee.person.pk) in data["people"]]
        invited = people_services.invite_people(chosen, by=request.user)
        return Done(page_of(cohort), _("%(count)d undangan dikirim.") % {"count": len(invited)})

    page = FormPage(
        title=_("Undang Peserta, Coach, dan Mentor"),
        lead=_(
            "Undangan berisi tautan untuk membuat kata sandi, berlaku 7 hari. Yang masih berlaku tidak dikirim ulang."
        ),
        back=page_of(cohort),
        submit=_("Kirim undangan"),
        crumbs=crumbs_of(cohort),
        template="cohorts/invitations.html",
        more={"others": [invitee for invitee in invitees if invitee.obstacle]},
    )
    return answer(request, form, page, act)
