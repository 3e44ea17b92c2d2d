"""Who made the film, when, and how long it is, where running text says so without naming it:
“director Jane Doe”, “this 1989 gem”, “(92 minutes)”.

A review names other films and their makers as well. So what is compared, remembered or inspired
does not count, nor what stands with another title; and where a text yields two answers to one
question, it yields none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.extraction.names import NAME, NAMES, bare_name
from graph.records import Duration, PartialDate, Person, Value
from graph.values.names import name_key, split_names

_BOTH = (
    r"(?:writer[/-]director|writer[ ]and[ ]director|director[/-]writer"
    r"|written[ ]and[ ]directed[ ]by|diretor/roteirista|roteirista/diretor"
    r"|guionista[ ]y[ ]director|réalisateur[/-]scénariste)"
)
_DIRECTOR = (
    r"(?:(?<!art[ ])(?<!casting[ ])(?<!music[ ])(?<!assistant[ ])(?<!fellow[ ])(?:co-)?director"
    r"|directed[ ]by|filmmaker|helmed[ ]by|dirigid[oa][ ]por|(?:el|la)[ ]directora?|cineasta"
    r"|[oa][ ]diretora?|direção[ ]de|réalisée?[ ]par|réalisateur|réalisatrice|cinéaste"
    r"|Regisseur(?:in)?|Regie[ ]von|inszeniert[ ]von|(?:il|la)[ ]regista|dirett[oa][ ]da)"
)
_WRITER = (
    r"(?:script[ ]by|screenplay[ ]by|screenwriter|scripted[ ]by|scénario[ ]de|scénariste"
    r"|gui[oó]n[ ]de|guionista|roteiro[ ]de|roteirista|Drehbuch[ ]von|Drehbuchautor(?:in)?"
    r"|sceneggiatura[ ]di|sceneggiatore)"
)
_KIND = (
    r"(?:film|movie|classic|gem|drama|comedy|thriller|picture|masterpiece|romcom|flick|western"
    r"|musical|horror|release|documentary)"
)
_OPEN = r",?[ ]\(?(?:the[ ])?"
_MADE = r"has[ ](?:made|crafted|created|delivered|directed)[ ](?:an?|another|this|his|her)[ ]"
DIRECTORS = (
    re.compile(rf"\b(?i:{_BOTH}|{_DIRECTOR}){_OPEN}(?P<names>{NAMES})"),
    re.compile(rf"(?P<names>{NAME})(?:,[ ]?|[ ])(?:the[ ])?(?:{_BOTH}|director)\b(?![ ]of)"),
    re.compile(rf"(?P<names>{NAME})[’'](?:s[ ])?(?:direction|directing|direct(?:ori|o)al)\b"),
    re.compile(rf"(?P<names>{NAME})[ ](?:{_MADE}(?:[\w-]+[ ]){{0,4}}{_KIND}|directs|helms)\b"),
)
WRITERS = (
    re.compile(rf"\b(?i:{_BOTH}|{_WRITER}){_OPEN}(?P<names>{NAMES})"),
    re.compile(rf"(?P<names>{NAME})(?:,[ ]?|[ ])(?:the[ ])?{_BOTH}\b"),
)
_YEAR = r"(?P<year>(?:19[0-9]|20[0-9])[0-9])"
_OUT = r"(?:came[ ]out|released)[^.“\"(\n]{0,12}?[ ]in"
YEARS = (
    re.compile(rf"\b[Tt]his[ ]{_YEAR}[ ](?:[\w-]+[ ]){{0,2}}{_KIND}\b"),
    re.compile(rf"(?:^|[.!?][ ])The[ ]{_YEAR}[ ](?:[\w-]+[ ]){{0,2}}{_KIND}\b", re.MULTILINE),
    re.compile(rf"\b(?:this|the)[ ](?:film|movie)[^.“\"(\n]{{0,30}}?[ ]{_OUT}[ ]{_YEAR}"),
    re.compile(rf"\b(?:[Cc]e[ ]film|[Cc]ette[ ]œuvre)[ ](?:de|date[ ]de|sorti[ ]en)[ ]{_YEAR}"),
    re.compile(rf"\b[Ee]st[ea][ ](?:película|filme?|cinta)[ ]de[ ]{_YEAR}"),
    re.compile(rf"\b[dD]ieser[ ]Film[ ]aus[ ](?:dem[ ]Jahre?[ ])?{_YEAR}"),
)
LENGTHS = (
    re.compile(r"\((?:only[ ]|just[ ])?(?P<minutes>[0-9]{2,3})[ ]min(?:ute)?s?[!.]?\)"),
    re.compile(
        r"\b(?:run(?:ning)?[ -]?time|clock(?:s|ing)[ ]in|runs)[ ]"
        r"(?:(?:of|at|is|for|a|an|just|only|around|under|over)[ ]){0,4}"
        r"(?P<minutes>[0-9]{2,3})[ -]min"
    ),
)
SHORTEST, LONGEST = 60, 300

ELSEWHERE = re.compile(
    r"\b(?:unlike|like|recalls?|remember\w*|reminiscent|remind\w*|influence\w*|inspired?|homage"
    r"|echo\w*|compare\w*|borrowed|remake|original|previous|earlier|first|former|late|legendary"
    r"|such as|similar|tradition|style of|works? of|films? of|films? by|films? led|fan of"
    r"|elements of|need to see|from the same|seen|would-be|named|called|played by|plays|character"
    r"|fictional|recuerda|como|anterior|comme|d’après|rappelle|ancien|wie|lembra)\b[^.!?]{0,60}$"
    r"|[”\"»*_’)\]],?[ ](?:\w+[ ]){0,2}$",
    re.IGNORECASE,
)
"""Words before a name, or another title, that make it another film's, or a figure's."""

DEMONYMS = frozenset(
    """American Argentine Australian Austrian Belgian Brazilian British Canadian Chinese Danish
    Dutch English Finnish French German Indian Iranian Irish Israeli Italian Japanese Korean
    Mexican Norwegian Polish Russian Scottish Spanish Swedish Swiss Turkish Welsh""".split()  # noqa: SIM905
)

TITLE_AFTER = re.compile(
    r"(?:[’']s?)?,?[ ](?:\w+[ ]){0,3}?[“\"«„*_‘](?P<title>[^”\"»“*_’\n]{1,80})[”\"»“*_’]"
)
BEFORE, AFTER = 100, 140


class Found(NamedTuple):
    """What a text says, with the words that say it."""

    property: str
    value: Value
    key: str
    words: str


def made_by(title: str, text: str, known: set[int]) -> Iterator[Found]:
    """Director, writer, year and length of the film of that title; `known` are its years."""
    for property_, key, patterns in (
        ("director", "director in the text", DIRECTORS),
        ("author", "writer in the text", WRITERS),
    ):
        matches = [m for m in _matches(patterns, text) if of_this_film(m, title, text)]
        for name, words in _agreed(matches):
            yield Found(property_, Person(name), key, words)
    years = {int(m["year"]): m for m in _matches(YEARS, text) if _own_title(m, title, text)}
    if len(years) == 1 and (not known or known & {year + d for year in years for d in (-1, 0, 1)}):
        for year, match in years.items():
            yield Found("datePublished", PartialDate(year), "year in the text", match[0].strip())
    lengths = {int(match["minutes"]): match for match in _matches(LENGTHS, text)}
    if len(lengths) == 1 and SHORTEST <= min(lengths) <= LONGEST:
        for minutes, match in lengths.items():
            yield Found("duration", Duration(minutes), "length in the text", match[0])


def _matches(patterns: Iterable[re.Pattern[str]], text: str) -> list[re.Match[str]]:
    return [match for pattern in patterns for match in pattern.finditer(text)]


def of_this_film(match: re.Match[str], title: str, text: str) -> bool:
    """Whether neither a comparison before the words nor another title after them says no."""
    if ELSEWHERE.search(text[max(0, match.start() - BEFORE) : match.start()]):
        return False
    return _own_title(match, title, text)


def _own_title(match: re.Match[str], title: str, text: str) -> bool:
    """Whether no other title follows."""
    other = TITLE_AFTER.match(text[match.end() : match.end() + AFTER])
    return other is None or name_key(other["title"].strip(" ,.")) == name_key(title)


def _agreed(matches: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """The names on which all matches agree, each with its words; the longest list holds all."""
    said = [({name_key(n): n for n in person_names(m["names"])}, m[0]) for m in matches]
    if not said:
        return
    most, words = max(said, key=lambda pair: len(pair[0]))
    if all(names.keys() <= most.keys() for names, _ in said):
        for name in most.values():
            yield name, words


def person_names(words: str) -> Iterator[str]:
    """The names in a list, without the nationality before one."""
    for name in split_names(words):
        first, _, rest = bare_name(name).partition(" ")
        yield rest if first in DEMONYMS and " " in rest else bare_name(name)
