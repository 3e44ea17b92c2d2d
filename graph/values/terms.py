"""Words to look for: what a query asks, and texts in the form in which they are found.

The full-text index (SQLite FTS5, https://www.sqlite.org/fts5.html) takes letters, marks and
numbers in a row for a word. Scripts that put no spaces between words are parted into single
characters, which a phrase joins again, so that titles in them are found by any part.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from graph.values.characters import has_any
from graph.values.folding import fold
from graph.values.patterns import on_demand
from graph.values.spoilers import CLOSE, OPEN, has_spans

LONGEST_QUERY = 200
"""Characters of a query that count."""

MOST_TERMS = 12
"""Terms of a query that count."""

BREAK = "\u200b"
"""A zero width space: parts characters in the index and can be taken out again."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # radicals, kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Chinese characters
)
_UNSPACED = on_demand(f"[{UNSPACED}]")
COVER, UNCOVER = "\x0e", "\x0f"
"""Stand in the index where spoilers begin and end: words of them are found and not shown."""

CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r"})
_CONTROL = on_demand(f"[{CONTROLS.decode()}]")
_QUOTED = on_demand(r'["“”„«»]([^"“”„«»]+)["“”„«»]')


def segmented(text: str) -> str:
    """A text as it is indexed: compatible forms made one, unspaced scripts parted.

    >>> segmented("Heat"), segmented("七人の侍").split(BREAK)
    ('Heat', ['', '七', '', '人', '', 'の', '', '侍', ''])
    """
    plain = _composed(text)
    return plain if plain.isascii() else _UNSPACED.sub(rf"{BREAK}\g<0>{BREAK}", plain)


def covered(text: str) -> str:
    """A segmented text with marks of spoilers that are no words.

    >>> covered("He [spoiler]dies[/spoiler].")
    'He \\x0edies\\x0f.'
    """
    return text.replace(OPEN, COVER).replace(CLOSE, UNCOVER) if has_spans(text) else text


def terms(query: str) -> tuple[str, ...]:
    """What a query asks for: words, and phrases in quotation marks; too many are cut off.

    >>> terms('heat  "Al Pacino" NOT-a OR*')
    ('heat', 'Al Pacino', 'NOT-a', 'OR*')
    >>> terms("… ?"), terms(" ")
    ((), ())
    """
    text = _composed(query[:LONGEST_QUERY])
    found: list[str] = []
    at = 0
    for phrase in _QUOTED.finditer(text):
        found += [*text[at : phrase.start()].split(), " ".join(phrase[1].split())]
        at = phrase.end()
    found += text[at:].split()
    return tuple(dict.fromkeys(term for term in found if fold(term)))[:MOST_TERMS]


def expression(asked: Sequence[str], *, prefix: bool = False) -> str:
    """An FTS5 expression for texts with all terms; empty where there are none.

    Every term is a string in double quotes, doubled inside (FTS5, section 3.1), so that it is
    never read as an operator. With `prefix` terms may go on, and whole words count more. A term
    is also looked for as it is folded, for letters that SQLite leaves as they are.

    >>> expression(("heat", "OR"))
    '"heat" AND "OR"'
    >>> expression(("Łódź",), prefix=True)
    '("Łódź" OR "Łódź"* OR "lodz" OR "lodz"*)'
    >>> expression(('a"b',))
    '("a""b" OR "a b")'
    """
    star = "*" if prefix else ""
    return " AND ".join(_either(dict.fromkeys((term, fold(term))), star) for term in asked)


def folded(names: Sequence[str]) -> str:
    """Names as they are indexed, a line each, and folded where that gives other words.

    >>> folded(("Ocean’s Eleven", "Heat")).split("\\n")
    ['Ocean’s Eleven', 'oceans eleven', 'Heat']
    """
    forms: dict[str, None] = {}
    for name in names:
        forms[name] = None
        plain = fold(name)
        if plain != name.lower():
            forms[plain] = None
    return "\n".join([segmented(form) for form in forms if form])


def _composed(text: str) -> str:
    """Compatible forms made one, without what is not seen; short for most texts."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace(BREAK, "")
    return _CONTROL.sub(" ", text) if has_any(text, CONTROLS) else text


def _either(forms: dict[str, None], star: str) -> str:
    if len({form.casefold() for form in forms}) == 1:
        forms = dict.fromkeys(list(forms)[:1])
    quoted = ['"' + segmented(form).replace('"', '""') + '"' for form in forms]
    ways = [way for form in quoted for way in dict.fromkeys((form, form + star))]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"
