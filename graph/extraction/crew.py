"""Who made the film, where running text says so: “director Jane Doe”, “dirigida por Jane Doe”.

A review names other films and their makers as well. So what is told of those does not count, nor
what only hints at a maker where a remake and its original are told of; and where a text yields two
answers to one question, it yields none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from graph.extraction.cues import BeforeNames
from graph.extraction.finders import Finder, Finders
from graph.extraction.maker_phrases import BOTH, DIRECTOR, MAKER, SIGN, WRITER
from graph.extraction.marked import DATED, MARKS, YEAR, ends
from graph.extraction.names import (
    JOINED,
    NAME,
    NAMES,
    SIBLING,
    TOKEN,
    bare_name,
    is_surname,
    person_names,
)
from graph.extraction.offices import OFFICE, holds, is_a_part
from graph.extraction.other_films import ThisFilm
from graph.extraction.tokens import tokens_of
from graph.records import Person, Value
from graph.values.given_names import is_given
from graph.values.names import name_key
from graph.values.patterns import on_demand

_MAKERS = ("directors", "filmmakers", "réalisateurs", "regisseure")
SIBLINGS = BeforeNames(
    _MAKERS,
    on_demand(
        rf"\b(?i:{'|'.join(_MAKERS)})\s"
        rf"(?P<names>{TOKEN}\s(?:and|&|et|und)\s{TOKEN}\s{TOKEN})"
    ),
)
"""“Directors Ann and Max Berg”."""

DIRECTORS = Finders(BOTH, DIRECTOR, also=[SIBLINGS])
MAKERS = Finders(MAKER)
SIGNS = Finders(SIGN)
FEWEST_SIGNS = 2
WRITERS = Finders(BOTH, WRITER)

BEHIND_TITLE = on_demand(
    rf"{MARKS}(?:,?{YEAR})?{MARKS},?\s?\(?(?:by|from|von|de|d[oa]s?|di|par)\s"
    rf"(?:(?!irm|herm|fr[èa]|sor)[a-zß-öø-ÿ]{{1,20}}\s)?(?P<names>{NAMES}|{SIBLING})"
)
OPENING = r"[“„«\"‘*_]{0,3}"
MADE_WITH = on_demand(
    r"\b(?:erweitert|erzählt|dreht|inszeniert|liefert|schafft|schuf|drehte|inszenierte)\s"
    rf"(?P<names>{NAME}|{SIBLING})\smit\s{OPENING}\Z"
)
"""“Die Reihe erweitert Ann Berg mit Heat”: in other word orders it may as well be an actor."""

OWNED = on_demand(rf"(?<![\w’'-])(?P<names>{NAME}|{SIBLING})[’']s?,?\s{OPENING}\Z")
"""“Ann Berg’s Heat”, which the novelist has as well, the star, and who made another version."""

OF_A_BOOK = on_demand(
    r"\b(?:novels?|novella|books?|play|romance|livro|libro|novela|roman|buch|bestseller|author|autor"
    r"|stars?|starring|role|performance|actors?|actress)\b",
    re.IGNORECASE,
)
OF_THE_LAST = on_demand(
    r"\s(?:is|was|are|were|has|had|plays?|stars?|gives?|makes?|brings?|delivers?|shines?|steals?)\b"
)
BEFORE = 100
MOST_NAMES = 2_000

OF_SOMEBODY = "film of somebody in the text"
"""“Ann Berg’s film”, who may be its star as well."""


class Found(NamedTuple):
    """What a text says, with the words that say it."""

    property: str
    value: Value
    key: str
    words: str


def made_by(film: ThisFilm, full: Mapping[str, str] | None = None) -> Iterator[Found]:
    """Directors and writers of a film; `full` are the text's `FullNames`."""

    def told_by(finders: Finders) -> list[re.Match[str]]:
        said = of_this_film(finders.in_text(film.text, film.language), film, full)
        return [match for match in said if not is_a_part(match)]

    full = FullNames(film.title, film.text) if full is None else full
    said = [match for match in told_by(DIRECTORS) if holds(match)]
    told = _agreed(said, full) or _agreed(filter(_is_stated, said), full)
    makers = () if told else [*told_by(MAKERS), *beside_title(film)]
    for name, words in told:
        yield Found("director", Person(name), "director in the text", words)
    for name, words in [] if makers and film.has_double else _agreed(makers, full):
        if name_key(name) not in name_key(film.title):  # “Indiana Jones films” are those of a hero
            yield Found("director", Person(name), OF_SOMEBODY, words)
    for name, words in _agreed(told_by(WRITERS), full):
        yield Found("author", Person(name), "writer in the text", words)


def directors_of_any(film: ThisFilm, full: Mapping[str, str]) -> frozenset[str]:
    """Whom the text calls a director, be it of another film; as `name_key` has them."""
    finders = DIRECTORS.in_text(film.text, film.language)
    matches = (match for finder in finders for match in finder.finditer(film.text))
    return frozenset(
        name_key(name) for m in matches if holds(m) for name in names_in(m["names"], full)
    )


def hinted(film: ThisFilm, full: Mapping[str, str], others: Collection[str]) -> Iterator[Found]:
    """The one director at whom several signs point, where nothing says it; `others`, as `name_key`
    has them, are none."""
    signs: dict[str, dict[int, re.Match[str]]] = {}
    for match in of_this_film(SIGNS.in_text(film.text, film.language), film, full):
        for name in names_in(match["names"], full):
            if name_key(name) not in others:
                signs.setdefault(name, {})[match.start("names")] = match
    for match in owners(film) if signs else ():
        for name in signs.keys() & names_in(match["names"], full):
            signs[name][0] = match  # however often it stands there
    sure = [name for name, matches in signs.items() if len(matches) >= FEWEST_SIGNS]
    if len(sure) == 1 and len(signs) == 1 and not film.has_double:
        match = next(iter(signs[sure[0]].values()))
        yield Found("director", Person(sure[0]), "director in the text", match[0])


def of_this_film(
    patterns: Iterable[Finder], film: ThisFilm, full: Mapping[str, str] | None = None
) -> list[re.Match[str]]:
    """The matches that tell of the film; of a single word only where it is a surname of the `full`
    names."""
    return [
        match
        for pattern in patterns
        for match in pattern.finditer(film.text)
        if (full is None or " " in match["names"].strip() or _surname(match["names"]) in full)
        and not film.is_titled(match["names"])
        and film.has(match)
    ]


def beside_title(film: ThisFilm) -> Iterator[re.Match[str]]:
    """Names right beside the title: “Heat, by Ann Berg”, “Ann Berg’s Heat (1995)”."""
    for start, end, dated in _mentions(film):
        lead = max(0, start - BEFORE), start
        found = (
            BEHIND_TITLE.match(film.text, end)
            or MADE_WITH.search(film.text, *lead)
            or (OWNED.search(film.text, *lead) if dated and film.years else None)
        )
        if found and not _is_of_a_book(film, start, end) and _is_told(film, found):
            yield found


def owners(film: ThisFilm) -> Iterator[re.Match[str]]:
    """Whose the title is said to be, be it as its star: “Ann Berg’s Heat”."""
    for start, end, _ in _mentions(film):
        found = OWNED.search(film.text, max(0, start - BEFORE), start)
        if found and not _is_of_a_book(film, start, end):
            yield found


def _mentions(film: ThisFilm) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Where the title stands without another film’s year behind it, and that year."""
    for end in ends(film.title, film.text):
        dated = DATED.match(film.text, end)
        if not dated or not film.is_other_year(int(dated["year"])):
            yield end - len(film.title), end, dated


def _is_of_a_book(film: ThisFilm, start: int, end: int) -> bool:
    return OF_A_BOOK.search(film.text, max(0, start - BEFORE), end + BEFORE) is not None


def _is_told(film: ThisFilm, match: re.Match[str]) -> bool:
    start, names = match.start(), match.start("names")
    return not (film.is_other(start, match.end()) or film.is_unreal(start, names))


def _is_stated(match: re.Match[str]) -> bool:
    """Whether it is said that somebody made it: “director Ann Berg” may be one of other films."""
    return not OFFICE.search(match[0])


def _agreed(matches: Iterable[re.Match[str]], full: Mapping[str, str]) -> list[tuple[str, str]]:
    """The names on which all matches agree, each with its words; the longest list holds all."""
    said = [({name_key(n): n for n in names_in(_made(m), full)}, m[0]) for m in matches]
    said = [pair for pair in said if pair[0]]
    if not said:
        return []
    most, words = max(said, key=lambda pair: len(pair[0]))
    agree = all(names.keys() <= most.keys() for names, _ in said)
    return [(name, words) for name in most.values()] if agree else []


def _made(match: re.Match[str]) -> str:
    """The names that were found, without a last one that a comma sets apart, of whom the sentence
    goes on to tell: “directed by Ann Berg, Max Roe is good”."""
    names, comma, last = match["names"].rpartition(", ")
    goes_on = (
        comma and not JOINED.search(last) and OF_THE_LAST.match(match.string, match.end("names"))
    )
    return names if goes_on else match["names"]


def names_in(words: str, full: Mapping[str, str], *, cast: bool = False) -> Iterator[str]:
    """The names in some words; a surname by itself stands for the one that the text has in full."""
    words = words.strip()
    for name in person_names(words, cast=cast) if " " in words else (words,):
        if " " in name and not is_surname(name):
            yield name
        elif whole := full.get(_surname(name.rpartition(" ")[2])):
            yield whole


def _surname(word: str) -> str:
    return name_key(bare_name(word))


class FullNames(Mapping[str, str]):
    """Each surname, as `name_key` has it, with the one name that the text or `known` give it; the
    title's own words are nobody's; in German, where nouns look like names, first names tell.

    They are looked for when one is first asked for: most texts say no name in short.
    """

    def __init__(
        self, title: str, text: str, known: Iterable[str] = (), *, german: bool = False
    ) -> None:
        self._title, self._text, self._known, self._german = title, text, known, german

    def __getitem__(self, surname: str) -> str:
        return self._names[surname]

    def __contains__(self, surname: object) -> bool:
        return surname in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        told = (n for words in tokens_of(self._text).full_names() for n in person_names(words))
        names = [
            *self._known,
            *(n for n in told if not self._german or is_given(n.partition(" ")[0])),
        ]
        names = [n for n in names if n not in self._title and not is_surname(n)]
        found: dict[str, dict[str, str]] = {}
        for name in names[:MOST_NAMES]:
            found.setdefault(name_key(name.rpartition(" ")[2]), {})[name_key(name)] = name
        return {last: next(iter(of.values())) for last, of in found.items() if len(of) == 1}
