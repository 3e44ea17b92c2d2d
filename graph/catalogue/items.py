"""Triples in Wikidata's terms → films: of a dump, or of what an endpoint answered."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph.catalogue import wikidata
from graph.catalogue.records import FILM, CatalogueFilm, distinct
from graph.catalogue.wikidata import qid
from graph.errors import UnreadableError
from graph.progress import Progress
from graph.records import Identifier, Person, Text
from graph.values.links import parse_identifier

FORMATS = {".nt": RdfFormat.N_TRIPLES, ".ttl": RdfFormat.TURTLE}
IN_MEMORY = 256 * 1024 * 1024
"""Bytes of a file, compressed ones counted tenfold, beyond which it is sorted on disk."""

YEAR = re.compile(r"\+?([0-9]{4})-")
LONGEST_MINUTES = 900
MOST_TITLES, MOST_CAST = 100, 30


def read_rdf(path: Path, progress: Progress) -> Iterator[CatalogueFilm]:
    """The films in a file of N-Triples or Turtle, also with gzip; triples in any order.

    `progress` is told bytes read and bytes in all. Raises `UnreadableError`.
    """
    size = path.stat().st_size
    large = size * (10 if path.suffix == ".gz" else 1) > IN_MEMORY
    format_ = FORMATS[Path(path.name.removesuffix(".gz")).suffix]
    with TemporaryDirectory(prefix="triplebill-") as folder, path.open("rb") as stream:
        store = Store(folder) if large else Store()

        def told(quads: Iterator[Quad]) -> Iterator[Quad]:
            for number, quad in enumerate(quads):
                if number % 50_000 == 0:
                    progress(stream.tell(), size)
                if wikidata.is_relevant(quad.predicate, quad.object):
                    yield quad

        try:
            store.bulk_extend(told(parse(_plain(path, stream), format=format_)))
        except (SyntaxError, OSError, EOFError) as error:
            raise UnreadableError(f"{path} is no whole {format_.name}: {error}") from error
        progress(size, size)
        yield from films(store)


def films(store: Store, presumed: str = "") -> Iterator[CatalogueFilm]:
    """Everything with a title that is a film, or of another kind that bears films' titles.

    `presumed` is the kind of what is of no known class.
    """
    classes = _film_classes(store)
    seen: set[str] = set()
    for quad in store.quads_for_pattern(None, wikidata.INSTANCE_OF, None):
        if isinstance(quad.subject, NamedNode) and quad.subject.value not in seen:
            seen.add(quad.subject.value)
            film = _film(Item(store, quad.subject), classes, presumed)
            if film is not None:
                yield film


class Item:
    """What the triples say of one item."""

    def __init__(self, store: Store, node: NamedNode) -> None:
        self._store = store
        self.node = node
        self.qid = qid(node)
        self._values: dict[NamedNode, list[Literal | NamedNode]] = {}
        for quad in store.quads_for_pattern(node, None, None):
            if isinstance(quad.object, Literal | NamedNode):
                self._values.setdefault(quad.predicate, []).append(quad.object)

    def words(self, predicate: NamedNode) -> list[str]:
        """The literals of a property, in a fixed order."""
        values = self._values.get(predicate, ())
        return sorted(value.value for value in values if isinstance(value, Literal))

    def texts(self, predicate: NamedNode) -> list[Text]:
        """The literals of a property in languages that are kept, the best language first."""
        values = self._values.get(predicate, ())
        found = [
            Text(value.value, "" if value.language == "mul" else value.language or "")
            for value in values
            if isinstance(value, Literal)
        ]
        return sorted(found, key=lambda text: (_rank(text.language), text.value))

    def linked(self, predicate: NamedNode) -> list[NamedNode]:
        """The items of a property, in the order of their numbers."""
        nodes = [v for v in self._values.get(predicate, ()) if qid(v)]
        return sorted(
            (node for node in nodes if isinstance(node, NamedNode)),
            key=lambda node: int(qid(node)[1:]),
        )

    def names(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        """The items of a property with their labels, where they have one."""
        for node in self.linked(predicate):
            labels = Item(self._store, node).texts(wikidata.LABEL)
            if labels:
                yield node, labels[0].value

    def pages(self) -> list[str]:
        """The Wikipedia articles about it."""
        about = self._store.quads_for_pattern(None, wikidata.ABOUT, self.node)
        nodes = (quad.subject for quad in about)
        return sorted(
            node.value
            for node in nodes
            if isinstance(node, NamedNode) and node.value.startswith(wikidata.WIKIPEDIA)
        )


def _film(item: Item, film_classes: frozenset[str], presumed: str) -> CatalogueFilm | None:
    """None of what bears no title, and of what is neither a film nor easily taken for one."""
    identifiers = tuple(dict.fromkeys(_identifiers(item)))
    kind = _kind({qid(node) for node in item.linked(wikidata.INSTANCE_OF)}, film_classes)
    kind = kind or presumed
    titles = distinct(_titles(item))[:MOST_TITLES]
    other = not kind and not identifiers
    if not item.qid or not titles or other or kind == "human":
        return None
    years = {int(match[1]) for w in item.words(wikidata.DATE) if (match := YEAR.match(w))}
    return CatalogueFilm(
        qid=item.qid,
        kind=kind or "other",
        titles=titles,
        years=tuple(sorted(years)),
        directors=_persons(item, wikidata.DIRECTOR),
        cast=_persons(item, wikidata.CAST)[:MOST_CAST],
        minutes=_minutes(item),
        countries=_countries(item),
        identifiers=identifiers,
        pages=tuple(item.pages()),
    )


def _kind(classes: set[str], film_classes: frozenset[str]) -> str:
    if classes & film_classes:
        return FILM
    found = (kind for kind, known in wikidata.KINDS.items() if classes & set(known))
    return next(found, "")


def _film_classes(store: Store) -> frozenset[str]:
    """The classes of films: those that are known, and what the triples place below them."""
    found = set(wikidata.KINDS[FILM])
    below: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, wikidata.SUBCLASS_OF, None):
        below.setdefault(qid(quad.object), []).append(qid(quad.subject))
    waiting = list(found)
    while waiting:
        new = set(below.get(waiting.pop(), ())) - found
        found |= new
        waiting.extend(new)
    return frozenset(found - {""})


def _titles(item: Item) -> Iterator[Text]:
    """Its label, its original titles, its aliases, its labels in other languages."""
    labels = item.texts(wikidata.LABEL)
    yield from labels[:1]
    yield from item.texts(wikidata.TITLE)
    aliases = item.texts(wikidata.ALIAS)
    yield from (alias for alias in aliases if _rank(alias.language) == 0)
    yield from labels[1:]
    yield from aliases


def _persons(item: Item, predicate: NamedNode) -> tuple[Person, ...]:
    return tuple(Person(name, (node.value,)) for node, name in item.names(predicate))


def _countries(item: Item) -> tuple[str, ...]:
    labels = {qid(node): name for node, name in item.names(wikidata.COUNTRY)}
    numbers = [qid(node) for node in item.linked(wikidata.COUNTRY)]
    known = wikidata.COUNTRIES | labels
    return tuple(known[number] for number in numbers if number in known)


def _minutes(item: Item) -> tuple[int, ...]:
    """Truthy quantities carry no unit; what could only be seconds or hours is left out."""
    found = set()
    for words in item.words(wikidata.DURATION):
        number = words.lstrip("+").partition(".")[0]
        if number.isdecimal() and 3 < int(number[:6]) <= LONGEST_MINUTES:
            found.add(int(number))
    return tuple(sorted(found))


def _identifiers(item: Item) -> Iterator[Identifier]:
    for predicate, scheme in wikidata.IDENTIFIERS.items():
        for words in item.words(predicate):
            value = f"tv/{words}" if predicate == wikidata.SERIES_NUMBER else words
            if made := identifier(scheme, value):
                yield made


def identifier(scheme: str, value: str) -> Identifier | None:
    """An identifier in its usual form; None of what is none, such as IMDb's number of a person.

    >>> identifier("tmdb", "603"), identifier("imdb", "nm0000206")
    (Identifier(scheme='tmdb', value='movie/603'), None)
    """
    if scheme in ("imdb", "tmdb", "letterboxd"):
        return parse_identifier(value, scheme)
    return Identifier(scheme, value.strip()) if value.strip() else None


def _rank(language: str) -> int:
    """English first, then languages in the order of the table; what has no language first."""
    if language in ("", wikidata.LANGUAGES[0]):
        return 0
    known = language in wikidata.LANGUAGES
    return wikidata.LANGUAGES.index(language) if known else len(wikidata.LANGUAGES)


def _plain(path: Path, stream: BinaryIO) -> BinaryIO:
    return gzip.open(stream, "rb") if path.suffix == ".gz" else stream  # type: ignore[return-value]
