"""What an author has written into a text for nobody else: comments of HTML, Obsidian, Liquid, Hugo,
Twig and Jinja, and kramdown.
"""

from __future__ import annotations

import re

from graph.values.patterns import on_demand

COMMENTS = (
    ("<!--", on_demand("<!--"), on_demand("-->")),
    ("%%", on_demand(r"(?<![\w%])(?<![0-9]\s)%%(?!%)"), on_demand("%%")),
    (
        "{%",
        on_demand(r"\{%-?\s?comment\b[^{}]{0,200}%\}"),
        on_demand(r"\{%-?\s?endcomment\s?-?%\}"),
    ),
    (
        "{{<",
        on_demand(r"\{\{<\s?comment\b[^{}]{0,200}>\}\}"),
        on_demand(r"\{\{<\s?/\s?comment\s?>\}\}"),
    ),
    (
        "{{%",
        on_demand(r"\{\{%\s?comment\b[^{}]{0,200}%\}\}"),
        on_demand(r"\{\{%\s?/\s?comment\s?%\}\}"),
    ),
    ("/*", on_demand(r"\{\{(?:[<%]|-\s)?\s?/\*"), on_demand(r"\*/\s?(?:[>%]|\s-)?\}\}")),
    ("{#", on_demand(r"\{#(?![\w.:-]{1,100}\})"), on_demand(r"#\}")),
    ("{::", on_demand(r"\{::comment\}"), on_demand(r"\{:/(?:comment)?\}")),
)
"""Of each kind some characters of it, how it begins, and how it ends. Obsidian's does not begin
behind a figure, as in “100 %% sure”, and “{#name}” is the name of a heading."""


def without_comments(source: str) -> str:
    """A text without comments, each line where it stands; what has no end stays.

    >>> without_comments("Slow %% ask Bo %%and{% comment %} no {% endcomment %} true, 100 %% sure.")
    'Slow and true, 100 %% sure.'
    """
    for mark, opening, closing in COMMENTS:
        if mark in source:
            source = _without(source, opening, closing)
    return source


def _without(source: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    kept: list[str] = []
    at = 0
    while (start := opening.search(source, at)) and (end := closing.search(source, start.end())):
        kept += source[at : start.start()], "\n" * source.count("\n", start.start(), end.end())
        at = end.end()
    return "".join((*kept, source[at:]))
