"""What a key means in the place where it stands."""

from __future__ import annotations

from functools import cache, lru_cache

from graph.extraction.keys import LONGEST_KEY, Key, Scope, fold, spelled
from graph.extraction.spellings import SPELLINGS
from graph.values.scales import named_scale

PREFIXES: dict[str, Scope] = {
    "film": Scope.FILM,
    "movie": Scope.FILM,
    "película": Scope.FILM,
    "filme": Scope.FILM,
    "item": Scope.FILM,
    "review": Scope.REVIEW,
    "post": Scope.REVIEW,
}
"""First words of a key that say what the rest of it is about, as in `movie_year`."""

IN_SCOPE: dict[Scope, dict[Key, Key]] = {
    Scope.DOCUMENT: {Key.DATE: Key.PUBLISHED, Key.AUTHOR: Key.REVIEWER},
    Scope.FILM: {
        Key.TITLE: Key.FILM,
        Key.NAME: Key.FILM,
        Key.HEADLINE: Key.FILM,
        Key.DATE: Key.RELEASE,
        Key.PUBLISHED: Key.RELEASE,
        Key.PUBLIC: Key.RELEASE,
        Key.EXPIRES: Key.TECHNICAL,
        Key.AUTHOR: Key.SCREENPLAY,
        Key.WRITER: Key.SCREENPLAY,
        Key.LANGUAGE: Key.FILM_LANGUAGE,
        Key.TEXT_LANGUAGE: Key.FILM_LANGUAGE,
        Key.LINK: Key.FILM_LINK,
        Key.WITH: Key.CAST,
        Key.SOURCE: Key.FILM_LINK,
        Key.ABSTRACT: Key.OTHERS,
        Key.BODY: Key.OTHERS,
        Key.STATUS: Key.TECHNICAL,
    },
    Scope.REVIEW: {
        Key.TITLE: Key.HEADLINE,
        Key.NAME: Key.HEADLINE,
        Key.DATE: Key.PUBLISHED,
        Key.AUTHOR: Key.REVIEWER,
        Key.WRITER: Key.REVIEWER,
        Key.LANGUAGE: Key.TEXT_LANGUAGE,
        Key.LINK: Key.SOURCE,
    },
}
"""What the ambiguous keys mean where the place decides it."""


SCORES = (Key.SCORE, Key.RATING, Key.OTHERS)
"""Meanings of which a key may name the scale, as in “Rating (out of 10)”."""


@cache
def _meanings() -> dict[str, Key]:
    return {spelling: key for key, words in SPELLINGS.items() for spelling in spelled(words)}


@lru_cache(4096)  # a table has the same keys in every row
def meaning(key: str, scope: Scope = Scope.DOCUMENT) -> Key | None:
    """What a key means in its place, or None where it is not known.

    >>> meaning("Género"), meaning("author"), meaning("author", Scope.FILM), meaning("movie_date")
    (<Key.GENRE: 'genre'>, <Key.REVIEWER: 'reviewer'>, <Key.SCREENPLAY: 'screenplay'>, \
<Key.RELEASE: 'release'>)
    >>> meaning("Bewertung /10"), meaning("Top 10")
    (<Key.SCORE: 'score'>, None)
    """
    if len(key) > LONGEST_KEY:
        return None
    if key.startswith("@") or not key.strip():
        return Key.TECHNICAL  # JSON-LD's own, or a column of row numbers
    folded = fold(key)
    found = _meanings().get(folded)
    if found is None:
        first, _, rest = folded.partition(" ")
        scope = _prefixes().get(first, scope)
        found = _meanings().get(rest) if first in _prefixes() else None
    if found is None and (named := named_scale(key)):
        found = meaning(named.name, scope)
        return found if found in SCORES else None
    return IN_SCOPE[scope].get(found, found) if found else None


@cache
def _prefixes() -> dict[str, Scope]:
    return {fold(prefix): scope for prefix, scope in PREFIXES.items()}
