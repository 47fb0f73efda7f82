"""At any time a participant has at most one coach and one mentor."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from core.migration_operations import NoOverlap


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("cohorts", "0001_institutions_to_assignments")]
    operations: ClassVar[list[Operation]] = [
        NoOverlap(
            "cohorts_assignment",
            "assignment_no_overlap",
            same=("participant_id", "role"),
            where="role IN ('coach', 'mentor')",
        ),
    ]
