"""JSON (RFC 8259) and JSON Lines: one document for each object of an array or on a line, and for
each in the list, or the lists by year or by kind, of an object that is no review itself, or under
its keys.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.documents import trakt
from graph.documents.files import File, part
from graph.documents.json_values import Piece, opened, unreadable, values
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

LINKED = re.compile(rb'"@(?:context|graph|type|id)"\s{0,20}:')
"""What makes it JSON-LD, which is no table."""

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
NAMING = frozenset(("title", "name", "film", "movie"))
FILM = frozenset(("film", "movie", "year", "director"))
OPINION = frozenset(("rating", "score", "stars", "review"))
"""Words of keys by which an object is told from the list of reviews around it."""

OF_A_YEAR = frozenset(
    ("films", "movies", "reviews", "entries", "diary", "watched", "ratings", "log")
)
"""What a list is called beside the year in which all of it was seen."""

FILMS = frozenset(("movies", "films"))
OTHERS = frozenset(("shows", "series", "tv", "anime", "episodes", "books", "games"))
"""What the lists are called that somebody's history has for each kind of thing."""

YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is JSON, but not JSON-LD."""
    bare = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bare[:1] in (b"[", b"{") and not LINKED.search(start)


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each value. Raises `UnreadableError` for a file without any."""
    with opened(file) as (text, encoding):
        because = f"JSON: the file ends in {file.suffix} and begins like it"
        number = 0
        for number, piece in enumerate(_unwrapped(values(text)), 1):
            within = f"; it is in the list “{piece.within[:40]}”" if piece.within else ""
            yield _outcome(piece, part(file.source, "item", number), because + within + encoding)
    if not number:
        raise UnreadableError("The file holds no object. It needs one for each review.")


def _outcome(piece: Piece, source: str, because: str) -> Document | Unreadable | Skipped:
    if fault := unreadable(piece, "value", source):
        return fault
    said = piece.value
    if piece.within.lower() in OTHERS:
        return Skipped(source, f"It stands in the list “{piece.within}”, not among films.")
    if trakt.is_comment(said):
        if trakt.is_reply(said):
            return Skipped(source, trakt.REPLY)
        said = trakt.as_review(said)
    return Document(
        source=source,
        format="json",
        because=f"{because}.",
        digest=hashlib.sha256(piece.text.encode(errors="surrogatepass")).hexdigest(),
        text="",
        metadata=said,
        lines=dict.fromkeys(said, piece.line),
        first_line=piece.line,
    )


def _unwrapped(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The values; of an object that only holds a list of reviews, those."""
    for piece in pieces:
        inner = list(_inner(piece.value))
        for within, item in inner:
            yield Piece(item, json.dumps(item), piece.line, within=within)
        if not inner:
            yield piece


def _inner(whole: Any) -> Iterator[tuple[str, Any]]:
    """The reviews in an object that is none itself, each with the key that it stands under."""
    if _is_map(whole) and any(map(_objects, whole.values())) and all(map(YEAR.fullmatch, whole)):
        for key, value in whole.items():
            yield from ((key, item) for item in (value if isinstance(value, list) else [value]))
    elif _has_kinds(whole):
        yield from ((key, item) for key, items in whole.items() for item in items)
    elif within := _wrapper(whole):
        yield from ((within, item) for item in whole[within])
    elif _is_map(whole) and len(whole) > 1 and all(map(_is_review, whole.values())):
        yield from whole.items()


def _has_kinds(whole: Any) -> bool:
    """Whether an object holds a list for each kind of thing, and one of films."""
    kinds = [key.lower() for key in whole] if _is_map(whole) else []
    lists = bool(kinds) and all(_objects(value) or value == [] for value in whole.values())
    return lists and len(kinds) > 1 and not FILMS.isdisjoint(kinds) and set(kinds) <= FILMS | OTHERS


def _is_review(value: Any) -> bool:
    """Whether a value says of which film it is, and more of that."""
    words = _words(value) if _is_map(value) else frozenset()
    return bool(words & NAMING and words & (FILM | OPINION))


def _wrapper(whole: Any) -> str:
    """The key of the list of reviews in an object that is none itself, or nothing.

    The list is the only key, or the only one with objects: then each of them must say of which
    film it is and more of it, and the object around them must not. Where that has a name, which
    may be a film's, theirs could be headlines, and each has to give a fact of a film.

    >>> _wrapper({"user": "ann", "reviews": [{"title": "Heat", "rating": "4"}]})
    'reviews'
    >>> _wrapper({"year": 2023, "movies": [{"title": "Heat", "rating": "4"}]})
    'movies'
    >>> _wrapper({"title": "Heat", "reviews": [{"title": "Cold and long", "rating": "4"}]})
    ''
    """
    found = [key for key, value in whole.items() if _objects(value)] if _is_map(whole) else []
    if len(found) != 1:
        return ""
    if len(whole) == 1:
        return str(found[0])
    around = _words(key for key in whole if key != found[0])
    around -= {"year"} if found[0].lower() in OF_A_YEAR else set()
    wanted = FILM if around & NAMING else FILM | OPINION
    if around & (FILM | OPINION):
        return ""
    inner = [_words(item) for item in whole[found[0]]]
    return found[0] if all(words & NAMING and words & wanted for words in inner) else ""


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_map, value))


def _words(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for key in keys for word in WORD.findall(key))
