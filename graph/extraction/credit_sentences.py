"""Lines that are nothing but credits and facts, as papers have them above or below their reviews:
“Dir. Ann Berg. UK/France 2020. 101 mins. Cast: Max Roe, Ida Lund.”

Only a line of which all is understood is taken, and only where it names the director.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from graph.extraction.bare_values import bare_values
from graph.extraction.credits import STARTS
from graph.extraction.entries import Entry
from graph.extraction.keys import DIRECTORS, PERSONS, Key
from graph.extraction.line_labels import known_key
from graph.extraction.markdown import plain_line
from graph.extraction.pieces import Labelled
from graph.records import SourceKind
from graph.values.names import is_name
from graph.values.patterns import FILM_YEAR, on_demand

LONGEST = 300
FEWEST = 2
MOST_WORDS = 9
"""Words of two names with “and” between them."""

NEAR = 4
"""Filled lines from the top, or the bottom, of a text within which such a line stands."""

BESIDE = on_demand(r"[0-9]{2}|\b(?:cast|with|starring|stars|written|screenplay|scr|wri?)\b")
"""What else there is in such a line: a year, a length, or who plays in it or wrote it."""

SHORT = on_demand(r"\b(?P<label>(?i:dirs?|scr|wri?|cert|prod|r[eé]al))\.(?=\s?[^\W\d_a-z])")
"""Words that are shortened before names, where the stop ends no sentence."""

TITLE = on_demand(rf"(?P<title>\S.{{0,120}}?\s[(\[]{FILM_YEAR}[)\]])[.,:;|–—-]?\s+(?=\S)")
BRACKETS = on_demand(r"\s*[(\[](?P<inner>[^()\[\]]{1,100})[)\]][.,:;]?(?=\s|$)")
FURTHER = on_demand(
    r"(?<=[^\s.,;:])\s+(?=(?:Dirs?|Directors?|Directed\sby|Writers?|Written\sby|Screenplay|Cast|Starring"
    r"|Stars|With|Cert|Rated|Running\s[Tt]ime|Runtime|Genre|Country|Year)\s?:)"
)
APART = on_demand(r"(?<!\b[A-Z]\.)(?<!\b[JSDM][rt]\.)(?<=[.;])\s+|\s[|·•–—]\s|,\s+")
LABEL = on_demand(r"(?P<label>[^\W\d_][\w\s/&-]{0,30}?)\s?:\s*(?P<value>\S.*)")
FACTS = (*PERSONS, Key.WITH, Key.YEAR, Key.COUNTRY, Key.DURATION, Key.GENRE, Key.CONTENT_RATING)


def credit_sentences(
    lines: Sequence[str], first_line: int, is_of_other: Callable[[int, Sequence[Entry]], bool]
) -> Iterator[Labelled]:
    """What lines like these say, at the beginning and end of a text; those of another film are put
    aside, and all where several have headings between them."""
    filled = [i for i, line in enumerate(lines) if line and not line.isspace()]
    near = sorted({*filled[:NEAR], *filled[-NEAR:]})
    read = {i: entries_of(lines[i], first_line + i) for i in near}
    told = [i for i, entries in read.items() if entries]
    several = len(told) > 1 and any(line.startswith("#") for line in lines[told[0] : told[-1]])
    for i in told:
        entries = read[i]
        if several or is_of_other(i, entries):
            entries = [entries[0].meant(Key.ELSEWHERE)]
        yield from (Labelled(entry, range(i, i + 1)) for entry in entries)


def entries_of(line: str, number: int = 0) -> list[Entry]:
    """All that a line says; nothing unless all of it is understood.

    >>> [(e.meaning.value, e.text) for e in entries_of("UK, 98 min, dir. Ann Berg, with Max Roe")]
    [('country', 'UK'), ('duration', '98 min'), ('director', 'Ann Berg'), ('cast', 'Max Roe')]
    >>> entries_of("Directed by Ann Berg, it is long. With Max Roe.")
    []
    """
    if len(line) > LONGEST or not _may_be_one(line):
        return []
    words = plain_line(line)
    headed = TITLE.match(words)
    found = [_entry("credits", Key.FILM, headed["title"], number)] if headed else []
    for part in _parts(words[headed.end() :] if headed else words):
        if said := _read(part, number):
            found += said
        elif found and found[-1].meaning in PERSONS and _may_be_name(part):
            found[-1] = replace(found[-1], said=f"{found[-1].text}, {part}")
        else:
            return []
    directed = sum(entry.meaning in DIRECTORS for entry in found)
    return found if directed == 1 and len(found) >= FEWEST else []


def _may_be_one(line: str) -> bool:
    """Whether a line has a word for directors, in the languages of credits, and what is beside."""
    folded = line.lower()
    maker = "dir" in folded or "regi" in folded or "real" in folded or "réal" in folded
    return maker and BESIDE.search(folded) is not None


def _parts(words: str) -> list[str]:
    """The sentences of a line, and the parts of those that commas and bars set apart."""
    opened = BRACKETS.sub(_without_brackets, SHORT.sub(r"\g<label>:", words))
    parts = (part.strip(" .;,") for part in APART.split(FURTHER.sub(". ", opened)))
    return [part for part in parts if part]


def _without_brackets(match: re.Match[str]) -> str:
    return f". {match['inner']}. " if bare_values(match["inner"]) else match[0]


def _read(part: str, number: int) -> list[Entry]:
    if values := bare_values(part):
        return [_entry(label, known_key(label), value, number) for label, value in values]
    label = LABEL.fullmatch(part)
    key = known_key(label["label"], label["value"]) if label else None
    if label and key in FACTS:
        known = key if key is not Key.WITH else Key.CAST
        return [_entry(label["label"], known, label["value"], number)]
    credit = STARTS.match(part)
    if credit and _may_be_name(part[credit.end() :]):
        key = Key[str(credit.lastgroup)]
        return [_entry(credit[0].strip(), key, part[credit.end() :], number)]
    return []


def _may_be_name(words: str) -> bool:
    """Whether words may name persons: few, the first with a capital."""
    return words[:1].isupper() and len(words.split()) <= MOST_WORDS and is_name(words)


def _entry(label: str, key: Key | None, said: str, number: int) -> Entry:
    return Entry(label.strip(), key, said, SourceKind.LABEL, number)
