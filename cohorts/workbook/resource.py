"""The base of every resource: rows of one sheet into rows of one model, in bulk, with nothing written while reading.

A resource of ours is an import-export resource in bulk mode whose loader reads from a book that was filled with one
query, whose import is always a dry run, and which keeps what it would create and change until the whole workbook is
found right. One pass gives the preview; the same pass, written, gives the result.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import tablib  # type: ignore[import-untyped]  # ships no types
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource
from import_export.results import RowResult
from import_export.widgets import Widget

from cohorts.workbook.batch import Batch, Book, Found, RowOutcome
from cohorts.workbook.cells import CellError, Kind

if TYPE_CHECKING:
    from cohorts.workbook.reading import ReadSheet, Row

BATCH_SIZE = 2000
UPDATE_BATCH_SIZE = 500
MISSING = object()


class AsItIs(Widget):
    """Hands values through: cells were read by their column's kind, which also writes them."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Return the value."""
        return value

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Return the value."""
        return value


def column(heading: str, attribute: str) -> Field:
    """Return the field that ties a column to an attribute."""
    return Field(attribute=attribute, column_name=heading, widget=AsItIs())


class BookLoader(BaseInstanceLoader):
    """Finds what is stored in the resource's book, without a query a row."""

    def get_instance(self, row: Any) -> Any:
        """Return the stored or already made instance of the row's key, None for a new one."""
        resource: Any = self.resource
        return resource.book.get(resource.key)


class BareResult(RowResult):
    """A row's result without its text, which nobody reads."""

    def add_instance_info(self, instance: Any) -> None:
        """Do nothing."""


def same(kind: Kind | None, old: Any, new: Any) -> bool:
    """Say whether a cell tells what is stored: a stored value, written and read again, is the same value."""
    if old == new:
        return True
    if not old or kind is None or isinstance(old, models.Model):
        return False
    try:
        return bool(kind.read(kind.write(old)) == new)
    except CellError:
        return False


class SheetResource[M: models.Model](ModelResource):  # type: ignore[type-arg]  # takes none at run time
    """Rows of one sheet into rows of one model.

    `noun` is how the audit trail calls the thing; `stored` is the book of what is there; `is_main` marks the
    resource whose thing the row is about. `needs` are the headings that a new thing must have. `confidential` keeps
    values out of the audit trail, which then says only that something changed.
    """

    noun = ""
    stored: Book[Any, Any] | None = None
    is_main = False
    needs: tuple[str, ...] = ()
    confidential = False

    class Meta:
        use_bulk = True
        batch_size = None
        use_transactions = False
        skip_diff = True
        instance_loader_class = BookLoader

    def __init__(self, batch: Batch, read: "ReadSheet") -> None:
        super().__init__()
        self.batch, self.read = batch, read
        self.book: dict[Any, Any] = {}
        self.row: Row
        self.key: Hashable = None
        self.new = False
        self.changes: dict[str, tuple[str, Any, Any]] = {}
        self.touched: set[str] = set()
        self._updating: set[Any] = set()
        self._seen: set[Hashable] = set()
        self._import_fields = super().get_import_fields()
        self._columns = [(field, str(field.column_name)) for field in self._import_fields]
        self._kinds = {heading: column.kind for heading, column in read.sheet.columns.items()}
        model: Any = self._meta.model
        self._all = {field.name for field in model._meta.fields}
        self._plain = {field.name for field in model._meta.fields if not field.is_relation}

    # What a room's resource says.

    def gather(self) -> None:
        """Tell the batch which people and institutions the rows name."""

    def load(self) -> None:
        """Fill the book with what is stored, by key."""
        if self.stored:
            self.book = self.batch.book(self.stored)

    def check(self) -> None:
        """Note what is wrong over all rows before they are read."""

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the key of the row's thing; None when the row has nothing for this resource."""
        raise NotImplementedError

    def make(self) -> M:
        """Return a new instance for the present row, its key fields set."""
        raise NotImplementedError

    def derive(self, instance: M) -> None:
        """Set what follows from other values; called after the row's values are set."""

    def check_instance(self, instance: M) -> None:
        """Note what is wrong with the instance as it would be stored."""

    def finish(self) -> None:
        """Note what is wrong over all instances, and link them; called after all rows."""

    def after_write(self) -> None:
        """Write what could not be written with the rows."""

    def who(self, instance: M) -> str:
        """Return by which name a reader knows the row."""
        return str(instance)

    def about(self, instance: M) -> tuple[models.Model, ...]:
        """Return on whose pages the row's audit entry belongs."""
        return ()

    def kept(self) -> list[str]:
        """Return who or what is stored but has no row in the file; it stays."""
        return [self.who(one) for key, one in self.book.items() if one.pk is not None and key not in self._seen]

    def key_columns(self, key: Any) -> dict[str, Any]:
        """Return the columns that make up the key of the row's thing, for an export."""
        return {}

    def exported(self) -> Iterator[tuple[Hashable, dict[str, Any]]]:
        """Yield what is stored of the batch's cohort: the key of the sheet's row, and this resource's columns."""
        self.load()
        for key, instance in self.book.items():
            columns = {heading: field.export(instance) for field, heading in self._columns}
            yield key, self.key_columns(key) | columns

    # How it runs.

    def run(self) -> None:
        """Read all rows; what they would write is kept, what is wrong goes to the batch."""
        headings = [heading for _field, heading in self._columns] or [self.read.sheet.keys[0]]
        rows = [[row.values.get(heading) for heading in headings] for row in self.read.rows]
        # Not import_data, whose dry run writes and rolls back: nothing at all is to be written here.
        self.import_data_inner(
            tablib.Dataset(*rows, headers=headings),
            dry_run=True,
            raise_errors=False,
            using_transactions=False,
            collect_failed_rows=False,
        )
        self.finish()

    def write(self) -> None:
        """Save what was kept, in as few statements as it takes."""
        self.bulk_create(using_transactions=False, dry_run=False, raise_errors=True, batch_size=BATCH_SIZE)
        self.bulk_update(using_transactions=False, dry_run=False, raise_errors=True, batch_size=UPDATE_BATCH_SIZE)
        self.after_write()

    # What import-export asks.

    @classmethod
    def get_row_result_class(cls) -> type[RowResult]:
        """Return the lighter class."""
        return BareResult

    def get_import_fields(self) -> list[Field]:
        """Return the fields, looked up once."""
        return self._import_fields

    def get_import_id_fields(self) -> tuple[str, ...]:
        """Return nothing: keys may be made of several columns, so the book is asked instead."""
        return ()

    def get_bulk_update_fields(self) -> list[str]:
        """Return the fields that any row changed, and when that was."""
        return [*sorted(self.touched), *({"changed_at"} & self._all)]

    def handle_import_error(self, result: Any, error: Exception, raise_errors: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Let an error through as it is: the importer knows the database's words."""
        raise error

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> RowResult:
        """Import one row; hand what is wrong with it to the batch."""
        self.row = self.read.rows[kwargs["row_number"] - 1]
        self.key = self.key_of(self.row)
        result: RowResult = BareResult()
        result.import_type = RowResult.IMPORT_TYPE_SKIP
        if self.key is None:
            return result
        self._seen.add(self.key)
        self.changes = {}
        result = super().import_row(row, instance_loader, **kwargs)
        if result.errors:
            raise result.errors[0].error
        if result.validation_error:
            self._note_invalid(result.validation_error)
        return result

    def init_instance(self, row: Any = None) -> M:
        """Return a new instance, which further rows of this import find in the book."""
        instance = self.make()
        self.book[self.key] = instance
        return instance

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        """Note whether the thing is new, and what it lacks."""
        self.new = new
        for heading in self.needs if new else ():
            if heading not in self.row.values and heading not in self.row.bad:
                self.batch.error(self.read, self.row, heading, _("Wajib diisi."))

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Set the row's values, where a blank cell leaves what is stored, and what follows from them."""
        for field, heading in self._columns:
            if row[heading] is not None:
                self.import_field(field, instance, row)
        self.derive(instance)
        self.check_instance(instance)

    def import_field(self, field: Any, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002
        """Set one value, if the row may say it."""
        attribute, heading = field.attribute, field.column_name
        if self.takes(attribute, heading) and (value := self.value(heading, row[heading])) is not None:
            self.set(instance, attribute, value, heading)

    def value(self, heading: str, value: Any) -> Any:
        """Return what to store for a cell that was read."""
        return value

    def takes(self, attribute: str, heading: str) -> bool:
        """Say whether the present row may set a value."""
        return True

    def set(self, instance: Any, attribute: str, value: Any, heading: str = "") -> None:
        """Set an attribute and keep what it was; without a heading the change is not shown by itself."""
        before = getattr(instance, attribute, None)  # a relation that is not set yet is missing altogether
        if not same(self._kinds.get(heading), before, value):
            setattr(instance, attribute, value)
            self.changes[attribute] = (heading, before, value)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Skip what stays the same; every concerned row is noted, skipped or not."""
        self._note(instance)
        return not self.new and not self.changes

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: Any = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """Clean the fields that the row set: no relation, no constraint, no query."""
        instance.clean_fields(exclude=self._all - (self._plain & self.changes.keys()))

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        """Keep the instance, once, for the bulk statement."""
        if is_create:
            self.create_instances.append(instance)
        elif instance.pk is not None:  # what this import makes is changed before it is created
            instance.changed_at = timezone.now()
            self.touched |= self._all & self.changes.keys()
            if instance.pk not in self._updating:
                self._updating.add(instance.pk)
                self.update_instances.append(instance)

    def _note_invalid(self, error: ValidationError) -> None:
        headings = {field.attribute: field.column_name for field in self._import_fields}
        for attribute, messages in error.message_dict.items():
            known = headings.get("" if attribute == NON_FIELD_ERRORS else attribute)
            heading = known or self.read.sheet.keys[0]
            for message in messages:
                self.batch.error(self.read, self.row, heading, message)

    def _note(self, instance: M) -> None:
        place = (self.read.sheet.name, self.row.number)
        outcome = self.batch.outcomes.get(place)
        if outcome is None or self.is_main:
            found = outcome.found if outcome else []
            outcome = RowOutcome(*place, self.who(instance), instance, self.noun, found=found)
            outcome.about, outcome.is_new = self.about(instance), self.is_main and self.new
            self.batch.outcomes[place] = outcome
        if self.changes:
            values = Found(self.noun, self._kinds, self.changes, self.new, self.is_main, self.confidential)
            outcome.found.append(values)


def rows_with(rows: Iterable["Row"], heading: str) -> Iterator[tuple["Row", Any]]:
    """Yield the rows that say something in a column, with what they say."""
    for row in rows:
        value = row.values.get(heading, MISSING)
        if value is not MISSING:
            yield row, value
