"""Which reviews are in feeds: the newest of the site, of a thing, or among some."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, QuerySolutions

from graph.queries import Term, load
from graph.store import Reader

SIZE = 50
"""Reviews in a page of a feed."""

PAGES = 20
"""How many pages a feed goes back."""

Found = tuple[list[NamedNode], bool]
"""Reviews, and whether there are more after them."""


def newest_reviews(reader: Reader) -> list[NamedNode]:
    """The reviews in all pages of the site's feed; all that there are are sorted for it."""
    return _reviews(reader, "reviews", SIZE * PAGES, 0)


def found_reviews(reader: Reader, query: str, number: int, **terms: Term | Sequence[Term]) -> Found:
    """A page of the reviews that a query finds."""
    found = _reviews(reader, query, SIZE + 1, SIZE * (number - 1), **terms)
    return found[:SIZE], len(found) > SIZE


def _reviews(
    reader: Reader, query: str, limit: int, offset: int, **terms: Term | Sequence[Term]
) -> list[NamedNode]:
    newest = reader.query(load(query, (limit, offset), **terms))
    found = [row[0] for row in newest] if isinstance(newest, QuerySolutions) else []
    return [iri for iri in dict.fromkeys(found) if isinstance(iri, NamedNode)]
