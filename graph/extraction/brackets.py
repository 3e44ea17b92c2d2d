"""Characters with their actors in brackets: “Ada McGrath (Holly Hunter)”, or the other way round.

Brackets hold films, places and roles as well. A pair counts if a cast list or a link knows the
actor; or if the text calls the character, and not the actor, by the first name. Where it does so
with one pair, the author's brackets hold actors, and the other pairs count as well, unless what
stands before them tells a maker, whose films stand in brackets, or a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from graph.extraction.crew import Found
from graph.extraction.names import (
    DEMONYMS,
    FUNCTION_WORDS,
    NAME,
    NO_FIRST_NAMES,
    ONE_OR_MORE,
    POSSESSIVE,
    UPPER,
    bare_name,
)
from graph.records import Person, Role
from graph.values.names import name_key

MOST_PAIRS = 80

PAIR = re.compile(
    rf"(?<![\w’'])(?P<outside>{ONE_OR_MORE}(?:[’']s)?)\s?[(\[](?P<inside>{NAME})[)\]]"
)
NOUN_PAIR = re.compile(
    r"\b(?i:my|his|her|their|the|a|an|seu|sua|o|su|el|la|un|una|son|sa|le|il|suo)\s(?:[\w-]+\s){0,2}?"
    r"(?:(?:step|grand)?(?:mother|father|son|daughter|brother|sister)|wife|husband|friend|boss"
    r"|girlfriend|boyfriend|neighbou?r|monster|detective|doctor|teacher|villain|killer|lawyer"
    r"|mãe|pai|filh[oa]|irmã|irmão|espos[oa]|marido|amig[oa]|namorad[oa]|avó|avô|chefe|vilão"
    r"|madre|padre|hij[oa]|herman[oa]|novi[oa]|jefe|mère|père|fils|fille|frère|sœur|femme|mari)"
    rf"\s\((?P<inside>{NAME})\)"
)
BOTH = re.compile(
    rf"(?<![\w’'])(?P<one>{ONE_OR_MORE})\s(?:and|und|y|e|et)\s(?P<other>{ONE_OR_MORE}),?\s\(?"
    r"(?:both\splayed\sby|beide\sgespielt\svon|amb[oa]s\sinterpretad[oa]s\spor"
    rf"|tous\sdeux\sjoués\spar|entrambi\sinterpretati\sda)\s(?P<actor>{NAME})"
)
_MAKING = r"(?:direct|writ|dirig|escri|réalis|écri|inszen|dirett|scritt|film|trabalho|work)\w*"
_MAKERS = (
    r"(?:directors?|diretora?|realizadora?|réalisateur|réalisatrice|Regisseur(?:in)?|regista|cineasta"
    r"|writers?|screenwriters?|roteirista|guionista|actors?|actress|ator|atriz|actriz|acteur|actrice"
    r"|composer|producer|filmmaker|lembra\sum[ao]?|cidade\sde|city\sof|à\sla|a\sla)"
)
_IN = r"(?:in|at|near|from|en|em|desde|dans|à)"
_BY = r"(?:by|por|pel[oa]|par|von|d[aeo]|with|com|con|avec|mit|starring|like|como|comme|wie)"
MAKER_BEFORE = re.compile(
    rf"\b(?:{_MAKING}\s(?:by|por|pel[oa]|par|von|d[aeo])|{_MAKERS}|{_IN})\s(?:[a-zà-ÿ]{{1,20}}\s){{0,2}}$",
    re.IGNORECASE,
)
"""What stands before makers, actors and places, whose brackets hold their films and countries."""

UNSURE_BEFORE = re.compile(rf"\b{_BY}\s(?:[a-zà-ÿ]{{1,20}}\s)?$", re.IGNORECASE)
"""What stands before these and before characters."""

WORD = re.compile(rf"{UPPER}[\w\-]{{0,40}}")
GERMAN_NOUN = re.compile(
    r"(?:mutter|vater|eltern|bruder|schwester|sohn|tochter|freund|mann|frau|chef|kind|onkel|tante"
    r"|\w{5}in|linge?|held|ler|ist|ent|ung)$",
    re.IGNORECASE,
)
"""What stands before a name, or in its place: “Protagonistin Clover”, “seine Mutter”."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the text is read, names as `name_key` has them."""

    actors: frozenset[str] = frozenset()
    """Those of a cast list."""
    done: frozenset[str] = frozenset()
    """Those of them whose character it gives."""
    linked: frozenset[str] = frozenset()
    """Words that lead to notes of their own, as persons do."""
    crew: frozenset[str] = frozenset()
    """Makers of the film, whose brackets hold other films."""


def cast_in_brackets(text: str, known: Known, *, german: bool) -> Iterator[Found]:
    """The actors, each once, with the character unless the brackets stand behind a mere noun.

    In German, where every noun has its capital, “Vater (Peter Simonischek)” cannot be told from a
    name; there only known and linked actors count.
    """
    told = set(known.done)
    for match in BOTH.finditer(text):
        actor = Person(bare_name(match["actor"]))
        told.add(name_key(actor.name))
        for figure in (match["one"], match["other"]):
            yield Found("actor", Role(actor, _character(figure, german)), "played by", match[0])
    pairs = [_pair(match, text, known, german) for match in PAIR.finditer(text)][:MOST_PAIRS]
    mentions = Mentions.of(text)
    open_ = not german and not known.actors
    usual = open_ and any(p.may_be_role(known) and mentions.tell(p) for p in pairs)
    for pair in pairs:
        certain = name_key(pair.inside) in known.actors | known.linked
        likely = (
            open_
            and pair.may_be_role(known)
            and (mentions.tell(pair) or (usual and not UNSURE_BEFORE.search(pair.before)))
        )
        key = name_key(pair.inside)
        if (certain or likely) and (pair.outside or german) and key not in told:
            told.add(key)
            yield Found("actor", Role(Person(pair.inside), pair.outside), "brackets", pair.words)
    for match in NOUN_PAIR.finditer(text) if usual else ():
        key = name_key(match["inside"])
        if key not in told and _is_name(match["inside"]):
            told.add(key)
            yield Found("actor", Role(Person(bare_name(match["inside"]))), "brackets", match[0])


class Pair(NamedTuple):
    """A character and an actor, with what stands before them."""

    outside: str
    inside: str
    before: str
    words: str

    def may_be_role(self, known: Known) -> bool:
        """Whether nothing tells a maker with a film, a place, or letters that are spelled out."""
        makers = known.crew | {name.rpartition(" ")[2] for name in known.crew}
        initials = "".join(word[0] for word in self.inside.split())
        return (
            _is_name(self.inside)
            and name_key(self.outside) not in makers
            and self.outside != initials
            and not MAKER_BEFORE.search(self.before)
        )


def _pair(match: re.Match[str], text: str, known: Known, german: bool) -> Pair:
    """The two names of a match, the character first."""
    outside, inside = _character(match["outside"], german), bare_name(match["inside"])
    start = text.find(outside, match.start()) if outside else match.end("outside")
    before = text[max(0, start - 40) : start]
    if name_key(outside) in known.actors:
        outside, inside = inside, outside
    return Pair(outside, inside, before, match[0])


@dataclass(frozen=True, slots=True)
class Mentions:
    """How often each capitalised word stands in a text, and each pair of them."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> Mentions:
        """Count them."""
        words = WORD.findall(text)
        return cls(Counter(words), Counter(pairwise(words)))

    def tell(self, pair: Pair) -> bool:
        """Whether the text calls the character by the first name, and not the actor."""
        return self._alone(pair.outside) and not self._alone(pair.inside)

    def _alone(self, name: str) -> bool:
        first, *rest = WORD.findall(name) or [""]
        together = self.pairs[first, rest[0]] if rest else 1
        return self.words[first] > together


def _is_name(words: str) -> bool:
    return words.split(maxsplit=1)[0] not in NO_FIRST_NAMES and not POSSESSIVE.search(words)


def _character(words: str, german: bool) -> str:
    tokens = words.split()
    while tokens and (
        tokens[0] in FUNCTION_WORDS
        or tokens[0] in DEMONYMS
        or tokens[0].islower()
        or (german and _is_noun(tokens[0]))
    ):
        tokens = tokens[1:]
    return POSSESSIVE.sub("", bare_name(" ".join(tokens)))


def _is_noun(word: str) -> bool:
    return GERMAN_NOUN.search(word) is not None
