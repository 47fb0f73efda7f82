"""The one door through which a row changes state."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RefusedError
from core.models import Stamped

if TYPE_CHECKING:
    from accounts.models import User

type Transitions = Mapping[str, Collection[str]]


@transaction.atomic
def move[M: models.Model](
    obj: M,
    *,
    to: str,
    by: "User",
    allowed: Transitions,
    fields: Mapping[str, Any] | None = None,
    field: str = "state",
    via: str = audit.WEB,
    about: Collection[models.Model] = (),
) -> M:
    """Lock the row, check the transition, save the named fields and write the audit entry.

    `fields` are saved in the same statement (who and when). Raises RefusedError when `allowed` has no
    way from the present state to `to`; moving to the state the row is already in is refused as well.
    """
    manager = type(obj)._default_manager
    locked = manager.select_for_update(of=("self",)).get(pk=obj.pk)
    before = getattr(locked, field)
    if to not in allowed.get(before, ()):
        raise RefusedError(
            _("Tindakan ini tidak dapat dilakukan lagi karena keadaannya sudah berubah. Muat ulang halaman.")
        )
    new = {field: to, **(fields or {})}
    changes = audit.changes_between(locked, new)
    for name, value in new.items():
        setattr(locked, name, value)
        setattr(obj, name, value)
    stamps = ["changed_at"] if isinstance(locked, Stamped) else []
    locked.save(update_fields=[*new, *stamps])
    audit.record(f"{obj._meta.model_name}.{to}", locked, by=by, changes=changes, via=via, about=about)
    return locked
