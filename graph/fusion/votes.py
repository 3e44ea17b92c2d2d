"""What documents count for in the mean of their film."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from graph.fusion.descriptions import describe_review
from graph.mapping import Score
from graph.records import Extraction, Person, Rating
from graph.values.names import name_key


class Vote(Struct, frozen=True, array_like=True):
    """What a document counts for in the mean of its film, as one of its `reviews` (0 or 1); its
    rating counts where it is one, and its reviewer has a name. Who write together are one."""

    reviews: int = 0
    reviewer: str = ""
    date: str = ""
    rating: Rating | None = None


def vote(said: Extraction) -> Vote:
    """What a document counts for."""
    review = describe_review(said.review)
    rating = review.reviewRating if isinstance(review.reviewRating, Rating) else None
    reviews = int(said.subject == "review")
    named = [name_key(who.name) for who in review.author if isinstance(who, Person)]
    reviewer = "\n".join(sorted(named)) if reviews else ""
    return Vote(reviews, reviewer, str(review.datePublished or ""), rating)


def mean_vote(votes: Iterable[tuple[str, Vote]]) -> Score | None:
    """The mean of the reviewers' scores, given with their sources: the latest of each counts."""
    latest: dict[str, tuple[str, str, Rating]] = {}
    reviews = 0
    for source, cast in votes:
        reviews += cast.reviews
        if cast.rating and cast.reviewer:
            own = (cast.date, source, cast.rating)
            latest[cast.reviewer] = max(latest.get(cast.reviewer, own), own, key=lambda v: v[:2])
    return mean_rating([rating for _, _, rating in latest.values()], reviews)


def mean_rating(ratings: Sequence[Rating], reviews: int) -> Score | None:
    """The mean of two or more reviewers' ratings; None of fewer.

    Ratings on one scale keep it; on different scales they are put on 0 to 10.
    """
    ratings = [rating for rating in ratings if rating.best > rating.worst]
    if len(ratings) < 2:
        return None
    scales = {(r.worst, r.best) for r in ratings}
    worst, best = scales.pop() if len(scales) == 1 else (Decimal(0), Decimal(10))
    share = sum(((r.value - r.worst) / (r.best - r.worst) for r in ratings), Decimal(0))
    value = (worst + share / len(ratings) * (best - worst)).quantize(Decimal("0.01"))
    return Score(value, best, worst, len(ratings), reviews)
