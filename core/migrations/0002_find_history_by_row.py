"""An index under the history of a row: entries name the rows they are about in a JSON list."""

from typing import Any

from django.db import migrations

NAME = "core_audit_entry_about"


def create(apps: Any, schema_editor: Any) -> None:
    """Add it on PostgreSQL; SQLite, where only the demo runs, reads through."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {NAME} ON auditlog_logentry USING gin (additional_data jsonb_path_ops)"
        )


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove it again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_cache_table"), ("auditlog", "0017_add_actor_email")]
    operations = [migrations.RunPython(create, drop)]
