"""What critics' labels, columns and front-matter keys can say, and the form they are compared in.

Keys that mean different things in different documents (`title`, `rating`, `date`) have a meaning
of their own here; `resolution` decides.
"""

from __future__ import annotations

from enum import StrEnum, auto

from graph.values.folding import fold as fold_words
from graph.values.folding import remembered
from graph.values.patterns import on_demand


class Key(StrEnum):
    """What a key says. The first group is about the film, the second about the review."""

    FILM = auto()
    ORIGINAL_TITLE = auto()
    YEAR = auto()
    RELEASE = auto()
    DIRECTOR = auto()
    SCREENPLAY = auto()
    DIRECTOR_AND_SCREENPLAY = auto()
    CAST = auto()
    DURATION = auto()
    GENRE = auto()
    CONTENT_RATING = auto()
    COUNTRY = auto()
    FILM_LANGUAGE = auto()
    IMAGE = auto()
    IMDB = auto()
    TMDB = auto()
    WIKIDATA = auto()
    LETTERBOXD = auto()
    FILM_LINK = auto()

    HEADLINE = auto()
    BODY = auto()
    ABSTRACT = auto()
    REVIEWER = auto()
    PUBLISHED = auto()
    EXPIRES = auto()
    TEXT_LANGUAGE = auto()
    SCORE = auto()
    BEST = auto()
    WORST = auto()
    SOURCE = auto()
    PUBLISHER = auto()
    SPOILERS = auto()

    # the document decides
    TITLE = auto()
    NAME = auto()
    DATE = auto()
    RATING = auto()
    LANGUAGE = auto()
    AUTHOR = auto()
    WRITER = auto()
    LINK = auto()
    COMMENT = auto()
    WITH = auto()

    # no claims of their own
    REVIEW = auto()
    IDENTIFIERS = auto()
    KIND = auto()
    TAGS = auto()
    SEASON = auto()
    DRAFT = auto()
    PUBLIC = auto()
    STATUS = auto()
    PASSWORD = auto()
    POSITION = auto()
    WATCHED = auto()
    OTHERS = auto()
    ELSEWHERE = auto()
    ASPECT = auto()
    TECHNICAL = auto()
    IGNORED = auto()


SCORES = frozenset((Key.SCORE, Key.RATING))
DIRECTORS = frozenset((Key.DIRECTOR, Key.DIRECTOR_AND_SCREENPLAY))
PERSONS = DIRECTORS | {Key.SCREENPLAY, Key.CAST}
DOUBAN = frozenset(("star", "star time", "title"))
"""Columns that only an export of Douban's has, folded."""

FILM_FACTS = frozenset(
    {
        *(Key.RELEASE, Key.DIRECTOR, Key.SCREENPLAY, Key.DIRECTOR_AND_SCREENPLAY, Key.CAST),
        *(Key.DURATION, Key.CONTENT_RATING, Key.IMDB, Key.TMDB, Key.WIKIDATA, Key.LETTERBOXD),
        Key.ORIGINAL_TITLE,
    }
)
"""Keys beside which a `title` is a film's."""

FACTS_AND_YEAR = FILM_FACTS | {Key.YEAR}
"""The same with the year, beside which a `title` may be a headline that names the film, too."""


class Scope(StrEnum):
    """The map or prefix a key stands in: `movie: {year: …}` and `movie_year` are one."""

    DOCUMENT = auto()
    FILM = auto()
    REVIEW = auto()


_CAMEL = on_demand(r"(?<=[a-z])(?=[A-Z])")
_PLURAL = on_demand(r"\((?:e?s|es|in|innen|a|as|e|n)\)")
LONGEST_KEY = 60


@remembered
def fold(key: str) -> str:
    """A key without case, accents, punctuation and camel humps.

    >>> fold("Running-Time:"), fold("releaseDate"), fold("**Género(s)**")
    ('running time', 'release date', 'genero')
    """
    return fold_words(_CAMEL.sub(" ", _PLURAL.sub("", key)).replace("_", " "))


def spelled(words: str) -> frozenset[str]:
    """A table's words, set apart by commas, in the form in which keys are compared."""
    return frozenset(fold(word) for word in words.split(","))
