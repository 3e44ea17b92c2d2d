"""What is kept of one state of the graph: what takes long to find out, and what pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from graph.triples import Properties
from server.pages.models import Film, Filmography, ReviewLine, Spread
from server.pages.reading import Paths

MOST_KEPT = 16_384
"""Of how many things something is kept, and of as many that were not asked for of late: what
lines and films say of 10,000 reviews takes some 30 MB."""

Made = TypeVar("Made")


class Memo(Generic[Made]):
    """What was made of things, by their IRIs; shared by threads.

    Once `most` are kept, the next ones begin a new generation. What is asked for again moves on
    to it, the rest goes with the old one.

    >>> kept = Memo(2)
    >>> kept.of(["a", "b"], lambda fresh: {iri: iri.upper() for iri in fresh})
    ['A', 'B']
    >>> kept.of(["b", "c"], lambda fresh: {iri: "new" for iri in fresh})
    ['B', 'new']
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._young: dict[str, Made] = {}
        self._old: dict[str, Made] = {}

    def of(
        self, wanted: Sequence[str], make: Callable[[Sequence[str]], Mapping[str, Made]]
    ) -> list[Made]:
        """What is kept of things, where `make` makes what is missing."""
        young = self._young
        known = {iri: young[iri] for iri in wanted if iri in young}
        if others := list(dict.fromkeys(iri for iri in wanted if iri not in known)):
            known.update(self._added(others, make))
        return [known[iri] for iri in wanted]

    def one(self, wanted: str, make: Callable[[], Made]) -> Made:
        """The same of one thing."""
        return self.of([wanted], lambda _: {wanted: make()})[0]

    def _added(
        self, wanted: Sequence[str], make: Callable[[Sequence[str]], Mapping[str, Made]]
    ) -> Mapping[str, Made]:
        old = self._old
        found = {iri: old[iri] for iri in wanted if iri in old}
        if missing := [iri for iri in wanted if iri not in found]:
            found.update(make(missing))
        young = self._young
        if len(young) >= self._most:
            self._old, self._young = young, {}
        self._young.update(found)
        return found


@dataclass
class Kept:
    """What holds as long as the graph's version does: how many things there are, who is in which
    place of a long list, for which all of it is sorted, and what lines and films say.

    `leafed` is a long list that belongs to something, `latest` the first things of such lists and
    `spreads` how often which ratings are in them, by both; `begun` are lines with their first
    words, `filmographies` films by role.
    """

    version: str
    paths: Paths
    counts: dict[str, int] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    leafed: dict[str, list[str]] = field(default_factory=dict)
    latest: Memo[list[str]] = field(default_factory=Memo)
    spreads: Memo[Spread] = field(default_factory=Memo)
    facts: Memo[Properties] = field(default_factory=Memo)
    lines: Memo[ReviewLine | None] = field(default_factory=Memo)
    begun: Memo[ReviewLine] = field(default_factory=Memo)
    films: Memo[Film] = field(default_factory=Memo)
    filmographies: Memo[Filmography] = field(default_factory=Memo)
    reviewers: list[tuple[str, int]] = field(default_factory=list)
    years: dict[str, Counter[Decimal]] | None = None
