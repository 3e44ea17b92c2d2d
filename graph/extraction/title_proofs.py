"""Which part of a headline is the film's title, as far as the document confirms it.

By a year in brackets, by the same words in quotation marks or emphasis in the text, or by other
facts of a film beside it. A category or a score confirms what is not worded as a headline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.extraction.entries import Entry, strings
from graph.extraction.headlines import is_other, is_sentence, is_title_case
from graph.extraction.keys import FILM_FACTS, PERSONS, Key
from graph.extraction.kinds import about_films
from graph.extraction.marked import A_YEAR, DATED, QUOTED_WITH_YEAR, ends, inside, matches, quoted
from graph.extraction.several_films import MOST_READ, stands_in
from graph.extraction.told_films import (
    OF_THE_TRADE,
    is_alone,
    is_told_a_film,
    speaks_of_film,
    speaks_of_it,
    speaks_of_seeing_it,
)
from graph.records import SourceKind
from graph.values.names import split_cast
from graph.values.patterns import on_demand
from graph.values.title_frames import FILM_REVIEW, is_reviewed
from graph.values.titles import split_title_year, undecorated

LONGEST_TITLE = 250
LONG_SUBTITLE = 5
"""Words behind a colon that make a subtitle of the review rather than a part of the title."""

CUTS = on_demand(r":\s|\s[-–—|]\s|：")

FESTIVAL = on_demand(
    r"(?:\S+\s){0,2}?(?:tiff|sundance|cannes|venice|venezia|berlinale|tribeca|telluride|locarno|sxsw|nyff|lff"
    r"|afi|idfa|frightfest|sitges|fantastic\sfest|viennale|filmfest|festival)\s['’]?(?:20)?[0-9]{2}"
    r"(?:\s?[:|]\s|\s[-–—]\s)(?P<title>\S.*)",
    re.IGNORECASE,
)
"""“Berlinale 2024: Dahomey”, which may as well be “Berlinale 2024: Day Three”."""

BARE_REVIEW = on_demand(r"\s(?:review|Review|REVIEW)$")
"""“Heat Review”, with nothing that sets the last word apart."""

FILM_SIGNS = frozenset((Key.YEAR, Key.GENRE, Key.SCORE, Key.RATING))
"""Keys beside which a `title` is a film's or a headline about film, as it is beside a kind."""


class Place(NamedTuple):
    """Where a headline stands: right above facts of a film, in a folder of films."""

    heads_facts: bool = False
    in_films: bool = False


def title_in(entry: Entry, entries: Iterable[Entry], text: str, place: Place) -> str:
    """The title in a headline; "" where none is certain."""
    entries = list(entries)
    meanings = {e.meaning for e in entries if e.key != entry.key}  # a score in it is no proof
    bare = split_title_year(entry.text)[0]
    certain = not meanings.isdisjoint(FILM_FACTS)
    if not certain and (is_other(entry.text) or is_other(bare)):
        return ""
    shown = undecorated(entry.text).strip()
    told = certain or _is_told(shown, bare, entries, meanings, text)
    if fest := FESTIVAL.fullmatch(entry.text):
        bare = split_title_year(fest["title"])[0]
        return fest["title"] if told and any(ends(bare, text)) else ""
    plain = bare == shown or (bare == shown[1:-1] and not is_title_case(bare))
    doubted = plain and not certain and is_sentence(bare) and not stands_in(bare, text)
    stated = entry.kind is SourceKind.METADATA or _may_be_stated(bare, entries, text, place)
    whole = told and stated
    filed = place.in_films or about_films(e for e in entries if e.meaning is Key.TAGS)
    of_film = told or filed or speaks_of_film(text)
    tags = {w for e in entries if of_film and e.meaning is Key.TAGS for w in _tags(e)}
    years = {e.text[:4] for e in entries if e.meaning is Key.YEAR}
    if title := _confirmed(entry.text, text, tags, years, whole=whole and not doubted):
        return title
    reviewed = not plain and is_reviewed(entry.text) and speaks_of_seeing_it(bare, text)
    tagged = stated and filed and (reviewed or speaks_of_it(bare, text))
    if whole or tagged or (told and not plain):
        return next(quoted(bare), "" if doubted else bare)
    named = told and len(bare.split()) > 1 and any(ends(bare, text))
    return bare if named or is_told_a_film(bare, text) else ""


def _is_told(
    headline: str, words: str, entries: Iterable[Entry], meanings: set[Key | None], text: str
) -> bool:
    """Whether what is said beside a headline, or that itself, tells of a film."""
    signs = not meanings.isdisjoint(FILM_SIGNS)
    kinds = (entry for entry in entries if entry.meaning is Key.KIND)
    return signs or about_films(kinds) or _is_review(headline, words, text)


def _may_be_stated(words: str, entries: Sequence[Entry], text: str, place: Place) -> bool:
    """Whether a heading of the text may be a film's title as one in the metadata may."""
    if is_sentence(words) or is_other(words):
        return False
    return _are_about_a_film(entries) or (place.heads_facts and _is_alone(words, entries, text))


def _is_review(headline: str, words: str, text: str) -> bool:
    """Whether a headline says that the film of its words is reviewed: it has a sign between them,
    or the text has the words, too, as it hardly has those of “My First Movie Review”."""
    if not FILM_REVIEW.search(headline):
        return False
    spoken_of = not OF_THE_TRADE.search(words) and any(ends(words, text))
    return CUTS.search(headline) is not None or spoken_of


def _are_about_a_film(entries: Iterable[Entry]) -> bool:
    """Whether the metadata of a text, which has its title as a heading, are those of a film."""
    return any(e.meaning in FILM_FACTS and e.kind is SourceKind.METADATA for e in entries)


def _is_alone(words: str, entries: Iterable[Entry], text: str) -> bool:
    """Whether a headline may be the title of what is told below it: the text marks no other, and it
    names none of those who made the film, as “Ann Berg Returns”."""
    made = (e for e in entries if e.meaning in PERSONS)
    names = (name for e in made for name in split_cast(e.text[:LONGEST_TITLE]))
    return is_alone(words, text) and not any(name in words for name in names)


def _confirmed(
    words: str, body: str, tags: set[str], years: Collection[str], *, whole: bool
) -> str:
    """The part of a headline that the document itself says to be a title; "" where it says none.

    Best is a year behind it, in the headline or in the text. Else the same words stand marked in
    the text, or among the tags; but where all of the headline may be a title (`whole`), a marked
    part is no proof:
    “Star Wars” in the text does not make it the title of “Star Wars: A New Hope”.
    """
    title, year = split_title_year(words)
    if year:
        return words
    text = body[:MOST_READ]
    if A_YEAR.search(text) and (found := _dated(words, title, text, years)):
        return found
    certain = [
        BARE_REVIEW.sub("", words),
        title,
        *([] if whole else [*quoted(title), *_prefixes(title, LONG_SUBTITLE)]),
    ]
    said = any(candidate in text for candidate in certain)
    marked = {*quoted(text), *tags} if said else tags
    return next((candidate for candidate in certain if candidate in marked), "")


def _dated(words: str, title: str, text: str, years: Collection[str]) -> str:
    """The part of a headline behind which a year in brackets stands in the text.

    Where that marks all of it, too, or the film is of other `years`, any part is another film's:
    “Rain (1932)” beside “Rain of the Gardens”.
    """
    parts = (BARE_REVIEW.sub("", words), title, *quoted(title), *_prefixes(title))
    dated = [
        inside(match)
        for match in matches(QUOTED_WITH_YEAR, text)
        if not years or match["year"] in years
    ]
    marked = is_title_case(title) and title in quoted(text)
    within = [] if marked else [t for t in dated if any(ends(t, words))]
    for candidate in (*filter(None, parts), *within):
        if any(DATED.match(text, end) for end in ends(candidate, text)):
            return candidate
    return ""


def _prefixes(title: str, tail: int = 0) -> list[str]:
    """What stands before a colon or a dash, the longest first, before a tail of so many words."""
    cuts = list(CUTS.finditer(title[:LONGEST_TITLE]))
    found = [
        title[: cut.start()].strip() for cut in cuts if len(title[cut.end() :].split()) >= tail
    ]
    return found[::-1]


def _tags(entry: Entry) -> Iterator[str]:
    return (word.strip() for text in strings(entry.said) for word in text.split(","))
