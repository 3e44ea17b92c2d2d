"""A line that is nothing but a byline: “Posted by Eve Gray on 3 May 2020”, “3. Mai 2020 von Eve
Gray”, “— Eve Gray, 3 May 2020” below the text. Whose name is in “Critique de …” may be the film's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from graph.extraction.bylines import NO_NAME, NUMERIC
from graph.extraction.entries import Entry
from graph.extraction.keys import Key, spelled
from graph.extraction.markdown import plain_line
from graph.extraction.phrases import Table, alternatives
from graph.extraction.pieces import Labelled
from graph.records import SourceKind
from graph.values.dates import find_dates
from graph.values.folding import fold
from graph.values.given_names import is_given
from graph.values.patterns import on_demand

LONGEST = 120
POSTED: Table = {
    "en": "(?:posted|published|review(?:ed)?|(?:film|movie) review) by",
    "de": "(?:veröffentlicht|gepostet|eingestellt) von",
    "fr": "(?:publiée?|postée?) par; critique par",
    "es": "publicad[oa] por; (?:crítica|reseña) por",
    "pt": "publicad[oa] por; postado por; (?:crítica|resenha) por",
    "it": "(?:pubblicat|postat)[oa] da; a cura di; recensione a cura di",
}
"""What leads to who wrote a post, and to nobody else."""

REVIEW_OF: Table = {
    "de": "(?:film)?kritik von; rezension von; besprechung von; review von",
    "fr": "critique de",
    "es": "(?:crítica|reseña) de",
    "pt": "(?:crítica|resenha) de",
    "it": "(?:recensione|critica) di",
}
BY: Table = {
    "en": "(?:written )?by",
    "de": "(?:(?:geschrieben|verfasst) )?von",
    "fr": "(?:(?:écrit|rédigé)e? )?par",
    "es": "(?:escrit[oa] )?por",
    "pt": "(?:escrit[oa] )?por",
    "it": "(?:scritt[oa] )?da; di",
}
"""What leads to a reviewer beside a day; without one it may be a writer of the film."""

ON: Table = {
    "en": "on; (?:posted|published)(?: on)?",
    "de": "am; vom; den; (?:veröffentlicht|erschienen) am",
    "fr": "le; du; publiée?(?: le)?",
    "es": "el; del; publicad[oa] el",
    "pt": "em; publicad[oa] em",
    "it": "il; del; pubblicat[oa] il",
}
LEADS = frozenset(("by", "*by", "_by", "von", "par", "por", "da", "di", "de", "cura"))
"""Words of which a byline above a text has one."""

NOBODY = NO_NAME | spelled("admin, administrator, webmaster, guest, anonymous, gast, the editors")


DAY = "\0"
"""Stands for a day in a line."""

_APART = r"[\s,;|·•/()–—-]{0,4}"
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]{0,30}"
_BETWEEN = r"(?:\s(?:d[aeiou]s?|de[lrn]|von|van|zu|la|le|and|und|et|y|e|&)){0,2}"
_NAME = rf"(?P<name>{_WORD}(?:{_BETWEEN}\s{_WORD}){{0,5}})"
_ON = rf"(?:(?i:{alternatives(ON)}):?\s)?{DAY}"
_MINUTES = (
    rf"(?:{_APART}[0-9]{{1,2}}\s?(?i:min(?:ute)?s?\.?)(?:\s(?i:read|lesezeit|de\slecture))?)?"
)
_OUTLET = r"(?:\s(?:for|für|pour|para)\s[^\d\0]{2,40}?)?"
_OF = (
    rf"(?P<posted>(?i:{alternatives(POSTED)})):?|(?P<of>(?i:{alternatives(REVIEW_OF)}))"
    rf"|(?P<by>(?i:{alternatives(BY)})):?"
)
LINE = on_demand(
    rf"(?:(?P<before>{_ON}){_APART})?(?:{_OF})\s{_NAME}{_OUTLET}(?:{_APART}(?P<after>{_ON}))?"
    rf"{_MINUTES}\W{{0,3}}"
)
OF_FILM = on_demand(rf"(?i:{alternatives(REVIEW_OF)})")
SIGNED = on_demand(rf"[–—-]{{1,2}}\s?{_NAME}{_APART}{_ON}\W{{0,3}}")
ALONE = on_demand(rf"\W{{0,3}}{_ON}\W{{0,3}}")


class Byline(NamedTuple):
    """What leads to a name, and the name with the day beside it."""

    key: str
    said: str


Read = Callable[[str], Byline | None]


def bylines(
    lines: list[str], first_line: int, among: Iterable[int], read: Read | None = None
) -> Iterator[Labelled]:
    """The bylines among some lines of a text, above it where nothing else is to be `read`."""
    for i in among:
        if told := (read or read_byline)(lines[i]):
            entry = Entry(told.key, Key.REVIEWER, told.said, SourceKind.LABEL, first_line + i)
            yield Labelled(entry, range(i, i + 1))


def days(lines: list[str], first_line: int, among: Iterable[int]) -> Iterator[Labelled]:
    """The lines with nothing but a day among some."""
    for i in among:
        if day := read_day(lines[i]):
            entry = Entry("a line alone", Key.PUBLISHED, day, SourceKind.LABEL, first_line + i)
            yield Labelled(entry, range(i, i + 1))


def read_byline(line: str) -> Byline | None:
    """The byline that a line is, above a text."""
    if len(line) > LONGEST or LEADS.isdisjoint(line.lower().replace(":", " ").split()):
        return None
    words, days = _without_days(line)
    match = LINE.fullmatch(words)
    if match is None or not _is_named(match["name"], sure=bool(match["posted"])):
        return None
    dated = match["before"] or match["after"]
    if match["by"] and not dated:
        return None
    lead = match["posted"] or match["of"] or match["by"]
    return Byline(lead, ", ".join((match["name"], *days)))


def is_of_film(key: str, said: str, titles: Iterable[str]) -> bool:
    """Whether a byline names the film that is reviewed: “Recensione di Donnie Darko”."""
    if not OF_FILM.fullmatch(key):
        return False
    name = fold(said.partition(",")[0])
    return any(name in fold(title) for title in titles)


def read_signature(line: str) -> Byline | None:
    """The byline that the last line of a text is."""
    words, days = _without_days(line) if line.lstrip()[:1] in "–—-" else ("", [])
    match = SIGNED.fullmatch(words) if days else None
    named = match is not None and _is_named(match["name"], sure=False)
    return Byline("signature", f"{match['name']}, {days[0]}") if match and named else None


def read_day(line: str) -> str:
    """The day that is all there is in a line; empty where there is more, or none."""
    words, days = _without_days(line)
    return days[0] if days and ALONE.fullmatch(words) else ""


def _without_days(line: str) -> tuple[str, list[str]]:
    """The words of a line with a mark for each day, and the days; nothing where it is long."""
    if len(line) > LONGEST:
        return "", []
    words, days, at = plain_line(line), list[str](), 0
    parts: list[str] = []
    for start, end in _days(words):
        parts += words[at:start], DAY
        days.append(words[start:end])
        at = end
    return "".join((*parts, words[at:])).strip(), days


def _days(words: str) -> Iterator[tuple[int, int]]:
    at = 0
    found = [(start, end) for _, start, end in find_dates(words)]
    for start, end in sorted((*found, *(match.span() for match in NUMERIC.finditer(words)))):
        if start >= at:
            yield start, end
            at = end


def _is_named(name: str, *, sure: bool) -> bool:
    """Whether somebody is named; where that is not `sure`, by a full name with a known first."""
    if not NOBODY.isdisjoint((fold(name), *fold(name).split())):
        return False
    return sure or (" " in name and is_given(name.partition(" ")[0]))
