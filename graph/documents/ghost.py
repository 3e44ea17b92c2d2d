"""Ghost's export (JSON): one document for each published post, with its tags and authors.

Pages, drafts and what only members may read are no reviews that anybody published.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

import msgspec

from graph.documents.files import File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.json_values import Piece, fault_of, members, opened, unreadable
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

RECOGNISED = re.compile(rb'[\s\xef\xbb\xbf\xff\xfe]*\{\s*"db"\s*:\s*\[\s*\{\s*"(?:meta|data)"\s*:')
INSIDE = ("db", "data")
"""The keys that lead to the tables of the export."""

TABLES = {"tags": "tag_id", "users": "author_id"}
"""Tables of things with names, each with the key by which posts refer to them."""

LINKS = {"posts_tags": "tags", "posts_authors": "users"}
"""Tables that say which posts have which of these."""

SAID = ("title", "published_at", "canonical_url", "custom_excerpt")
INTERNAL = "#"
"""What the name of a tag begins with that readers do not see."""


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is an export of Ghost."""
    return RECOGNISED.match(start.replace(b"\x00", b"")) is not None


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each post, whose source has its id. Raises `UnreadableError`."""
    parts, number = Parts(file.source, "post"), 0
    with opened(file) as (text, encoding):
        because = f"Ghost's export: the file ends in {file.suffix} and begins like it{encoding}."
        start, names = text.tell(), Names.of(text)
        text.seek(start)
        for table, piece in members(text, INSIDE):
            if table == "posts" or piece.fault:
                number += 1
                which = piece.value.get("id") if isinstance(piece.value, dict) else ""
                yield _outcome(piece, parts.named(str(which or f"no {number}")), because, names)
    if not number:
        raise UnreadableError("The export has no posts. Export the content of the site anew.")


@dataclass(slots=True)
class Names:
    """What posts refer to: names by table and id, and ids by post and table, in their order."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    links: dict[tuple[str, str], list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, text: TextIO) -> Names:
        """Those of an export, of which each row stands before or behind the posts."""
        found = cls()
        for table, piece in members(text, INSIDE):
            row = piece.value
            if (table in TABLES or table in LINKS) and not fault_of(row):
                found._take(table, row)
        return found

    def _take(self, table: str, row: dict[str, Any]) -> None:
        if table in TABLES:
            self.names[table, str(row.get("id"))] = str(row.get("name") or "")
            return
        of, order = LINKS[table], str(row.get("sort_order") or "")
        place = int(order) if order.isdecimal() else 0
        self.links[str(row.get("post_id")), of].append((place, str(row.get(TABLES[of]))))

    def said(self, post: dict[str, Any], table: str) -> list[str]:
        """The names that a post has in a table."""
        linked = sorted(self.links.get((str(post.get("id")), table), ()))
        ids = [which for _, which in linked] or [str(post.get(TABLES[table]))]
        found = (self.names.get((table, which), "") for which in ids)
        return [name for name in found if name and not name.startswith(INTERNAL)]


def _outcome(
    piece: Piece, source: str, because: str, names: Names
) -> Document | Unreadable | Skipped:
    post = piece.value
    if fault := unreadable(piece, "post", source):
        return fault
    if why := _why_not(post):
        return Skipped(source, why)
    said: dict[str, Any] = {key: value for key in SAID if (value := post.get(key))}
    said |= {"authors": names.said(post, "users"), "tags": names.said(post, "tags")}
    said = {"summary" if key == "custom_excerpt" else key: v for key, v in said.items() if v}
    markup, words = post.get("html"), post.get("plaintext")
    text = to_markdown(markup) if isinstance(markup, str) and markup else words
    return Document(
        source=source,
        format="ghost",
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((said, text))).hexdigest(),
        text=text.strip() if isinstance(text, str) else "",
        metadata=said,
        lines=dict.fromkeys(said, piece.line),
        first_line=piece.line,
    )


def _why_not(post: dict[str, Any]) -> str:
    status, access = post.get("status") or "published", post.get("visibility") or "public"
    if post.get("type") == "page" or post.get("page") in (True, "1"):  # the latter of old
        return "It is a page of the site, not a review."
    if status != "published":
        return f"It is not published: its status says “{str(status)[:40]}”."
    if access != "public":
        return f"It is not for everybody: its visibility says “{str(access)[:40]}”."
    return ""
