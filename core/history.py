"""The audit trail as sentences: who did what, when, by which way in, and what was changed into what.

Every room declares the sentences of its verbs from `AppConfig.ready`; a verb that nobody declared is still told in
words, from the kind of its row. The names of fields are those of the models.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import connections, models
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.templatetags.show import day, moment_text

type Text = str | Promise

LONGEST = 160  # characters of a changed text that a line shows

_sentences: dict[str, Text] = {}

BY_KIND_OF_ACT: dict[str, Text] = {
    "created": gettext_lazy("menambahkan %(kind)s “%(name)s”"),
    "deleted": gettext_lazy("menghapus %(kind)s “%(name)s”"),
}
OTHERWISE = gettext_lazy("mengubah %(kind)s “%(name)s”")

WAYS_IN: dict[str, Text] = {
    audit.LINK: gettext_lazy("lewat tautan"),
    audit.IMPORT: gettext_lazy("lewat impor"),
    audit.COMMAND: gettext_lazy("lewat perintah"),
    audit.PERIODIC: gettext_lazy("otomatis"),
}


@dataclass(frozen=True)
class Change:
    """One field before and after, in words; both are empty where only the fact of the change is kept."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One entry as it is read: `verb` continues a sentence that begins with `actor`."""

    moment: datetime
    actor: str
    verb: str
    changes: list[Change]


def declare(sentences: Mapping[str, Text]) -> None:
    """Add the sentences of verbs; they may use `name` and `kind`. Raises ValueError for a verb declared twice."""
    if taken := sentences.keys() & _sentences.keys():
        raise ValueError(f"declared twice: {', '.join(sorted(taken))}")
    _sentences.update(sentences)


def declared(prefix: str) -> dict[str, Text]:
    """Return the declared sentences of one model's verbs (`prefix` is its name)."""
    return {verb: words for verb, words in _sentences.items() if verb.startswith(f"{prefix}.")}


def entries_about(row: models.Model) -> QuerySet[LogEntry]:
    """Return the entries of a row and those that name it among what they are about, newest first."""
    of_row = Q(content_type=ContentType.objects.get_for_model(row), object_pk=str(row.pk))
    return LogEntry.objects.filter(of_row | _names(row)).order_by("-timestamp", "-pk")


def entries_by(user: models.Model) -> QuerySet[LogEntry]:
    """Return what a user did, newest first."""
    return LogEntry.objects.filter(actor=user.pk).order_by("-timestamp", "-pk")


def entries_on(entries: QuerySet[LogEntry], labels: Iterable[str]) -> QuerySet[LogEntry]:
    """Return the entries whose row is of one of some models, named as `app_label.model`."""
    models_named = [apps.get_model(label) for label in labels]
    return entries.filter(content_type__in=ContentType.objects.get_for_models(*models_named).values())


def _names(row: models.Model) -> Q:
    name = f"{row._meta.label_lower}:{row.pk}"
    if connections[LogEntry.objects.db].vendor == "postgresql":
        return Q(additional_data__contains={"about": [name]})
    return Q(additional_data__about__icontains=f'"{name}"')


def lines(entries: Iterable[LogEntry]) -> list[Line]:
    """Return entries as sentences; costs no query beyond that of the entries."""
    return [_line(entry) for entry in entries]


def _line(entry: LogEntry) -> Line:
    data = entry.additional_data or {}
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    changes = [_change(model, name, pair) for name, pair in (entry.changes or {}).items()]
    return Line(
        moment=entry.timestamp,
        actor=data.get("who", "") if entry.actor_id else _("Pengguna yang sudah dihapus"),
        verb=_verb(data, model, entry.object_repr),
        changes=[change for change in changes if change.label],
    )


def _verb(data: Mapping[str, Any], model: type[models.Model] | None, name: str) -> str:
    verb = data.get("verb", "")
    kind = str(model._meta.verbose_name) if model else _("data")
    sentence = _sentences.get(verb) or BY_KIND_OF_ACT.get(verb.rpartition(".")[2], OTHERWISE)
    words = str(sentence) % {"name": name, "kind": kind}
    way = WAYS_IN.get(data.get("via", ""))
    return f"{words} ({way})" if way else words


def _change(model: type[models.Model] | None, name: str, pair: list[str]) -> Change:
    old, new = pair
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        field = None
    if not isinstance(field, models.Field):
        return Change(capfirst(name.replace("_", " ")), old, new)
    if name.endswith(("_at", "_by")):  # the line itself says when and who
        return Change("", "", "")
    return Change(capfirst(str(field.verbose_name)), _in_words(field, old), _in_words(field, new) or _("kosong"))


def _in_words(field: "models.Field[Any, Any]", value: str) -> str:
    if not value:
        return ""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return _("Ya") if value == "True" else _("Tidak")
    return _as_date(field, value) if isinstance(field, models.DateField) else Truncator(value).chars(LONGEST)


def _as_date(field: "models.DateField[Any, Any]", value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment_text(moment) if isinstance(field, models.DateTimeField) else day(moment.date())
