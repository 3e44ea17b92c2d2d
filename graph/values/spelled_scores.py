"""A score in words: “four out of five”, “dreieinhalb Sterne”, and the half behind a figure."""

from __future__ import annotations

import re

from graph.values.patterns import on_demand
from graph.values.scales import STAR_WORD

COUNTS = {
    word: str(number)
    for number, words in enumerate(
        (
            "zero null zéro cero",
            "one ein eine einen un une una um uma",
            "two zwei deux dos dois duas due",
            "three drei trois tres três tre",
            "four vier quatre cuatro quatro quattro",
            "five fünf cinq cinco cinque",
            "six sechs six seis sei",
            "seven sieben sept siete sete sette",
            "eight acht huit ocho oito otto",
            "nine neun neuf nueve nove nove",
            "ten zehn dix diez dez dieci",
        )
    )
    for word in words.split()
}
"""The numbers that are given as scores, as they are written."""

_HALF = r"(?:\sand\sa\shalf|einhalb|\set\sdemie?|\sy\smedi[ao]|\se\smei[ao]|\se\smezz[ao])"
_OF = r"(?:out\sof|von|sur|de|su)\s"
"""“One of five” may be the place in a list."""

SPELLED = on_demand(
    rf"(?P<count>{'|'.join(COUNTS)}|[0-9]{{1,2}}(?:[.,][0-9]|½)?)(?P<half>{_HALF})?(?=\s(?:{STAR_WORD}(?!\w)|{_OF}))",
    re.IGNORECASE,
)
"""What begins a score, the word for it before stars or a scale."""


FIRST = frozenset((*COUNTS, *(f"{count}einhalb" for count in COUNTS)))
LONGEST_FIRST = max(map(len, FIRST))


def may_be_spelled(words: str) -> bool:
    """Whether words begin as `SPELLED` does.

    >>> may_be_spelled("Four stars."), may_be_spelled("Fourteen stars.")
    (True, False)
    """
    first = words[: LONGEST_FIRST + 1].partition(" ")[0].lower()
    return first in FIRST or first[:1].isdecimal()


def in_figures(score: str) -> str:
    """A score that begins in words, in figures; any other text as it is.

    >>> in_figures("three and a half stars out of five"), in_figures("Four of ten die.")
    ('3.5 stars out of five', 'Four of ten die.')
    """
    match = SPELLED.match(score)
    if not match:
        return score
    number = COUNTS.get(match["count"].casefold(), match["count"])
    return f"{number}{'.5' if match['half'] else ''}{score[match.end() :]}"
