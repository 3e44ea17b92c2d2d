"""Where brackets hold a name: “Ada McGrath (Holly Hunter)”, “her mother (Ann Berg)”."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.cues import Match, matches
from graph.extraction.names import NAME, NAMES, ONE_OR_MORE, TOKEN, UPPER
from graph.extraction.tokens import MOST_BETWEEN, tokens_of
from graph.values.patterns import on_demand

MOST_OF_NAME = 5

_FURTHER = (
    r"(?P<further>(?:,|;|/|\s[–—-]|\s(?:in|em|en|dans|from|of|d[aeo]|von|aus))[^()\[\]\n]{1,120})?"
)
"""What brackets say of an actor besides: “(Ann Berg, Night Train)”, “(Ann Berg in her debut)”."""

PAIR = on_demand(
    rf"(?<![\w’'])(?P<outside>{ONE_OR_MORE}(?:[’']s)?),?\s?"
    rf"[(\[](?P<inside>{NAME}|{TOKEN}){_FURTHER}[)\]]"
)
ROUND = on_demand(rf"[(](?={UPPER})")
BRACKET = on_demand(rf"[(\[](?={UPPER})")
MOST_BEFORE_BRACKET = 4
"""Characters between a name and its brackets, as in “’s, (”."""

_PRAISED = (
    r"(?:(?:an?|the|uma?|[oa]|una?|el|la|il|lo|le|une|eine?|der|die)\s"
    r"(?:[a-zß-öø-ÿ]{1,20}\s){0,3})?"
)
"""“(An excellent Ann Berg)”."""

_NOUN = r"(?<!\w)(?P<noun>(?:[a-zß-öø-ÿ][\w-]{0,20}\s){1,3})"
NOUN = on_demand(rf"{_NOUN}\Z")
LONGEST_NOUN, LONGEST_WORD = 66, 22
NAMES_INSIDE = on_demand(rf"[(](?<=\s.){_PRAISED}(?={UPPER})")
NOUN_PAIR = on_demand(rf"{_NOUN}[(]{_PRAISED}(?P<inside>{NAMES}){_FURTHER}[)]")
_BOTH = (
    r"(?:both\splayed\sby|beide\sgespielt\svon|amb[oa]s\sinterpretad[oa]s\spor"
    r"|tous\sdeux\sjoués\spar|entrambi\sinterpretati\sda)"
)
PLAYED_BY_BOTH = frozenset(
    """both played beide gespielt ambos ambas interpretados interpretadas tous deux joués entrambi
    interpretati""".split()  # noqa: SIM905
)
"""Words of these, which stand before “by” and the actor."""

BOTH = on_demand(
    rf"(?<![\w’'])(?P<one>{ONE_OR_MORE})\s(?:and|und|y|e|et)\s(?P<other>{ONE_OR_MORE}),?\s\(?"
    rf"{_BOTH}\s(?P<actor>{NAME})"
)


def name_pairs(text: str) -> Iterator[Match]:
    """Names with another in brackets behind it: groups `outside`, `inside` and `further`."""
    return matches(text, ((start, PAIR) for start in _outsides(text)))


def noun_pairs(text: str) -> Iterator[Match]:
    """Words for a part with a name in brackets behind it: “her mother (Ann Berg)”."""
    done = 0
    for bracket in NAMES_INSIDE.finditer(text):
        at = bracket.start()
        if _is_name(text[max(0, at - LONGEST_WORD) : at]):
            continue
        noun = NOUN.search(text, max(done, at - LONGEST_NOUN), at)
        if noun and (match := NOUN_PAIR.match(text, noun.start())):
            done = match.end()
            yield match


def played_by_one(text: str) -> Iterator[Match]:
    """Two characters with the one actor of both: groups `one`, `other` and `actor`."""
    leads = tokens_of(text).leads
    if any(PLAYED_BY_BOTH.issuperset(words[1:3]) for _, words in leads if len(words) > 2):
        yield from BOTH.finditer(text)


def _is_name(before: str) -> bool:
    """Whether the last word before brackets has a capital, and is so no noun of a part."""
    word = before[:-1].rpartition(" ")[2]
    return word[:1].isupper() and word.isalpha()


def _outsides(text: str) -> list[int]:
    """Where what stands before brackets may begin, if words with a capital stand before and in
    them."""
    square = "[" in text
    if not square and "(" not in text:
        return []
    tokens = tokens_of(text)
    starts: set[int] = set()
    for bracket in (BRACKET if square else ROUND).finditer(text):
        start, most = bracket.start(), MOST_BEFORE_BRACKET
        for number in tokens.numbers_before(start, MOST_OF_NAME):
            if start - tokens.ends[number] > most:
                break
            starts.update(tokens.inner_starts(number))
            start, most = tokens.starts[number], MOST_BETWEEN
    return sorted(starts)
