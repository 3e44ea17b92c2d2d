"""Keys that hold lists of short texts: genres, countries, languages."""

from __future__ import annotations

import re
from itertools import islice

from graph.extraction.entries import Entry, Findings, Said, clip, note_unread, strings
from graph.extraction.keys import fold
from graph.extraction.line_labels import GENRES
from graph.extraction.markdown import plain_line
from graph.records import Text
from graph.values.languages import parse_language
from graph.values.patterns import on_demand

LIST = on_demand(r"\s*[,;/|、•]\s*")
STOP = on_demand(r"(?<!\.\w)(?<!\.\s\w)\.{1,3}$")
"""The full stop behind an item, but not that of “U.S.A.”."""

AND = on_demand(r"\s(?:and|y|e|et|und|&)\s")
ONE_COUNTRY = on_demand(r"Bosni|Trinidad|Antigua|Barbuda|Príncipe|Principe|Serbia|Herzegov", re.I)
"""Countries with an “and” in their name."""

INVERTED = on_demand(
    r"(?<!\w)(?P<name>[^\W\d_]{1,30}(?: [^\W\d_]{1,30}){0,2}), "
    r"(?P<kind>North|South|(?:the )?(?:[^\W\d_][\w’'.]{0,30} ){0,3}(?:Republic|States?) of"
    r"(?: the)?)"
    r"(?=\s*(?:[,;/|]|$))"
)
"""“Korea, South”, as alphabetical lists have it."""

LONGEST_ITEM = 100
MOST_ITEMS = 200


def _items(said: Said) -> list[str]:
    """Short texts, of which a line may hold several."""
    words = (w for text in strings(said) for w in LIST.split(plain_line(text)))
    return [w for word in islice(words, MOST_ITEMS) if (w := STOP.sub("", word.strip()))]


def read_genres(entry: Entry, findings: Findings) -> None:
    """The film's genres; “Drama and Crime” are two."""
    for item in _items(entry.said):
        parts = AND.split(item)
        joined = len(parts) > 1 and all(fold(part) in GENRES for part in parts)
        for genre in parts if joined else [item]:
            findings.about_movie("genre", Text(clip(genre, LONGEST_ITEM)), entry.evidence(item))


def read_countries(entry: Entry, findings: Findings) -> None:
    """The countries that the film comes from."""
    for item in _items([INVERTED.sub(r"\g<kind> \g<name>", w) for w in strings(entry.said)]):
        for name in [item] if ONE_COUNTRY.search(item) else AND.split(item):
            country = clip(name.strip(), LONGEST_ITEM)
            findings.about_movie("countryOfOrigin", Text(country), entry.evidence(name))


def read_film_languages(entry: Entry, findings: Findings) -> None:
    """The languages that are spoken in the film."""
    for item in _items(entry.said):
        language = parse_language(item)
        if language:
            findings.about_movie("inLanguage", Text(language), entry.evidence(item))
        else:
            note_unread(entry, findings, "inLanguage", "names no language known here")
