"""Where the reviewers of a film disagree: about its facts, and about how good it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from graph import ledger
from graph.conflicts import ClaimRow
from graph.mapping import Kind
from server.pages.kept import Memo
from server.pages.models import Dispute, Spread
from server.pages.wording import claim_in_words, property_label

Resolve = Callable[[Kind, str], ledger.Resolved | None]
"""What answers under a slug, None where nothing ever did."""

Claims = Callable[[int], Sequence[ClaimRow]]
"""Every claim about the film with that id."""

APART = 4
"""Points out of ten between two ratings from which on they are said to disagree."""

MOST = 4
"""Facts, and values of a fact, that are named; the page of the claims has them all."""


class Disagreements:
    """The facts of films that are claimed in several ways, kept for as long as nobody writes to
    the ledger: a claim that is not believed changes it, and not the graph.

    `changes` is another number after each writing. May be shared by threads.
    """

    def __init__(self, resolve: Resolve, claims: Claims, changes: Callable[[], int]) -> None:
        self._resolve = resolve
        self._claims = claims
        self._changes = changes
        self._kept = 0, Memo[tuple[Dispute, ...]]()

    def of(self, slug: str) -> tuple[Dispute, ...]:
        """Those of the film with that slug."""
        changes = self._changes()
        if changes != self._kept[0]:
            self._kept = changes, Memo()
        return self._kept[1].one(slug, lambda: self._found(slug))

    def _found(self, slug: str) -> tuple[Dispute, ...]:
        film = self._resolve("movie", slug)
        return disputes(self._claims(film.thing)) if isinstance(film, ledger.Live) else ()


def disputes(claims: Sequence[ClaimRow]) -> tuple[Dispute, ...]:
    """The facts that are claimed in several ways, of claims in the order of their properties."""
    found = []
    for property_, rows in groupby(claims, key=lambda row: row.property):
        ranked = sorted(rows, key=lambda row: not row.decided)
        values = dict.fromkeys(claim_in_words(row.value) for row in ranked)
        if not ranked[-1].decided and len(values) > 1:
            found.append(Dispute(property_label(property_), tuple(values)[:MOST]))
    return tuple(found[:MOST])


def far_apart(spread: Spread) -> tuple[str, ...]:
    """A review with the lowest rating and one with the highest; none if these are not far apart."""
    scores = sorted(spread.examples)
    if not scores or scores[-1] - scores[0] < APART:
        return ()
    return spread.examples[scores[0]], spread.examples[scores[-1]]
