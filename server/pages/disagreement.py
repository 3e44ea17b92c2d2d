"""Where the reviewers of a film disagree: about its facts, and about how good it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from graph.conflicts import ClaimRow
from server.pages.models import Dispute, Spread
from server.pages.wording import claim_in_words, property_label

APART = 4
"""Points out of ten between two ratings from which on they are said to disagree."""

MOST = 4
"""Facts, and values of a fact, that are named; the page of the claims has them all."""


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
