"""Facts in running text, where the words leave no doubt: the year behind the title, “directed by”,
and characters with their actors in brackets.

Precision before recall. Brackets hold films, places and roles as well, and in either order, so a
pair counts only if a cast list knows the actor, or if the text goes on to call the character, and
not the actor, by the first name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.extraction.casting import played_by
from graph.extraction.crew import made_by
from graph.extraction.entries import Findings, clip
from graph.extraction.names import NAME, ONE_OR_MORE, POSSESSIVE, UPPER, bare_name
from graph.extraction.titles import DATED, MARKS, YEAR, ends
from graph.records import Evidence, PartialDate, Person, Role, SourceKind, Text, Value
from graph.values.names import name_key, split_names

MOST_READ = 200_000
MOST_PAIRS = 60

DIRECTED = re.compile(
    rf"{MARKS}(?:,?{YEAR})?[^.“”\"«»*_()\n]{{0,60}}?\b"
    r"(?:directed\sby|dirigid[oa]\spor|réalisée?\spar|unter\sder\sRegie\svon|inszeniert\svon"
    r"|dirett[oa]\sda)\s"
    rf"(?P<names>{NAME}(?:(?:,|\sand|\set|\sund|\sy|\se)\s{NAME}){{0,3}})"
)
PAIR = re.compile(rf"(?<![\w’'])(?P<outside>{ONE_OR_MORE})\s?[(\[](?P<inside>{NAME})[)\]]")
PLAYED = re.compile(
    rf"(?<![\w’'])(?P<outside>{ONE_OR_MORE}),?\s\(?(?:is\s|was\s)?played\sby\s(?P<inside>{NAME})"
)
BOTH = re.compile(
    rf"(?<![\w’'])(?P<one>{ONE_OR_MORE})\s(?:and|und)\s(?P<other>{ONE_OR_MORE}),\s\(?"
    rf"(?:both|beide)\s(?:played\sby|gespielt\svon)\s(?P<actor>{NAME})"
)
PLACE = re.compile(r"\b(?:in|at|from|near|en|à|em|desde|dans|da)\s$", re.IGNORECASE)
OPENING = ("“", "„", "«", '"', "‘", "「", "『")
WORD = re.compile(rf"{UPPER}[\w\-]{{0,40}}")
FUNCTION_WORDS = """
    The A An And But Or As When While Where With In On At For To From By Of If So Yet Then Here
    There This That His Her Their Its Our My After Before Once Meanwhile Enter Also Both Only
    Young Old Little Poor Even Like Unlike Starring Der Die Das Und Als Wenn El La Los Las Y
    Cuando Le Les Et Quand Il Lo O Os E Quando Mit Con Avec Com
    Ein Eine Ihr Ihre Sein Seine Mein Meine
"""
"""Words that stand with a capital letter at the beginning of a sentence, before a name."""


GERMAN_NOUN = re.compile(
    r"(?:mutter|vater|eltern|bruder|schwester|sohn|tochter|freund|mann|frau|chef|kind|onkel|tante"
    r"|\w{5}in|linge?|held|ler|ist|ent|ung)$",
    re.IGNORECASE,
)
"""What stands before a name, or in its place: “Protagonistin Clover”, “seine Mutter”."""


def read_prose(
    text: str,
    language: str,
    findings: Findings,
    place: Callable[[str], int],
    linked: Iterable[str] = (),
) -> None:
    """Claim what the text says for certain about the film that `findings` already names.

    `place` gives the line in the document where words stand, or 0; `linked` are words that lead
    to notes of their own, as persons do. In German, where every noun has its capital, “Vater
    (Peter Simonischek)” cannot be told from a name; there only known and linked actors count.
    """
    text = text[:MOST_READ]
    values = (claim.value for claim in findings.movie if claim.property == "name")
    titles = [value.value for value in values if isinstance(value, Text)]
    cast = list(_cast(text, findings, {name_key(name) for name in linked}, language[:2] == "de"))
    years = {c.value.year for c in findings.movie if isinstance(c.value, PartialDate)}
    facts = [fact for title in titles[:1] for fact in _about(title, text, years)]
    told = {property_ for property_, *_ in facts}
    for title in titles[:1]:
        facts += [fact for fact in made_by(title, text, years) if fact.property not in told]
    others = {name_key(v.name) for _, v, *_ in facts if isinstance(v, Person)}
    others |= {name_key(v.actor.name) for _, v, *_ in cast if isinstance(v, Role)}
    for title in titles[:1]:
        cast += played_by(title, text, others)
    for property_, value, key, words in [*facts, *cast]:
        evidence = Evidence(SourceKind.PROSE, key, clip(words), place(words))
        findings.about_movie(property_, value, evidence)


Fact = tuple[str, Value, str, str]
"""Property, value, key and words of a claim to be."""


def _about(title: str, text: str, known: set[int]) -> Iterator[Fact]:
    """The film's year in brackets behind its title, and its director close behind it.

    Where the years differ from the known one, or from each other, films of one title are meant,
    and nothing is certain.
    """
    starts = [
        (end - len(title), DATED.match(text, end), DIRECTED.match(text, end))
        for end in ends(title, text)
    ]
    years = {int(dated["year"]): (start, dated) for start, dated, _ in starts[::-1] if dated}
    if len(years) > 1 or (known and not years.keys() <= {y + d for y in known for d in (-1, 0, 1)}):
        return
    for year, (start, dated) in years.items():
        opening = start - (text[start - 1 : start] in OPENING)
        yield "datePublished", PartialDate(year), "year", text[opening : dated.end()]
    for start, _, directed in starts:
        if directed:
            for name in split_names(directed["names"]):
                words = text[start : directed.end()]
                yield "director", Person(bare_name(name)), "directed by", words
            return


def _cast(text: str, findings: Findings, linked: set[str], german: bool) -> Iterator[Fact]:
    """Characters with their actors; one for each actor whose character no cast list gives."""
    roles = [c.value for c in findings.movie if isinstance(c.value, Role)]
    known = {name_key(role.actor.name) for role in roles}
    told = {name_key(role.actor.name) for role in roles if role.character}
    words = WORD.findall(text)
    mentions = Mentions(Counter(words), Counter(pairwise(words)))
    for match in BOTH.finditer(text):
        actor = Person(bare_name(match["actor"]))
        told.add(name_key(actor.name))
        for figure in (match["one"], match["other"]):
            yield "actor", Role(actor, _character(figure, german)), "played by", match[0]
    for match in [*PAIR.finditer(text), *PLAYED.finditer(text)][:MOST_PAIRS]:
        outside, inside = _character(match["outside"], german), bare_name(match["inside"])
        before = text[max(0, match.start() - 10) : match.end("outside")].removesuffix(outside)
        if name_key(outside) in known:
            outside, inside = inside, outside
        elif name_key(inside) not in known | linked and (
            german or known or PLACE.search(before) or not mentions.tell(outside, inside)
        ):
            continue
        if (outside or german) and not POSSESSIVE.search(inside) and name_key(inside) not in told:
            told.add(name_key(inside))
            yield "actor", Role(Person(inside), outside), "brackets", match[0]


@dataclass(frozen=True, slots=True)
class Mentions:
    """How often each capitalised word stands in a text, and each pair of them."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]

    def tell(self, character: str, actor: str) -> bool:
        """Whether the text goes on to call the first, and not the second, by the first name."""
        return self._by_first_name(character) and not self._by_first_name(actor)

    def _by_first_name(self, name: str) -> bool:
        first, *rest = WORD.findall(name) or [""]
        together = self.pairs[first, rest[0]] if rest else 1
        return self.words[first] > together


def _character(words: str, german: bool) -> str:
    tokens = words.split()
    while tokens and (tokens[0] in FUNCTION_WORDS.split() or (german and _is_noun(tokens[0]))):
        tokens = tokens[1:]
    return POSSESSIVE.sub("", bare_name(" ".join(tokens)))


def _is_noun(word: str) -> bool:
    return GERMAN_NOUN.search(word) is not None
