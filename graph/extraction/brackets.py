"""Characters with their actors in brackets: “Ada McGrath (Holly Hunter)”, or the other way round.

Brackets hold films, places and roles as well. A pair counts if a cast list or a link knows the
actor; if the text calls the character, and not the actor, by the first name; or if the brackets
begin with a first name, what stands before them is no such person that films could be told of, and
some character of the text is plainly a person. Where it is so with one pair, the author's brackets
hold actors, and the other pairs count as well, unless what stands around them tells a maker, whose
films stand in brackets, a film, whose maker stands there, or a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from graph.extraction.bracket_pairs import name_pairs, noun_pairs, played_by_one
from graph.extraction.bracket_roles import Known, Pair, is_name
from graph.extraction.crew import Found
from graph.extraction.names import DEMONYMS, FUNCTION_WORDS, POSSESSIVE, bare_name, person_names
from graph.extraction.other_films import ThisFilm
from graph.extraction.outsides import GERMAN_NOUN, KIN, NO_PART, UNSURE_BEFORE
from graph.extraction.tokens import Mentions
from graph.records import Person, Role
from graph.values.given_names import is_given
from graph.values.names import name_key

MOST_PAIRS, AROUND = 80, 40
FEWEST = 2
"""Actors in brackets that make it an author's use."""


def cast_in_brackets(film: ThisFilm, known: Known) -> Iterator[Found]:
    """The actors, each once, with the character unless the brackets stand behind a mere noun.

    In German, where every noun has its capital, “Vater (Peter Simonischek)” cannot be told from a
    name; there only known and linked actors count, and those whose character bears a first name.
    """
    text, german = film.text, film.language == "de"
    told = set(known.done)
    for match in played_by_one(text):
        actor = Person(bare_name(match["actor"]))
        told.add(name_key(actor.name))
        for figure in (match["one"], match["other"]):
            yield Found("actor", Role(actor, _character(figure, german)), "played by", match[0])
    pairs = [_pair(match, text, known, german) for match in islice(name_pairs(text), MOST_PAIRS)]
    nouns = () if known.actors or german else tuple(_behind_nouns(text, known))[:MOST_PAIRS]
    usual, likely = _likely(pairs, len(nouns), film, known)
    for pair in pairs:
        key = name_key(pair.inside)
        linked = key in known.linked and not pair.is_of_film(known, film)
        certain = (key in known.actors or linked) and not pair.further
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
            for name in person_names(match["inside"], cast=True):
                sure = is_given(name.partition(" ")[0]) or (
                    KIN.search(match["noun"]) and is_name(name)
                )
                if sure and name_key(name) not in known.crew:
                    yield name, match[0]


def _likely(
    pairs: list[Pair], nouns: int, film: ThisFilm, known: Known
) -> tuple[bool, frozenset[Pair]]:
    """Whether the author's brackets hold actors, and the pairs in which they do."""
    if known.actors:
        return False, frozenset()
    able = [pair for pair in pairs if pair.outside and pair.may_be_role(known)]
    if film.language == "de":
        able = [
            p for p in able if all(is_given(n.partition(" ")[0]) for n in (p.outside, p.inside))
        ]
        return False, frozenset(p for p in able if not p.is_of_film(known, film))
    mentions = Mentions(film.text, (name for pair in able for name in (pair.outside, pair.inside)))
    again = [p for p in able if mentions.alone(p.outside) and not mentions.alone(p.inside)]
    if not again and nouns < FEWEST and not any(pair.has_actor(known) for pair in able):
        return False, frozenset()
    insides = Counter(inside for inside, _ in {(p.inside, p.outside) for p in able})
    several = (name_key(inside) for inside, count in insides.items() if count > 1)
    makers = {*several, *known.crew, *known.makers()}
    able = [
        pair
        for pair in able
        if (pair in again or not pair.has_one_of(makers)) and not pair.is_of_film(known, film)
    ]
    again = [pair for pair in again if pair in able]
    told = [pair for pair in again if not pair.further]
    vouched = again or any(pair.is_of_person() for pair in able)
    named = [pair for pair in able if vouched and pair.has_actor(known)]
    usual = bool(told) or len(named) + nouns >= FEWEST
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
    before = text[max(0, start - AROUND) : start]
    if before.endswith("-"):  # of a compound, as in “ex-”
        outside = ""
    if name_key(outside) in known.actors:
        outside, inside = inside, outside
    behind = text[match.end() : match.end() + AROUND]
    return Pair(outside, inside, before, behind, start, match[0], bool(match["further"]))


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
