"""A book, a game, an album, a play, a drink or a place, by keys that only these have.

Where it was seen is no such key: films, too, have a platform, a venue and a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.extraction.entries import Entry, strings
from graph.extraction.keys import Key, fold, spelled
from graph.values.patterns import on_demand

THINGS: dict[str, str] = {
    key: what
    for what, keys in {
        "a book": """bookname, book name, book title, bookauthor, bookpublisher, book publisher,
            bookrating, book rating, isbn, isbn10, isbn13, book id, book author, author of the
            book, pages, page count, number of pages, páginas, seitenzahl, nombre de pages,
            numero di pagine""",
        "a game": """game title, game name, developer, developers, game developer, game studio,
            hours played, esrb""",
        "music": """artist, artist slug, track count, album, album artist, tracklist, track list,
            tracks, rym album""",
        "a play": "playwright, playwrights, dramatist",
        "a drink": "distillery, brewery, winery, abv",
        "a restaurant": "cuisine, cuisines",
        "a television programme": "showrunner, showrunners",
    }.items()
    for key in spelled(keys)
}
"""Keys, folded, and what has them."""

NAMED = frozenset((Key.FILM, Key.LETTERBOXD))
LISTED = NAMED | {Key.IMDB, Key.TMDB}
MADE = LISTED | {
    *(Key.DIRECTOR, Key.SCREENPLAY, Key.DIRECTOR_AND_SCREENPLAY, Key.CAST),
    *(Key.DURATION, Key.CONTENT_RATING),
}
ON_FILM = {"a play": LISTED, "a television programme": NAMED}
"""Keys that say that it is a film nevertheless, where these are not all of `MADE`: a play has a
director and a cast, a programme is at IMDb, too."""

PLATFORMS = spelled("platform, platforms, plattform, plattformen, plateforme, plataforma")
CONSOLE = on_demand(
    r"\b(?:play\s?station|ps\s?[1-5]|psp|(?:ps\s)?vita|xbox|nintendo|switch|wii|gamecube|game\s?boy"
    r"|[23]ds|n64|snes|sega|dreamcast|atari|steam|pc|windows|linux|mac\s?os)\b",
    re.IGNORECASE,
)


def of_another_thing(entries: Iterable[Entry]) -> str:
    """The sentence about a key that only another thing has, where none is only a film's."""
    entries = list(entries)
    for entry in entries:
        what = _thing(entry)
        if what and ON_FILM.get(what, MADE).isdisjoint(e.meaning for e in entries):
            return f"It is about {what}, not a film: it has a key “{entry.key}”."
    return ""


@lru_cache(1_024)
def _last(key: str) -> str:
    return fold(key.rpartition(".")[2])


def _thing(entry: Entry) -> str:
    key = _last(entry.key)
    if key in PLATFORMS and any(CONSOLE.search(words[:200]) for words in strings(entry.said)):
        return "a game"
    what = THINGS.get(key, "")
    return what if what and entry.text else ""
