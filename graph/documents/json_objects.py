"""JSON (RFC 8259) and JSON Lines: one document for each object of an array or on a line.

A file is parsed value by value and takes the memory of its largest one. Numbers keep their
wording, as everything does in this package.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, NamedTuple, NoReturn, TextIO

from graph.documents.decoding import FORBIDDEN, encoding_of_stream, note
from graph.documents.files import LARGEST, File, part
from graph.errors import UnreadableError
from graph.records import Document, Unreadable

CHUNK = 256 * 1024
MOST_FAULTS = 100
"""Lines that are no JSON, after which the rest is not read."""

BETWEEN = re.compile(r"[\s,]*")
ADVICE = "If it is JSON, save it in UTF-8."
LINKED = re.compile(rb'"@(?:context|graph|type|id)"\s{0,20}:')
"""What makes it JSON-LD, which is no table."""


class Piece(NamedTuple):
    """A value with its text and first line; or the fault that it has, and whether the `rest` of
    the file is not read for it."""

    value: Any
    text: str
    line: int
    fault: str = ""
    rest: bool = False


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is JSON, but not JSON-LD."""
    bare = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bare[:1] in (b"[", b"{") and not LINKED.search(start)


def read(file: File) -> Iterator[Document | Unreadable]:
    """One outcome for each value. Raises `UnreadableError` for a file without any."""
    with file.path.open("rb") as binary:
        encoding = encoding_of_stream(binary, ADVICE)
        with TextIOWrapper(binary, encoding, errors="surrogateescape") as text:
            because = f"JSON: the file ends in {file.suffix} and begins like it{note(encoding)}."
            number = 0
            for number, piece in enumerate(_opened(iter(Values(text))), 1):
                yield _outcome(piece, part(file.source, "item", number), because)
    if not number:
        raise UnreadableError("The file holds no object. It needs one for each review.")


def _outcome(piece: Piece, source: str, because: str) -> Document | Unreadable:
    fault = piece.fault or _fault(piece.value)
    if fault:
        reason = f"The value that begins in line {piece.line} {fault}"
        return Unreadable(source, reason, rest=piece.rest)
    return Document(
        source=source,
        format="json",
        because=because,
        digest=hashlib.sha256(piece.text.encode(errors="surrogatepass")).hexdigest(),
        text="",
        metadata=piece.value,
        lines=dict.fromkeys(piece.value, piece.line),
        first_line=piece.line,
    )


def _fault(value: Any) -> str:
    if not isinstance(value, dict):
        return "is no object with keys. Write it as {“title”: …}."
    left: list[Any] = [value]
    while left:
        inner = left.pop()
        if isinstance(inner, dict):
            left += [*inner, *inner.values()]
        elif isinstance(inner, list):
            left += inner
        elif isinstance(inner, str) and (found := FORBIDDEN.search(inner)):
            return f"has a character that no text may hold, U+{ord(found[0]):04X}. Delete it."
    return ""


def _opened(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The values; of an object whose one key has an array of objects, those."""
    for piece in pieces:
        whole = piece.value
        items = next(iter(whole.values())) if isinstance(whole, dict) and len(whole) == 1 else None
        if isinstance(items, list) and items and all(isinstance(item, dict) for item in items):
            for item in items:
                yield Piece(item, json.dumps(item), piece.line)
        else:
            yield piece


def _said(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else f"{error} is no number"


def _refused(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refused)


@dataclass(slots=True)
class Values:
    """The values of a text: those of its array, or one after the other, as on lines."""

    stream: TextIO
    _buffer: str = ""
    _at: int = 0
    _line: int = 1
    _array: bool = False
    _faults: int = 0

    def __iter__(self) -> Iterator[Piece]:
        self._more()
        self._pass(BETWEEN)
        self._array = self._buffer.startswith("[", self._at)
        self._at += self._array
        while self._begins():
            piece, end = self._value()
            yield piece
            self._line += self._buffer.count("\n", self._at, end)
            self._at = end
            if piece.fault and not self._recovers():
                return

    def _begins(self) -> bool:
        """Whether there is another value."""
        self._pass(BETWEEN)
        while self._at == len(self._buffer):
            if not self._more():
                return self._array  # which has not ended
            self._pass(BETWEEN)
        return not (self._array and self._buffer[self._at] == "]")

    def _value(self) -> tuple[Piece, int]:
        """The next value, and where it ends."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._buffer, self._at)
            except RecursionError:
                return self._faulty("is nested too deeply.")
            except ValueError as error:
                if len(self._buffer) - self._at > LARGEST:
                    size = LARGEST // (1024 * 1024)
                    return self._faulty(f"is no JSON, or longer than {size} MB.")
                if not self._more():
                    return self._faulty(f"is no valid JSON ({_said(error)}).")
            else:
                return Piece(value, self._buffer[self._at : end], self._line), end

    def _faulty(self, fault: str) -> tuple[Piece, int]:
        ends = self._array or self._faults >= MOST_FAULTS
        said = f"{fault} What stands behind it was not read." if ends else fault
        return Piece(None, "", self._line, said, rest=ends), self._at

    def _pass(self, what: re.Pattern[str]) -> None:
        found = what.match(self._buffer, self._at)
        if found:
            self._line += found[0].count("\n")
            self._at = found.end()

    def _recovers(self) -> bool:
        """Go to the next line behind a fault; whether there is one, and lines mean something."""
        self._faults += 1
        if self._array or self._faults > MOST_FAULTS:
            return False
        end = self._buffer.find("\n", self._at)
        while end < 0:
            self._at = len(self._buffer)
            if not self._more():
                return False
            end = self._buffer.find("\n", self._at)
        self._line += 1
        self._at = end + 1
        return True

    def _more(self) -> bool:
        """Read on, as much as there is unread, so that the work stays in proportion."""
        rest = self._buffer[self._at :]
        chunk = self.stream.read(max(CHUNK, len(rest)))
        self._buffer, self._at = rest + chunk, 0
        return bool(chunk)
