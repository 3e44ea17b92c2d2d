"""The block in the bytes of a page: found, written, refreshed, taken out.

The page is never parsed and written anew. Bytes before and behind the block stay as they are, in
whatever encoding, with their mark and their line ends; what is taken out leaves the page that was
there before.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from functools import cached_property

from graph.documents.decoding import mark_of
from graph.documents.html import CHARSET, JSON_LD, OURS
from graph.embedding.tags import Tag, Unclosed, tags
from graph.errors import UnreadableError

START, END = f'<script type="{JSON_LD}" id="{OURS}">', "</script>"
"""The element that holds our block; none without its id is ever touched."""

SHIFTING = ("iso2022", "hz", "utf_7", "utf-7")
"""Encodings in which the byte of “<” may be a part of another character."""

PLACES = ("head", "body", "html")
"""The block stands before the end tag of the first of these elements that has one."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Page:
    """The bytes of a page. Its methods raise `UnreadableError` where no block can stand in it."""

    data: bytes

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """From where to where our blocks go, in characters; one, unless somebody copied it."""
        return self._scanned[0]

    def with_block(self, script: str) -> bytes:
        """The page with the block in it, in place of the one that was there.

        `script` is JSON as `jsonld.script` writes it.
        """
        blocks, place = self._scanned
        spans = list(blocks) or [(place, place)]
        return self._replaced(spans, self._element(script))

    def without_block(self) -> bytes:
        """The page without our block; the same bytes where it has none."""
        return self._replaced(list(self.blocks), "")

    def _replaced(self, spans: list[tuple[int, int]], element: str) -> bytes:
        """The page with one element in place of what stood at the first of some places, and
        nothing at the others."""
        parts, done = [], 0
        for start, end in spans:
            parts += [self.data[done : self._byte(start)], element.encode(self._written_in)]
            done, element = self._byte(end), ""
        return b"".join([*parts, self.data[done:]])

    def _element(self, script: str) -> str:
        """The element with the line ends of the page, on one line where the page has but one."""
        rest = self.without_block() if self.blocks else self.data
        found = _LINE_END.search(self._decoded(rest))
        lines = [line.strip() for line in script.split("\n")] if not found else script.split("\n")
        end = found[0] if found else ""
        text = f"{START}{end}{end.join(lines)}{end}{END}"
        return text if self._written_in != "ascii" else _NOT_ASCII.sub(_escaped, text)

    # --- encoding ---------------------------------------------------------------------------

    @cached_property
    def _mark(self) -> tuple[bytes, str]:
        return mark_of(self.data)

    @cached_property
    def _wide(self) -> str:
        """The encoding, where an ASCII character takes several bytes."""
        return self._mark[1] if self._mark[1] not in ("", "utf-8") else ""

    @cached_property
    def _written_in(self) -> str:
        """The encoding for what is added: that of the page where it is Unicode. Every other one
        has the characters of ASCII, and JSON can say all others with them."""
        if self._mark[1]:
            return self._mark[1]
        declared = CHARSET.search(self.data[:4096])
        try:
            name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
            text = self.data.decode(name)
        except (LookupError, UnicodeError):
            return "ascii"
        known = declared or not text.isascii()  # else a server may call it anything
        return "utf-8" if name == "utf-8" and known else "ascii"

    @cached_property
    def _text(self) -> str:
        """A character for each byte, unless the encoding is wide."""
        declared = CHARSET.search(self.data[:4096])
        name = declared[1].decode().lower() if declared and not self._mark[0] else ""
        if name.replace("-", "").startswith(SHIFTING) or name in SHIFTING:
            raise UnreadableError(f"Pages in {name} cannot be changed. Save it as UTF-8.")
        return self._decoded(self.data)

    def _decoded(self, data: bytes) -> str:
        if not self._wide:
            return data.decode("latin-1")
        try:
            return data[len(self._mark[0]) :].decode(self._wide)
        except UnicodeDecodeError as error:
            raise UnreadableError(f"This is no {self._wide.upper()}. Save it as UTF-8.") from error

    def _byte(self, character: int) -> int:
        if not self._wide:
            return character
        return len(self._mark[0]) + len(self._text[:character].encode(self._wide))

    # --- places -----------------------------------------------------------------------------

    @cached_property
    def _scanned(self) -> tuple[tuple[tuple[int, int], ...], int]:
        """Our blocks, and where one is to be put."""
        blocks, ends, opened = list[tuple[int, int]](), dict[str, int](), -1
        for tag in tags(self._text):
            if isinstance(tag, Unclosed):
                ends.setdefault("", tag.start)
                break
            if opened >= 0:  # what follows a script's start tag is its end tag
                blocks.append((opened, tag.end))
                opened = -1
            elif _is_ours(tag):
                opened = tag.start
            elif tag.closing and tag.name in PLACES and not (tag.name == "head" and "head" in ends):
                ends[tag.name] = tag.start
        return tuple(blocks), self._place(ends)

    def _place(self, ends: dict[str, int]) -> int:
        for name in PLACES:
            if name in ends:
                return ends[name]
        if "" in ends:
            line = self._text.count("\n", 0, ends[""]) + 1
            raise UnreadableError(
                f"A comment, a tag or a script has no end (line {line}). Close it."
            )
        return len(self._text)


def _is_ours(tag: Tag) -> bool:
    stated = tag.attributes.get("type", "").partition(";")[0].strip().lower()
    ours = stated == JSON_LD and tag.attributes.get("id") == OURS
    return ours and tag.name == "script" and not tag.closing


def _escaped(character: re.Match[str]) -> str:
    return json.dumps(character[0])[1:-1]
