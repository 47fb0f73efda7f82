"""The two roles that are granted: training admin and leadership, for an institution and all under it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.numbers import guess_kind, normalised
from accounts.states import INVITATION, INVITATION_DAYS
from cohorts import rules
from cohorts.models import Grant, Institution, Person
from cohorts.services.institutions import create_institution
from cohorts.services.people import Who, create_person, invite_people, invitees, known_or_new, refuse_last_admin
from cohorts.services.saving import add, remove
from cohorts.states import GrantedRole, InstitutionKind
from core import audit
from core.errors import RefusedError

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def grant_role(*, person: Person, role: str, institution: Institution, by: "User", via: str = audit.WEB) -> Grant:
    """Give a person a role. RefusedError outside the scope of `by`, and when the person has it already.

    The first training admin is made by a command, which acts as the system.
    """
    if not by.is_system and not rules.administers(by, institution):
        raise RefusedError(
            _("Anda bukan pengelola pelatihan di %(name)s.") % {"name": institution}, field="institution"
        )
    grant = Grant(user=person.user, institution=institution, role=role)
    return add(grant, by=by, via=via, about=(person, institution))


@transaction.atomic
def grant_somebody(*, who: Who, role: str, institution: Institution, invite: bool, by: "User") -> tuple[Grant, str]:
    """Give a role to somebody who is known by number or new, and invite them if asked.

    Returns the grant, and a sentence when no invitation went out although one was asked for.
    """
    if not rules.administers(by, institution):
        raise RefusedError(_("Pilih salah satu instansi yang Anda kelola."), field="institution")
    person = known_or_new(who, by=by)
    grant = grant_role(person=person, role=role, institution=institution, by=by)
    if not invite:
        return grant, ""
    if obstacle := invitees([person])[0].obstacle:
        return grant, _("Undangan tidak dikirim. %(why)s.") % {"why": obstacle}
    invite_people([person], by=by)
    return grant, ""


@transaction.atomic
def first_admin(*, number: str, name: str, email: str, institution: str) -> tuple[Grant, str]:
    """Make the training admin of an institution from the command line, as the system; a fresh installation has none.

    Person and institution are made where they are not known; called again, only the invitation is new. Returns the
    grant and the token of the invitation, which is stored nowhere. Raises RefusedError for a damaged number and for an
    address of somebody else.
    """
    by = accounts.system_user()
    found = Institution.objects.named(institution).order_by("path").first()
    place = found or create_institution(name=institution, kind=InstitutionKind.TRAINING, by=by, via=audit.COMMAND)
    person = Person.objects.filter(number=normalised(number)).first() or create_person(
        number=number,
        number_type=guess_kind(number),
        name=name,
        email=email,
        institution=place,
        by=by,
        via=audit.COMMAND,
    )
    held = Grant.objects.filter(user=person.user, institution=place, role=GrantedRole.TRAINING_ADMIN).first()
    grant = held or grant_role(
        person=person, role=GrantedRole.TRAINING_ADMIN, institution=place, by=by, via=audit.COMMAND
    )
    accounts.revoke_links(user=person.user, purpose=INVITATION, by=by, via=audit.COMMAND)
    _link, token = accounts.issue_link(
        user=person.user, purpose=INVITATION, days=INVITATION_DAYS, by=by, via=audit.COMMAND
    )
    return grant, token


@transaction.atomic
def revoke_grant(grant: Grant, *, by: "User") -> None:
    """Take a role away. RefusedError for the last training admin of an institution tree."""
    if grant.role == GrantedRole.TRAINING_ADMIN:
        refuse_last_admin(grant)
    person = Person.objects.filter(user=grant.user_id).first()
    remove(grant, by=by, about=(row for row in (person, grant.institution) if row))
