"""WordPress' shortcodes and blocks, by which plugins are asked for something.

What is called is not of the post's words; but some calls hold the score that a plugin draws as
stars: “[rating=4/5]”, “[stars rating="4" max="5"]”, “[rating]4/5[/rating]”; and some all facts of a
review: “[review rating="4/5" director="Michael Mann"]”, or a block's fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from graph.documents.decoding import FORBIDDEN
from graph.documents.mdx import ABOUT_FILM, ABOUT_REVIEW
from graph.values.spoiler_marks import calls_marked

CAPTION = re.compile(
    r"\[caption[^\[\]]{0,1000}\](?:(?!\[/?caption).){0,5000}\[/caption\]", re.DOTALL
)
CALL = re.compile(
    r"\[/?(?:gallery|embed|video|audio|playlist|caption|youtube|vimeo|more|toc)\b[^\[\]]{0,1000}\]"
    r"|\[/?[a-z][a-z0-9_-]{1,40}\s[a-z_-]{1,40}=[^\[\]]{1,1000}\]"
    r"|\[/(?!spoiler\])[a-z][a-z0-9_-]{1,40}\]",
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

FACTS = re.compile(
    r"\[(?P<name>[a-z][a-z0-9_-]{1,40})\s(?P<attributes>[^\[\]]{1,2000}?)\s?/?\]", re.IGNORECASE
)
"""Calls with attributes."""

BLOCK = re.compile(
    r"<!--\s{1,9}wp:(?P<call>[a-z][a-z0-9_-]{0,60}/(?P<name>[a-z][a-z0-9_-]{0,60}))\s{1,9}(?=\{)"
)
"""How a block of a plugin begins that has attributes, which are JSON."""

TELLING = frozenset(("rating", "score", "stars", "director", "runtime"))
"""Attributes by which any call is one about a film."""

OF_LOOKS = frozenset(
    ("id", "class", "style", "align", "size", "color", "width", "height", "layout", "mode", "name",
     "anchor", "template", "theme", "className", "post_id", "type", "lock", "metadata")
)  # fmt: skip
SEPARATE = re.compile("^wp|[_-]")
LONGEST_SAID = 2_000
MOST_CALLS = 100


def without(markup: str) -> str:
    """A post's markup without shortcodes and what they caption; those that hide spoilers stay, in
    one form."""
    if "[" not in markup:
        return markup
    return CALL.sub("", SCORE.sub("", CAPTION.sub("", calls_marked(markup))))


def stated(markup: str) -> dict[str, Any]:
    """What the calls and blocks of a post state: scores, and the facts of its film or its review
    under `movie` and `review`, as far as there is one of each. A call that states nothing is handed
    on as it stands.

    >>> stated("[review rating='4/5' director='Michael Mann']")
    {'review': {'rating': '4/5', 'director': 'Michael Mann'}}
    >>> stated('<!-- wp:acf/film-review {"data":{"rating":"9/10","_rating":"field_1"}} /-->')
    {'review': {'rating': '9/10'}}
    """
    found: dict[str, list[Any]] = {}
    for kind, said in islice(_facts(markup), MOST_CALLS):
        if said not in (held := found.setdefault(kind, [])):
            held.append(said)
    told = {
        kind if len(said) == 1 else f"several calls of {kind}": said[0] if len(said) == 1 else said
        for kind, said in found.items()
    }
    return told | scores(markup)


def _facts(markup: str) -> Iterator[tuple[str, Any]]:
    calls = SCORE.sub("", markup) if "[" in markup else ""
    for call in FACTS.finditer(calls):
        said = {name: a or b or c for name, a, b, c in ATTRIBUTE.findall(call["attributes"])}
        yield from _about(call["name"], said, f"[{call['name']}]", call[0])
    at = 0
    while block := BLOCK.search(markup, at):
        end = markup.find("-->", block.end())
        if end < 0:
            return
        attributes = markup[block.end() : end].rstrip().removesuffix("/")
        yield from _about(block["name"], _attributes(attributes), f"wp:{block['call']}", attributes)
        at = end


def _attributes(words: str) -> dict[str, Any]:
    """What a block's JSON says; of one of ACF's its fields."""
    try:
        said: dict[str, Any] = json.loads(words)
    except (ValueError, RecursionError):
        return {}
    data = said.get("data")
    return data if isinstance(data, dict) else said


def _about(name: str, said: dict[str, Any], call: str, whole: str) -> Iterator[tuple[str, Any]]:
    """What a call states of a film or a review, if it is about one; of a film only with more than
    what names it, since texts name others."""
    plain = SEPARATE.sub("", name)
    told = {
        key: FORBIDDEN.sub("", str(value)) for key, value in said.items() if _is_fact(key, value)
    }
    telling, film = not TELLING.isdisjoint(told), ABOUT_FILM.fullmatch(plain)
    if telling or (told and ABOUT_REVIEW.fullmatch(plain)):
        yield "movie" if film else "review", told
    elif film or ABOUT_REVIEW.fullmatch(plain):
        yield f"shortcode {call}", whole[:LONGEST_SAID]


def _is_fact(key: str, value: Any) -> bool:
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return plain and str(value) != "" and not key.startswith("_") and key not in OF_LOOKS


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
