"""The entries of a diary → cells, a batch at a time; what they have no place for is counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

from pyoxigraph import NamedNode

from graph.documents.html_text import ENTITY, has_tags
from graph.letterboxd.diary import Entry
from graph.store import Reader
from graph.triples import Triples
from graph.values.links import parse_identifier
from graph.values.ratings import nearest, out_of_ten
from graph.values.spoilers import CLOSE, KEYWORD, OPEN, has_spans
from graph.vocabulary import schema, schema_iri

COLUMNS = (
    *("LetterboxdURI", "tmdbID", "imdbID", "Title", "Year", "Directors"),
    *("Rating", "WatchedDate", "Rewatch", "Review"),
)
BATCH = 500
"""Entries whose films and words are in memory together."""

SCORED = ("ratingValue", "bestRating", "worstRating")
SHORT = re.compile(r"https?://boxd\.it/")
"""Letterboxd's short addresses; those of entries are stated of reviews and viewings."""


@dataclass(slots=True)
class Losses:
    """What the table cannot say of the graph, counted; `unfindable` are rows that were left out,
    by the film, since neither its name nor an address or number of it is known."""

    rounded: int = 0
    too_low: int = 0
    no_scale: int = 0
    headlines: int = 0
    abstracts: int = 0
    undated: int = 0
    unfindable: list[str] = field(default_factory=list)


def rows(reader: Reader, entries: Sequence[Entry], losses: Losses) -> Iterator[Sequence[str]]:
    """The cells of each entry, under `COLUMNS`. Raises what a `Reader` raises."""
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        films = _films(reader, {entry.film for entry in batch})
        said = _reviews(reader, {entry.review for entry in batch if entry.review})
        for entry in batch:
            film = films[entry.film]
            if not any(film[:4]):
                losses.unfindable.append(entry.film.value)
                continue
            losses.undated += not entry.day
            rating = words = ""
            if entry.review:
                rating = _rating(said, entry.review, losses)
                words = _words(said, entry.review, losses)
            yield (*film, rating, entry.day, "true" if entry.rewatch else "", words)


def _films(reader: Reader, films: Iterable[NamedNode]) -> dict[NamedNode, tuple[str, ...]]:
    """What Letterboxd finds films by: address, numbers, title, year and directors."""
    wanted = _sorted(films)
    said = _stated(reader, wanted, "name", "datePublished", "director", "sameAs")
    directors = {film: said.iris(film, schema_iri("director")) for film in wanted}
    names = _stated(reader, {who for several in directors.values() for who in several}, "name")
    return {
        film: (
            *_identifiers(said.iris(film, schema_iri("sameAs"))),
            _text(said, film, "name"),
            _text(said, film, "datePublished")[:4],
            ", ".join(sorted(filter(None, (_text(names, who, "name") for who in directors[film])))),
        )
        for film in wanted
    }


def _identifiers(pages: Iterable[NamedNode]) -> tuple[str, str, str]:
    """Address at Letterboxd, number at TMDb, number at IMDb: each where there is one and no more.

    >>> _identifiers([NamedNode("https://www.themoviedb.org/movie/603"),
    ...               NamedNode("https://letterboxd.com/film/the-matrix/")])
    ('https://letterboxd.com/film/the-matrix/', '603', '')
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        if identifier := parse_identifier(page.value):
            letterboxd = identifier.scheme == "letterboxd"
            known[identifier.scheme].add(page.value if letterboxd else identifier.value)
        elif SHORT.match(page.value):
            known["short"].add(page.value)
    numbers = {it.removeprefix("movie/") for it in known["tmdb"] if it.startswith("movie/")}
    return _only(known["letterboxd"]) or _only(known["short"]), _only(numbers), _only(known["imdb"])


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _reviews(reader: Reader, reviews: Iterable[NamedNode]) -> Triples:
    said = _stated(reader, reviews, "name", "reviewBody", "abstract", "reviewRating", "keywords")
    ratings = [it for one in said.subjects for it in said.iris(one, schema_iri("reviewRating"))]
    said.join(_stated(reader, ratings, *SCORED))
    return said


def _rating(said: Triples, review: NamedNode, losses: Losses) -> str:
    """The score in stars from 0.5 to 5; the nearest half, from the middle upwards."""
    for node in said.iris(review, schema_iri("reviewRating")):
        score = out_of_ten(*(_text(said, node, name) for name in SCORED))
        if score is None:
            losses.no_scale += 1
        elif not (halves := nearest(score)):
            losses.too_low += 1
        else:
            losses.rounded += halves != score
            return str(Decimal(halves) / 2)
    return ""


def _words(said: Triples, review: NamedNode, losses: Losses) -> str:
    """The review as HTML; its summary where it has nothing else. One that is hidden as a whole is
    marked so, for there is no column for that."""
    body, abstract = _text(said, review, "reviewBody"), _text(said, review, "abstract")
    losses.headlines += bool(_text(said, review, "name"))
    losses.abstracts += bool(body and abstract)
    hidden = body and _text(said, review, "keywords") == KEYWORD and not has_spans(body)
    return as_html(f"{OPEN}{body}{CLOSE}" if hidden else body or abstract)


def as_html(text: str) -> str:
    """Words that read as HTML say the same; most stay as they are, line feeds included.

    The importer takes a backslash for the mark that a quotation mark follows, and never for text.

    >>> as_html("1 < 2 & 3"), as_html("<b> is bold, C:\\\\ no tag")
    ('1 < 2 & 3', '&lt;b&gt; is bold, C:&#92; no tag')
    """
    if not (has_tags(text) or ENTITY.search(text) or "\\" in text):
        return text
    return escape(text, quote=False).replace("\\", "&#92;")


def _stated(reader: Reader, subjects: Iterable[NamedNode], *properties: str) -> Triples:
    return Triples.of(reader.stated(_sorted(subjects), frozenset(map(schema, properties))))


def _sorted(nodes: Iterable[NamedNode]) -> list[NamedNode]:
    return sorted(nodes, key=lambda node: node.value)


def _text(said: Triples, subject: NamedNode, property_: str) -> str:
    return min((term.value for term in said.literals(subject, schema_iri(property_))), default="")
