"""Facts in running text, where the words leave no doubt: the year behind the title, “directed by”,
and characters with their actors in brackets.

Precision before recall. Brackets hold films, places and roles as well, and in either order, so a
pair counts only if a cast list knows the actor, or if the text goes on to call the character, and
not the actor, by the first name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.extraction.entries import Findings, clip
from graph.records import Evidence, PartialDate, Person, Role, SourceKind, Text, Value
from graph.values.names import name_key, split_names

MOST_READ = 200_000
MOST_PAIRS = 60

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_TOKEN = rf"{_UPPER}[\w’'\-]{{0,30}}\.?"
_PARTICLE = r"(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|al|el|bin|ibn|y|e)"
_NAME = rf"{_TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{_TOKEN}){{1,4}}"
_ONE_OR_MORE = rf"{_TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{_TOKEN}){{0,4}}"
_MARKS = r"[”\"»“’*_』」]{0,3}"
POSSESSIVE = re.compile(r"[’']s\b")
YEAR = r"\s?[(\[](?:[\w\s]{1,20},\s)?(?P<year>(?:18[89]|19\d|20\d)\d)[)\]]"
DIRECTED = (
    r"(?:directed\sby|dirigid[oa]\spor|réalisée?\spar|unter\sder\sRegie\svon|inszeniert\svon"
    r"|dirett[oa]\sda)"
)
PAIR = re.compile(rf"(?<![\w’'])(?P<outside>{_ONE_OR_MORE})\s?[(\[](?P<inside>{_NAME})[)\]]")
PLAYED = re.compile(
    rf"(?<![\w’'])(?P<outside>{_ONE_OR_MORE}),?\s\(?(?:is\s|was\s)?played\sby\s(?P<inside>{_NAME})"
)
WORD = re.compile(rf"{_UPPER}[\w\-]{{0,40}}")
FUNCTION_WORDS = """
    The A An And But Or As When While Where With In On At For To From By Of If So Yet Then Here
    There This That His Her Their Its Our My After Before Once Meanwhile Enter Also Both Only
    Young Old Little Poor Even Like Unlike Starring Der Die Das Und Als Wenn El La Los Las Y
    Cuando Le Les Et Quand Il Lo O Os E Quando Mit Con Avec Com
"""
"""Words that stand with a capital letter at the beginning of a sentence, before a name."""


def read_prose(text: str, findings: Findings, place: Callable[[str], int]) -> None:
    """Claim what the text says for certain about the film that `findings` already names.

    `place` gives the line in the document where words stand, or 0.
    """
    text = text[:MOST_READ]
    values = (claim.value for claim in findings.movie if claim.property == "name")
    titles = [value.value for value in values if isinstance(value, Text)]
    facts = [fact for title in titles if len(title) <= 200 for fact in _about(title, text)]
    for property_, value, key, words in [*facts, *_cast(text, findings)]:
        evidence = Evidence(SourceKind.PROSE, key, clip(words), place(words))
        findings.about_movie(property_, value, evidence)


Fact = tuple[str, Value, str, str]
"""Property, value, key and words of a claim to be."""


def _about(title: str, text: str) -> Iterator[Fact]:
    """Its year in brackets, and its director close behind it."""
    named = rf"(?<!\w){re.escape(title)}{_MARKS}"
    if match := re.search(rf"{named},?{YEAR}", text):
        yield "datePublished", PartialDate(int(match["year"])), "year", match[0]
    directed = re.compile(
        rf"{named}(?:{YEAR})?[^.“”\"«»*_()\n]{{0,60}}?\b{DIRECTED}\s"
        rf"(?P<names>{_NAME}(?:(?:,|\sand|\set|\sund|\sy|\se)\s{_NAME}){{0,3}})"
    )
    if match := directed.search(text):
        for name in split_names(match["names"]):
            yield "director", Person(_bare(name)), "directed by", match[0]


def _cast(text: str, findings: Findings) -> Iterator[Fact]:
    roles = (claim.value for claim in findings.movie if claim.property == "actor")
    known = {name_key(role.actor.name) for role in roles if isinstance(role, Role)}
    words = WORD.findall(text)
    mentions = Mentions(Counter(words), Counter(pairwise(words)))
    for match in [*PAIR.finditer(text), *PLAYED.finditer(text)][:MOST_PAIRS]:
        outside, inside = _character(match["outside"]), _bare(match["inside"])
        if not outside or POSSESSIVE.search(inside):
            continue
        if name_key(outside) in known:
            outside, inside = inside, outside
        elif name_key(inside) not in known and (
            known or not mentions.by_first_name(outside) or mentions.by_first_name(inside)
        ):
            continue
        yield "actor", Role(Person(inside), outside), "brackets", match[0]


@dataclass(frozen=True, slots=True)
class Mentions:
    """How often each capitalised word stands in a text, and each pair of them."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]

    def by_first_name(self, name: str) -> bool:
        """Whether the text uses the first name on its own, as one does for a character."""
        first, *rest = WORD.findall(name) or [""]
        together = self.pairs[first, rest[0]] if rest else 1
        return self.words[first] > together


def _character(words: str) -> str:
    tokens = words.split()
    while tokens and tokens[0] in FUNCTION_WORDS.split():
        tokens = tokens[1:]
    return _bare(" ".join(tokens))


def _bare(name: str) -> str:
    """A name without the full stop of its sentence."""
    return name.rstrip(".") if re.search(r"\w{3,}\.$", name) else name
