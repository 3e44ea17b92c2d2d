"""Values that name persons → persons and roles: text, lists, and maps of either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.entries import Said, strings
from graph.extraction.keys import fold, spelled
from graph.extraction.markdown import plain_line
from graph.records import Link, Person, Role
from graph.values.folding import remembered
from graph.values.links import parse_link
from graph.values.names import bare, split_cast, split_names
from graph.values.patterns import on_demand

NAME_KEYS = ("name", "actor", "actress", "person", "star", "title")
CHARACTER_KEYS = ("character", "role", "character name", "as", "part", "plays")
LONGEST_NAME = 120
NO_CHARACTER = spelled(
    """voice, voices, voz, voix, stimme, voce, sprecher, narrator voice, uncredited, cameo, unknown,
    n/a, actor, actress, director, writer"""
)
"""What stands in a cast list's brackets and is no character."""

REMARK = on_demand(r"[,;]")
NO_NAME = on_demand(r"[()\[\]:]")
SELF = on_demand(r"(?:him|her|them|it)sel(?:f|ves)\b|self\b", re.IGNORECASE)
"""Nobody's part, in a documentary."""

SOURCE = on_demand(
    r"[;,(]?\s*\b(?:based on|adapted from|from the (?:novel|book|play)|basad[oa] en|inspirad[oa] en"
    r"|d[’']après|nach (?:dem|der|einem|einer)|tratto da|baseado em)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What a screenplay was made from: its author is not the screenplay's."""

PLAYED_AS = on_demand(
    r"(?P<actor>[^()\[\]]{2,120}?)\s*"
    r"(?:[(\[](?:as\s+|als\s+)?(?P<bracket>[^()\[\]]{1,160})[)\]]"
    r"|\s(?:as|als|come|como|en tant que|dans le rôle de|\.{2,5}|…|–|—|->|→)\s+(?P<words>.{1,160}))"
)


def persons(said: Said) -> Iterator[tuple[Person, str]]:
    """The persons in a value, each with the words that name them."""
    if isinstance(said, str):
        yield from _persons_in(said)
    elif isinstance(said, list):
        for item in said:
            yield from persons(item)
    elif isinstance(said, dict):
        name = _first(said, NAME_KEYS)
        if name:
            yield Person(name, tuple(_urls(said))), name
        else:
            for item in said.values():
                yield from persons(item)


def roles(said: Said) -> Iterator[tuple[Role, str]]:
    """The roles in a cast list, each with the words that state it; the actor stands first.

    A map says it by its keys, or is itself a list `{John Hawkes: Mark O’Brien}`.
    """
    if isinstance(said, str):
        yield from _roles_in(said)
    elif isinstance(said, list):
        for item in said:
            yield from role(plain_line(item)) if isinstance(item, str) else roles(item)
    elif isinstance(said, dict):
        name = _first(said, NAME_KEYS)
        if name:
            person = Person(name, tuple(_urls(said)))
            yield Role(person, _first(said, CHARACTER_KEYS)), name
            return
        for actor, character in said.items():
            if isinstance(character, str):
                yield Role(Person(actor), _character(character)), f"{actor}: {character}"
            else:
                yield from roles(character)


@remembered
def _persons_in(words: str) -> tuple[tuple[Person, str], ...]:
    names = split_names(SOURCE.sub("", plain_line(words)))
    return tuple((Person(name), name) for name in names if 1 < len(name) <= LONGEST_NAME)


@remembered
def _roles_in(words: str) -> tuple[tuple[Role, str], ...]:
    return tuple(found for each in split_cast(plain_line(words)) for found in role(each))


@remembered
def role(words: str) -> tuple[tuple[Role, str], ...]:
    """One place in a cast list: “John Hawkes (Mark O’Brien)” or “John Hawkes as Mark O’Brien”;
    empty where it is none."""
    words = bare(words.strip(" ,;"))
    match = PLAYED_AS.fullmatch(words[: 3 * LONGEST_NAME])
    if match:
        character = _character(match["bracket"] or match["words"])
        return ((Role(Person(match["actor"].strip()), character), words),)
    if 1 < len(words) <= LONGEST_NAME and not NO_NAME.search(words):
        return ((Role(Person(words)), words),)
    return ()


def _character(words: str) -> str:
    """The character's name without remarks such as “voice”."""
    parts = [part.strip() for part in REMARK.split(words)]
    if SELF.match(words):
        return ""
    return next((part for part in parts if part and fold(part) not in NO_CHARACTER), "")


def _first(said: dict[str, Said], keys: tuple[str, ...]) -> str:
    folded = {fold(key): value for key, value in said.items()}
    found = (folded[key] for key in keys if key in folded)
    return next((words for value in found for words in strings(value)), "")[:LONGEST_NAME]


def _urls(said: dict[str, Said]) -> Iterator[str]:
    for key in ("url", "sameAs", "same_as", "link", "website", "imdb", "wikidata", "@id"):
        for words in strings(said.get(key, "")):
            link = parse_link(words)
            if isinstance(link, Link):
                yield link.url
