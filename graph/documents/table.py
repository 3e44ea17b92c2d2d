"""CSV and its kin (RFC 4180): one document for each row, its cells under the names of the header.

A table is read line by line: a file of any size takes the memory of its longest row. A row that
cannot be read costs no other row its outcome.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple

import msgspec

from graph.documents.date_order import NUMERIC, find_day_first
from graph.documents.decoding import encoding_of_stream, first_forbidden, note
from graph.documents.files import LARGEST, File, part
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MOST_COLUMNS = 1000
MOST_RETRIES = 20
"""How often lines behind an open quotation mark are read again as rows of their own."""

DATA = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*|tt[0-9]{7,10}|https?://.*", re.IGNORECASE)
"""What is no name of a column, so that the header must be missing."""

csv.field_size_limit(LARGEST)


class Row(NamedTuple):
    """The cells of a row with its first line; or none, and the fault that it has."""

    cells: list[str]
    line: int
    fault: str = ""


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each row. Raises `UnreadableError` for a file without rows or header."""
    number = 0
    with file.path.open("rb") as binary:
        for row in read_rows(binary, file.source, f"the file ends in {file.suffix}"):
            number += 1
            yield row
    if not number:
        raise UnreadableError("The table has a header and no rows. Add a row for each review.")


def read_rows(binary: BinaryIO, source: str, why: str) -> Iterator[Document | Unreadable | Skipped]:
    """The same for any stream that can be read again, which may have no rows; `why` says how it was
    known for a table."""
    day_first = find_day_first(binary)
    encoding = encoding_of_stream(binary, "If it is a table, save it as CSV in UTF-8.")
    with TextIOWrapper(binary, encoding, errors="surrogateescape", newline=None) as text:
        lines = Lines(text)
        header, delimiter = _header(lines)
        because = _because(why, header, delimiter, encoding)
        table = Table(source, because, tuple(header), day_first)
        for number, row in enumerate(_rows(lines, delimiter), 1):
            yield table.outcome(row, number)


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of a file have in common."""

    source: str
    because: str
    header: tuple[str, ...]
    day_first: bool | None

    def outcome(self, row: Row, number: int) -> Document | Unreadable | Skipped:
        """The document that a row is, or why it is none."""
        source = part(self.source, "row", number)
        fault = row.fault or _fault_of_bytes(row.cells)
        if not fault and not any(cell.strip() for cell in row.cells):
            return Skipped(source, f"Row {number} (line {row.line}) is empty.")
        if fault := fault or self._fault_of_length(row.cells):
            return Unreadable(source, f"Row {number} (line {row.line}) {fault}")
        cells = row.cells[: len(self.header)]
        day_first = self.day_first if any(map(NUMERIC.fullmatch, cells)) else None
        said = (self.header, cells, day_first)
        return Document(
            source=source,
            format="csv",
            because=self.because,
            digest=hashlib.sha256(msgspec.json.encode(said)).hexdigest(),
            text="",
            metadata=dict(zip(self.header, cells, strict=True)),
            lines=dict.fromkeys(self.header, row.line),
            first_line=row.line,
            day_first=day_first,
        )

    def _fault_of_length(self, cells: Sequence[str]) -> str:
        width = len(self.header)
        if len(cells) < width:
            names = ", ".join(f"“{name}”" for name in self.header[len(cells) :][:5])
            return (
                f"is too short: it has {len(cells)} cells where the header names {width}, and "
                f"ends before {names}. Add what is missing, if only the delimiters."
            )
        if any(cell.strip() for cell in cells[width:]):
            return (
                f"is too long: it has {len(cells)} cells where the header names {width}. Put a "
                "cell that holds the delimiter into quotation marks."
            )
        return ""


@dataclass(slots=True)
class Lines:
    """The lines of a text for the csv module, counted; those of an unreadable row can be had
    again."""

    stream: TextIOWrapper
    number: int = 0
    taken: list[str] = field(default_factory=list)
    size: int = 0
    _again: deque[str] = field(default_factory=deque)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._next()
        if not line:
            raise StopIteration
        if len(line) > LARGEST:
            raise UnreadableError(
                f"Line {self.number + 1} is longer than {LARGEST // (1024 * 1024)} MB. This is "
                "no table of reviews."
            )
        self.number += 1
        self.size += len(line)
        self.taken.append(line)
        if self.size > LARGEST:
            raise csv.Error("row larger than the limit")
        return line

    def begin_row(self) -> None:
        """Forget what the row before has taken."""
        self.taken.clear()
        self.size = 0

    def _next(self) -> str:
        try:
            return self.stream.readline(LARGEST + 1)
        except UnicodeDecodeError:
            raise UnreadableError(
                f"The text after line {self.number} is damaged. Save the file as UTF-8."
            ) from None

    def give_back(self, keep: int) -> None:
        """Read the lines taken again, but for the first `keep`."""
        self._again.extendleft(reversed(self.taken[keep:]))
        self.number -= len(self.taken) - keep
        self.begin_row()


def _rows(lines: Lines, delimiter: str) -> Iterator[Row]:
    retries = MOST_RETRIES
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin_row()
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if retries:
                retries -= 1
                lines.give_back(keep=1)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield Row([], line, _fault_of_quotes(error))
        else:
            if cells:
                yield Row(cells, line)


def _header(lines: Lines) -> tuple[list[str], str]:
    """The names of the columns, and what divides them. Raises `UnreadableError`."""
    first = next(lines, "")
    while first and not first.strip():
        first = next(lines, "")
    if declared := re.fullmatch(r"sep=(.)\n?", first):  # written by Excel
        lines.begin_row()
        first = next(lines, "")
    if not first.strip():
        raise UnreadableError("The file is empty. Write a header and a row for each review.")
    delimiter = declared[1] if declared else _delimiter(first)
    lines.give_back(keep=len(lines.taken) - 1)
    try:
        names = next(csv.reader(lines, delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration) as error:
        raise UnreadableError(f"The header {_fault_of_quotes(error)}") from None
    return _checked([name.strip() for name in names]), delimiter


def _checked(names: list[str]) -> list[str]:
    if data := next((name for name in names if DATA.fullmatch(name)), ""):
        raise UnreadableError(
            f"The table has no header: its first line holds “{data[:40]}”, which is no name of a "
            "column. Add a first line such as Title, Year, Rating, Review."
        )
    if fault := _fault_of_bytes(names):
        raise UnreadableError(f"The header {fault}")
    if len(names) > MOST_COLUMNS:
        raise UnreadableError(f"The table has {len(names):,} columns; {MOST_COLUMNS:,} are read.")
    named = [name or f"column {number}" for number, name in enumerate(names, 1)]
    if twice := next((name for i, name in enumerate(named) if name in named[:i]), ""):
        raise UnreadableError(f"Two columns have the name “{twice[:40]}”. Rename one of them.")
    return named


def _delimiter(header: str) -> str:
    """The sign that stands most often in the header outside quotation marks."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _because(why: str, header: Sequence[str], delimiter: str, encoding: str) -> str:
    divided = DELIMITERS.get(delimiter, f"“{delimiter}”")
    columns = f"{len(header)} columns, divided by {divided}" if len(header) > 1 else "one column"
    return f"CSV: {why} and its header names {columns}{note(encoding)}."


def _fault_of_bytes(cells: Sequence[str]) -> str:
    whole = "\n".join(cells)
    if not (match := first_forbidden(whole)):
        return ""
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # how surrogateescape hands on a byte
        return (
            f"has a byte, hexadecimal {code - 0xDC00:02X}, that is not in the encoding of the "
            "rest. Save the file as UTF-8."
        )
    return f"has a character that no text may hold, U+{code:04X}. Delete it."


def _fault_of_quotes(error: Exception) -> str:
    if "expected after" in str(error):
        return (
            "has a quotation mark inside a cell. Write it twice, and put the cell into quotation "
            "marks."
        )
    return "has a quotation mark that is not closed. Close it."
