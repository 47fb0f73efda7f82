"""Rules that the database keeps itself, as operations with a PostgreSQL and an SQLite form."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class NoOverlap(Operation):
    """Refuse two rows whose validity periods overlap while `same` columns are equal.

    PostgreSQL holds it as a deferrable exclusion constraint called `name`. SQLite has none: there the
    service checks under lock. `where` is SQL that says to which rows the rule applies.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, name: str, same: tuple[str, ...], where: str = "TRUE") -> None:
        self.table, self.name, self.same, self.where = table, name, same, where

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: Django's state does not know exclusion constraints of this kind."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Add the constraint on PostgreSQL."""
        if schema_editor.connection.vendor != "postgresql":
            return
        equal = ", ".join(f"{column} WITH =" for column in self.same)
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} "
            f"EXCLUDE USING gist ({equal}, daterange(starts_on, ends_on) WITH &&) "
            f"WHERE ({self.where}) DEFERRABLE INITIALLY DEFERRED"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the constraint on PostgreSQL."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")

    def describe(self) -> str:
        """Say it in migrate's words."""
        return f"Refuse overlapping periods in {self.table}"


class NeverAltered(Operation):
    """Refuse UPDATE and DELETE on a table (TRUNCATE stays possible: a test flush needs it)."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, *, updates: bool = True, deletes: bool = True) -> None:
        self.table = table
        self.updates = updates
        self.deletes = deletes

    @property
    def _verbs(self) -> list[str]:
        return [verb for verb, on in (("UPDATE", self.updates), ("DELETE", self.deletes)) if on]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: triggers are no part of Django's state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Add one trigger for each refused verb."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                "CREATE OR REPLACE FUNCTION core_never_altered() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '%% in %% is refused: rows are never altered', TG_OP, TG_TABLE_NAME "
                "USING ERRCODE = 'check_violation'; END $$",
                params=(),
            )
        for verb in self._verbs:
            name = f"{self.table}_no_{verb.lower()}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {self.table} "
                    "FOR EACH ROW EXECUTE FUNCTION core_never_altered()"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {self.table} "
                    f"BEGIN SELECT RAISE(ABORT, '{verb} in {self.table} is refused: rows are never altered'); END"
                )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        for verb in self._verbs:
            name = f"{self.table}_no_{verb.lower()}"
            on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {name}{on_table}")

    def describe(self) -> str:
        """Say it in migrate's words."""
        return f"Refuse changes of rows in {self.table}"
