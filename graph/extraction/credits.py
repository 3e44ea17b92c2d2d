"""Credits in a row of sentences, as papers and summaries have them: “Heat (USA, 1995). Directed
by A. Written by B. With C, D.” → entries, like those of labelled lines.

One such sentence may be prose; two in a row, one with its director or writer, are credits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.extraction.entries import Entry, strings
from graph.extraction.keys import Key
from graph.extraction.markdown import plain_line
from graph.records import SourceKind
from graph.values.patterns import FILM_YEAR, on_demand

LONGEST = 3_000
LONGEST_TITLE = 300
FEWEST = 2
MOST_WORDS = 6
"""Words of which the name of a person has at most so many."""

VERBS: dict[Key, str] = {
    Key.DIRECTOR_AND_SCREENPLAY: r"written and directed by|directed and written by"
    r"|(?:escrit[oa] y dirigid[oa]|dirigid[oa] y escrit[oa]) por"
    r"|(?:escrit[oa] e dirigid[oa]|dirigid[oa] e escrit[oa]) por|écrit et réalisé par"
    r"|scritto e diretto da",
    Key.DIRECTOR: r"directed by|direction by|(?:an? )?(?:film|movie) by|dirigid[oa] por"
    r"|réalisée? par|un film de|um filme de|un film di|diretto da|ein film von|en film av"
    r"|een film van|regie von|direção de|dirección de|regia di",
    Key.SCREENPLAY: r"written by|screenplay by|script by|escrit[oa] por|roteiro de|guion de"
    r"|guión de|écrite? par|scénario de|scritto da|sceneggiatura di|drehbuch von",
    Key.CAST: r"starring|with|featuring|cast:|com|con|avec|mit|protagonizada por|estrelado por",
}
"""How each begins its sentence, in the languages of the labels."""

STARTS = on_demand(
    r"(?:^|(?<=[.,;!?)\n]))\s{0,3}(?:"
    + "|".join(f"(?P<{key.name}>{words})" for key, words in VERBS.items())
    + r")\s(?=\S)",
    re.IGNORECASE,
)
SENTENCE_END = on_demand(r"(?<!\b[A-Z])(?<!\b[JSDM][rt])(?<!\bMrs)[.;!?](?=\s|$)")
BEFORE = on_demand(
    r"(?P<title>.{1,200}?)\s[(\[](?P<countries>(?:[^\d()\[\],]{2,30},\s){0,5})"
    rf"(?P<year>{FILM_YEAR})[)\]][.,]?"
)
"""“Film. Original title (Country, Country, Year)”, all of what stands before the credits."""


class Credit(NamedTuple):
    """Who did what: the names as they stand, behind some words."""

    key: Key
    words: str
    names: str


def credit(line: str) -> Credit | None:
    """The credit that all of a line is.

    >>> credit("Directed by Ann Berg and Max Roe")
    Credit(key=<Key.DIRECTOR: 'director'>, words='Directed by', names='Ann Berg and Max Roe')
    >>> credit("Directed by Ann Berg, it is long")
    """
    start = STARTS.match(line)
    said = line[start.end() :].strip() if start else ""
    if not start or not said or _names(said) != said:
        return None
    return _credit(start, said)


def _credit(start: re.Match[str], names: str) -> Credit:
    return Credit(Key[str(start.lastgroup)], start[0].strip(), names)


def credit_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The credits in the summaries among some entries."""
    entries = list(entries)
    texts = [(e, text) for e in entries if e.meaning is Key.ABSTRACT for text in strings(e.said)]
    if not texts:
        return []
    titles = {e.text for e in entries if e.meaning in (Key.TITLE, Key.FILM, Key.NAME)}
    return [
        found for e, text in texts for found in credits_in(plain_line(text), titles, e.line, e.kind)
    ]


def credits_in(text: str, titles: set[str], line: int, kind: SourceKind) -> Iterator[Entry]:
    """The credits in one paragraph; none where fewer than two stand in a row.

    `titles` are those that the document gives; another title before the credits is the
    original one.
    """
    starts = list(STARTS.finditer(text)) if len(text) <= LONGEST else []
    if len(starts) < FEWEST:
        return
    ends = [start.start() for start in starts[1:]] + [len(text)]
    found = [
        (_credit(start, _names(text[start.end() : end])), start)
        for start, end in zip(starts, ends, strict=True)
    ]
    said = [(told, start) for told, start in found if told.names]
    if len(said) < FEWEST or all(told.key is Key.CAST for told, _ in said):
        return
    yield from _film(text[: said[0][1].start()].strip(), titles, line, kind)
    for told, _ in said:
        yield Entry(told.words, told.key, told.names, kind, line)


def _film(text: str, titles: set[str], line: int, kind: SourceKind) -> Iterator[Entry]:
    """Original title, countries and year, where they are all that stands before the credits."""
    match = BEFORE.fullmatch(text) if len(text) <= LONGEST_TITLE else None
    if not match:
        return
    yield Entry("credits", Key.YEAR, match["year"], kind, line)
    if countries := match["countries"].strip(" ,"):
        yield Entry("credits", Key.COUNTRY, countries, kind, line)
    said = match["title"]
    known = next((t for t in titles if said.casefold().startswith(t.casefold())), "")
    title = said[len(known) :].strip(' .,:"“”«»')
    if known and title:
        yield Entry("credits", Key.ORIGINAL_TITLE, title, kind, line)
    elif not known:
        yield Entry("credits", Key.ORIGINAL_TITLE, said.strip('"“”«»'), kind, line)


def _names(words: str) -> str:
    """The names at the beginning of some words, up to the end of the sentence; "" where the
    first is none."""
    end = SENTENCE_END.search(words)
    said = words[: end.start()] if end else words
    parts = re.split(r"(\s?[,&]\s|\s(?:and|y|e|et|und)\s)", said)
    kept = 0
    for i in range(0, len(parts), 2):
        name = re.sub(r"\s?\([^()]{0,80}\)", "", parts[i]).strip()
        tokens = name.split()
        if not tokens or len(tokens) > MOST_WORDS or not name[0].isupper():
            break
        kept = i + 1
    whole = kept == len(parts)
    return said.strip() if whole else "".join(parts[:kept]).strip()
