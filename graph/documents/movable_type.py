"""Movable Type's import and export format, TypePad's too: one document for each published entry.

Fields “KEY: value”, then sections such as BODY, each ended by five dashes, an entry by eight
(https://movabletype.org/documentation/appendices/import-export-format.html). What readers have
written, COMMENT and PING, is not the author's and is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from graph.documents.decoding import Decoded, decode, encoding_of, line_feeds
from graph.documents.files import LARGEST, File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.shortcodes import stated, without
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

RECOGNISED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,9}(?:AUTHOR|TITLE): .*?\n-----\r?\nBODY:", re.S)
ENTRY_END, SECTION_END = b"--------", "-----"
FIELD = re.compile(r"(?P<key>[A-Z][A-Z ]{1,30}):[ \t]?(?P<value>.*)")
BODIES = ("BODY", "EXTENDED BODY")
SAID = {
    "TITLE": "title", "AUTHOR": "author", "DATE": "date", "UNIQUE URL": "link",
    "CATEGORY": "category", "TAGS": "tags", "KEYWORDS": "keywords", "EXCERPT": "excerpt",
}  # fmt: skip
"""The key under which each is handed on."""

CATEGORIES = ("PRIMARY CATEGORY", "CATEGORY")
PUBLISHED = ("publish", "published")
AS_IT_IS = ("0", "richtext", "markdown", "markdown_with_smartypants", "textile_2")
"""Values of CONVERT BREAKS with which a line feed is no line break."""


class Raw(NamedTuple):
    """The bytes of an entry, and where in the file they begin: the line from 1, the byte from 0."""

    data: bytes
    line: int
    byte: int


class Entry(NamedTuple):
    """The first value of each of an entry's fields and sections, and all its categories."""

    told: dict[str, str]
    categories: list[str]


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is an export of Movable Type."""
    return RECOGNISED.match(start) is not None


def read(file: File) -> Iterator[Document | Skipped | Unreadable]:
    """One outcome for each entry, whose source has its BASENAME or its number."""
    because = f"Movable Type export: the file ends in {file.suffix} and has its sections."
    parts = Parts(file.source, "entry")
    with file.path.open("rb") as stream:
        for number, raw in enumerate(_entries(stream), 1):
            decoded, fault = _decoded(raw)
            entry = _entry(decoded.text)
            source = parts.named(entry.told.get("BASENAME") or str(number))
            why = f"{because.rstrip('.')}{decoded.note}."
            yield Unreadable(source, fault) if fault else _outcome(entry, source, why, raw.line)


def _entries(stream: BinaryIO) -> Iterator[Raw]:
    """The entries one after the other. Raises `UnreadableError` for one that is too long."""
    held: list[bytes] = []
    first, at, size = 1, 0, 0
    for number, line in enumerate(stream, 1):
        size += len(line)
        if line.rstrip() == ENTRY_END:
            yield from _filled(held, first, at)
            held, first, at, size = [], number + 1, at + size, 0
            continue
        held.append(line)
        if size > LARGEST:
            raise UnreadableError(
                f"The entry that begins in line {first} is longer than "
                f"{LARGEST // (1024 * 1024)} MB, which no review is. From there on the file "
                "was not read."
            )
    yield from _filled(held, first, at)


def _filled(lines: list[bytes], first: int, at: int) -> Iterator[Raw]:
    whole = b"".join(lines)
    if data := whole.strip():
        blank = whole[: len(whole) - len(whole.lstrip())]
        yield Raw(data, first + blank.count(b"\n"), at + len(blank))


def _decoded(raw: Raw) -> tuple[Decoded, str]:
    """The text of an entry; where it is none, what can be read of it, and what is wrong."""
    try:
        return decode(raw.data, raw.line, raw.byte), ""
    except UnreadableError as error:
        legible = raw.data.decode(encoding_of(raw.data), errors="replace")
        return Decoded(line_feeds(legible), ""), str(error)


def _entry(text: str) -> Entry:
    head, *sections = f"\n{text}\n".split(f"\n{SECTION_END}\n")
    told: dict[str, str] = {}
    categories: list[str] = []
    for field in filter(None, map(FIELD.fullmatch, head.split("\n"))):
        told.setdefault(field["key"], field["value"].strip())
        categories += [field["value"].strip()] if field["key"] in CATEGORIES else []
    for section in sections:
        name, _, words = section.lstrip("\n").partition("\n")
        if opening := FIELD.fullmatch(name):
            told.setdefault(opening["key"], words.strip())
    return Entry(told, list(dict.fromkeys(categories)))


def _outcome(entry: Entry, source: str, because: str, line: int) -> Document | Skipped:
    status = entry.told.get("STATUS") or PUBLISHED[0]
    if status.casefold() not in PUBLISHED:
        return Skipped(source, f"It is not published: its status says “{status[:40]}”.")
    markup = "\n\n".join(filter(None, map(entry.told.get, BODIES)))
    told = entry.told | {"CATEGORY": entry.categories}
    said = {key: words for name, key in SAID.items() if (words := told.get(name))}
    said |= stated(markup)
    breaks = entry.told.get("CONVERT BREAKS", "") not in AS_IT_IS
    return Document(
        source=source,
        format="movable-type",
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((said, markup))).hexdigest(),
        text=to_markdown(without(markup), lines=breaks).strip(),
        metadata=said,
        lines=dict.fromkeys(said, line),
        first_line=line,
        day_first=False,
    )
