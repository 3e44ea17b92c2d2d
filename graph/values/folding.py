"""What is left of words when case, accents and punctuation do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from graph.values.patterns import on_demand

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d"})
"""Latin letters that have no decomposition in Unicode."""

ACCENT = on_demand("[\u0300-\u036f]")  # not the marks of other scripts, which tell words apart
APOSTROPHE = on_demand("['\u2018\u2019\u02bc\u00b4`\u2032]")
PLAIN = on_demand("[^a-z0-9]+")
VULGAR_FRACTION = on_demand("(?<=\\d)([¼½¾])")

T = TypeVar("T")

SHORT = 200
"""Characters of a text about which an answer is remembered."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The same function; its latest answers about short texts are kept: names come again."""
    known = lru_cache(1 << 14)(function)

    @wraps(function)
    def asked(text: str) -> T:
        return known(text) if len(text) <= SHORT else function(text)

    return asked


def fold_letters(text: str) -> str:
    """Case and accents off.

    >>> fold_letters("Les Misérables, Øystein, straße")
    'les miserables, oystein, strasse'
    """
    apart = VULGAR_FRACTION.sub(r" \1", text)  # 9½ is not 91⁄2
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", apart).casefold())
    return unicodedata.normalize("NFC", ACCENT.sub("", decomposed)).translate(LETTERS)


@remembered
def fold(text: str) -> str:
    """Case, accents and punctuation off, one space between words; may be empty.

    >>> fold("Bong Joon-ho"), fold("Ocean’s  Eleven")
    ('bong joon ho', 'oceans eleven')
    """
    if text.isascii():  # the same, and most words are
        return PLAIN.sub(" ", text.replace("'", "").replace("`", "").lower()).strip()
    letters = APOSTROPHE.sub("", fold_letters(text))
    return " ".join("".join(c if _counts(c) else " " for c in letters).split())


def _counts(character: str) -> bool:
    """Letters, numbers, and the marks without which some scripts cannot be read."""
    return unicodedata.category(character)[0] in "LNM"
