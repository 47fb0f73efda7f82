"""People: known by their number, with a user to act as; edited, invited, shut out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import OneTimeLink, User
from accounts.numbers import check_number, normalised
from accounts.states import INVITATION
from cohorts import rules
from cohorts.models import Grant, Institution, Person
from cohorts.services.saving import add, change, lock
from cohorts.states import GrantedRole
from core import audit
from core.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping


@transaction.atomic
def create_person(
    *,
    number: str,
    number_type: str,
    name: str,
    by: User,
    email: str = "",
    rank: str = "",
    position: str = "",
    unit: str = "",
    institution: Institution | None = None,
    phone: str = "",
    via: str = audit.WEB,
) -> Person:
    """Make a person and a user who cannot sign in until invited.

    Raises RefusedError when the number is damaged, or when number or e-mail belong to somebody else.
    """
    refuse_number(number, number_type)
    user = accounts.create_user(number=number, name=name, email=email, by=by, via=via)
    person = Person(
        user=user,
        number_type=number_type,
        number=normalised(number),
        name=name,
        rank=rank,
        position=position,
        unit=unit,
        institution=institution,
        phone=phone,
    )
    return add(person, by=by, via=via)


@transaction.atomic
def add_colleague(*, institution: Institution | None, by: User, **known: str) -> Person:
    """Make a person of an institution that `by` runs; RefusedError elsewhere: others are added with their cohort."""
    if institution is None or not rules.administers(by, institution):
        raise RefusedError(
            _("Pilih instansi yang Anda kelola. Orang dari instansi lain ditambahkan pada angkatannya."),
            field="institution",
        )
    return create_person(institution=institution, by=by, **known)


@dataclass(frozen=True)
class Who:
    """Somebody as typed on a page of a cohort: `person` when the number is known, else all that makes a person."""

    person: Person | None
    number_type: str
    number: str
    name: str
    email: str = ""
    phone: str = ""
    rank: str = ""
    position: str = ""
    unit: str = ""
    institution: Institution | None = None


@transaction.atomic
def known_or_new(who: Who, *, by: User) -> Person:
    """Return the known person, or make a new one.

    A known person without an address gets the one typed, where `by` may edit the person at all.
    """
    if who.person is None:
        known = {name: value for name, value in vars(who).items() if name != "person"}
        return create_person(by=by, **known)
    if who.email and not who.person.user.email and rules.can_edit_person(by, who.person):
        accounts.change_email(user=who.person.user, email=who.email, by=by)
    return who.person


@transaction.atomic
def edit_person(
    person: Person,
    *,
    number: str,
    number_type: str,
    name: str,
    email: str,
    rank: str,
    position: str,
    unit: str,
    institution: Institution | None,
    phone: str,
    by: User,
) -> Person:
    """Change what is known of a person today; participants and assignments keep the office of their own day.

    Raises RefusedError when the number is damaged, or when number or e-mail belong to somebody else.
    """
    refuse_number(number, number_type)
    if institution and institution != person.institution and rules.run_by_others(by, institution):
        raise RefusedError(_("%(name)s dikelola lembaga lain.") % {"name": institution}, field="institution")
    _refuse_takeover(person, number=number, email=email, by=by)
    new = {
        "number_type": number_type,
        "number": normalised(number),
        "name": name,
        "rank": rank,
        "position": position,
        "unit": unit,
        "institution": institution,
        "phone": phone,
    }
    saved = change(person, new, by=by)
    user = lock(saved.user)
    accounts.renumber(user=user, number=number, by=by)
    accounts.rename(user=user, name=name, by=by)
    accounts.change_email(user=user, email=email, by=by)
    return saved


def _refuse_takeover(person: Person, *, number: str, email: str, by: User) -> None:
    """Whoever could change by what somebody signs in would get at the cohorts in which that person acts for others."""
    address = person.user.email.lower()
    renumbered, readdressed = normalised(number) != person.number, address and email.strip().lower() != address
    if (renumbered or readdressed) and rules.acts_elsewhere(by, person):
        sentence = _(
            "%(name)s juga ikut dalam angkatan lembaga lain, sehingga nomor dan surelnya tidak dapat diganti di sini. "
            "Surel diganti oleh orangnya sendiri pada halaman Akun saya."
        )
        raise RefusedError(sentence % {"name": person}, field="email" if readdressed else "number")


def refuse_number(number: str, number_type: str) -> None:
    """Raise RefusedError with everything that is wrong with a number; what only looks odd passes."""
    check = check_number(number, number_type, today=timezone.localdate())
    if check.errors:
        raise RefusedError(" ".join(check.errors), field="number")


def number_warnings(number: str, number_type: str) -> list[str]:
    """Return what looks odd about a number that was saved all the same."""
    return check_number(number, number_type, today=timezone.localdate()).warnings


@transaction.atomic
def deactivate_person(person: Person, *, by: User) -> None:
    """Shut a person out at once. RefusedError for oneself and for the last training admin of an institution."""
    if person.user_id == by.pk:
        raise RefusedError(_("Anda tidak dapat menonaktifkan akun sendiri."))
    for grant in Grant.objects.filter(user=person.user_id, role=GrantedRole.TRAINING_ADMIN).select_related(
        "institution"
    ):
        refuse_last_admin(grant)
    accounts.deactivate(user=lock(person.user), by=by)


def reactivate_person(person: Person, *, by: User) -> None:
    """Let a person in again."""
    accounts.reactivate(user=person.user, by=by)


def refuse_last_admin(grant: Grant) -> None:
    """Raise RefusedError when nobody else is training admin of the grant's institution or of one above it.

    Locks the roles of all training admins, in one order for everybody: two who take each other's role at the same
    time cannot both succeed, nor wait for each other.
    """
    list(Grant.objects.filter(role=GrantedRole.TRAINING_ADMIN).order_by("pk").select_for_update(of=("self",)))
    others = Grant.objects.training_admins().covering(grant.institution).exclude(user=grant.user)
    if not others.exists():
        raise RefusedError(
            _("%(name)s pengelola pelatihan terakhir untuk %(institution)s. Beri dulu peran itu kepada orang lain.")
            % {"name": grant.user, "institution": grant.institution}
        )


@dataclass(frozen=True)
class Invitee:
    """Somebody who may be invited. `obstacle` is a sentence that says why nothing will be sent, or is empty."""

    person: Person
    obstacle: str


def invitees(people: Iterable[Person]) -> list[Invitee]:
    """Say who would get an invitation now: those with an address who neither have a password nor a valid link."""
    found = list({person.pk: person for person in people}.values())
    links = OneTimeLink.objects.usable().filter(purpose=INVITATION, user__in=[person.user_id for person in found])
    until = {link.user_id: link.expires_at for link in links}
    return [Invitee(person, _obstacle(person, until)) for person in found]


@transaction.atomic
def invite_people(people: Sequence[Person], *, by: User) -> list[Person]:
    """Send an invitation to everybody who should get one; return them. A repeat within its validity sends nothing.

    Locks the users, so that pressing the button twice sends one mail.
    """
    users = [person.user_id for person in people]
    list(User.objects.filter(pk__in=users).order_by("pk").select_for_update())
    fresh = Person.objects.filter(pk__in=[person.pk for person in people]).select_related("user")
    invited = [invitee.person for invitee in invitees(fresh) if not invitee.obstacle]
    for person in invited:
        accounts.invite(user=person.user, by=by)
    return invited


def invite_one(person: Person, *, by: User) -> None:
    """Send one person an invitation; RefusedError says why none is sent."""
    obstacle = invitees([person])[0].obstacle
    if obstacle:
        raise RefusedError(_("Undangan tidak dikirim. %(why)s.") % {"why": obstacle})
    invite_people([person], by=by)


def _obstacle(person: Person, until: "Mapping[int, object]") -> str:
    user = person.user
    if not user.is_active:
        return _("Akun dinonaktifkan")
    if user.has_usable_password():
        return _("Sudah punya kata sandi")
    if not user.email:
        return _("Belum ada surel")
    if user.pk in until:
        return _("Undangan masih berlaku")
    return ""
