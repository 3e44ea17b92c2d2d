"""Keys with several meanings → one, decided by the rest of the document.

`title` and `name` are the film's where nothing else names it, and else the review's headline; a
language given as a code is the text's, as a name the film's; a writer beside a director wrote the
film; the film of “Film: 4/5” has a score, as picture and sound of a disc have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from graph.extraction.entries import Entry, Said, strings
from graph.extraction.keys import DIRECTORS, Key, Scope, fold, spelled
from graph.extraction.no_persons import judged
from graph.records import Rating, SourceKind
from graph.values.given_names import is_given
from graph.values.names import is_name, split_cast
from graph.values.patterns import on_demand
from graph.values.ratings import parse_rating
from graph.values.titles import split_title_year

CODE = on_demand(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
SHORT = on_demand(r"https?://boxd\.it/", re.IGNORECASE)
"""Letterboxd's short address: in a table of films the film's, in one of viewings the entry's."""

IMPORTED = "LetterboxdURI"
"""The column of what Letterboxd imports, which is the film's; it exports “Letterboxd URI”."""

LONGEST = 500
VIEWING = {Key.WATCHED, Key.BODY}
UNSETTLED = frozenset(
    (
        *(Key.NAME, Key.TITLE, Key.LANGUAGE, Key.LETTERBOXD, Key.TECHNICAL, Key.WRITER),
        *(Key.PUBLIC, Key.ABSTRACT),
    )
)
"""Keys of several meanings."""

STARS = spelled("stars, movie stars, film stars")
LISTED = {Key.IMDB, Key.POSITION}
"""What every row of a list at IMDb has, the watchlist's included."""

NAMING = (Key.TITLE, Key.NAME, Key.HEADLINE)
"""What may name the film where “film” does not."""

TEN = Decimal(10)
LONGEST_SCORE = 20
NAME_TOO = on_demand(r"[A-F0-9.,½]+|[0-9]+/(?!(?:4|5|6|10|20|100)$)[0-9]+")
"""What may be a film's name as well as its score: “8½”, “50/50”, “24/7”."""


def resolve(entries: Iterable[Entry], *, table: bool = False) -> list[Entry]:
    """The entries, in their order, each with a meaning that reading can rely on.

    A `title` that stays TITLE is the headline, and the only thing that may name the film; in a
    `table` of reviews the column of that name holds the films.
    """
    entries = [e.meant(Key.CAST) if _are_actors(e) else e for e in entries]
    entries = entries if table else judged(_scored(entries))
    meanings = {entry.meaning for entry in entries}
    return _joined(
        [
            e.meant(_resolved(e, meanings, table=table)) if e.meaning in UNSETTLED else e
            for e in entries
        ]
    )


def _are_actors(entry: Entry) -> bool:
    """Whether “Stars” are persons and no score."""
    if entry.meaning is not Key.SCORE or fold(entry.key.rpartition(".")[2]) not in STARS:
        return False
    names = [name for words in strings(entry.said) for name in split_cast(words[:LONGEST])]
    return (
        any(" " in name and is_given(name.partition(" ")[0]) for name in names)
        and all(is_name(name) and name[0].isupper() for name in names)
        and not isinstance(parse_rating(entry.text), Rating)
    )


def _scored(entries: list[Entry]) -> list[Entry]:
    """The entries, among them the film that has a score where its name is expected."""
    return [
        e.meant(Key.SCORE)
        if e.meaning is Key.FILM and len(e.text) <= LONGEST_SCORE and _is_score(e, entries)
        else e
        for e in entries
    ]


def _is_score(film: Entry, entries: list[Entry]) -> bool:
    """Whether a film's name is a score: one that may be a name, too, only if a headline with a year
    names another film, and none that the headline repeats."""
    words = film.text.strip()
    if film.scope is not Scope.DOCUMENT or not isinstance(parse_rating(words, TEN), Rating):
        return False
    titles = [e.text[:LONGEST] for e in entries if e.meaning in NAMING]
    if any(words in title for title in titles):
        return False
    return not NAME_TOO.fullmatch(words) or any(split_title_year(t)[1] for t in titles)


def _joined(entries: list[Entry]) -> list[Entry]:
    """The entries, each film that one label names in places apart with all of them: it is none."""
    films = [e for e in entries if e.meaning is Key.FILM and e.kind is SourceKind.LABEL]
    if not any(_are_apart(one, other) for one, other in pairwise(films)):
        return entries
    named: Said = [f"{film.text} (line {film.line})" for film in films]
    all_of_them = replace(films[0], said=named)
    return [all_of_them if e in films else e for e in entries]


def _are_apart(one: Entry, other: Entry) -> bool:
    """Whether the same label names two films in two places; side by side they are one's titles."""
    a, b = (fold(split_title_year(entry.text[:LONGEST])[0]) for entry in (one, other))
    same_label = fold(one.key) == fold(other.key) and abs(one.line - other.line) > 1
    return same_label and a not in b and b not in a


def _resolved(entry: Entry, others: set[Key | None], *, table: bool) -> Key | None:
    match entry.meaning:
        case Key.NAME:
            return Key.HEADLINE if Key.FILM in others else Key.FILM
        case Key.TITLE if others & {Key.FILM, Key.NAME}:
            return Key.HEADLINE
        case Key.TITLE if table or entry.kind is SourceKind.LABEL:
            return Key.FILM
        case Key.LANGUAGE:
            return _language(entry)
        case Key.LETTERBOXD if table and (entry.key == IMPORTED or not others & VIEWING):
            return Key.FILM_LINK if SHORT.match(entry.text) else Key.LETTERBOXD
        case Key.TECHNICAL if table and _is_day_of_rating(entry, others):
            return Key.PUBLISHED
        case Key.ABSTRACT if table and _is_note_to_oneself(entry, others):
            return Key.TECHNICAL
        case Key.WRITER if any(key in others for key in DIRECTORS):
            return Key.SCREENPLAY
        case Key.PUBLIC:
            flag = isinstance(entry.said, bool) or not re.search(r"[0-9]", entry.text)
            return Key.TECHNICAL if flag else Key.PUBLISHED
        case _:
            return entry.meaning


def _is_day_of_rating(entry: Entry, others: set[Key | None]) -> bool:
    """IMDb's exports of old have no other; in its lists of today it is the day of listing."""
    return Key.IMDB in others and Key.PUBLISHED not in others and fold(entry.key) == "created"


def _is_note_to_oneself(entry: Entry, others: set[Key | None]) -> bool:
    """Beside a film of a list at IMDb, such as the watchlist, that was not rated."""
    return others >= LISTED and Key.SCORE not in others and fold(entry.key) == "description"


def _language(entry: Entry) -> Key:
    label = entry.kind is SourceKind.LABEL
    code = entry.scope is not Scope.FILM and not label and CODE.fullmatch(entry.text)
    return Key.TEXT_LANGUAGE if code else Key.FILM_LANGUAGE
