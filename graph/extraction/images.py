"""Images in Markdown, which are no text; the words of one may be the score: “![3/5](s3.gif)”."""

from __future__ import annotations

from graph.extraction.score_words import lone_score
from graph.values.patterns import on_demand

IMAGE = on_demand(
    r"(?P<link>\[)?!\[(?P<words>[^\[\]]{0,300})\]\([^()]{0,1000}\)(?(link)\]\([^()]{0,1000}\))"
)
"""With the link that has nothing else in it."""

LEFT = on_demand(r"^(\s*[*_]{2,3})\s+[-–—|:]\s+")
"""The sign behind an image that had begun an emphasised line: “**![](logo.gif) – Rating:** 4/5”."""

QUOTES = " \"'“”„«»"


def without_images(lines: list[str]) -> list[str]:
    """The lines without images, which hide labels; where the words of one alone are a score, and no
    other's are, these stay: several count the pictures, or are of several films.

    >>> without_images(["![Heat](heat.jpg)", "**Rating:** ![3/5](s3.gif)"])
    ['', '**Rating:** 3/5']
    """
    found = [match for line in lines for match in IMAGE.finditer(line)]
    scored = [match for match in found if lone_score(match["words"].strip(QUOTES))]
    kept = {match[0]: match["words"].strip(QUOTES) for match in scored if len(scored) == 1}
    return [_bare(line, kept) for line in lines]


def _bare(line: str, kept: dict[str, str]) -> str:
    bare = IMAGE.sub(lambda match: kept.get(match[0], ""), line)
    return bare if bare == line else LEFT.sub(r"\1", bare)
