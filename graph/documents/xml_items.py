"""Items of an XML feed or export, one after the other: the memory of one, whatever the length.

libxml2 reads on past a fault; the item in which it lies, and no other, is unreadable. Entities
are not expanded, no DTD is loaded and nothing is fetched.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from graph.documents.files import LARGEST
from graph.errors import UnreadableError

CHUNK = 64 * 1024
MOST_FAULTS = 100
CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
"""Bytes that XML forbids and blogs contain; where they can be nothing else, they are left out."""

HARMLESS = frozenset(("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY"))
"""HTML's names for characters, which feeds use undeclared."""

CUT_OFF = "The file ends too early: what stood behind the last item is missing. Export it again."
TAIL = 10_000
"""Bytes in which the root is closed; behind it some programs write a comment."""

ATOM = "{http://www.w3.org/2005/Atom}"
PREFIXES = (
    (re.compile(r"https?://www\.w3\.org/2005/Atom|https?://purl\.org/rss/1\.0/"), ""),
    (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/"), "content:"),
    (re.compile(r"https?://purl\.org/dc/elements/1\.1/"), "dc:"),
    (re.compile(r"https?://wordpress\.org/export/[0-9.]{1,5}/excerpt/"), "excerpt:"),
    (re.compile(r"https?://wordpress\.org/export/[0-9.]{1,5}/"), "wp:"),
    (re.compile(r"https?://purl\.org/atom/app#|https?://www\.w3\.org/2007/app"), "app:"),
    (re.compile(r"https?://purl\.org/syndication/thread/1\.0"), "thr:"),
    (re.compile(r"https?://schemas\.google\.com/blogger/2018"), "blogger:"),
    (re.compile(r"https?://letterboxd\.com/?"), "letterboxd:"),
    (re.compile(r"https?://(?:www\.)?themoviedb\.org/?"), "tmdb:"),
)
"""The prefixes that are used here, whatever the file's own are."""


@dataclass(frozen=True, slots=True)
class Item:
    """The children of an element by their names, as in `dc:creator`; of one with a `fault` in its
    XML those that can be told. `rest`: what stands behind it is missing."""

    line: int
    children: dict[str, list[Any]]
    fault: str = ""
    rest: bool = False

    def text(self, *names: str) -> str:
        """The words of the first of these children that has any."""
        found = (words for name in names for words in self.texts(name))
        return next(found, "")

    def texts(self, name: str) -> list[str]:
        """The words of all children of a name, empty ones left out."""
        return [words for child in self.children.get(name, ()) if (words := text_of(child))]


class Fault(NamedTuple):
    """A place where XML goes wrong, and how."""

    line: int
    sentence: str


def items(stream: BinaryIO, names: tuple[str, ...]) -> Iterator[Item]:
    """What stands before the first of the elements so named, then each of these.

    An item is good until the next is asked for. Raises `UnreadableError` where one is too long,
    or too much is wrong.
    """
    clean = _Clean(stream)
    parser = etree.iterparse(
        clean, events=("start", "end"), tag=[f"{{*}}{name}" for name in names], recover=True,
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
    )  # fmt: skip
    held: Any = None
    ended: Any = None
    try:
        for event, element in parser:
            if event == "end":
                ended = element
                continue
            if held is None:
                yield Item(1, _by_name(element.itersiblings(preceding=True)))
            else:  # an item begins where the one before has ended, or should have
                yield _item(held, _faults(parser), element.sourceline)
                _forget(held, ended)
            held, clean.size = element, 0
    except etree.XMLSyntaxError as error:
        if held is None:
            raise UnreadableError(f"This is no XML: {error.msg}.") from None
    if held is not None:
        last = _item(held, _faults(parser), _last_line(held))
        yield from [last] if clean.ends(held.getroottree().getroot()) else _cut_off(last)


def text_of(element: Any) -> str:
    """The words in an element, without space around them; of a person in Atom the name (RFC 4287,
    section 3.2)."""
    if len(element) and (name := next(element.iterchildren(f"{ATOM}name"), None)) is not None:
        element = name
    return html.unescape("".join(element.itertext())).strip()


def _item(element: Any, faults: list[Fault], end: int) -> Item:
    """The item, unreadable if a fault lies between its first line and its last."""
    start = element.sourceline
    fault = next((fault for fault in faults if start <= fault.line <= end), None)
    if fault:
        told = f"Its XML goes wrong in line {fault.line}: {fault.sentence}."
        return Item(start, _by_name(element), told)
    return Item(start, _by_name(element))


def _cut_off(last: Item) -> Iterator[Item]:
    """The last item of a file that ends too early; and that it does, where the item is whole."""
    if last.fault:
        yield replace(last, rest=True)
    else:
        yield last
        yield Item(last.line, {}, CUT_OFF, rest=True)


def _last_line(element: Any) -> int:
    last = element
    while len(last):
        last = last[-1]
    line = last.sourceline + (last.text or "").count("\n")
    while last is not element:
        line += (last.tail or "").count("\n")
        last = last.getparent()
    return int(line)


def _by_name(elements: Any) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for element in elements:
        if isinstance(element.tag, str):
            found[_qualified(element.tag)].append(element)
    return found


def _qualified(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    prefix = (p for pattern, p in PREFIXES if pattern.fullmatch(namespace[1:]))
    return next(prefix, "" if not namespace else "other:") + local


def _faults(parser: Any) -> list[Fault]:
    found = [Fault(e.line, e.message) for e in parser.error_log if e.type_name not in HARMLESS]
    if len(found) > MOST_FAULTS:
        raise UnreadableError(
            f"More than {MOST_FAULTS} places are no valid XML, the first in line {found[0].line}. "
            "What stands behind them was not read; export the file again."
        )
    return [fault for fault in found if "namespace" not in fault.sentence.lower()]


def _forget(element: Any, ended: Any) -> None:
    """Free an item and what stands before it, unless libxml2 is still inside it."""
    if element is not ended:
        return
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Clean:
    """A stream without control characters, that ends in an error when an item has no end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._wide: bool | None = None
        self._tail = b""
        self.size = 0

    def read(self, size: int = CHUNK) -> bytes:
        data = self._stream.read(size)
        if self._wide is None:
            self._wide = b"\x00" in data  # UTF-16, in which every byte may be any
        self.size += len(data)
        self._tail = (self._tail + data.replace(b"\x00", b"")).rstrip()[-TAIL:]
        if self.size > LARGEST + CHUNK:
            raise UnreadableError(
                f"An item is longer than {LARGEST // (1024 * 1024)} MB, which no review is. "
                "From there on the file was not read."
            )
        return data if self._wide else data.translate(None, CONTROLS)

    def ends(self, root: Any) -> bool:
        """Whether what was read last closes the root."""
        local = etree.QName(root).localname
        name = f"{root.prefix}:{local}" if root.prefix else local
        return f"</{name}".encode() in self._tail
