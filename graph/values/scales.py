"""How a scale is written behind a score, as in “out of 5” and “(of four)”, and behind the name of
what holds scores: “Score /5”, “Rating (1-10)”, “Rating10”.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from graph.values.folding import remembered
from graph.values.patterns import on_demand

NUMBER = r"-?[0-9]{1,4}(?:[.,][0-9]{1,4})?"
STAR_WORD = (
    r"(?:\*|stars?|sterne?n?|[eé]toiles?|estrellas?|estrelas?|stell[ae]|sterren|ster|stjärn(?:a|or)"
    r"|stjerner?|gwiazd(?:k[ai]|ek)|hvězd(?:y|iče?k[ay]?)?|tähteä|yıldız|csillag|зв[её]зд[аы]?"
    r"|зірк[аи]|зірок|颗星|顆星|星)"
)
UNIT = (
    rf"(?:\s?(?:{STAR_WORD}|points?|punkten?|puntos|pontos|punten|poäng|poeng|pistettä|punkt(?:y|ów)"
    r"|bod[yů]|puan|балл(?:а|ов)?|бал(?:и|ів)?|pts?\.?|점|点|點|分))?"
)
OF = (
    r"\s?(?:/|out\sof|of|von|sur|de|su|di|em|uit(?:\sde)?|van(?:\sde)?|av|af|ud\saf|z|na|od|iz|din"
    r"|из|з)\s?"
)
"""What stands between a score and the best of its scale."""

WORDS = {
    word: Decimal(number)
    for number, words in {
        4: "four vier quatre cuatro quatro quattro",
        5: "five fünf cinq cinco cinque",
        6: "six sechs seis sei",
        10: "ten zehn dix diez dez dieci",
    }.items()
    for word in words.split()
}
"""The best of the scales that people use, where they write it as a word."""

SCALE = (
    rf"\s?(?P<bracket>\()?{OF}(?:an?\spossible\s)?"
    rf"(?P<best>{NUMBER}|{'|'.join(WORDS)}|(?:\*\s?){{1,12}}){UNIT}(?(bracket)\s?\))"
)
"""A whole scale; stars are asterisks in it."""

NAMED = on_demand(
    rf"(?P<name>[^\d(/]{{0,49}}?[^\s\d(/_-])(?:{SCALE}"
    rf"|\s?\((?P<low>[01]|0[.,]5)\s?(?:-|–|to|bis|à|a)\s?(?P<high>[0-9]{{1,3}}){UNIT}\)"
    r"|[_-]?(?P<tenths>100?)|\s?\(?(?P<percent>%|percent)\)?)\s?",
    re.IGNORECASE,
)
"""The name of a column with its scale. A number without a sign between, other than 10 and 100,
may count columns instead: rating1, rating2, …"""


class Named(NamedTuple):
    """A name without the scale that it ended in, and that scale; `worst` is None if not said."""

    name: str
    best: Decimal
    worst: Decimal | None


@remembered
def named_scale(name: str) -> Named | None:
    """The scale in which the name of a column or key ends; None where it names none.

    >>> str(named_scale("Rating (out of 10)").best), str(named_scale("Bewertung /5").best)
    ('10', '5')
    >>> str(named_scale("Score (%)").best), named_scale("Score (%)").name
    ('100', 'Score')
    >>> named_scale("Rating10").name, named_scale("Rating 2"), named_scale("Rating")
    ('Rating', None, None)
    """
    match = NAMED.fullmatch(name)
    if not match:
        return None
    best = best_of(match["best"] or match["high"] or match["tenths"] or "100")
    worst = best_of(match["low"]) if match["low"] else None
    return Named(match["name"], best, worst) if best > 0 else None


BEST_FIRST = on_demand(
    rf"(?:滿分|满分)(?P<full>{NUMBER})(?:分|点|點)?[,，;；\s]*(?:[给給打评評:：]\s?)?(?P<given>{NUMBER})分?"
    rf"|(?P<best>{NUMBER})(?:점\s?만점\s?(?:에|중)?|点満点\s?(?:中の?|で、?|の)?|分(?:满分|滿分)[,，给給打:：]?"
    rf"|つ星のうち|\süzerinden)\s?(?P<score>{NUMBER}){UNIT}",
    re.IGNORECASE,
)
"""A score behind the best of its scale: “5점 만점에 4점”, “10点満点中8点”, “满分10分，8分”."""


def scale_behind(words: str) -> str:
    """A score whose scale is said first, the other way round; any other text as it is.

    >>> scale_behind("5점 만점에 4.5점"), scale_behind("满分10分，8分"), scale_behind("4/5")
    ('4.5/5', '8/10', '4/5')
    """
    match = BEST_FIRST.fullmatch(words)
    if not match:
        return words
    return f"{match['score'] or match['given']}/{match['best'] or match['full']}"


def best_of(words: str) -> Decimal:
    """The best of a scale: a number, the word for one, or as many stars."""
    if stars := words.count("*"):
        return Decimal(stars)
    return WORDS.get(words.strip().casefold()) or Decimal(words.replace(",", "."))
