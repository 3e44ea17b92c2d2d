"""A score as it stands in Markdown, where asterisks are stars, emphasis, bullets or rules."""

from __future__ import annotations

from graph.extraction.markdown import plain_line
from graph.records import Rating
from graph.values.asterisks import are_stars
from graph.values.patterns import on_demand
from graph.values.ratings import EMPTY_STARS, FULL_STARS, SLASHES, parse_rating
from graph.values.spelled_scores import SPELLED, may_be_spelled

HASHTAGS = on_demand(r"(?:\s#[\w/-]{1,60})+\s*$")
LONGEST_SCORE, LONGEST_SPELLED = 100, 60
SCORE_MARK = on_demand(rf"[{FULL_STARS}{EMPTY_STARS}*%]|\d\s?[/{SLASHES}]\s?\d")
SIGN = on_demand(f"[*%/&{FULL_STARS}{EMPTY_STARS}{SLASHES}]")
"""What has none of these is no score in signs, whatever Markdown and entities it holds."""

LEAD = on_demand(r"^\s*[⭐🌟★✨🍿📊🏆💯🎬]\ufe0f?\s?(?=[0-9])")
"""A picture in front of a score in figures, which is no star of it."""

RULE_OR_ITEM = on_demand(r"\s*\\?\*[*\s\\]*(?:\s\\?\*|$)")
"""Asterisks of which the first may be a bullet, or all a rule between sections."""


def score_words(words: str) -> str:
    r"""The words of what may be a score, without Markdown: asterisks are its stars where it is one
    with them, and else emphasis.

    >>> score_words(" ***½ (out of 4)"), score_words(r"\*\*½"), score_words("**4/5**")
    ('***½ (out of 4)', '**½', '4/5')
    """
    raw = words.replace("\\*", "*").strip()
    return raw if are_stars(raw) else plain_line(words)


def lone_score(line: str) -> str:
    """The score that is all there is in a line; empty where there is none or more."""
    start = line[:LONGEST_SCORE]
    start = start if start.isascii() else LEAD.sub("", start)
    if not SIGN.search(start):
        return _spelled(start)
    bare = HASHTAGS.sub("", start)
    words = score_words(bare)
    if "*" in words and RULE_OR_ITEM.match(bare):
        words = plain_line(bare).replace("*", "")
    if not SCORE_MARK.search(words):
        return _spelled(words)
    return words if isinstance(parse_rating(words), Rating) else ""


def _spelled(words: str) -> str:
    """A score that begins with a number in words, or with one of stars."""
    if len(words) > LONGEST_SPELLED:
        return ""
    start = words.lstrip("*_ ")
    if not may_be_spelled(start) or not SPELLED.match(start):
        return ""
    bare = plain_line(words)
    return bare if isinstance(parse_rating(bare), Rating) else ""
