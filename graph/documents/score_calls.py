"""Calls of Hugo and Liquid that are named after a score and told which: “{{< stars 4 >}}”,
“{{< rating value="4" max="5" >}}”, “{% include stars.html rating=4.5 %}”.
"""

from __future__ import annotations

import re
from typing import Any

from graph.documents.mdx import OF_A_SCORE, SCORES

_NAME = r"(?:[a-z]{1,20}[_-]){0,3}(?:ratings?|stars?|score)(?:[_-][a-z]{1,20}){0,2}"
CALL = re.compile(
    rf"\{{\{{(?P<sign>[<%])\s{{0,3}}{_NAME}\s(?P<hugo>[^{{}}<>%]{{1,200}}?)/?\s{{0,3}}[>%]\}}\}}"
    rf"|\{{%-?\s{{0,3}}(?:include\s(?:[\w-]{{1,30}}/){{0,3}}{_NAME}(?:\.[a-z]{{2,6}})?|{_NAME})\s"
    r"(?P<liquid>[^{}%]{1,200}?)-?%\}",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"(?:^|[\s,])(?:(?P<key>[a-z][\w-]{0,30})\s?[=:]\s?)?(?P<quote>[\"']?)"
    r"(?P<value>(?:[0-9]|[★☆⭐])[^\"'=\s]{0,12})(?P=quote)(?=$|[\s,])",
    re.IGNORECASE,
)
"""A value that begins as a score does, with the key that it has in all but the first place."""

CODE = re.compile(r"^(```|~~~).{0,20000}?^\1|`[^`\n]{1,300}`", re.MULTILINE | re.DOTALL)


def stated(text: str) -> dict[str, Any]:
    """The score that a text hands to such a call, under `review`; nothing where several differ.

    >>> stated('Slow. {{< rating value="4" max="5" >}}')
    {'review': {'rating': '4', 'best rating': '5'}}
    >>> stated("{{< stars 4 >}} {{< stars 2 >}}"), stated("`{{< stars 4 >}}`")
    ({}, {})
    """
    if "{{" not in text and "{%" not in text:
        return {}
    calls = [_attributes(call) for call in CALL.finditer(CODE.sub("", text))]
    told = [said for said in calls if "rating" in said]
    return {"review": told[0]} if told and all(said == told[0] for said in told) else {}


def _attributes(call: re.Match[str]) -> dict[str, str]:
    """What a call is told, by what the names mean there; the first value needs none."""
    said: dict[str, str] = {}
    for attribute in ATTRIBUTE.finditer((call["hugo"] or call["liquid"]).strip()):
        key = attribute["key"] or ("rating" if not said else "")
        name = "rating" if OF_A_SCORE.fullmatch(key) else SCORES.get(key, "")
        if name:
            said.setdefault(name, attribute["value"])
    return said
