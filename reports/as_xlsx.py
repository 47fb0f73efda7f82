"""A report as a workbook: real numbers and dates, and no text that a spreadsheet could take for a formula."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.dates import local, zone_label
from core.shares import Share
from reports.contents import Contents
from reports.lines import Line, voices
from reports.suppression import HiddenShare

type Value = str | int | float | date | datetime | None

HEAD = Font(bold=True)
TOP = Alignment(vertical="top", wrap_text=True)
PERCENT = "0.00%"
DAY, MOMENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"


def evaluation_xlsx(contents: Contents, *, language: str) -> bytes:
    """Return the report as an XLSX file in a language."""
    book = Workbook()
    book.remove(book.worksheets[0])
    with translation.override(language):
        book.properties.title = f"{contents.title} {contents.subject}"
        book.properties.creator = "Kawal"
        _summary(book, contents)
        _barriers(book, contents)
        _institutions(book, contents)
        _participants(book, contents)
        _method(book, contents)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, heads: Sequence[str], widths: Sequence[int]) -> Worksheet:
    """Return a new sheet with its first row frozen."""
    sheet: Worksheet = book.create_sheet(title)
    _row(sheet, heads)
    for column, width in enumerate(widths, start=1):
        head = sheet.cell(1, column)
        head.font, head.alignment = HEAD, TOP
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    return sheet


def _row(sheet: Worksheet, values: Iterable[Value]) -> None:
    """Write a row; a text stays a text even if it begins like a formula."""
    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        if not isinstance(cell, Cell):
            continue
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in "=+-@\t\r"
        elif isinstance(value, datetime):
            cell.number_format = MOMENT
        elif isinstance(value, date):
            cell.number_format = DAY
        elif isinstance(value, float):
            cell.number_format = PERCENT


def _parts(share: Share) -> list[Value]:
    """Return count, base, blanks and percent as numbers; a hidden share gives its reason and nothing else."""
    if isinstance(share, HiddenShare):
        return [str(share), None, None, None]
    percent = None if share.percent is None else float(share.percent / 100)
    return [share.count, share.base, share.not_stated, percent]


def _line(line: Line) -> list[Value]:
    return [line.label, line.source, *_parts(line.share)]


def _summary(book: Workbook, contents: Contents) -> None:
    heads = [_("Angka"), _("Menurut"), _("Pembilang"), _("Dasar"), _("Tidak diisi"), _("Persen"), _("Kunci")]
    sheet = _sheet(book, _("Ringkasan"), heads, [42, 14, 22, 10, 12, 12, 40])
    for line in contents.lines:
        _row(sheet, [*_line(line), line.key])


def _barriers(book: Workbook, contents: Contents) -> None:
    heads = [_("Kendala"), _("Menurut"), _("Pembilang"), _("Dasar"), _("Persen")]
    sheet = _sheet(book, _("Kendala"), heads, [30, 14, 22, 10, 12])
    for row in contents.barrier_rows:
        both = zip(voices(contents.figures), (row.participant, row.mentor), strict=True)
        for (kind, _answers), share in both:
            count, base, _blank, percent = _parts(share)
            _row(sheet, [row.label, str(kind.label), count, base, percent])


def _institutions(book: Workbook, contents: Contents) -> None:
    heads = [
        *(_("Instansi"), _("Peserta"), _("Angka"), _("Menurut")),
        *(_("Pembilang"), _("Dasar"), _("Tidak diisi"), _("Persen")),
    ]
    sheet = _sheet(book, _("Per instansi"), heads, [34, 10, 42, 14, 22, 10, 12, 12])
    for row in contents.institutions:
        for line in row.lines.values():
            _row(sheet, [row.name, row.participants, *_line(line)])


def _participants(book: Workbook, contents: Contents) -> None:
    heads = [_("Nama"), _("Instansi pengirim"), _("Aksi perubahan"), _("Hasil")]
    sheet = _sheet(book, _("Peserta"), heads, [36, 34, 60, 18])
    for one in contents.listed:
        _row(sheet, [one.name, one.institution, one.title, str(one.outcome.label)])


def _method(book: Workbook, contents: Contents) -> None:
    sheet = _sheet(book, _("Cara menghitung"), [_("Hal"), _("Keterangan")], [28, 90])
    evaluation = contents.evaluation
    for cohort in evaluation.cohorts:
        _row(sheet, [_("Angkatan"), f"{cohort.code}: {cohort}"])
        _row(sheet, [_("Mulai"), cohort.starts_on])
        _row(sheet, [_("Selesai"), cohort.ends_on])
        _row(sheet, [_("Bulan tindak lanjut"), evaluation.waves[cohort.pk]])
    if contents.only:
        _row(sheet, [_("Hanya peserta dari"), ", ".join(contents.only)])
    zone = evaluation.zone or evaluation.cohorts[0].time_zone
    _row(sheet, [_("Data per"), local(evaluation.as_of, zone).replace(tzinfo=None)])
    _row(sheet, [_("Zona waktu"), zone_label(zone)])
    _row(sheet, [_("Versi hitungan"), contents.version])
    _row(sheet, [_("Sidik data (SHA-256)"), contents.fingerprint])
    for rule in contents.rules:
        _row(sheet, [_("Aturan"), rule])
