"""RSS (0.9x, 1.0, 2.0) and Atom (RFC 4287): one document for each item, its HTML as text.

Letterboxd's feeds say which film an item is about; what in them is no review, such as a list, is
skipped here, where the format shows it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import msgspec
from lxml import etree

from graph.documents import blogger
from graph.documents.files import LATEST, File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.words import language_of
from graph.documents.xml_items import ATOM, Item, items, text_of
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable
from graph.values.folding import fold

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
FOOTER = re.compile(
    r"(?:The post|Der Beitrag|L[’']article|La entrada|L[’']articolo|O post|Het bericht)\s"
    r"(?P<title>.{1,500}?)\s(?:appeared first on|erschien zuerst auf|est apparu en premier sur"
    r"|proviene da|(?:se publicó|apareció|aparece) primero en|apareceu primeiro em"
    r"|verscheen eerst op)\s.{1,300}"
)
"""What WordPress' plugins add to each item, with its own title."""

LINKED = re.compile(r"\[(.*)\]\([^()\s]*\)")

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
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
        common = _common(next(numbered, (0, Item(0, {})))[1])
        for number, item in numbered:
            which = "" if item.fault else _guid(item)  # half a guid may be another's
            yield _outcome(item, parts.named(which or str(number)), because, common)
    if not number:
        raise UnreadableError("The feed has no items. It needs one for each review.")


def _common(head: Item) -> dict[str, Any]:
    """What stands before the items and holds for all of them: the language of a channel, and the
    authors of what in Atom names none (RFC 4287, section 4.2.1)."""
    channels = head.children.get("channel", ())  # beside its items in RSS 1.0
    inner = (text_of(e) for channel in channels for e in channel.iterchildren("{*}language"))
    language = head.text("language", "dc:language") or next(inner, "")
    return {"lang": language, "author": _persons(head)}


def _persons(item: Item) -> list[str]:
    return [text_of(author) for author in item.children.get("author", ()) if len(author)]


def _outcome(
    item: Item, source: str, because: str, common: dict[str, Any]
) -> Document | Unreadable | Skipped:
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
    text = _without_footer(to_markdown(markup), item.text("title"))
    if _guid(item).startswith("letterboxd-"):
        if (seen := WATCHED.search(text)) and "letterboxd:watchedDate" not in said:
            said["letterboxd:watchedDate"] = seen[1]  # as feeds of old have it
        if warning := SPOILERS.search(text):
            said["spoilers"] = warning[1]
        text = NOT_WORDS.sub("", text)
    said |= _inherited(item, text, common)
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


def _without_footer(text: str, title: str) -> str:
    words = text.rstrip()
    before, _, last = words.rpartition("\n\n")
    footer = FOOTER.fullmatch(last)
    named = LINKED.sub(r"\1", footer["title"]) if footer else ""
    return before if footer and fold(named) == fold(title) else words


def _guid(item: Item) -> str:
    return item.text("guid", "id") or _link(item)


def _link(item: Item) -> str:
    """The address of the page: RSS has it as words, Atom as an attribute."""
    links = item.children.get("link", ())
    own = (e.get("href") for e in links if e.get("rel", "alternate") == "alternate")
    return item.text("link") or next((address for address in own if address), "")


def _inherited(item: Item, text: str, common: dict[str, Any]) -> dict[str, Any]:
    """The language of a text, and who wrote it, where the item itself does not say that: the feed
    that it was taken from does, or this one."""
    said: dict[str, Any] = {"lang": language_of(text, _language(item) or common["lang"])}
    if not any(item.text(name) for name in AUTHORS):
        said["author"] = common["author"] if "source" not in item.children else _of_source(item)
    return {key: value for key, value in said.items() if value}


def _of_source(item: Item) -> list[str]:
    sources = item.children["source"]
    return [text_of(e) for source in sources for e in source.iterchildren(f"{ATOM}author")]


def _language(item: Item) -> str:
    """The language of the item, be it inherited (RFC 4287, section 2)."""
    elements = (item.children[name][0] for name in BODIES if name in item.children)
    around = ((element, *element.iterancestors()) for element in elements)
    stated = (each.get(LANGUAGE) for each in chain.from_iterable(around))
    return item.text("dc:language") or next(filter(None, stated), "")


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
