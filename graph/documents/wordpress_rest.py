"""Posts as WordPress' REST API gives them (REST API Handbook, Posts), one or a list of them: one
document for each that is published.

The API names authors and categories by numbers, and by their names only to who asks for `_embed`.
Without them a post has neither.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from graph.documents.files import File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.json_values import Piece, opened, unreadable, values
from graph.documents.shortcodes import stated, without
from graph.documents.wordpress import LONGEST_FIELD, MOST_FIELDS, TAXONOMIES, why_not
from graph.documents.words import letters
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

RECOGNISED = re.compile(rb'"guid"\s{0,20}:\s{0,20}\{\s{0,20}"rendered"\s{0,20}:')
BEGINNING = 100
"""Letters by which an excerpt is known for the beginning of its text."""

LONGEST_NAME = 100
OF_FIELDS = ("meta", "acf")
"""What holds the fields that the site has added: WordPress' own, and Advanced Custom Fields."""


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this has posts of the API."""
    return RECOGNISED.search(start) is not None


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each post, whose source has its id. Raises `UnreadableError`."""
    parts, number = Parts(file.source, "post"), 0
    with opened(file) as (text, encoding):
        because = f"Posts of WordPress' REST API: the file begins like them{encoding}."
        for number, piece in enumerate(values(text), 1):
            which = piece.value.get("id") if isinstance(piece.value, dict) else ""
            yield _outcome(piece, parts.named(str(which or f"no {number}")), because)
    if not number:
        raise UnreadableError("The file has no posts.")


def _outcome(piece: Piece, source: str, because: str) -> Document | Unreadable | Skipped:
    post = piece.value
    if fault := unreadable(piece, "post", source):
        return fault
    content = _object(post.get("content"))
    kind, status = str(post.get("type") or "post"), str(post.get("status") or "publish")
    if why := why_not(kind, status, locked=content.get("protected") is True):
        return Skipped(source, why)
    markup = _rendered(content)
    text = to_markdown(without(markup))
    said = {key: value for key, value in _said(post, text).items() if value} | stated(markup)
    return Document(
        source=source,
        format="wordpress",
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((said, markup))).hexdigest(),
        text=text,
        metadata=said,
        lines=dict.fromkeys(said, piece.line),
        first_line=piece.line,
    )


def _said(post: dict[str, Any], text: str) -> dict[str, Any]:
    """The post's keys as an export has them: WordPress' own, its taxonomies, and added fields."""
    embedded = _object(post.get("_embedded"))
    link, date = post.get("link"), post.get("date")
    said: dict[str, Any] = {
        "title": to_markdown(_rendered(post.get("title"))),
        "link": link if isinstance(link, str) else "",
        "wp:post_date": date if isinstance(date, str) else "",
        "dc:creator": [name for who in _objects(embedded.get("author")) if (name := _name(who))],
        "excerpt": _excerpt(post, text),
    }
    return _fields(post) | _terms(embedded.get("wp:term")) | said


def _terms(taxonomies: Any) -> dict[str, list[str]]:
    """The words of each taxonomy."""
    found: dict[str, list[str]] = {}
    for terms in taxonomies if isinstance(taxonomies, list) else ():
        for term in _objects(terms):
            taxonomy = term.get("taxonomy")
            if isinstance(taxonomy, str) and len(taxonomy) <= LONGEST_NAME:
                found.setdefault(TAXONOMIES.get(taxonomy, taxonomy), []).append(_name(term))
    return found


def _excerpt(post: dict[str, Any], text: str) -> str:
    """The summary, where somebody wrote one: else the API gives the beginning of the text."""
    excerpt = to_markdown(_rendered(post.get("excerpt")))
    return "" if letters(text).startswith(letters(excerpt)[:BEGINNING]) else excerpt


def _fields(post: dict[str, Any]) -> dict[str, Any]:
    """Texts and lists of texts, but for what plugins hide from authors by an underscore."""
    found: dict[str, Any] = {}
    for place in OF_FIELDS:
        for name, value in _object(post.get(place)).items():
            texts = value if isinstance(value, list) else [value]
            told = all(isinstance(text, str) and len(text) <= LONGEST_FIELD for text in texts)
            if texts and told and not name.startswith("_"):
                found.setdefault(name, value)
    return dict(list(found.items())[:MOST_FIELDS])


def _rendered(value: Any) -> str:
    rendered = _object(value).get("rendered")
    return rendered if isinstance(rendered, str) else ""


def _name(node: dict[str, Any]) -> str:
    name = node.get("name")
    return to_markdown(name) if isinstance(name, str) else ""


def _object(value: Any) -> dict[str, Any]:
    """An object; PHP writes an empty one as a list."""
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
