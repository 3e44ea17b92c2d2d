"""Labels in all the forms that people give them, in the one that is read: with a colon behind.

“Director – Ben Lewin”, “**Director** Ben Lewin”, dots, tabs, bars, a line of its own above the
value; or with a colon behind quotation marks, numbers, pictures, in brackets, headings and HTML.
Any line may have a dash. Of those that follow each other in one form, the ones with labels that are
known have labels, where they have two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graph.extraction.headlines import is_title_case
from graph.extraction.keys import LONGEST_KEY, PERSONS
from graph.extraction.line_labels import NO_LABELS, first_label, is_label, known_key
from graph.extraction.markdown import plain_line
from graph.extraction.spellings import SPELLINGS
from graph.values.names import is_name, split_cast
from graph.values.patterns import on_demand

FEWEST, FEW_WORDS = 2, 2
LONGEST_LABEL = 45
LONGEST = 400
LONGEST_VALUE = 160
"""Characters of a value below its label: a longer one is a section's first paragraph."""

_LABEL = r"[^\W\d_][^:：|*_\[\]\t=<>.,;!?–—-]{1,40}?"
_OPEN = r"(?P<open>\s*(?:[-*+•]\s+)?[*_]{0,3})"
SIGN = on_demand(
    rf"{_OPEN}(?P<label>{_LABEL})(?P<close>[*_]{{0,3}})"
    r"(?:\s*(?P<dash>[-–—])[-–—]?\s+|\s+(?P<mark>\||=|»|→|~|>>?)\s+|\s?(?P<dots>(?:\.\.|…)[.…]{0,60})\s?"
    r"|\s*(?P<tab>\t)\s*|(?P<blanks>\s)\s{2,40})"
    r"(?P<value>[^\s:|].*)"
)
BOLD = on_demand(
    rf"(?P<open>\s*(?:[-*+•]\s+)?)(?P<mark>\*\*|__)(?P<label>{_LABEL})(?P=mark)\s+"
    r"(?P<value>[^\s:|–—-].*)"
)
ABOVE = on_demand(rf"\s{{0,3}}(?:#{{2,6}}\s)?[*_]{{0,3}}(?P<label>{_LABEL})[*_]{{0,3}}\s*")
SENTENCE = on_demand(r"[.!?]\s*$")
PICTURE = r"[\u2190-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
AROUND = on_demand(
    r"\s*(?:>\s?|#{2,6}\s+|[0-9]{1,2}[.)]\s+|[-*+•]\s+|(?P<bracket>\[(?!\[)|\()|`|<[^<>]{1,80}>\s*"
    rf"|(?P<mark>[*_]{{0,3}})(?:{PICTURE}[\ufe0f\u200d]*)+\s*(?:(?P=mark)\s+(?=\S))?)+"
)
PIECES = on_demand(r"(?<=\w)\*\*\s\*\*(?=\w)")
"""Where one emphasis ends and another begins: “**Notable** **Cast**”."""

CLOSING = {"[": "]", "(": ")"}
TAG = on_demand(r"</?[a-zA-Z][^<>]{0,80}>")
PLAIN = on_demand(r"[*_]{0,3}[^\W\d_]")
"""How a line begins that nothing stands around."""


class Form(NamedTuple):
    """How a line is written, what its label is, and the line as it is with a colon."""

    sign: str
    label: str
    value: str
    line: str


def with_colons(lines: Sequence[str]) -> list[str]:
    """The lines without what stands around labels, and those with labels in other forms as if they
    had colons; a value in a line of its own has its colon in front, as in Markdown's lists of
    definitions.

    >>> with_colons(["Director – Ben Lewin", "Running time – 95 min", "", "Well – it is long."])
    ['Director: Ben Lewin', 'Running time: 95 min', '', 'Well – it is long.']
    """
    quoted = _quoted_words(lines)
    read = [
        line if not line or len(line) > LONGEST or i in quoted or PLAIN.match(line) else _bare(line)
        for i, line in enumerate(lines)
    ]
    read = [PIECES.sub(" ", line) if "** **" in line else line for line in read]
    begin = {i for i, line in enumerate(read) if _may_begin(line)}
    if len(begin) < FEWEST:
        return read
    for run in list(_runs(read, begin)):
        known = {i: form for i, form in run.items() if _is_known(form.label, form.value)}
        keys = {known_key(form.label, form.value) for form in known.values()}
        if len(keys) >= FEWEST:
            for i, form in known.items():
                read[i] = form.line
    for i in list(_stacked(read, begin)):
        read[i] = f": {read[i].strip()}"
    return read


def may_have_label(line: str) -> bool:
    """Whether a line may be other `with_colons` than without."""
    return bool(line) and (not PLAIN.match(line) or "** **" in line or _may_begin(line))


def _quoted_words(lines: Sequence[str]) -> Sequence[int]:
    """The lines from the first that is prose to the last, in which a quotation is somebody's."""
    if ">" not in {line[:1] for line in lines}:
        return ()
    prose = [i for i, line in enumerate(lines) if line[:1].isalpha() and SENTENCE.search(line)]
    inside = range(prose[0], prose[-1]) if prose else ()
    return [i for i in inside if lines[i].startswith(">")]


def _bare(line: str) -> str:
    """A line without what stands around its label; as it is, where that is none."""
    around = AROUND.match(line)
    if not around:
        return line
    bare = TAG.sub("", line[around.end() :]) if "<" in line else line[around.end() :]
    bare = f"{around['mark'] or ''}{bare}".replace("`", "")
    bare = bare.rstrip().removesuffix(CLOSING[around["bracket"]]) if around["bracket"] else bare
    label = first_label(bare) if is_label(bare) else None
    if label and (not label["value"].strip() or _may_be(label["label"], label["value"])):
        return bare
    return bare if _may_begin(bare) and _form(bare) else line


def _is_known(label: str, value: str) -> bool:
    return known_key(label, value) is not None and _may_be(label, value)


def _may_be(label: str, value: str) -> bool:
    """Whether words may stand under a label: names under one of persons."""
    if not _may_be_value(value):
        return False
    names = split_cast(plain_line(value)) if known_key(label, value) in PERSONS else ()
    return all(is_name(name) and not name[0].islower() for name in names)


def _may_be_value(words: str) -> bool:
    """Whether words may stand under a label, and are no part of a sentence: “Cast – away we go.”"""
    plain = words.strip(' *_`[("“‘«')
    several = SENTENCE.search(plain) is not None and len(plain.split()) > FEW_WORDS
    sentence = several and not is_title_case(plain.rstrip(".!? "))
    asks = several and plain.endswith("?")
    return plain != "" and not plain[0].islower() and not sentence and not asks


def _runs(lines: Sequence[str], begin: set[int]) -> Iterator[dict[int, Form]]:
    """The lines in one form that follow each other, with nothing but blank lines between."""
    run: dict[int, Form] = {}
    sign = ""
    for i, line in enumerate(lines):
        if not (run or i in begin) or not line or line.isspace():
            continue
        form = _form(line)
        if run and (form is None or form.sign != sign):
            yield run
            run = {}
        if form:
            run[i], sign = form, form.sign
    yield run


def _may_begin(line: str) -> bool:
    """Whether a line may begin with a label that is known, and has no colon behind it."""
    if not 0 < len(line) <= LONGEST or ":" in line[:LONGEST_LABEL]:
        return False
    first = line[:LONGEST_LABEL].lstrip(" *_-+•#").split(None, 1)[:1]
    return bool(first) and first[0].rstrip("*_.…–—-|").lower() in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(
        word.split()[0]
        for key, words in SPELLINGS.items()
        if key not in NO_LABELS
        for word in words.lower().split(",")
    )


def _form(line: str) -> Form | None:
    if len(line) > LONGEST:
        return None
    if match := BOLD.fullmatch(line):
        marked = f"{match['mark']}{match['label']}:{match['mark']}"
        return Form("bold", match["label"], match["value"], f"{marked} {match['value']}")
    match = SIGN.fullmatch(line)
    if not match:
        return None
    sign = next(name for name in ("dash", "mark", "dots", "tab", "blanks") if match[name])
    label, value = match["label"], match["value"]
    head = f"{match['open']}{label}{match['close']}"
    return Form(f"{sign} {match['mark'] or ''}", label, value, f"{head}: {value}")


def _stacked(lines: Sequence[str], begin: set[int]) -> Iterator[int]:
    """The values that stand below their labels, where one such pair follows another."""
    pairs: list[int] = []
    i = 0
    while i < len(lines):
        if i in begin and (value := _value_below(lines, i)):
            pairs.append(value)
            i = value
        elif pairs and lines[i].strip():
            yield from pairs if len(pairs) >= FEWEST else ()
            pairs = []
        i += 1
    yield from pairs if len(pairs) >= FEWEST else ()


def _value_below(lines: Sequence[str], i: int) -> int:
    """Where the value of a label stands that is all of a line: right below, or below a blank line;
    0 where there is none."""
    if len(lines[i]) > LONGEST_KEY or not (match := ABOVE.fullmatch(lines[i])):
        return 0
    at = next((j for j in range(i + 1, min(i + 3, len(lines))) if lines[j].strip()), 0)
    value = plain_line(lines[at][: LONGEST_VALUE + 1]) if at else ""
    told = (
        0 < len(value) <= LONGEST_VALUE
        and value[0] not in ":#"
        and _is_known(match["label"], value)
        and not known_key(value)
        and not SENTENCE.search(value)
        and not is_label(value)
    )
    return at if told else 0
