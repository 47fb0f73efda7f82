"""Institutions: added, renamed, moved with all under them, merged, removed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from cohorts import rules
from cohorts.models import Cohort, Grant, Institution, InstitutionAlias, Participant, Person
from cohorts.models.institutions import new_path
from cohorts.services.saving import add, change, remove, sentences
from cohorts.states import GrantedRole
from core import audit
from core.errors import RefusedError

if TYPE_CHECKING:
    from accounts.models import User

PATH_LIMIT = 200  # characters of Institution.path
KEY_LENGTH = 9  # of one ancestor in a path


@transaction.atomic
def create_institution(
    *,
    name: str,
    kind: str,
    by: "User",
    parent: Institution | None = None,
    aliases: Iterable[str] = (),
    via: str = audit.WEB,
) -> Institution:
    """Add an institution under `parent`, or at the top.

    Raises RefusedError where another agency's training admins run the parent, or when the name is taken.
    """
    _refuse_foreign_parent(parent, by)
    if parent and len(parent.path) + KEY_LENGTH > PATH_LIMIT:
        raise RefusedError(_("Susunan instansi paling dalam 22 tingkat."), field="parent")
    institution = Institution(name=name, kind=kind, parent=parent, path=new_path(parent.path if parent else "/"))
    add(institution, by=by, via=via)
    set_aliases(institution, aliases, by=by, via=via)
    return institution


@transaction.atomic
def edit_institution(
    institution: Institution,
    *,
    name: str,
    kind: str,
    parent: Institution | None,
    aliases: Iterable[str],
    by: "User",
) -> Institution:
    """Rename an institution, or move it with all that lies under it.

    Raises RefusedError for a cycle, for a move that would open what was closed to `by`, and for one that
    would leave cohorts without a training admin.
    """
    if parent != Institution.objects.get(pk=institution.pk).parent:
        _move(institution, parent, by=by)
    saved = change(institution, {"name": name, "kind": kind, "parent": parent}, by=by)
    set_aliases(saved, aliases, by=by)
    return saved


@transaction.atomic
def set_aliases(institution: Institution, names: Iterable[str], *, by: "User", via: str = audit.WEB) -> None:
    """Make `names` the institution's other names; raises RefusedError when one points elsewhere already."""
    wanted = {name.casefold(): name for name in (" ".join(name.split()) for name in names) if name}
    present = {alias.name.casefold(): alias for alias in institution.aliases.all()}
    gone = [alias for key, alias in present.items() if key not in wanted]
    new = [name for key, name in wanted.items() if key not in present]
    if not gone and not new:
        return
    for alias in gone:
        alias.delete()
    with sentences():
        for name in new:
            alias = InstitutionAlias(institution=institution, name=name)
            alias.validate_constraints()
            alias.save()
    before = ", ".join(sorted(alias.name for alias in present.values()))
    after = ", ".join(sorted(wanted.values()))
    audit.record("institution.aliases", institution, by=by, via=via, changes={"nama lain": (before, after)})


@transaction.atomic
def remove_institution(institution: Institution, *, by: "User") -> None:
    """Remove an institution to which nothing belongs; raises RefusedError that names what does otherwise."""
    remove(institution, by=by, along=("aliases",))


@transaction.atomic
def merge_institutions(duplicate: Institution, *, into: Institution, by: "User") -> Institution:
    """Give all that belongs to a duplicate to another institution, keep its names as aliases, and remove it.

    Raises RefusedError when one lies under the other, or when roles were granted for the duplicate: a role
    is given anew, never carried along.
    """
    everywhere = {row.pk: row for row in Institution.objects.select_for_update(of=("self",)).order_by("pk")}
    duplicate, into = everywhere[duplicate.pk], everywhere[into.pk]
    if duplicate.path.startswith(into.path) or into.path.startswith(duplicate.path):
        raise RefusedError(_("Instansi tidak dapat digabung dengan dirinya, induknya, atau bawahannya."))
    if duplicate.grants.exists():
        raise RefusedError(_("Cabut dulu peran yang diberikan untuk %(name)s.") % {"name": duplicate})
    _refuse_opening(duplicate, into, by)
    names = [duplicate.name, *duplicate.aliases.values_list("name", flat=True)]
    for child in duplicate.children.order_by("pk"):
        _move(child, into, by=by)
        change(child, {"parent": into}, by=by)
    with sentences():
        for model, field in ((Person, "institution"), (Participant, "sending_institution"), (Cohort, "organiser")):
            model._default_manager.filter(**{field: duplicate}).update(**{field: into})
    set_aliases(duplicate, [], by=by)
    set_aliases(into, [*into.aliases.values_list("name", flat=True), *names], by=by)
    audit.record("institution.merged", into, by=by, changes={"name": (duplicate.name, into.name)})
    remove(duplicate, by=by)
    return into


def _move(institution: Institution, parent: Institution | None, *, by: "User") -> None:
    """Rewrite the paths of an institution and of all under it; `parent` itself is saved by the caller.

    A move is rare, and two at once could tie a knot: it holds the whole tree still.
    """
    everywhere = {row.pk: row for row in Institution.objects.select_for_update(of=("self",)).order_by("pk")}
    moved, target = everywhere[institution.pk], everywhere[parent.pk] if parent else None
    tree = [row for row in everywhere.values() if row.path.startswith(moved.path)]
    if target and target.path.startswith(moved.path):
        raise RefusedError(
            _("%(name)s tidak dapat dipindahkan ke bawah dirinya sendiri atau bawahannya.") % {"name": moved},
            field="parent",
        )
    _refuse_foreign_parent(target, by)
    _refuse_opening(moved, target, by)
    path = (target.path if target else "/") + moved.path[-KEY_LENGTH:]
    deepest = max(len(row.path) for row in tree) - len(moved.path) + len(path)
    if deepest > PATH_LIMIT:
        raise RefusedError(_("Susunan instansi paling dalam 22 tingkat."), field="parent")
    _refuse_orphans(tree, path, moved, target)
    Institution.objects.filter(path__startswith=moved.path).update(
        path=Concat(Value(path), Substr(F("path"), len(moved.path) + 1))
    )


def _refuse_foreign_parent(parent: Institution | None, by: "User") -> None:
    if parent and not rules.can_edit_institution(by, parent):
        raise RefusedError(
            _("%(name)s dikelola lembaga lain. Mintalah pengelolanya menambahkan instansi di bawahnya.")
            % {"name": parent},
            field="parent",
        )


def _refuse_opening(moved: Institution, target: Institution | None, by: "User") -> None:
    """A move into one's own scope may not open people of others to oneself, nor make them one's own to edit."""
    own = Institution.objects.granted_to(by, *GrantedRole.values)
    if by.is_system or target is None or rules.administers(by, moved) or not own.filter(pk=target.pk).exists():
        return
    people = Person.objects.filter(institution__path__startswith=moved.path)
    participants = Participant.objects.sent_by(moved)
    cohorts = Cohort.objects.filter(organiser__path__startswith=moved.path)
    hidden = (
        people.exclude(pk__in=Person.objects.visible_to(by).values("pk")).exists()
        or participants.exclude(pk__in=Participant.objects.visible_to(by).values("pk")).exists()
        or cohorts.exclude(pk__in=Cohort.objects.administered_by(by).values("pk")).exists()
        or any(rules.acts_elsewhere(by, person) for person in people)
    )
    if hidden:
        raise RefusedError(
            _("Pada %(name)s ada orang atau angkatan yang tidak Anda kelola, sehingga tidak dapat dipindahkan ke sini.")
            % {"name": moved},
            field="parent",
        )


def _refuse_orphans(tree: Sequence[Institution], path: str, moved: Institution, target: Institution | None) -> None:
    """A move may not leave an organiser of cohorts without a training admin that it had."""
    above = Grant.objects.training_admins().covering(target) if target else Grant.objects.none()
    if above.exists() or not Grant.objects.training_admins().covering(moved).exists():
        return
    own_admins = Grant.objects.training_admins().filter(institution__in=tree)
    inside = set(own_admins.values_list("institution__path", flat=True))
    organisers = Cohort.objects.filter(organiser__in=tree).values_list("organiser__path", flat=True)
    if any(not any(organiser.startswith(covered) for covered in inside) for organiser in organisers):
        raise RefusedError(
            _("Pemindahan ini membuat angkatan tidak lagi mempunyai pengelola pelatihan. Beri peran itu dulu."),
            field="parent",
        )
