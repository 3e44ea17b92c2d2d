"""Keys that hold lists of short texts: genres, countries, languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from graph.extraction.bare_values import GENRES
from graph.extraction.entries import Entry, Findings, Said, clip, note_unread, strings
from graph.extraction.keys import fold, spelled
from graph.extraction.markdown import plain_line
from graph.extraction.names import UPPER
from graph.records import Text
from graph.values.durations import parse_duration
from graph.values.languages import parse_language
from graph.values.names import says_nothing
from graph.values.patterns import AND_BETWEEN_NAMES, AND_WORDS, ANY_YEAR, on_demand
from graph.values.titles import COUNTRY

LIST = on_demand(r"\s*(?:[,;|、•]|(?<!\b[nN])/|/(?![aA]\b))\s*")
"""What stands between items, and not within “N/A”."""

STOP = on_demand(r"(?<!\.\w)(?<!\.\s\w)\.{1,3}$")
"""The full stop behind an item, but not that of “U.S.A.”."""

AND = on_demand(rf"\s(?:{AND_WORDS})\s|\s(?:{AND_BETWEEN_NAMES})\s(?={UPPER})")
ONE_COUNTRY = on_demand(
    r"Bosn|Bośn|Босн|Боснія|Βοσν|Trinidad|Trynidad|Тринидад|Τρινιντ|Antigua|Barbud|Антигуа"
    r"|Pr[íi]ncipe|Ser[bv]i|Srb|Szerb|Серб|Σερβ|Her[cz]eg|Kitts|Svalbard|Saint|Sankt|Turks|Wallis",
    re.I,
)
"""Countries with an “and” in their name."""

INVERTED = on_demand(
    r"(?<!\w)(?P<name>[^\W\d_]{1,30}(?: [^\W\d_]{1,30}){0,2}), "
    r"(?P<kind>North|South|(?:the )?(?:[^\W\d_][\w’'.]{0,30} ){0,3}(?:Republic|States?) of"
    r"(?: the)?)"
    r"(?=\s*(?:[,;/|]|$))"
)
"""“Korea, South”, as alphabetical lists have it."""

NATIONALITY = spelled("nationality, nationalité, nacionalidad, nacionalidade, nazione")
"""Keys under which a word that is spelled small is no country: “española”."""

A_YEAR_BEHIND = on_demand(rf"(?<=\w)[\s,]+{ANY_YEAR}$")
LONGEST_ITEM = 100
MOST_ITEMS = 200


def _items(said: Said) -> list[str]:
    """Short texts, of which a line may hold several, without those that say nothing."""
    words = (w for text in strings(said) for w in LIST.split(plain_line(text)))
    items = (STOP.sub("", word.strip()) for word in islice(words, MOST_ITEMS))
    return [item for item in items if not says_nothing(item)]


def _sure(items: list[str], known: Callable[[str], bool]) -> Iterator[tuple[str, bool]]:
    """The items of a list, each with whether it belongs there: a year, a score or a running time
    among them does not, and behind it only what is `known`."""
    mixed = False
    for item in items:
        odd = item[:1].isdigit() and (not any(map(str.isalpha, item)) or bool(parse_duration(item)))
        mixed |= odd
        yield item, not odd and (not mixed or known(item))


def read_genres(entry: Entry, findings: Findings) -> None:
    """The film's genres; “Drama and Crime” are two."""
    for item, sure in _sure(_items(entry.said), lambda item: fold(item) in GENRES):
        if not sure:
            note_unread(entry, findings, "genre", "is no genre for certain", item)
            continue
        parts = AND.split(item)
        joined = len(parts) > 1 and all(fold(part) in GENRES for part in parts)
        for genre in parts if joined else [item]:
            findings.about_movie("genre", Text(clip(genre, LONGEST_ITEM)), entry.evidence(item))


def read_countries(entry: Entry, findings: Findings) -> None:
    """The countries that the film comes from."""
    texts: list[Said] = [
        A_YEAR_BEHIND.sub("", INVERTED.sub(r"\g<kind> \g<name>", w)) for w in strings(entry.said)
    ]
    adjectives = fold(entry.key) in NATIONALITY
    for item, sure in _sure(_items(texts), lambda item: COUNTRY.fullmatch(item) is not None):
        for name in [item] if ONE_COUNTRY.search(item) else AND.split(item):
            country = clip(name.strip(), LONGEST_ITEM)
            if sure and not (adjectives and country[:1].islower()):
                findings.about_movie("countryOfOrigin", Text(country), entry.evidence(name))
            else:
                note_unread(entry, findings, "countryOfOrigin", "is no country for certain", name)


def read_film_languages(entry: Entry, findings: Findings) -> None:
    """The languages that are spoken in the film."""
    for item in _items(entry.said):
        language = parse_language(item)
        if language:
            findings.about_movie("inLanguage", Text(language), entry.evidence(item))
        else:
            note_unread(entry, findings, "inLanguage", "names no language known here")
