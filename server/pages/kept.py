"""What is kept of one state of the graph: what takes long to find out, and what pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.triples import Properties
from server.pages.models import Dispute, Film, ReviewLine
from server.pages.reading import Paths

MOST_KEPT = 8_192
"""Of how many things it is kept what lines and films say: some megabytes."""

MOST_KEPT_OF_TWIN = 32_768
"""The same where all pages are made in turn: of 10,000 reviews some 30 MB in each process."""

Made = TypeVar("Made")
Making = Callable[[Sequence[str]], Mapping[str, Made]]


@dataclass
class Kept:
    """What holds as long as the graph's version does: how many things there are, who is in which
    place of a long list, for which all of it is sorted, and what lines and films say.

    Of `most` things it is kept what lines and films say. `leafed` is a long list that belongs to
    something, `latest` the first things of such lists, by both; `begun` are lines with their first
    words.
    """

    version: str
    paths: Paths
    most: int = MOST_KEPT
    counts: dict[str, int] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    leafed: dict[str, list[str]] = field(default_factory=dict)
    latest: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, Properties] = field(default_factory=dict)
    lines: dict[str, ReviewLine | None] = field(default_factory=dict)
    begun: dict[str, ReviewLine] = field(default_factory=dict)
    films: dict[str, Film] = field(default_factory=dict)
    reviewers: list[tuple[str, int]] = field(default_factory=list)
    years: dict[str, Counter[int]] | None = None
    disputes: dict[str, tuple[Dispute, ...]] = field(default_factory=dict)


def remembered(
    kept: dict[str, Made], wanted: Sequence[str], make: Making[Made], most: int = MOST_KEPT
) -> list[Made]:
    """What is kept of things, where `make` makes what is missing; much is forgotten at once."""
    known = {iri: kept[iri] for iri in wanted if iri in kept}
    if missing := [iri for iri in wanted if iri not in known]:
        if len(kept) > most:
            kept.clear()
        made = make(missing)
        kept.update(made)
        known.update(made)
    return [known[iri] for iri in wanted]
