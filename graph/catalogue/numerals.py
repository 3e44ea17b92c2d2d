"""Words of a title → the same with numbers in digits, so that it does not matter how they were
written: “12”, “Twelve” and “XII”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROMAN = (
    "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip

SCALES = {"hundred": 100, "thousand": 1000}
CARDINALS = (
    {word: number for number, word in enumerate(_SMALL, 1)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | SCALES
)
OTHERS = {"zero": "0"} | {letters: str(number) for number, letters in enumerate(_ROMAN, 2)}
"""“I” is left alone: it is a word, too."""


def in_digits(words: Sequence[str]) -> list[str]:
    """English and Roman numerals in digits; the words of one number become one.

    A single letter in front is no number.

    >>> in_digits(["one", "hundred", "and", "one", "nights"]), in_digits(["one", "two", "three"])
    (['101', 'nights'], ['1', '2', '3'])
    >>> in_digits(["nineteen", "eighty", "four"]), in_digits(["v", "rocky", "v"])
    (['1984'], ['v', 'rocky', '5'])
    """
    made: list[str] = []
    value = 0  # of the number in words that the last ones are
    for word, after in pairwise([*words, ""]):
        if word == "and" and value and value % 100 == 0 and after in CARDINALS:
            continue
        if grown := _grown(value, word):
            made[-1] = str(grown)
        elif word in CARDINALS:
            made.append(str(CARDINALS[word]))
        else:
            made.append(OTHERS.get(word, word) if made or len(word) > 1 else word)
        value = grown or CARDINALS.get(word, 0)
    return made


def _grown(value: int, word: str) -> int:
    """The number that a word makes of the one before it; 0 where it begins another."""
    number = CARDINALS.get(word, 0)
    if not value or not number:
        return 0
    if word in SCALES:
        return value * number if value < number else 0
    if value % 100 == 0 or (value % 10 == 0 and value % 100 > 10 and number < 10):
        return value + number
    return 100 * value + number if 12 < value <= 20 and number > 9 else 0  # as years are said
