"""WordPress' shortcodes, the calls in brackets by which plugins are asked for something.

What is called is not of the post's words; but some calls hold the score that a plugin draws as
stars: “[rating=4/5]”, “[stars rating="4" max="5"]”, “[rating]4/5[/rating]”.
"""

from __future__ import annotations

import re
from typing import Any

CAPTION = re.compile(
    r"\[caption[^\[\]]{0,1000}\](?:(?!\[/?caption).){0,5000}\[/caption\]", re.DOTALL
)
CALL = re.compile(
    r"\[/?(?:gallery|embed|video|audio|playlist|caption|youtube|vimeo|more|toc)\b[^\[\]]{0,1000}\]"
    r"|\[/?[a-z][a-z0-9_-]{1,40}\s[a-z_-]{1,40}=[^\[\]]{1,1000}\]|\[/[a-z][a-z0-9_-]{1,40}\]",
    re.IGNORECASE,
)
"""Calls of WordPress and its plugins; a word in brackets, as in “[sic]”, is none."""

SCORE = re.compile(
    r"\[(?P<name>(?:[a-z0-9]{1,20}[_-]){0,3}(?:(?:star)?ratings?|stars?|score)"
    r"(?:[_-][a-z0-9]{1,20}){0,3})"
    r"(?:\](?P<inside>[^\[\]]{1,30})\[/(?P=name)\]"
    r"|(?:\s?[=:]|\s)\s?(?P<quote>[\"']?)(?P<value>[0-9★☆⭐][^\[\]]{0,30}?)(?P=quote)\s?/?\]"
    r"|\s(?P<attributes>[^\[\]=]{1,60}=[^\[\]]{1,300})\])",
    re.IGNORECASE,
)
"""Calls that are named after a score and say something."""

ATTRIBUTE = re.compile(
    r"""([a-z_-]{1,40})=(?:"([^"]{1,100})"|'([^']{1,100})'|([^\s"'/]{1,100}))""", re.IGNORECASE
)
VALUES = frozenset(("rating", "score", "stars", "value"))
"""Attributes of which one must be there, or it is not the call that holds the score."""


def without(markup: str) -> str:
    """A post's markup without shortcodes and what they caption."""
    if "[" not in markup:
        return markup
    return CALL.sub("", SCORE.sub("", CAPTION.sub("", markup)))


def scores(markup: str) -> dict[str, Any]:
    """What calls say that are named after a score, by their names in brackets.

    A call that leaves the score to the plugin's own data is handed on as it stands, so that its
    author hears of it.

    >>> scores("Slow.\\n[rating=4/5] [stars rating='4' max='5']")
    {'[rating]': '4/5', '[stars]': {'rating': '4', 'max': '5'}}
    >>> scores("The [score] is his best. [yasr_rating size='large']")
    {'[yasr_rating]': "[yasr_rating size='large']"}
    """
    found: dict[str, list[Any]] = {}
    for call in SCORE.finditer(markup) if "[" in markup else ():
        said = found.setdefault(f"[{call['name'].lower()}]", [])
        if (value := _value(call)) not in said:
            said.append(value)
    return {name: said[0] if len(said) == 1 else said for name, said in found.items()}


def _value(call: re.Match[str]) -> Any:
    if words := call["inside"] or call["value"]:
        return words.strip()
    said = {
        name.lower(): (a or b or c).strip()
        for name, a, b, c in ATTRIBUTE.findall(call["attributes"])
    }
    return call[0] if VALUES.isdisjoint(said) else said
