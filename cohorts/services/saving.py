"""How a row is written: under lock, with its constraints as sentences, and an entry in the audit trail.

Shared by the services of this room and of the rooms above it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.errors import RefusedError
from core.numbers import number

if TYPE_CHECKING:
    from accounts.models import User

SAVED_TWICE = gettext_lazy(
    "Data ini baru saja disimpan atau diubah, mungkin karena tombol ditekan dua kali. Muat ulang halaman."
)
# Exclusion constraints stand in migrations, where a model cannot say their sentence.
OVERLAP = "assignment_no_overlap"
SENTENCES: dict[str, str | Promise] = {
    OVERLAP: gettext_lazy("Pada masa yang sama seorang peserta hanya boleh mempunyai satu coach dan satu mentor."),
}


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what a constraint refuses inside the block into RefusedError with the constraint's sentence.

    Constraints that are checked at the end of a transaction are checked at the end of the block.
    """
    try:
        with transaction.atomic():
            yield
            if connection.vendor == "postgresql":
                connection.check_constraints()
    except ValidationError as error:
        raise _refusal(error) from error
    except IntegrityError as error:
        raise RefusedError(_sentence_of(error)) from error


@transaction.atomic
def add[M: models.Model](
    obj: M,
    *,
    by: "User",
    via: str = audit.WEB,
    about: Iterable[models.Model] = (),
    changes: audit.Changes | None = None,
) -> M:
    """Save a new row and say so in the trail; raise RefusedError when a constraint forbids it."""
    with sentences():
        obj.validate_unique()
        obj.validate_constraints()
        obj.save(force_insert=True)
    audit.record(f"{obj._meta.model_name}.created", obj, by=by, via=via, about=about, changes=changes)
    return obj


@transaction.atomic
def change[M: models.Model](
    obj: M,
    new: Mapping[str, Any],
    *,
    by: "User",
    verb: str = "changed",
    via: str = audit.WEB,
    about: Iterable[models.Model] = (),
) -> M:
    """Lock a row, save the fields that differ and say so in the trail; a row that would stay the same is untouched.

    Returns the locked row. Raises RefusedError when a constraint forbids the change.
    """
    locked = lock(obj)
    changes = audit.changes_between(locked, new)
    if not changes:
        return locked
    for name in changes:
        setattr(locked, name, new[name])
    stamp = {"changed_at"} & {field.name for field in obj._meta.fields}
    with sentences():
        locked.validate_unique()
        locked.validate_constraints()
        locked.save(update_fields=[*changes, *stamp])
    audit.record(f"{obj._meta.model_name}.{verb}", locked, by=by, via=via, changes=changes, about=about)
    return locked


@transaction.atomic
def remove(
    obj: models.Model,
    *,
    by: "User",
    via: str = audit.WEB,
    about: Iterable[models.Model] = (),
    along: Collection[str] = (),
) -> None:
    """Delete a row on which nothing hangs; raise RefusedError that names what hangs on it otherwise.

    `along` are the names of relations that are part of the row and go with it.
    """
    locked = lock(obj)
    if found := in_the_way(locked, but=along):
        raise RefusedError(
            _("%(name)s tidak dapat dihapus karena masih ada %(things)s.")
            % {"name": locked, "things": ", ".join(found)}
        )
    audit.record(f"{obj._meta.model_name}.deleted", locked, by=by, via=via, about=about)
    with sentences():
        locked.delete()


def lock[M: models.Model](obj: M) -> M:
    """Return the row as it stands now, locked until the transaction ends; RefusedError when it is gone."""
    try:
        return type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    except ObjectDoesNotExist as error:
        raise RefusedError(_("Data ini sudah dihapus orang lain.")) from error


def in_the_way(obj: models.Model, *, but: Collection[str] = ()) -> list[str]:
    """Return what points at a row, counted and named ("3 penugasan"), whichever room it belongs to.

    What lets go by itself (SET_NULL) is not in the way.
    """
    found = []
    for relation in obj._meta.related_objects:
        field: Any = relation.field
        if relation.get_accessor_name() in but or relation.on_delete is models.SET_NULL:
            continue
        count = relation.related_model._base_manager.filter(**{field.name: obj}).count()
        if count:
            found.append(f"{number(count)} {relation.related_model._meta.verbose_name_plural}")
    return found


def _refusal(error: ValidationError) -> RefusedError:
    by_field: dict[str, list[str]] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    field = next(iter(by_field))
    words = " ".join(sentence for sentences_ in by_field.values() for sentence in sentences_)
    return RefusedError(words, field="" if field == NON_FIELD_ERRORS else field)


def _sentence_of(error: IntegrityError) -> str | Promise:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    said = str(error)
    for known, sentence in _known_sentences().items():
        if known == name or (not name and known in said):
            return sentence
    return SAVED_TWICE


def _known_sentences() -> dict[str, str | Promise]:
    found = dict(SENTENCES)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if not constraint.violation_error_message:
                continue
            sentence = constraint.violation_error_message
            found[constraint.name] = sentence
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                columns = {field.name: field.column for field in model._meta.fields}
                key = ", ".join(f"{model._meta.db_table}.{columns[name]}" for name in constraint.fields)
                found[key] = sentence  # SQLite names the columns, not the constraint
    return found
