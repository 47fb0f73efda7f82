"""Files that nobody should ever open, made here, each with the code by which the reading program refuses it."""

import io
import struct
import zipfile
from collections.abc import Callable

from tests.cohorts.workbook.files import as_file, tables

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DTD = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "ha">{LAUGHS}]>'


def rewritten(
    replace: dict[str, bytes] | None = None, add: dict[str, bytes] | None = None, drop: tuple[str, ...] = ()
) -> bytes:
    """Return the right workbook with some parts replaced, added or dropped."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_file(tables()))) as source,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            if member.filename not in drop:
                target.writestr(member.filename, (replace or {}).get(member.filename, source.read(member)))
        for name, part in (add or {}).items():
            target.writestr(name, part)
    return content.getvalue()


def sheet(rows: str, before: str = "", head: str = "") -> bytes:
    """Return the first sheet with other rows."""
    return f"{head}<worksheet {NAMESPACE}>{before}<sheetData>{rows}</sheetData></worksheet>".encode()


def million_rows() -> bytes:
    """Return a workbook of 1,048,576 rows, each of which holds something."""
    rows = "".join(f'<row><c t="inlineStr"><is><t>{n * 7919 % 1_000_003:x}</t></is></c></row>' for n in range(400_000))
    return rewritten({SHEET: sheet(f"{rows}<row r='1048576'><c r='A1048576'><v>1</v></c></row>")})


def lying_sizes() -> bytes:
    """Return an archive whose directory says that a part of 200 MB has 1,000 bytes."""
    content = bytearray(rewritten({SHEET: sheet(" " * 200_000_000)}))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    content[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(content)


def locked_member() -> bytes:
    """Return an archive whose parts are marked as encrypted."""
    content = bytearray(rewritten())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    return bytes(content)


def twice() -> bytes:
    """Return an archive with two parts of one name, of which two readers may see different ones."""
    content = io.BytesIO(rewritten())
    with zipfile.ZipFile(content, "a") as archive:
        archive.fp.seek(0, io.SEEK_END)  # type: ignore[union-attr]  # open
        info = zipfile.ZipInfo("xl/Workbook.xml")
        archive.writestr(info, b"<workbook/>")
    return content.getvalue().replace(b"xl/Workbook.xml", b"xl/workbook.xml")


def other_archive() -> bytes:
    """Return an archive that is no workbook."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()


MACRO_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
)

MANY_ATTRIBUTES = " ".join(f'a{n}="{n * 7919 % 1_000_003}"' for n in range(500_000))

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "text": (lambda: b"NIP;Nama\n1;2\n", "not_xlsx"),
    "noise": (lambda: bytes(range(256)) * 50, "not_xlsx"),
    "old format or password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, "locked"),
    "other archive": (other_archive, "not_xlsx"),
    "cut off": (lambda: rewritten()[:-400], "unreadable"),
    "cut in half": (lambda: rewritten()[:3000], "unreadable"),
    "locked part": (locked_member, "locked"),
    "parts twice": (twice, "odd_names"),
    "part outside": (lambda: rewritten(add={"../../etc/x.xml": b"<a/>"}), "odd_names"),
    "part at the root": (lambda: rewritten(add={"/etc/x.xml": b"<a/>"}), "odd_names"),
    "many parts": (lambda: rewritten(add={f"x{n}.xml": b"<a/>" for n in range(250)}), "too_many_parts"),
    "macros": (lambda: rewritten(add={"xl/vbaProject.bin": b"x"}), "macros"),
    "macro type": (lambda: rewritten({"[Content_Types].xml": MACRO_TYPES}), "macros"),
    "bomb": (lambda: rewritten({SHEET: sheet(" " * 300_000_000)}), "bomb"),
    "bomb beside": (lambda: rewritten(add={"xl/media/image1.png": b"\0" * 300_000_000}), "bomb"),
    "lying sizes": (lying_sizes, "unreadable"),
    "billion laughs": (lambda: rewritten({SHEET: sheet("<row><c><v>&l8;</v></c></row>", head=DTD)}), "entities"),
    "billion laughs in UTF-16": (
        lambda: rewritten({SHEET: (DTD + f"<worksheet {NAMESPACE}/>").encode("utf-16")}),
        "entities",
    ),
    "outside entity": (
        lambda: rewritten({SHEET: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
        "entities",
    ),
    "no XML": (lambda: rewritten({SHEET: b"<worksheet><sheetData>"}), "unreadable"),
    "no sheets": (lambda: rewritten(drop=(SHEET,)), "unreadable"),
    "deep": (lambda: rewritten({SHEET: sheet("<a>" * 40_000 + "</a>" * 40_000)}), "bomb"),
    "many elements": (lambda: rewritten({SHEET: sheet("<row/><c/>" * 3_000_000)}), "bomb"),
    "many attributes": (lambda: rewritten({SHEET: sheet(f"<row {MANY_ATTRIBUTES}/>")}), "bomb"),
    "million rows": (million_rows, "too_many_rows"),
    "a row far down": (lambda: rewritten({SHEET: sheet("<row r='1048576'><c><v>1</v></c></row>")}), "too_many_rows"),
    "a cell far right": (
        lambda: rewritten({SHEET: sheet("<row r='1'><c r='XFD1'><v>1</v></c></row>")}),
        "too_many_columns",
    ),
    "many cells in a row": (
        lambda: rewritten({SHEET: sheet("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>")}),
        "too_many_columns",
    ),
    "wrong dimension": (
        lambda: rewritten({SHEET: sheet("<row><c><v>1</v></c></row>", '<dimension ref="A1:XFD1048576"/>')}),
        "too_many_rows",
    ),
    "small dimension over many rows": (
        lambda: rewritten({SHEET: sheet("<row r='30000'><c><v>1</v></c></row>", '<dimension ref="A1"/>')}),
        "too_many_rows",
    ),
}
