"""Who plays in the film, where running text says so in words: “starring Ann Berg and Max Roe”,
“actress Ann Berg”, “Ann Berg plays Ester”, “Ester, played by Ann Berg”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from graph.extraction.cast_pairs import pairs
from graph.extraction.cast_phrases import ACTOR, ALSO, PLAYED, PLAYS, PLAYS_GERMAN
from graph.extraction.crew import Found, names_in, of_this_film
from graph.extraction.cues import AtNames, AtWords, BeforeNames, Match, matches
from graph.extraction.edges import endings
from graph.extraction.finders import Finders
from graph.extraction.names import (
    DEMONYMS,
    FUNCTION_WORDS,
    NAME,
    TOKEN,
    UPPER,
    WORD,
    WRAPPED,
    person_names,
)
from graph.extraction.offices import is_elsewhere
from graph.extraction.other_films import INTO, ThisFilm
from graph.extraction.outsides import GERMAN_NOUN
from graph.extraction.phrases import Table, alternatives
from graph.extraction.tokens import tokens_of
from graph.records import Person, Role
from graph.values.folding import fold
from graph.values.given_names import is_given
from graph.values.names import name_key
from graph.values.patterns import on_demand

MOST = 100
MADE_A_STAR = on_demand(rf"\bmade\s(?P<names>{NAME})\sa\s(?:\w+\s)?star\b")
LISTS = Finders(ACTOR, also=[BeforeNames(["made"], MADE_A_STAR)])
BESIDES = Finders(ALSO)
_CAST = ("cast", "ensemble", "elenco", "reparto", "distribution", "besetzung")
CAST = AtWords(
    _CAST,
    on_demand(rf"\b(?:casting|{'|'.join(_CAST)})\b(?P<rest>[^.!?\n]{{10,400}})", re.IGNORECASE),
)
"""What is said of the cast, up to the end of the sentence."""

ONE_OF_CAST = on_demand(
    rf"(?<!by\s)(?<!from\s)(?<!director\s)(?<!like\s)(?<!por\s)(?<!von\s)(?<!par\s)(?<!de\s)(?<!in\s)"
    rf"(?<![\w’'-]){NAME}(?![’']s?\s)"
)
PAIRED = on_demand(rf"\s?:.*{TOKEN}\s?:\s{TOKEN}")
"""A cast behind its label, in pairs of which nothing tells who is the actor."""

BRACKETS = on_demand(r"\s?[(\[][^()\[\]]{0,400}(?:[)\]]|$)")
LETTER = on_demand(rf"(?<=\b{UPPER})\.$")
"""The full stop behind a character of one letter, such as “Agent K”."""

IN_A_FILM = on_demand(rf"\w\s(?:{'|'.join(sorted(INTO))})\s\Z")
SHORT_WAY = 10
"""Characters before a title that “good in Toni Erdmann as Ines” takes for an actor."""

FEWEST_OF_CAST = 2
MOST_PLAYED, MOST_OF_FIGURE = 100, 100
"""Characters of “is … played by”, and of a character's name."""

_FIGURE = rf"(?P<character>{TOKEN}(?:{WRAPPED}{TOKEN}){{0,2}})"
_NEW_SENTENCE = (
    rf"(?<=\b{UPPER}\.)\s(?:(?:He|She|It|They|We|But|And|Directed|Written|Only|\w{(4,)}ally)\b"
    rf"|{WORD}(?:\s{WORD}){{0,3}}\s(?:is|was|are|were|has|had|play(?:s|ed)?|stars|co-stars|returns"
    r"|appears|gives|makes|steals|shines|brings|turns|does|also|can|direct(?:s|ed))\b)"
)
"""Behind a letter: “Max Roe plays K. Ann Berg is …”; but “Max Roe plays J. Edgar Hoover”."""

_PLAYED = rf"(?P<character>{TOKEN}(?:(?!{_NEW_SENTENCE}){WRAPPED}{TOKEN}){{0,3}})"
_ARTICLE = r"(?:the|his|her|their|el|la|o|le|il|lo|der|die|den)"
_WITH = (
    r"(?:an?|d[aeo]|of|opposite|against|alongside|with|beside|off|up|for|by|like|in|at|on|over|both"
    r"|com|con|contra|contro|avec|contre|face|aux?|à|junto|frente|accanto|al|ao|sur|chez|para|por"
    r"|pour|per|nel|nella|em|en|mit|neben|gegen)"
)
"""What does not stand before a character, but before a partner or a film."""

_SMALL = rf"(?:{_ARTICLE}\s(?:(?!d[eo]\s|of\s)[a-zà-ÿ-]+\s){{0,2}}|(?!{_WITH}\s)[a-zà-ÿ-]+\s)?"


def _plays(table: Table) -> AtNames:
    verbs = alternatives(table)
    behind = rf",?\s(?:[a-z]+ly\s)?(?:{verbs})\s"
    whole = rf"\b(?P<names>{NAME}){behind}{_SMALL}{_PLAYED}"
    return AtNames(on_demand(whole), on_demand(behind))


class PlayedBy:
    """Finds a character before its actor: “Ester, played by Ann Berg”."""

    _played = alternatives(PLAYED)
    _before = on_demand(rf"(?:{_played})\s(?:the\s)?\Z")
    _whole = on_demand(rf"(?<![\w’'-]){_FIGURE},?\s\(?(?:{_played})\s(?:the\s)?(?P<names>{NAME})")

    @cached_property
    def _by(self) -> frozenset[str]:
        return frozenset(map(str.strip, endings(self._played)))

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        tokens, by = tokens_of(text), self._by
        led = [start for start, words in tokens.leads if not by.isdisjoint(words[:2])]  # “by the”
        names = {start for start, _ in tokens.names} if led else ()
        starts = {
            each
            for start in led
            if start in names and self._before.search(text, max(0, start - MOST_PLAYED), start)
            for each in tokens.free_between(start - MOST_PLAYED - MOST_OF_FIGURE, start)
        }
        return matches(text, ((start, self._whole) for start in sorted(starts)))


FIGURES = (_plays(PLAYS), PlayedBy())
IN_GERMAN = _plays(PLAYS_GERMAN)
POSSESSED = AtNames(on_demand(rf"\b(?P<names>{NAME})[’']s\s{_FIGURE}"), on_demand(r"[’']s\s"))
"""“Kevin Costner’s Larry Bloom”: as well a film, if he were not known to be an actor."""

ARTICLES = ("the ", " des ", " eines ")
NO_CHARACTER = (
    FUNCTION_WORDS
    | DEMONYMS
    | {
        "I",
        "He",
        "She",
        "It",
        "They",
        "You",
        "Best",
        "One",
        "That",
        "Who",
    }
)


def played_by(
    film: ThisFilm,
    crew: set[str],
    sure: frozenset[str] = frozenset(),
    full: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Found]:
    """The actors that a text names as such; `crew` are others, as characters are, `sure` are actors
    that are known, both as `name_key` has them; `full` are the text's `FullNames`."""
    besides = [
        (name, match[0])
        for match in of_this_film(BESIDES.in_text(film.text, film.language), film, full)[:MOST]
        for name in names_in(match["names"], full, cast=True)
    ]
    seen = set(crew) - {name_key(name) for name, _ in besides}
    matches = of_this_film(LISTS.in_text(film.text, film.language), film, full)[:MOST]
    listed = [
        (name, match[0])
        for match in matches
        if not is_elsewhere(film.text, match.start("names")) and not _is_the(match)
        for name in names_in(match["names"], full, cast=True)
    ]
    listed += [*besides, *_of_cast(film)]
    known = sure | {name_key(name) for name, _ in listed}
    for name, character, words in _figures(film, known, full):
        if name_key(name) not in seen:
            seen |= {name_key(name), name_key(character)}
            yield Found("actor", Role(Person(name), character), "actor in the text", words)
    for name, words in listed:
        if name_key(name) not in seen and not _of_title(name, film.title):
            seen.add(name_key(name))
            yield Found("actor", Role(Person(name)), "actor in the text", words)


def _is_the(match: re.Match[str]) -> bool:
    """Whether an article makes a place of the words, a team or a thing: “on the South Side as a
    thief”, “das Gesicht des Neuen Kinos verkörpern”."""
    return match.string.endswith(ARTICLES, 0, match.start("names"))


def _of_cast(film: ThisFilm) -> Iterator[tuple[str, str]]:
    """The persons that a sentence lists behind “cast”, where first names say that they are some."""
    for sentence in islice(CAST.finditer(film.text), MOST):
        paired = PAIRED.match(sentence["rest"])
        if paired or film.is_other(sentence.start(), sentence.start("rest")):
            continue
        rest = BRACKETS.sub(",", sentence["rest"])
        names = (n for m in ONE_OF_CAST.finditer(rest) for n in person_names(m[0]))
        found = [name for name in names if name[-2] != " "]  # the sentence ends in “William H.”
        if sum(is_given(name.partition(" ")[0]) for name in found) >= FEWEST_OF_CAST:
            yield from ((name, sentence[0]) for name in found)


def _figures(
    film: ThisFilm, known: frozenset[str], full: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Actor, character and words, where a character stands beside the actor."""
    text = film.text
    for match in of_this_film(FIGURES, film)[:MOST]:
        start = match.start("names")
        within = IN_A_FILM.search(text, max(0, start - SHORT_WAY), start)
        if within or is_elsewhere(text, start) or fold(match[0]) in fold(film.title):
            continue
        for names, character in pairs(match):
            if _is_figure(character):
                for name in names_in(names, full):
                    yield name, LETTER.sub("", " ".join(character.split())), match[0]
    if not known:
        return
    beside = [(match, _is_no_noun) for match in IN_GERMAN.finditer(text)]
    beside += [(match, _again) for match in POSSESSED.finditer(text)]
    for match, sure in beside[:MOST]:
        if film.is_unreal(match.start(), match.start()):
            continue
        character = match["character"]
        for name in person_names(match["names"]):
            if name_key(name) in known and _is_figure(character) and sure(character, text):
                yield name, character, match[0]


def _is_no_noun(character: str, text: str) -> bool:
    """In German “Eves Vater” is as good as a name."""
    return not GERMAN_NOUN.search(character)


def _again(character: str, text: str) -> bool:
    """Whether the text calls the character by the first name once more."""
    return len(re.findall(rf"\b{re.escape(character.split(maxsplit=1)[0])}\b", text)) > 1


def _of_title(name: str, title: str) -> bool:
    """Whether the first two words of a name stand in the title: “28 Days Later überzeugt”."""
    return " ".join(name_key(name).split()[:2]) in name_key(title)


def _is_figure(words: str) -> bool:
    """Whether words may be a character, or none is named."""
    return not words or (words.split(maxsplit=1)[0] not in NO_CHARACTER and len(words) > 1)
