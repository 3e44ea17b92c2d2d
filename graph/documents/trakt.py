"""What people write at Trakt: a comment is an object beside the film that it is about, and holds
the words, who wrote them and their rating (https://trakt.docs.apiary.io/#reference/users/comments).
"""

from __future__ import annotations

from typing import Any

BEST = "10"
REPLY = "It is a reply to what somebody else wrote, not a review: it has a “parent_id”."


def is_comment(item: Any) -> bool:
    """Whether an object is a comment with what it is about."""
    comment = item.get("comment") if isinstance(item, dict) else None
    return isinstance(comment, dict) and isinstance(comment.get("comment"), str)


def is_reply(item: dict[str, Any]) -> bool:
    """Whether a comment answers another."""
    return item["comment"].get("parent_id") not in (None, "", "0")


def as_review(item: dict[str, Any]) -> dict[str, Any]:
    """A comment as the review that it is. That it has no spoilers is said
    of all whose authors did not say otherwise, and so it is not handed on.

    >>> as_review({"movie": {}, "comment": {"comment": "Slow.", "user_rating": "8"}})["review"]
    {'review text': 'Slow.', 'rating': {'value': '8', 'max': '10'}}
    """
    comment = item["comment"]
    user, stats = _object(comment.get("user")), _object(comment.get("user_stats"))
    rating = comment.get("user_rating") or stats.get("rating")
    review = {
        "review text": comment["comment"],
        "published at": comment.get("created_at"),
        "reviewer": user.get("name") or user.get("username"),
        "private": user.get("private"),
        "spoilers": comment.get("spoiler") or None,
        "rating": {"value": rating, "max": BEST} if rating else None,
    }
    about = {key: value for key, value in item.items() if key != "comment"}
    return about | {"review": {key: value for key, value in review.items() if value is not None}}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
