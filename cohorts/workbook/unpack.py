"""Turns an uploaded XLSX into rows, as a program of its own: little memory, little time, nothing of ours imported.

A hostile file may at worst end this process. Before the reader opens anything, the archive is checked (SEC-11 of the
quality notes) and copied: the reader sees only XML that was inflated, measured and parsed here, so sizes that an
archive merely claims never count.

Called as `python unpack.py` with the sheets wanted as a JSON list in the first argument and the file on standard
input; answers JSON on standard output: either `sheets` and `others`, or `refused` with a code and what it is about.
"""

import io
import json
import lzma
import re
import resource
import struct
import sys
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 200
MAX_ROWS = 20_000
MAX_COLUMNS = 60
# Titles and headings may take up to ten rows above the data.
HEADING_ROWS = 10
MAX_DEPTH = 100
MAX_ELEMENTS = 4_000_000
# No element begins in a megabyte: one tag or text of that size is nothing that a spreadsheet writes.
STEP = 256 * 1024
MOST_QUIET_STEPS = 4
MEMORY = 400 * 1024 * 1024
CPU_SECONDS = 15

SMALL_MEMBER = 1024 * 1024
CHUNK = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
REFERENCE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
# The reader hands out failed formulas as blank cells; as text they can be refused.
FAILED_CELL = re.compile(rb'(<c\b[^>]*?\bt=)"e"')
NOT_COMPUTED = re.compile(rb"(<c\b(?:(?!\bt=)[^>])*)>(\s*<f\b[^>]*(?:/>|>[^<]*</f>))\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
BROKEN_ARCHIVE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OSError, EOFError, LookupError, OverflowError),
)

type Cell = str | int | float | bool | date | datetime | time | timedelta


class RefusedFileError(Exception):
    """The file is not read. `code` says why, `about` which part or number of it."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code, about)
        self.code, self.about = code, about


def unpack(content: bytes, wanted: list[str]) -> dict[str, Any]:
    """Return `sheets` (name and rows of each sheet wanted, names compared without case) and `others` (names).

    Raises RefusedFileError.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  after the limits are set

    clean = checked_copy(content)
    known = {name.casefold() for name in wanted}
    try:
        workbook = CalamineWorkbook.from_filelike(clean)
        names = workbook.sheet_names
        found = [name for name in names if plain(name) in known]
        sheets = [[name, _rows(workbook.get_sheet_by_name(name))] for name in found]
    except (CalamineError, ValueError, OSError) as error:
        raise RefusedFileError("unreadable") from error
    return {"sheets": sheets, "others": [name for name in names if plain(name) not in known]}


def plain(name: str) -> str:
    """Return a heading or a sheet's name as it is compared: without case and with single spaces."""
    return " ".join(name.split()).casefold()


def _rows(sheet: Any) -> list[list[Any]]:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    return [[_as_json(cell) for cell in row] for row in rows]


def _as_json(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()} if cell.time() != time() else {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return {"x": str(cell)}
    return cell


def checked_copy(content: bytes) -> io.BytesIO:
    """Return the archive's XML parts in an archive of our own making; raise RefusedFileError for what may do harm."""
    _check_magic(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members, len(content))
            return _copy(archive, members)
    except BROKEN_ARCHIVE as error:
        raise RefusedFileError("unreadable") from error


def _check_magic(content: bytes) -> None:
    if not content:
        raise RefusedFileError("empty")
    if len(content) > MAX_FILE:
        raise RefusedFileError("too_big")
    if content.startswith(OLE):
        raise RefusedFileError("locked")
    if not content.startswith(ZIP):
        raise RefusedFileError("not_xlsx")


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS:
        raise RefusedFileError("too_many_parts", str(len(members)))
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * size:
        raise RefusedFileError("bomb")
    if any(m.file_size > SMALL_MEMBER and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members):
        raise RefusedFileError("bomb")
    if any(member.flag_bits & 1 for member in members):
        raise RefusedFileError("locked")
    if len(set(names)) != len(names) or any(map(_is_outside, names)):
        raise RefusedFileError("odd_names")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(names):
        raise RefusedFileError("not_xlsx")
    if any("vbaproject" in name.lower() or "macrosheets/" in name.lower() for name in names):
        raise RefusedFileError("macros")


def _is_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _copy(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> io.BytesIO:
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                part = _inflated(archive, member)
                if b"macroEnabled" in part and member.filename == "[Content_Types].xml":
                    raise RefusedFileError("macros")
                PartCheck(member.filename).run(part)
                copy.writestr(zipfile.ZipInfo(member.filename), _with_failures(part))
    clean.seek(0)
    return clean


def _with_failures(part: bytes) -> bytes:
    """Return a part in which cells whose formula failed, or was never computed, hold text that says so."""
    part = FAILED_CELL.sub(rb'\1"str"', part)
    return NOT_COMPUTED.sub(rb'\1 t="str">\2<v>#VALUE!</v></c>', part) if b"<f" in part else part


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a part, never more of it than the directory said: whatever is longer fails its checksum."""
    with archive.open(member) as stream:
        return b"".join(iter(lambda: stream.read(CHUNK), b""))


class PartCheck:
    """Parses one XML part: no document type, not too deep, and in a worksheet no cell beyond the limits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = self.elements = 0
        self.row = self.column = 0
        self.local: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._root
        self.parser.EndElementHandler = self._end

    def run(self, part: bytes) -> None:
        """Raise RefusedFileError for a part that breaks a limit or is no XML."""
        view = memoryview(part)
        quiet = 0
        try:
            for start in range(0, len(part), STEP):
                before = self.elements
                self.parser.Parse(view[start : start + STEP], False)
                quiet = 0 if self.elements > before else quiet + 1
                if quiet > MOST_QUIET_STEPS:
                    raise RefusedFileError("bomb")
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise RefusedFileError("unreadable", self.name) from error

    def _doctype(self, *_declared: object) -> None:
        raise RefusedFileError("entities")

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        is_worksheet = name.rpartition(" ")[2] == "worksheet"
        self.parser.StartElementHandler = self._in_worksheet if is_worksheet else self._start
        self._start(name, attributes)

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise RefusedFileError("bomb")

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _in_worksheet(self, name: str, attributes: dict[str, str]) -> None:
        self._start(name, attributes)
        local = self.local.get(name) or self.local.setdefault(name, name.rpartition(" ")[2])
        if local == "c":
            self._move_to(attributes.get("r"))
        elif local in ("v", "is", "f"):  # cells that are only coloured hold none of these, and count for nothing
            self._check_place()
        elif local == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = 0
        elif local == "dimension":
            self._move_to(attributes.get("ref", "").rpartition(":")[2])
            self._check_place()
            self.row = self.column = 0

    def _move_to(self, reference: str | None) -> None:
        if reference and (match := REFERENCE.match(reference.replace("$", ""))):
            self.row, self.column = int(match[2]), column_number(match[1])
        else:
            self.column += 1

    def _check_place(self) -> None:
        if self.row > MAX_ROWS + HEADING_ROWS:
            raise RefusedFileError("too_many_rows", str(self.row))
        if self.column > MAX_COLUMNS:
            raise RefusedFileError("too_many_columns", str(self.column))


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def main() -> None:
    """Answer one file on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        answer = unpack(sys.stdin.buffer.read(), json.loads(sys.argv[1]))
    except RefusedFileError as refused:
        answer = {"refused": refused.code, "about": refused.about}
    except MemoryError:
        answer = {"refused": "bomb", "about": ""}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
