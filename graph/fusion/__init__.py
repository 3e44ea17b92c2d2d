"""Many claims → one description.

A single-valued fact is decided by the weight of its source kind, then by the number of documents
that state it, then by a fixed tie-break, so that the order of arrival does not matter.
Many-valued facts are united. What lost is not lost: `candidates` shows every value with its
supporters, the decided one first.
"""

from graph.fusion.descriptions import (
    MANY,
    SINGLE,
    describe_movie,
    describe_review,
    describe_viewings,
)
from graph.fusion.ranking import (
    authors,
    candidates,
    competing,
    decide,
    decided,
    parted,
    value_key,
)
from graph.fusion.votes import Vote, mean_rating, mean_vote, vote

__all__ = [
    "MANY",
    "SINGLE",
    "Vote",
    "authors",
    "candidates",
    "competing",
    "decide",
    "decided",
    "describe_movie",
    "describe_review",
    "describe_viewings",
    "mean_rating",
    "mean_vote",
    "parted",
    "value_key",
    "vote",
]
