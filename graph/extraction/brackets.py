"""Characters with their actors in brackets: “Ada McGrath (Holly Hunter)”, or the other way round.

Brackets hold films, places and roles as well. A pair counts if a cast list or a link knows the
actor; if the text calls the character, and not the actor, by the first name; or if the brackets
begin with a first name, and what stands before them is no such person that films could be told
of. Where it is so with one pair, the author's brackets hold actors, and the other pairs count as
well, unless what stands before them tells a maker, whose films stand in brackets, or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from graph.extraction.bracket_pairs import name_pairs, noun_pairs, played_by_one
from graph.extraction.crew import Found
from graph.extraction.given_names import is_given
from graph.extraction.names import (
    DEMONYMS,
    FUNCTION_WORDS,
    NO_FIRST_NAMES,
    POSSESSIVE,
    bare_name,
    person_names,
)
from graph.extraction.tokens import Mentions
from graph.records import Person, Role
from graph.values.names import name_key
from graph.values.patterns import on_demand

MOST_PAIRS = 80
KIN = on_demand(
    r"(?:(?:step|grand)?(?:mother|father|son|daughter|brother|sister)|wife|husband|friend|boss"
    r"|girlfriend|boyfriend|neighbou?r|monster|detective|doctor|teacher|villain|killer|lawyer"
    r"|mãe|pai|filh[oa]|irmã|irmão|espos[oa]|marido|amig[oa]|namorad[oa]|avó|avô|chefe|vilão"
    r"|madre|padre|hij[oa]|herman[oa]|novi[oa]|jefe|mère|père|fils|fille|frère|sœur|femme|mari"
    r"|madre|padre|figli[oa]|fratello|sorella|moglie|marito|amic[oa])\s$"
)
"""Parts whose actor needs no known first name."""

NO_PART = on_demand(
    r"\b(?:film|movie|picture|novel|book|stor(?:y|ies)|play|song|music|score|soundtrack|script|screenplay"
    r"|version|remake|original|adapt|photogr|cinemat|edit|direct|writ|author|compos|produc|creat|album|track"
    r"|comic|classic|series|sequel|prequel|animat|design|studio|singer|band|artist|painter|critic|poet"
    r"|longa|curta|romance|livro|conto|hist[oó]ri|peça|canç|m[uú]sica|trilha|roteir|vers[aãi]|fotogra"
    r"|montage[mn]|diret|escrit|aut[oe][ru]|cineas|s[eé]rie|álbum|quadrinh|desenh|sequência|cantor|pelíc"
    r"|novela|libro|cuento|obra|canci|gui[oó]n|montaje|actu|livre|roman|pi[eè]ce|chanson|musique|scén"
    r"|photo|réalis|écriv|auteur|regist|regi[ae]|libro|canzon|sceneg|montagg|drehb|buch|kamera|musik"
    r"|in|at|by|like|from|por|par|von|como|comme|wie)",
    re.IGNORECASE,
)
"""What stands before the brackets that hold a maker, a work or a place, and no part."""

_MAKING = r"(?:direct|writ|dirig|escri|réalis|écri|inszen|dirett|scritt|film|trabalho|work)\w*"
_MAKERS = (
    r"(?:directors?|diretora?|realizadora?|réalisateur|réalisatrice|Regisseur(?:in)?|regista|cineasta"
    r"|writers?|screenwriters?|roteirista|guionista|actors?|actress|ator|atriz|actriz|acteur|actrice"
    r"|composer|producer|filmmaker|lembra\sum[ao]?|cidade\sde|city\sof|à\sla|a\sla)"
)
_IN = r"(?:in|at|near|from|en|em|desde|dans|à)"
_BY = r"(?:by|por|pel[oa]|par|von|d[aeo]|with|com|con|avec|mit|starring|like|como|comme|wie)"
MAKER_BEFORE = on_demand(
    rf"\b(?:{_MAKING}\s(?:by|por|pel[oa]|par|von|d[aeo])|{_MAKERS}|{_IN})\s(?:[a-zà-ÿ]{{1,20}}\s){{0,2}}$",
    re.IGNORECASE,
)
"""What stands before makers, actors and places, whose brackets hold their films and countries."""

UNSURE_BEFORE = on_demand(rf"\b{_BY}\s(?:[a-zà-ÿ]{{1,20}}\s)?$", re.IGNORECASE)
"""What stands before these and before characters."""

GERMAN_NOUN = on_demand(
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
    full: Mapping[str, str] = field(default_factory=dict)
    """The full names for which surnames stand."""


def cast_in_brackets(text: str, known: Known, *, german: bool) -> Iterator[Found]:
    """The actors, each once, with the character unless the brackets stand behind a mere noun.

    In German, where every noun has its capital, “Vater (Peter Simonischek)” cannot be told from a
    name; there only known and linked actors count, and those whose character bears a first name.
    """
    told = set(known.done)
    for match in played_by_one(text):
        actor = Person(bare_name(match["actor"]))
        told.add(name_key(actor.name))
        for figure in (match["one"], match["other"]):
            yield Found("actor", Role(actor, _character(figure, german)), "played by", match[0])
    pairs = [_pair(match, text, known, german) for match in islice(name_pairs(text), MOST_PAIRS)]
    nouns = () if known.actors or german else tuple(_behind_nouns(text, known))[:MOST_PAIRS]
    usual, likely = _likely(pairs, len(nouns), text, known, german)
    sure = known.actors | known.linked
    for pair in pairs:
        key = name_key(pair.inside)
        certain = key in sure and not pair.further
        if (certain or pair in likely) and (pair.outside or german) and key not in told:
            told.add(key)
            yield Found("actor", Role(Person(pair.inside), pair.outside), "brackets", pair.words)
    for name, words in nouns if usual else ():
        if name_key(name) not in told:
            told.add(name_key(name))
            yield Found("actor", Role(Person(name)), "brackets", words)


def _behind_nouns(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """Persons, mostly by their first names, in brackets behind a part: “her mother (Ann Berg)”."""
    for match in noun_pairs(text):
        if not NO_PART.search(match["noun"]):
            for name in person_names(match["inside"]):
                sure = is_given(name.partition(" ")[0]) or (
                    KIN.search(match["noun"]) and _is_name(name)
                )
                if sure and name_key(name) not in known.crew:
                    yield name, match[0]


class Pair(NamedTuple):
    """A character and an actor, with what stands before them and `further` in the brackets."""

    outside: str
    inside: str
    before: str
    words: str
    further: bool

    def may_be_role(self, known: Known) -> bool:
        """Whether nothing tells a maker with a film, a place, or letters that are spelled out."""
        makers = known.crew | {name.rpartition(" ")[2] for name in known.crew}
        initials = "".join(word[0] for word in self.inside.split())
        return (
            _is_name(self.inside)
            and " " in self.inside
            and name_key(self.outside) not in makers
            and self.outside != initials
            and not MAKER_BEFORE.search(self.before)
        )

    def has_actor(self, known: Known) -> bool:
        """Whether a first name begins the brackets, and none is the outside, nor a surname."""
        return (
            is_given(self.inside.split(maxsplit=1)[0])
            and not UNSURE_BEFORE.search(self.before)
            and (
                name_key(self.outside) not in known.full
                if " " not in self.outside
                else not is_given(self.outside.split(maxsplit=1)[0])
            )
        )


def _likely(
    pairs: list[Pair], nouns: int, text: str, known: Known, german: bool
) -> tuple[bool, frozenset[Pair]]:
    """Whether the author's brackets hold actors, and the pairs in which they do."""
    if known.actors:
        return False, frozenset()
    able = [pair for pair in pairs if pair.outside and pair.may_be_role(known)]
    if german:
        return False, frozenset(
            p for p in able if all(is_given(n.partition(" ")[0]) for n in (p.outside, p.inside))
        )
    bare = [pair for pair in able if not pair.further]
    mentions = Mentions(text, (name for pair in bare for name in (pair.outside, pair.inside)))
    told = [p for p in bare if mentions.alone(p.outside) and not mentions.alone(p.inside)]
    named = [pair for pair in able if pair.has_actor(known)]
    usual = bool(told) or len(named) + nouns > 1
    others = [
        pair
        for pair in able
        if usual
        and not UNSURE_BEFORE.search(pair.before)
        and (not pair.further or is_given(pair.inside.partition(" ")[0]))
    ]
    return usual, frozenset((*told, *named, *others))


def _pair(match: re.Match[str], text: str, known: Known, german: bool) -> Pair:
    """The two names of a match, the character first; a surname stands for the full name."""
    outside, inside = _character(match["outside"], german), bare_name(match["inside"])
    inside = inside if " " in inside else known.full.get(name_key(inside), inside)
    start = text.find(outside, match.start()) if outside else match.end("outside")
    before = text[max(0, start - 40) : start]
    if before.endswith("-"):  # of a compound, as in “ex-”
        outside = ""
    if name_key(outside) in known.actors:
        outside, inside = inside, outside
    return Pair(outside, inside, before, match[0], bool(match["further"]))


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
