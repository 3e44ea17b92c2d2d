"""A character and an actor in brackets, and what tells them from a film and one who made it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from msgspec import Struct

from graph.extraction.names import NO_FIRST_NAMES, POSSESSIVE
from graph.extraction.other_films import ThisFilm
from graph.extraction.outsides import (
    DESCRIBED_BEFORE,
    FILM_AFTER,
    KIN,
    MAKER_BEFORE,
    PART_BEFORE,
    PERSON_AFTER,
    RANKED,
    UNSURE_BEFORE,
    is_film_before,
)
from graph.extraction.title_runs import ends_within_title
from graph.values.given_names import is_given
from graph.values.names import name_key


class Known(Struct, frozen=True):
    """What is known before the text is read, names as `name_key` has them."""

    actors: frozenset[str] = frozenset()
    """Those of a cast list."""
    done: frozenset[str] = frozenset()
    """Those of them whose character it gives."""
    linked: frozenset[str] = frozenset()
    """Words that lead to notes of their own, as persons do."""
    crew: frozenset[str] = frozenset()
    """Makers of the film, whose brackets hold other films."""
    full: Mapping[str, str] = {}
    """The full names for which surnames stand."""
    makers: Callable[[], Collection[str]] = frozenset
    """Those whom the text calls the directors of any film."""
    source: str = ""
    """The text with its markup, where titles stand in italics."""


class Pair(NamedTuple):
    """A character and an actor, with what stands before them and `further` in the brackets."""

    outside: str
    inside: str
    before: str
    behind: str
    at: int
    words: str
    further: bool

    def may_be_role(self, known: Known) -> bool:
        """Whether nothing tells a maker with a film, a place, or letters that are spelled out."""
        makers = known.crew | {name.rpartition(" ")[2] for name in known.crew}
        initials = "".join(word[0] for word in self.inside.split())
        return (
            is_name(self.inside)
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

    def is_of_film(self, known: Known, film: ThisFilm) -> bool:
        """Whether the outside may be a film, whose maker is the inside."""
        of_title = self.outside in film.title.removesuffix(self.outside)
        film_like = self.outside and (
            is_film_before(self.before)
            or ends_within_title(self.before)
            or FILM_AFTER.match(self.behind)
            or {name_key(self.outside), name_key(self.inside)} <= known.linked
            or self._is_in_italics(known.source)
            or (not of_title and film.is_other(self.at, self.at + len(self.outside)))
        )
        return bool(film_like) and not self._is_part()

    def is_of_person(self) -> bool:
        """Whether the outside is a person, by its first name or the words around it, and a single
        name, or the inside a person as well."""
        single = " " not in self.outside or is_given(self.inside.split(maxsplit=1)[0])
        return self._is_part() or (single and self._is_named())

    def has_one_of(self, makers: Collection[str]) -> bool:
        """Whether the inside makes films, and nothing tells that the outside is a person."""
        return name_key(self.inside) in makers and not (self._is_named() or self._is_part())

    def _is_part(self) -> bool:
        """Whether the words around say that it is a person: “her mother Flora”, “…, who”."""
        return bool(
            PART_BEFORE.search(self.before)
            or KIN.search(self.before)
            or PERSON_AFTER.match(self.behind)
        )

    def _is_named(self) -> bool:
        return bool(
            is_given(self.outside.split(maxsplit=1)[0])
            or RANKED.match(self.outside)
            or DESCRIBED_BEFORE.search(self.before)
        )

    def _is_in_italics(self, source: str) -> bool:
        """Whether the outside stands so by itself, as titles do."""
        marked = (f"{self.outside}{mark}" in source for mark in "*_")
        return any(marked) and bool(
            re.search(rf"(?<!\*\*|__){re.escape(self.outside)}[*_],?\s?[(\[](?![*_])", source)
        )


def is_name(words: str) -> bool:
    """Whether some words may be a person's name, and no title."""
    return words.split(maxsplit=1)[0] not in NO_FIRST_NAMES and not POSSESSIVE.search(words)
