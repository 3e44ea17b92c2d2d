"""Bytes → text: UTF-8, UTF-16 with its mark, else one of the old encodings; never a guess unsaid.

A text that no XML and no JSON could hold is refused here, with the place, so that no later floor
meets a control character.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, NamedTuple

from graph.documents.western import encoding_of_western
from graph.errors import UnreadableError
from graph.values.characters import beyond_ascii, has_any
from graph.values.languages import detect_language

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32's begins like UTF-16's and comes first."""

OLD_ENCODINGS = (
    "cp1252", "cp1251", "cp1253", "cp1254", "koi8_r", "cp932", "euc_jp", "gb18030",
    "big5", "cp949",
)  # fmt: skip
SURE = {
    "cp932": ("ja",),
    "euc_jp": ("ja",),
    "cp1250": ("cs", "hu", "pl", "ro"),
}
"""Encodings that are taken where the text is then in one of these languages; nowhere else is
cp1250 likelier than cp1252, and Japanese in another encoding passes for Korean."""

PROVEN = SURE | {"gb18030": ("zh",), "big5": ("zh",), "cp949": ("ko",)}
"""Encodings that are taken in no other language, since they make characters of nearly any bytes:
“Amélie” would be “Am四ie”."""

CHUNK = 256 * 1024

MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
HIGH = re.compile(rb"[\x80-\xff]")
SURROGATE = re.compile(rb"\xed[\xa0-\xbf]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 (section 2.2) does not allow."""

CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")

NAMES = {0: "NUL", 0xFFFE: "a reversed byte order mark", 0xFFFF: "no character at all"}
SAVE = "Save it as UTF-8."


class Decoded(NamedTuple):
    """A text with line feeds as its line ends; `note` tells of an encoding that is not UTF-8."""

    text: str
    note: str


def decode(data: bytes, line: int = 1, byte: int = 0) -> Decoded:
    """The text that bytes are which begin in this line (from 1) and at this byte (from 0) of a
    file.

    >>> decode("Amélie\\r\\n".encode("utf-16")).text
    'Amélie\\n'

    Raises `UnreadableError` with line and column (from 1) or byte where it is none.
    """
    mark, encoding = mark_of(data)
    if not mark and b"\x00" in data:
        raise UnreadableError(
            f"This is not a text: byte {byte + data.index(0) + 1} is NUL. If it is a text, "
            f"{_lower(SAVE)}"
        )
    encoding = encoding if mark else encoding_of(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        raise UnreadableError(misfit(data, at, encoding, line, byte)) from None
    text = line_feeds(text)
    if fault := forbidden(text, line):
        raise UnreadableError(fault)
    return Decoded(text, note(encoding))


def line_feeds(text: str) -> str:
    """The text with line feeds for the line ends of Windows and of old Macs."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def mark_of(data: bytes) -> tuple[bytes, str]:
    """The byte order mark at the start, and the encoding it stands for; empty without one."""
    return next(((m, name) for m, name in MARKS if data.startswith(m)), (b"", ""))


def encoding_of(data: bytes) -> str:
    """The encoding of bytes without a mark; `utf-8` too for what is mostly that."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or not MULTIBYTE.search(data):
            return _old_encoding(data)
    return "utf-8"


def encoding_of_stream(stream: BinaryIO, advice: str) -> str:
    """The encoding of a stream, from all its bytes; leaves the stream behind the mark.

    Raises `UnreadableError`, with the advice, where it is no text.
    """
    start = stream.read(CHUNK)
    mark, encoding = mark_of(start)
    if not mark:
        if b"\x00" in start:
            raise UnreadableError(f"This is not a text: byte {start.index(0) + 1} is NUL. {advice}")
        encoding = _encoding_of_rest(stream, start)
    stream.seek(len(mark))
    return encoding


def note(encoding: str) -> str:
    """For the sentence that says what a file was taken for."""
    name = encoding.replace("cp125", "windows-125").replace("mac_roman", "macintosh")
    return "" if encoding == "utf-8" else f"; its bytes were read as {name}"


def first_forbidden(text: str) -> re.Match[str] | None:
    """The first character that no text may hold."""
    if not has_any(text, CONTROLS) and not FORBIDDEN.search(beyond_ascii(text)):
        return None
    return FORBIDDEN.search(text)


def forbidden(text: str, line: int = 1) -> str:
    """A sentence about the first character that no text may hold, seen from the line where the text
    begins; empty where all are well."""
    match = first_forbidden(text)
    if not match:
        return ""
    code = ord(match[0])
    line += text.count("\n", 0, match.start())
    column = match.start() - text.rfind("\n", 0, match.start())
    kind = NAMES.get(code, "half a character" if code > 0xD000 else "a control character")
    return (
        f"Line {line}, column {column} has a character that no text may hold: "
        f"U+{code:04X}, {kind}. Delete it."
    )


def misfit(data: bytes, at: int, encoding: str, line: int, byte: int) -> str:
    """A sentence about the byte, counted from 0, that does not fit the encoding; `line` and `byte`
    are where the data begin."""
    line += data.count(b"\n", 0, at)
    place = f"Line {line} (byte {byte + at + 1}"
    if encoding == "utf-8" and SURROGATE.match(data, at):
        return f"{place}) has half a character, a lone surrogate. {SAVE}"
    return (
        f"{place}, hexadecimal {data[at]:02X}) is not in the encoding of the rest, "
        f"{encoding.upper()}. The file mixes encodings or is damaged. {SAVE}"
    )


def _encoding_of_rest(stream: BinaryIO, start: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = start
    while chunk:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return encoding_of(chunk)
        chunk = stream.read(CHUNK)
    return "utf-8"


def _old_encoding(data: bytes) -> str:
    """The likeliest encoding from before UTF-8; `utf-8` where the bytes are mostly that."""
    from charset_normalizer import from_bytes

    rest, sequences = MULTIBYTE.subn(b"", data)
    if sequences >= len(HIGH.findall(rest)):
        return "utf-8"
    for encoding, languages in SURE.items():
        if detect_language(data.decode(encoding, "replace")) in languages:
            return encoding
    if western := encoding_of_western(data[:CHUNK]):
        return western
    best = from_bytes(data, cp_isolation=list(OLD_ENCODINGS)).best()
    return best.encoding if best and _is_proven(best.encoding, data) else "utf-8"


def _is_proven(encoding: str, data: bytes) -> bool:
    """Whether what is beyond ASCII is in the language of the encoding, where that has one."""
    words = beyond_ascii(data[:CHUNK].decode(encoding, "replace"))
    return encoding not in PROVEN or detect_language(words) in PROVEN[encoding]


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
