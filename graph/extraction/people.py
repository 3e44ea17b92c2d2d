"""Values that name persons → persons and roles: text, lists, and maps of either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from graph.extraction.cast_parts import Cast, as_one_list, character_in
from graph.extraction.entries import Entry, Findings, Said, note_unread, strings
from graph.extraction.keys import fold, spelled
from graph.extraction.markdown import plain_line, strip_html
from graph.extraction.no_persons import names_nobody
from graph.records import Link, Person, Role
from graph.values.folding import remembered
from graph.values.links import parse_link
from graph.values.names import bare, is_name, somebody, split_cast, split_names
from graph.values.patterns import on_demand
from graph.values.turned import all_turned, may_be_turned, turned

NAME_KEYS = ("name", "actor", "actress", "person", "star", "title")
CHARACTER_KEYS = ("character", "role", "character name", "as", "part", "plays")
URL_KEYS = ("url", "sameAs", "same_as", "link", "website", "imdb", "wikidata", "@id")
LONGEST_NAME = 120
BRACKET = on_demand(r"\s{0,5}[(\[](?P<inside>[^()\[\]]{0,200})[)\]]\s*")
NOT_THE_FILM = spelled(
    """novel, book, play, short story, characters, comic, comics, original story, novela, libro,
    obra, roman, buch, livre, pièce, romanzo, romance, livro"""
)
"""What stands in brackets behind whoever wrote something else."""

MAY_BE_ONE = "may be one person or several; write “Jane Doe”, or a list"
SEVERAL_THINGS = "is no name; write each label in its own line, and a part as “Jane Doe (Ann)”"
NOBODY = "is nobody's name"
OF_THINGS = frozenset({"featuring"})
"""Keys of what a disc has as well, where one thing that is nobody makes the others doubtful."""

SOURCE = on_demand(
    r"[;,(]?\s*\b(?:based on|adapted from|basad[oa] en|inspirad[oa] en|d[’']après|tratto da"
    r"|from (?:the|an?|his|her|their)(?: own)? (?:novel|book|play|script|story)"
    r"|nach (?:dem|der|einem|einer)|baseado em)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What a screenplay was made from: its author is not the screenplay's."""

CAST_BEHIND = on_demand(
    r"\s{0,3}[;.]\s{1,3}(?:with|mit|avec|con|com|starring|featuring)\s.*", re.IGNORECASE | re.DOTALL
)
"""The cast behind who made the film: “Michael Mann; with Al Pacino”."""

PLAYED_AS = on_demand(
    r"(?P<actor>[^()\[\]]{2,120}?)\s*"
    r"(?:[(\[](?:as\s+|als\s+)?(?P<bracket>[^()\[\]]{1,160})[)\]]"
    r"|\s(?:as|als|come|como|en tant que|dans le rôle de|\.{2,5}|…|–|—|-|->|→)\s+"
    r"(?P<words>.{1,160}))"
)


def read_persons(entry: Entry, findings: Findings, *properties: str) -> None:
    """The persons under a key of those who made the film."""
    for property_ in properties:
        for person, words in persons(entry.said):
            _claim(entry, findings, property_, person, words)


def read_cast(entry: Entry, findings: Findings) -> None:
    """The roles under a key of the cast."""
    named = list(roles(entry.said))
    things = fold(entry.key) in OF_THINGS and any(role is None for role, _ in named)
    for role, words in named:
        _claim(entry, findings, "actor", None if things else role, words)


def _claim(
    entry: Entry, findings: Findings, property_: str, who: Person | Role | None, words: str
) -> None:
    if who:
        findings.about_movie(property_, who, entry.evidence(words))
    else:
        note_unread(entry, findings, property_, why_unread(words), words)


Named = tuple[Person | None, str]
"""Who is named, None where nobody is for certain, and the words that may name them."""


def persons(said: Said) -> Iterator[Named]:
    """The persons in a value, each with the words that name them."""
    if isinstance(said, str):
        yield from _persons_in(said)
    elif isinstance(said, list):
        for item in said:
            yield from persons(item)
    elif isinstance(said, dict):
        name = _first(said, NAME_KEYS)
        if name:
            yield _person(name, tuple(_urls(said)))
        else:
            for item in said.values():
                yield from persons(item)


def roles(said: Said) -> Iterator[Cast]:
    """The roles in a cast list, each with the words that state it; the actor stands first.

    A map says it by its keys, or is itself a list `{John Hawkes: Mark O’Brien}`.
    """
    if isinstance(said, str):
        yield from as_one_list(_roles_in(said))
    elif isinstance(said, list):
        alike = all(isinstance(item, str) for item in said)
        items = (_item(item) if isinstance(item, str) else roles(item) for item in said)
        found = [role for item in items for role in item]
        yield from as_one_list(found) if alike else found
    elif isinstance(said, dict):
        name = _first(said, NAME_KEYS)
        if name:
            person, words = _person(name, tuple(_urls(said)))
            yield _as(person, _first(said, CHARACTER_KEYS)), words
            return
        for actor, character in said.items():
            if isinstance(character, str):
                person, _ = _person(actor)
                yield _as(person, character_in(character)), f"{actor}: {character}"
            else:
                yield from roles(character)


def why_unread(words: str) -> str:
    """Why words name nobody for certain, as the end of a sentence."""
    if may_be_turned(words):
        return MAY_BE_ONE
    return SEVERAL_THINGS if ":" in words else NOBODY


def _person(name: str, urls: tuple[str, ...] = ()) -> Named:
    named = 1 < len(name) <= LONGEST_NAME and is_name(name) and not names_nobody(name)
    in_order = turned(name)
    return Person(in_order, urls) if named and not may_be_turned(in_order) else None, name


@remembered
def _persons_in(words: str) -> tuple[Named, ...]:
    said = CAST_BEHIND.sub("", SOURCE.sub("", plain_line(strip_html(words))))
    if names := all_turned(said):
        return tuple(map(_person, names))
    if may_be_turned(said) or (words and not said):
        return ((None, said or words),)
    told = (name for name in split_names(said) if not _of_something_else(name))
    return tuple(_person(_without_brackets(name)) for name in told)


@remembered
def _roles_in(words: str) -> tuple[Cast, ...]:
    return tuple(_listed_roles(words, split_cast))


@remembered
def _item(words: str) -> tuple[Cast, ...]:
    """The role in an item of a list, in which nothing separates further ones."""
    return tuple(_listed_roles(words, lambda said: somebody((said,))))


def _listed_roles(words: str, split: Callable[[str], Iterable[str]]) -> Iterator[Cast]:
    said = plain_line(strip_html(words))
    names = all_turned(said, cast=True)
    if not names and (may_be_turned(said) or (words and not said)):
        yield None, said or words
    else:
        yield from map(_role, names or split(said))


def _role(words: str) -> Cast:
    """One place in a cast list: “John Hawkes (Mark O’Brien)” or “John Hawkes as Mark O’Brien”."""
    words = bare(BRACKET.sub(_remark, words).strip(" ,;"))
    match = PLAYED_AS.fullmatch(words[: 3 * LONGEST_NAME])
    name = match["actor"].strip() if match else words
    person, _ = _person(name) if not BRACKET.search(name) else (None, name)
    character = character_in(match["bracket"] or match["words"]) if match else ""
    return _as(person, character), words


def _as(actor: Person | None, character: str) -> Role | None:
    return Role(actor, character) if actor else None


def _remark(bracket: re.Match[str]) -> str:
    """A bracket of a cast list, or the blank that is left of what is no character."""
    return bracket[0] if character_in(bracket["inside"]) else " "


def _of_something_else(name: str) -> bool:
    return any(fold(bracket["inside"]) in NOT_THE_FILM for bracket in BRACKET.finditer(name))


def _without_brackets(words: str) -> str:
    """A name without what is said of it in brackets; in them, where it stands behind an address."""
    name = BRACKET.sub(" ", words).strip()
    bracket = None if is_name(name) else BRACKET.search(words)
    return bracket["inside"] if bracket else name


def _first(said: dict[str, Said], keys: tuple[str, ...]) -> str:
    folded = {fold(key): value for key, value in said.items()}
    found = (folded[key] for key in keys if key in folded)
    return next((words for value in found for words in strings(value)), "")[:LONGEST_NAME]


def _urls(said: dict[str, Said]) -> Iterator[str]:
    stated = (said[key] for key in URL_KEYS if key in said)
    for words in (words for value in stated for words in strings(value)):
        link = parse_link(words)
        if isinstance(link, Link):
            yield link.url
