"""Windows or Macintosh? Which old encoding a text of Western Europe is in.

Nearly every byte is a character in both, and a table of films has too few words to be known by its
language. But letters and signs have their places: “AmŽlie” has a capital inside a word, and
“Grš§e” a sign.
"""

from __future__ import annotations

import re

from graph.values.patterns import on_demand

ENCODINGS = ("cp1252", "mac_roman")
"""The likelier first, which is taken where both fit."""

SMALL = "àáâãäåæçèéêëìíîïñòóôõöøœšùúûüžÿ"
LETTERS = frozenset(SMALL + SMALL.upper() + "ß")
"""Without those of Iceland, in whose places Turkish has its own."""

ANYWHERE = frozenset("’´…—\xa0\xad")
OUTSIDE = frozenset("“”„‘‚«»‹›¿¡–½¼¾°ºª©®™§€£•·†²³¹")
"""Signs that stand anywhere, and those that never stand between two letters."""

TOLERATED = 0.1
"""The share of characters that may be out of place, as in a word of another language."""

PLACE = on_demand(r"(?:(?<=(.))|\A)([^\x00-\x7f])(?=(.?))", re.DOTALL)
"""A character beyond ASCII, between its neighbours."""


def encoding_of_western(data: bytes) -> str:
    """The encoding in which the characters beyond ASCII are in their places; empty without one.

    >>> encoding_of_western("Amélie".encode("mac_roman")), encoding_of_western(b"3\\xbd stars")
    ('mac_roman', 'cp1252')
    >>> encoding_of_western("Это фильм".encode("cp1251"))
    ''
    """
    odd: dict[str, float] = {}
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd[encoding] = _odd(text)
    best = min(odd, key=odd.__getitem__, default="")
    return best if best and odd[best] <= TOLERATED else ""


def _odd(text: str) -> float:
    """The share of characters beyond ASCII that are out of place."""
    odd = [_is_odd(*place) for place in PLACE.findall(text)]
    return sum(odd) / max(1, len(odd))


def _is_odd(before: str, character: str, after: str) -> bool:
    if character in LETTERS:
        beside = before + after
        alone = not any(c.isascii() and c.isalpha() for c in beside)
        foreign = alone and not LETTERS.isdisjoint(beside)
        return foreign or (character.isupper() and before.islower())
    if character in OUTSIDE:
        return before.isalpha() and after.isalpha()
    return character not in ANYWHERE
