"""JSON Feed (https://www.jsonfeed.org/version/1.1/): one document for each item, its HTML as text.

An item without authors or language has those of the feed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from graph.documents.files import LATEST, File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.json_values import Piece, fault_of, members, opened, unreadable
from graph.errors import UnreadableError
from graph.records import Document, Unreadable

RECOGNISED = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\b')
SAID = ("title", "summary", "url", "date_published", "language", "tags")
"""Keys that are handed on; `external_url` is not, which may lead to anybody's page."""

OF_FEED = ("authors", "author", "language")
"""What a feed says for all of its items; `author` is version 1.0's."""


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is a JSON Feed."""
    return RECOGNISED.search(start.replace(b"\x00", b"")) is not None


def read(file: File) -> Iterator[Document | Unreadable]:
    """One outcome for each item, whose source has its id. Raises `UnreadableError`."""
    parts, number = Parts(file.source, LATEST), 0
    with opened(file) as (text, encoding):
        because = f"JSON Feed: the file ends in {file.suffix} and names that format{encoding}."
        start, common = text.tell(), _common(text)
        text.seek(start)
        for key, piece in members(text):
            if key == "items" or piece.fault:
                number += 1
                yield _outcome(piece, parts.named(_id(piece.value) or str(number)), because, common)
    if not number:
        raise UnreadableError("The feed has no items. It needs one for each review.")


def _common(text: TextIO) -> dict[str, Any]:
    """What stands beside the items, before or behind them."""
    said: dict[str, Any] = {}
    for key, piece in members(text):
        if key in OF_FEED and isinstance(piece.value, dict):
            said.setdefault(key, []).append(piece.value)
        elif key in OF_FEED:
            said[key] = piece.value
    return {} if fault_of(said) else said


def _id(item: Any) -> str:
    return str(item.get("id") or item.get("url") or "") if isinstance(item, dict) else ""


def _outcome(
    piece: Piece, source: str, because: str, common: dict[str, Any]
) -> Document | Unreadable:
    item = piece.value
    if fault := unreadable(piece, "item", source):
        return fault
    said = {key: value for key in SAID if (value := item.get(key) or common.get(key))}
    if authors := _authors(item) or _authors(common):
        said["authors"] = authors
    markup, words = item.get("content_html"), item.get("content_text")
    text = to_markdown(markup) if isinstance(markup, str) and markup else words
    return Document(
        source=source,
        format="feed",
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((said, markup or words))).hexdigest(),
        text=text.strip() if isinstance(text, str) else "",
        metadata=said,
        lines=dict.fromkeys(said, piece.line),
        first_line=piece.line,
    )


def _authors(said: dict[str, Any]) -> list[str]:
    """The names of the authors, as either version has them."""
    given = said.get("authors") or said.get("author") or []
    people = given if isinstance(given, list) else [given]
    return [p["name"] for p in people if isinstance(p, dict) and isinstance(p.get("name"), str)]
