"""RSS (0.9x, 1.0, 2.0) and Atom (RFC 4287): one document for each item, its HTML as text.

Letterboxd's feeds say which film an item is about; what in them is no review, such as a list, is
skipped here, where the format shows it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from graph.documents import blogger
from graph.documents.files import LATEST, File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.xml_items import Item, items, text_of
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

RECOGNISED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
NAMES = ("item", "entry")
SAID = (
    "title", "pubDate", "published", "dc:date", "updated", "dc:creator", "author",
    "letterboxd:filmTitle", "letterboxd:filmYear", "letterboxd:memberRating",
    "letterboxd:watchedDate", "letterboxd:rewatch", "tmdb:movieId", "tmdb:tvId",
)  # fmt: skip
"""Elements whose words are handed on under their names."""

AUTHORS = ("dc:creator", "author")
"""Those of which there may be several."""

BODIES = ("content:encoded", "content", "description", "summary")
TEASER = re.compile(
    r"(?:\[(?:…|\.{3})\]|…|\.{3}|\(?(?:Continue|Read|Weiter|Leer|Lire)\b.{0,80})\s*\Z"
)
COMMENT = re.compile(r"#comment-[0-9]{1,20}\Z")
"""How the addresses of WordPress' comments end, of which it has a feed, too."""

WATCHED = re.compile(r"Watched on \w{6,9} (\w{3,9} [0-9]{1,2}, [0-9]{4})\.")
SPOILERS = re.compile(r"\*?(This review may contain spoilers\.)\*?")
NOT_WORDS = re.compile(rf"(?:{WATCHED.pattern}|{SPOILERS.pattern})\s*")
"""What Letterboxd adds to an item, or has instead of a review."""


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is a feed."""
    return RECOGNISED.search(start.replace(b"\x00", b"")) is not None


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each item, whose source has its guid. Raises `UnreadableError`."""
    parts, number = Parts(file.source, LATEST), 0
    because = f"RSS or Atom: the file ends in {file.suffix} and holds a feed."
    with file.path.open("rb") as stream:
        numbered = enumerate(items(stream, NAMES))
        next(numbered, None)  # what stands before the items
        for number, item in numbered:
            yield _outcome(item, parts.named(_guid(item) or str(number)), because)
    if not number:
        raise UnreadableError("The feed has no items. It needs one for each review.")


def _outcome(item: Item, source: str, because: str) -> Document | Unreadable | Skipped:
    if item.fault:
        return Unreadable(source, item.fault, rest=item.rest)
    if "letterboxd-list" in _guid(item):
        return Skipped(source, "It is a list, not a review: its guid says so.")
    if COMMENT.search(_guid(item)):
        return Skipped(source, "It is a reader's comment, not a review: its guid says so.")
    if why := blogger.why_not(item):
        return Skipped(source, why)
    said: dict[str, Any] = {name: words for name in SAID if (words := item.text(name))}
    said |= {name: named for name in AUTHORS if len(named := item.texts(name)) > 1}
    said |= {"link": _link(item), "category": _categories(item)}
    said = {key: value for key, value in said.items() if value}
    markup, name = _body(item)
    text = to_markdown(markup)
    if _guid(item).startswith("letterboxd-"):
        if (seen := WATCHED.search(text)) and "letterboxd:watchedDate" not in said:
            said["letterboxd:watchedDate"] = seen[1]  # as feeds of old have it
        if warning := SPOILERS.search(text):
            said["spoilers"] = warning[1]
        text = NOT_WORDS.sub("", text)
    if TEASER.search(text) and name in ("description", "summary"):
        said["summary"], text = text, ""
    return Document(
        source=source,
        format="feed",
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((said, markup))).hexdigest(),
        text=text.strip(),
        metadata=said,
        lines=dict.fromkeys(said, item.line),
        first_line=item.line,
    )


def _guid(item: Item) -> str:
    return item.text("guid", "id") or _link(item)


def _link(item: Item) -> str:
    """The address of the page: RSS has it as words, Atom as an attribute."""
    links = item.children.get("link", ())
    own = (e.get("href") for e in links if e.get("rel", "alternate") == "alternate")
    return item.text("link") or next((address for address in own if address), "")


def _categories(item: Item) -> list[str]:
    terms = [e.get("term", "") for e in item.children.get("category", ())]
    return [*item.texts("category"), *(t for t in terms if t and not blogger.is_kind(t))]


def _body(item: Item) -> tuple[str, str]:
    """The item's HTML, and the element that has it."""
    for name in BODIES:
        for element in item.children.get(name, ()):
            if element.get("type") == "xhtml":
                return etree.tostring(element, encoding="unicode", method="html"), name
            if words := text_of(element):
                return words, name
    return "", ""
