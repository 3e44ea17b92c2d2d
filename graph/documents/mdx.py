"""MDX: what its modules and components state, and the text without them.

`export const meta = {…}` and `<Movie title="…" year={2014} />` hold facts as front matter does, and
`<Stars value={4} max={5} />` the score; the values are read as the literals that they are, and
nothing is run.
"""

from __future__ import annotations

import re
from typing import Any

MODULE = re.compile(
    r"^(?:import|export)\s[^\n]{0,1000}(?:\n(?![\n#]|import\s|export\s)[^\n]{0,2000}){0,200}\n?",
    re.MULTILINE,
)
META = re.compile(
    r"^export\s+(?:const|let|var)\s+(?:meta(?:data)?|front_?matter|page|post|review)\b[^={\n]{0,60}=\s*\{",
    re.MULTILINE | re.IGNORECASE,
)
COMPONENT = re.compile(
    r"</?(?P<name>[A-Z][\w.]{0,60})(?P<said>\s[^<>]{0,2000})?/?>|\{/\*.{0,2000}?\*/\}", re.DOTALL
)
ATTRIBUTE = re.compile(
    r"(?P<key>[A-Za-z][\w-]{0,60})\s{0,3}=\s{0,3}"
    r"(?:\"(?P<a>[^\"]{0,500})\"|'(?P<b>[^']{0,500})'"
    r"|\{\s{0,3}(?:[\"'`](?P<c>[^\"'`{}]{0,500})[\"'`]|(?P<d>[0-9.,]{1,20}))\s{0,3}\}"
    r"|\{\s{0,3}(?P<open>[\[{]))"
)
EXPRESSION = re.compile(r"^[ \t]*\{[^{}\n]{1,200}\}[ \t]*$", re.MULTILINE)
"""A line that is nothing but code, as “{props.children}”."""

TOKEN = re.compile(
    r"\s*(?://[^\n]*\n\s*)?(?:(?P<mark>[{}\[\],:])|\"(?P<a>(?:[^\"\\\n]|\\.){0,2000})\""
    r"|'(?P<b>(?:[^'\\\n]|\\.){0,2000})'|`(?P<c>[^`]{0,2000})`|(?P<word>[\w$.+-]{1,200}))"
)
ESCAPE = re.compile(r"\\(.)")
ABOUT_FILM = re.compile(r"(?:movie|film)(?:card|info|details?|header|data|meta)?", re.IGNORECASE)
ABOUT_REVIEW = re.compile(
    r"(?:(?:movie|film)?review|rating|stars?|score|verdict)(?:card|info|header|box|meta|badge)?",
    re.I,
)
OF_A_SCORE = re.compile(r"(?:rating|stars?|score)", re.IGNORECASE)
SCORES = {
    **dict.fromkeys(("value", "n", "num", "number", "count", "amount"), "rating"),
    **dict.fromkeys(("max", "outOf", "of", "best", "total", "scale"), "best rating"),
}
"""What the values of such a component are, by their names there."""

MOST_TOKENS, DEEPEST = 5_000, 10
LITERALS = {"true": True, "false": False, "null": "", "undefined": ""}


def stated(text: str) -> dict[str, Any]:
    """The facts of the first `meta` object, and those that components about a film or a review
    carry, under `movie` and `review`."""
    meta = META.search(text)
    found: dict[str, Any] = _object(text, meta.end() - 1) if meta else {}
    for component in COMPONENT.finditer(text):
        name = component["name"] or ""
        kind = "movie" if ABOUT_FILM.fullmatch(name) else "review"
        if component["said"] and (kind == "movie" or ABOUT_REVIEW.fullmatch(name)):
            said = _attributes(component["said"], name)
            if said and kind not in found:
                found[kind] = said
    return found


def without_code(text: str) -> str:
    """The text without imports, exports and components; every line stays in its place."""
    text = MODULE.sub(lambda match: "\n" * match[0].count("\n"), text)
    text = EXPRESSION.sub("", text)
    return COMPONENT.sub(lambda match: "\n" * match[0].count("\n"), text)


def _attributes(said: str, component: str) -> dict[str, Any]:
    """The values of a component, by what their names mean there."""
    names = SCORES if OF_A_SCORE.match(component) else {}
    return {
        names.get(m["key"], m["key"]): _literal(said, m.start("open")) if m["open"] else _value(m)
        for m in ATTRIBUTE.finditer(said)
    }


def _object(text: str, at: int) -> dict[str, Any]:
    found = _literal(text, at)
    return found if isinstance(found, dict) else {}


def _literal(text: str, at: int) -> list[Any] | dict[str, Any]:
    """The object or array literal that begins there; {} for what is more than literals, or does not
    end."""
    root: list[Any] = []
    open_: list[tuple[list[Any] | dict[str, Any], list[str]]] = [(root, [])]
    for _ in range(MOST_TOKENS):
        token = TOKEN.match(text, at)
        if token is None or len(open_) > DEEPEST:
            return {}
        at = token.end()
        into, keys = open_[-1]
        match token["mark"]:
            case "{" | "[":
                made: list[Any] | dict[str, Any] = {} if token["mark"] == "{" else []
                _put(into, keys, made)
                open_.append((made, []))
            case "}" | "]":
                open_.pop()
                if len(open_) == 1:
                    return root[0]  # type: ignore[no-any-return]
            case None:
                word = token["word"]
                _put(into, keys, LITERALS.get(word, word) if word else _value(token))
    return {}


def _put(into: list[Any] | dict[str, Any], keys: list[str], value: Any) -> None:
    """Add a value to a list; in an object, a key first and then its value."""
    if isinstance(into, list):
        into.append(value)
    elif keys:
        into[keys.pop()] = value
    else:
        keys.append(str(value))


def _value(match: re.Match[str]) -> str:
    said = match.groupdict()
    found = next((said[group] for group in "abcd" if said.get(group) is not None), "")
    return ESCAPE.sub(r"\1", found)
