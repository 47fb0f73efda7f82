"""The empty workbook: headings, drop-downs, one example row, and notes that explain every column."""

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from cohorts.workbook.sheets import NOTES_SHEET, WholeSheet, sheets_of
from cohorts.workbook.writing import SheetPlan, as_xlsx, pairs_plan

EXAMPLE = "Contoh"


def blank_workbook(workbook: str) -> bytes:
    """Return the empty workbook of one kind as the content of an XLSX file. Its words are Indonesian: the format is."""
    with translation.override("id"):
        sheets = sheets_of(workbook)
        return as_xlsx([*(_plan(sheet) for sheet in sheets), _notes(sheets)])


def _plan(sheet: WholeSheet) -> SheetPlan:
    examples = {heading: column.example for heading, column in sheet.columns.items()}
    if sheet.pairs:
        return pairs_plan(sheet, {}, EXAMPLE, examples)
    return SheetPlan(
        sheet.name, list(sheet.columns), [list(examples.values())], columns=sheet.columns, drop_downs=True, soft=True
    )


def _notes(sheets: Sequence[WholeSheet]) -> SheetPlan:
    rows: list[list[str]] = [
        ["", "", "", _("Isi lembar-lembar di depan, lalu unggah berkas ini. Baris contoh tidak ikut dibaca.")],
        ["", "", "", _("Judul kolom jangan diubah; urutannya bebas. Sel kosong tidak mengubah yang tersimpan.")],
        ["", "", "", _("Tanggal: 21-11-2026 atau 21 November 2026. Desimal memakai koma.")],
    ]
    for sheet in sheets:
        rows += [[], [sheet.name, "", "", str(sheet.note)], *_columns(sheet)]
    return SheetPlan(NOTES_SHEET, [_("Lembar"), _("Kolom"), _("Wajib"), _("Keterangan")], rows)


def _columns(sheet: WholeSheet) -> Iterator[list[str]]:
    for heading, column in sheet.columns.items():
        choices = _("Pilihan")
        answers = f"{choices}: {', '.join(column.kind.options)}." if column.kind.options else ""
        must = _("ya") if column.key or column.required else ""
        yield ["", heading, must, " ".join(part for part in (str(column.note), answers) if part)]
