"""TOML and JSON front matter → keys and their words; numbers and dates keep their wording, as in
YAML, so that the film “300” stays a title and 3.50 a score.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from graph.documents.decoding import FORBIDDEN
from graph.documents.front_matter import DEEPEST, MOST_VALUES, FrontMatter, check_length
from graph.errors import UnreadableError

PLACE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
TOML_KEY = re.compile(
    r"""^[ \t]*(?:\[\[?[ \t]*)?(["']?)(?P<key>[^"'=\[\]\n.]{1,200}?)\1[ \t]*[=.\]]"""
)
JSON_KEY = re.compile(r'"(?P<key>(?:[^"\\\n]|\\.){1,200})"\s*:')


def read_toml(block: str, first_line: int) -> FrontMatter:
    """The keys of TOML 1.0 that begins on `first_line`.

    Raises `UnreadableError` with the line for what is no TOML or is beyond the limits of YAML's.

    >>> read_toml('title = "300"\\nyear = 2006\\ndate = 2012-01-23\\n', 2).values
    {'title': '300', 'year': '2006', 'date': '2012-01-23'}
    """
    check_length(block)
    try:
        values = tomllib.loads(block, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        match = PLACE.search(str(error))
        line = int(match["line"]) if match and match["line"] else block.count("\n") + 1
        raise UnreadableError(
            f"The front matter is no valid TOML at line {line + first_line - 1}. Each line needs "
            'a key, “=” and a value, a text in quotation marks: title = "Heat".'
        ) from None
    except RecursionError:
        raise _too_deep() from None
    return FrontMatter(_words(values), _lines(TOML_KEY, block, first_line))


def read_json(text: str, first_line: int) -> tuple[FrontMatter, int]:
    """The keys of the JSON object that a text begins with (RFC 8259), and where it ends.

    Raises `UnreadableError`.
    """
    try:
        values, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"The front matter is no valid JSON at line {error.lineno + first_line - 1}, column "
            f"{error.colno}. Look for a missing comma or quotation mark there."
        ) from None
    except RecursionError:
        raise _too_deep() from None
    check_length(text[:end])
    return FrontMatter(_words(values), _lines(JSON_KEY, text[:end], first_line)), end


def _too_deep() -> UnreadableError:
    return UnreadableError(
        f"Lists and keys in the front matter are nested more than {DEEPEST} deep."
    )


def _words(values: Any) -> dict[str, Any]:
    """The same keys with every scalar as words. Raises `UnreadableError` beyond the limits."""
    root: dict[str, Any] = {}
    left: list[tuple[Any, Any, Any, int]] = [(root, "", values, 0)]
    count = 0
    while left:  # and not recursion: a dotted key can be nested deeper than calls
        into, key, value, depth = left.pop()
        count += 1
        if depth > DEEPEST:
            raise _too_deep()
        if count > MOST_VALUES:
            raise UnreadableError(f"The front matter has more than {MOST_VALUES:,} values.")
        made = type(value)() if isinstance(value, dict | list) else _word(value)
        if isinstance(into, list):
            into.append(made)
        else:
            into[key] = made
        left += [(made, k, v, depth + 1) for k, v in reversed([*_items(value)])]
    words: dict[str, Any] = root[""]
    return words


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    words = "" if value is None else str(value)
    if FORBIDDEN.search(words):
        raise UnreadableError(
            "A value in the front matter writes a character that no text may hold, with \\. "
            "Delete it."
        )
    return words


def _lines(pattern: re.Pattern[str], block: str, first_line: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(block.split("\n"), first_line):
        if match := pattern.search(line[:1000]):
            found.setdefault(match["key"].strip(), number)
    return found
