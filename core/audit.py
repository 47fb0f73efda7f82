"""The audit trail: who did what to which row, when, and by which way in.

Services call `record` inside their transaction. Texts of notes, comments and answers never enter an
entry: their change is written as "changed" alone. The table is django-auditlog's; its signals are unused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User

type Changes = Mapping[str, tuple[Any, Any]]

WEB, LINK, IMPORT, COMMAND, PERIODIC = "web", "link", "import", "command", "periodic"


@dataclass(frozen=True)
class Act:
    """One line of the trail before it is written.

    `changes` maps field names to (old, new). `about` lists further rows on whose page the line belongs.
    """

    verb: str
    obj: models.Model
    changes: Changes = field(default_factory=dict)
    about: tuple[models.Model, ...] = ()


def record(
    verb: str,
    obj: models.Model,
    *,
    by: "User",
    changes: Changes | None = None,
    via: str = WEB,
    about: Iterable[models.Model] = (),
) -> None:
    """Write one entry. `verb` is a code such as "assignment.ended", translated where it is shown."""
    record_many([Act(verb, obj, changes or {}, tuple(about))], by=by, via=via)


def record_many(acts: Iterable[Act], *, by: "User", via: str) -> int:
    """Write many entries in one statement; return how many."""
    now = timezone.now()
    entries = [_entry(act, by=by, via=via, now=now) for act in acts]
    LogEntry.objects.bulk_create(entries, batch_size=2000)
    return len(entries)


def touched_by_hand(model: type[models.Model], keys: Iterable[int]) -> set[int]:
    """Return the keys among `keys` of the rows that somebody wrote in the application, not by file or command."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=list(keys),
        additional_data__via__in=[WEB, LINK],
    )
    return set(entries.order_by().values_list("object_id", flat=True))


def _entry(act: Act, *, by: "User", via: str, now: Any) -> LogEntry:
    content_type = ContentType.objects.get_for_model(act.obj)
    return LogEntry(
        content_type=content_type,
        object_pk=str(act.obj.pk),
        object_id=act.obj.pk if isinstance(act.obj.pk, int) else None,
        object_repr=str(act.obj)[:200],
        action=LogEntry.Action.CREATE if act.verb.endswith(".created") else LogEntry.Action.UPDATE,
        changes={name: [_plain(old), _plain(new)] for name, (old, new) in act.changes.items()},
        actor=by,
        actor_email=by.email or None,
        timestamp=now,
        additional_data={
            "verb": act.verb,
            "via": via,
            "who": by.get_full_name() or by.get_username(),
            "about": [f"{row._meta.label_lower}:{row.pk}" for row in act.about],
        },
    )


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def changes_between(obj: models.Model, new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return {field: (old, new)} of the named fields whose value would change."""
    return {name: (getattr(obj, name), value) for name, value in new.items() if getattr(obj, name) != value}
