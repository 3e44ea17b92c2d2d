"""The values of a JSON text (RFC 8259), parsed one by one, so that a text of any size takes the
memory of its largest value. Numbers keep their wording, as everything does in this package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, NamedTuple, NoReturn, TextIO

from graph.documents.decoding import FORBIDDEN, encoding_of_stream, note
from graph.documents.files import LARGEST, File
from graph.records import Unreadable

CHUNK = 256 * 1024
MOST_FAULTS = 100
"""Lines that are no JSON, after which the rest is not read."""

BETWEEN = re.compile(r"[\s,]*")
ADVICE = "If it is JSON, save it in UTF-8."
REST = " What stands behind it was not read."


class Piece(NamedTuple):
    """A value with its text and first line; or the fault that it has. `within` is the key of the
    list that it was in, if any; `rest`: what stands behind it was not read for its fault."""

    value: Any
    text: str
    line: int
    fault: str = ""
    within: str = ""
    rest: bool = False


@contextmanager
def opened(file: File) -> Iterator[tuple[TextIO, str]]:
    """A file as a text that can be read again, and what is to be said of its encoding. Raises
    `UnreadableError`."""
    with file.path.open("rb") as binary:
        encoding = encoding_of_stream(binary, ADVICE)
        with TextIOWrapper(binary, encoding, errors="surrogateescape") as text:
            yield text, note(encoding)


def values(stream: TextIO) -> Iterator[Piece]:
    """The values of a text: those of its array, or one after the other, as on lines."""
    cursor, faults = Cursor(stream), 0
    array = cursor.peek() == "["
    if array:
        cursor.skip()
    while cursor.peek() != ("]" if array else ""):
        piece = cursor.value()
        faults += bool(piece.fault)
        goes_on = not piece.fault or (not array and faults <= MOST_FAULTS)
        yield piece if goes_on else _last(piece)
        if not goes_on or (piece.fault and not cursor.next_line()):
            return


def members(stream: TextIO, inside: Sequence[str] = ()) -> Iterator[tuple[str, Piece]]:
    """The members of the object to which the keys `inside` lead, each under its key; the values
    of an array one by one. On the way an array stands for its first value."""
    cursor = Cursor(stream)
    keys = _keys(cursor)
    for step in inside:
        for key in keys:
            if key == step:
                break
            if (piece := cursor.value()).fault:
                yield key, _last(piece)
                return
        keys = _keys(cursor)
    for key in keys:
        for piece in _spread(cursor):
            yield key, _last(piece) if piece.fault else piece
            if piece.fault:
                return
    if cursor.peek() != "}":
        yield "", _last(Piece(None, "", cursor.line, "is no key of an object."))


def _keys(cursor: Cursor) -> Iterator[str]:
    """The keys of the object that begins here; behind each its value is the next."""
    for opening in "[", "{":
        if cursor.peek() == opening:
            cursor.skip()
    while cursor.peek() == '"' and not (key := cursor.value()).fault and cursor.peek() == ":":
        cursor.skip()
        yield key.value


def _spread(cursor: Cursor) -> Iterator[Piece]:
    """The value that begins here; of an array its values, up to the first with a fault."""
    if cursor.peek() != "[":
        yield cursor.value()
        return
    cursor.skip()
    while cursor.peek() != "]":
        yield cursor.value()
    cursor.skip()


def _last(piece: Piece) -> Piece:
    """A fault behind which nothing is read."""
    return piece._replace(fault=piece.fault + REST, rest=True)


def unreadable(piece: Piece, what: str, source: str) -> Unreadable | None:
    """What keeps a piece, a `what` to people, from being a document; None where nothing does."""
    if fault := piece.fault or fault_of(piece.value):
        reason = f"The {what} that begins in line {piece.line} {fault}"
        return Unreadable(source, reason, rest=piece.rest)
    return None


def fault_of(value: Any) -> str:
    """What keeps a value from being a document, or nothing."""
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


def _said(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else f"{error} is no number"


def _refused(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refused)


@dataclass(slots=True)
class Cursor:
    """A place in a text that is read on as far as it is needed."""

    stream: TextIO
    line: int = 1
    _buffer: str = ""
    _at: int = 0

    def peek(self) -> str:
        """The next sign behind blanks and commas, to which it goes; "" at the end."""
        while True:
            if found := BETWEEN.match(self._buffer, self._at):
                self.line += found[0].count("\n")
                self._at = found.end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def skip(self) -> None:
        """Go on by a sign."""
        self._at += 1

    def value(self) -> Piece:
        """The next value, behind which it goes; it stays where there is none."""
        self.peek()
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
                piece = Piece(value, self._buffer[self._at : end], self.line)
                self.line += piece.text.count("\n")
                self._at = end
                return piece

    def next_line(self) -> bool:
        """Go to the next line; whether there is one."""
        while (end := self._buffer.find("\n", self._at)) < 0:
            self._at = len(self._buffer)
            if not self._more():
                return False
        self.line += 1
        self._at = end + 1
        return True

    def _faulty(self, fault: str) -> Piece:
        return Piece(None, "", self.line, fault)

    def _more(self) -> bool:
        """Read on, as much as there is unread, so that the work stays in proportion."""
        rest = self._buffer[self._at :]
        chunk = self.stream.read(max(CHUNK, len(rest)))
        self._buffer, self._at = rest + chunk, 0
        return bool(chunk)
