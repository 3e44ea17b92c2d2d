"""Calls of Hugo and Liquid that are named after a score and told which: “{{< stars 4 >}}”,
“{{< rating value="4" max="5" >}}”, “{% include stars.html rating=4.5 %}”.

Such a call is the review's own where it has a line to itself, and the front matter has no score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from graph.documents.mdx import SCORES

_NAME = (
    r"(?:(?:star|my|movie|film|review)[_-]?ratings?|ratings?(?:[_-]stars?)?|stars?"
    r"|(?:my[_-])?score)"
)
CALL = re.compile(
    r"^ {0,3}(?:[*_]{0,3}[^\W\d_][^:\n{}<>]{0,30}:[*_]{0,3}\s{0,3})?"
    r"(?P<open>\{\{<|\{\{%|\{%)-?\s{0,3}(?:include\s(?:[\w-]{1,30}/){0,3})?"
    rf"(?P<name>{_NAME})(?:\.[a-z]{{2,6}})?\s(?P<said>[^{{}}<>%]{{1,200}}?)"
    r"/?-?(?P<close>>\}\}|%\}\}|%\})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
CLOSES = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}
ATTRIBUTE = re.compile(
    r"(?:^|[\s,])(?:(?P<key>[a-z][\w-]{0,30})\s?[=:]\s?)?(?P<quote>[\"']?)"
    r"(?P<value>[0-9]{1,3}(?:[.,][0-9]{1,2})?(?:\s?/\s?[0-9]{1,3})?|[★☆⭐½]{1,10})(?P=quote)(?=$|[\s,])",
    re.IGNORECASE,
)
"""A value that may be a score, with the key that it has in all but the first place."""

MEANINGS = {
    **{key.lower(): meaning for key, meaning in SCORES.items() if key not in ("count", "amount")},
    **dict.fromkeys(("", "rating", "score", "stars"), "rating"),
}
"""Those of components, but for what may count votes."""

HIDDEN = re.compile(
    r"^ {0,3}(?P<fence>```|~~~)(?s:.*?)(?:^ {0,3}(?P=fence)|\Z)"
    r"|\{%-?\s?(?P<tag>comment|raw)\b(?s:.*?)(?:\{%-?\s?end(?P=tag)\s?-?%\}|\Z)"
    r"|<(?P<element>pre|code)\b(?s:.*?)(?:</(?P=element)>|\Z)|<!--(?s:.*?)(?:-->|\Z)",
    re.MULTILINE,
)
"""Code and comments; what is not closed goes on to the end, so that nothing is searched twice."""

SCORED = re.compile(r"rating|score|stars?\b|grade|not[ae]\b|wertung|voto|评分|評価", re.IGNORECASE)
"""What the names of keys have that hold a score."""


def stated(text: str, keys: Iterable[str] = ()) -> dict[str, Any]:
    """The score that a text hands to such a call, under the key that it would have in front matter;
    nothing where several differ, or one of the `keys` holds a score.

    >>> stated('Slow.\\n\\n{{< rating value="4" max="5" >}}'), stated("{{< stars 4 >}}")
    ({'rating': '4', 'best rating': '5'}, {'stars': '4'})
    >>> stated("{{< stars 4 >}}\\n{{< stars 2 >}}"), stated("{{< stars 4 >}}", ["Rating"])
    ({}, {})
    """
    if ("{{" not in text and "{%" not in text) or any(map(SCORED.search, keys)):
        return {}
    found = CALL.finditer(HIDDEN.sub("", text))
    calls = [_attributes(call) for call in found if CLOSES[call["open"]] == call["close"]]
    told = [said for said in calls if not said.keys() <= {"best rating"}]
    return dict(told[0]) if told and all(said == told[0] for said in told) else {}


def _attributes(call: re.Match[str]) -> dict[str, str]:
    """What a call is told, by what the names mean there; the first value needs none."""
    said: dict[str, str] = {}
    for attribute in ATTRIBUTE.finditer(call["said"].strip()):
        key = (attribute["key"] or "").lower()
        meaning = MEANINGS.get(key) if key or not said else None
        if meaning:
            said.setdefault(meaning, attribute["value"])
    if "best rating" not in said and "rating" in said and call["name"].lower().startswith("star"):
        said["stars"] = said.pop("rating")
    return said
