"""A stored cohort as a workbook that imports with nothing changed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import translation

from cohorts.models import Institution
from cohorts.workbook.batch import Batch
from cohorts.workbook.reading import ReadSheet
from cohorts.workbook.resource import SheetResource
from cohorts.workbook.sheets import COHORT, WholeSheet, sheets_of
from cohorts.workbook.writing import SheetPlan, as_xlsx, pairs_plan
from core import audit

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Cohort


def cohort_workbook(cohort: "Cohort", *, by: "User") -> bytes:
    """Return a cohort in the format of the import, as the content of an XLSX file."""
    batch = Batch(by=by, via=audit.WEB, cohort=cohort)
    with translation.override("id"):
        return as_xlsx([_plan(batch, sheet) for sheet in sheets_of(COHORT)])


def _plan(batch: Batch, sheet: WholeSheet) -> SheetPlan:
    resources = [resource(batch, ReadSheet(sheet, [])) for resource in sheet.resources]
    lines = _lines(resources)
    written = [{heading: _written(batch, sheet, heading, value) for heading, value in line.items()} for line in lines]
    if sheet.pairs:
        return pairs_plan(sheet, written[0] if written else {})
    rows = [[line.get(heading) for heading in sheet.columns] for line in written]
    return SheetPlan(sheet.name, list(sheet.columns), rows, columns=sheet.columns, drop_downs=True)


def _written(batch: Batch, sheet: WholeSheet, heading: str, value: Any) -> Any:
    if isinstance(value, Institution):
        return batch.institutions.unique_name(value)
    return sheet.columns[heading].kind.write(str(value) if isinstance(value, models.Model) else value)


def _lines(resources: Iterable[SheetResource[Any]]) -> list[dict[str, Any]]:
    """Return the rows of a sheet: those of its main resource, each with the columns that the others add."""
    found = list(resources)
    main = next(resource for resource in found if resource.is_main)
    lines = dict(main.exported())
    for resource in found:
        if resource is not main:
            for key, columns in resource.exported():
                if key in lines:
                    lines[key] |= {heading: value for heading, value in columns.items() if heading not in lines[key]}
    return list(lines.values())
