"""What stands under a key of persons and names none: judgements, grades and sentences.

“Direction” and “cast” head what a critic thinks of them as well. A word alone may be a name, and
names have small words in them; what is refused here is in no name.
"""

from __future__ import annotations

from functools import lru_cache

from graph.extraction.entries import Entry
from graph.extraction.keys import PERSONS, Key, spelled
from graph.records import SourceKind
from graph.values.folding import fold
from graph.values.given_names import is_given
from graph.values.patterns import on_demand
from graph.values.titles import COUNTRY
from graph.values.turned import ONE_NAME, PARTICLES

JUDGEMENTS = spelled(
    """amazing, assured, average, awesome, awful, bad, boring, brilliant, clever, competent, decent,
    disappointing, dull, excellent, fair, fantastic, fine, flat, flawless, good, gorgeous, great,
    impressive, lazy, mediocre, mixed, ok, okay, outstanding, perfect, poor, predictable, solid,
    stellar, strong, stunning, superb, terrible, terrific, tight, top notch, uneven, weak,
    wonderful, unknowns, no, yes,
    excelente, excelentes, buena, bueno, buenas, buenos, mala, malo, regular, sólida, sólido, floja,
    flojo, brillante, brillantes, correcta, correcto, notable, sobresaliente, previsible, perfecta,
    perfecto, genial, excellente, excellents, bon, bonne, bons, mauvais, mauvaise, moyen, moyenne,
    solide, faible, brillant, correct, prévisible, parfait, parfaite, convaincant, convaincante,
    gut, schlecht, stark, schwach, mittelmäßig, hervorragend, großartig, überzeugend, vorhersehbar,
    ausgezeichnet, brillant, perfekt, durchschnittlich, boa, bom, bons, boas, ruim, má, ótima,
    ótimo, ótimos, fraca, fraco, previsível, perfeita, perfeito, sólido, buona, buono, ottima,
    ottimo, ottimi, scarsa, scarso, eccellente, eccellenti, debole, prevedibile, solida, solido,
    良い, 素晴らしい, 最高, 普通"""
)
"""What is said of a script or a cast, and is hardly anybody's whole name."""

DEGREES = spelled(
    """very, really, quite, so, rather, pretty, too, simply, just, not, muy, bastante, poco, très,
    assez, plutôt, peu, sehr, ziemlich, recht, eher, nicht, muito, bem, pouco, molto, abbastanza"""
)

SMALL = on_demand(
    r"(?<!\S)(?:an?|the\b.*\bof|of|by|with|from|for|in|on|at|who|whose|which|that|this|is|are|was|were"
    r"|has|his|her|their|its|you|your|nobody|see|and|but|directed|written|starring|played|por|con"
    r"|que|una?|su|sus|desde|véase|ver|par|avec|qui|dont|une|sur|dans|pour|voir|mit|aus|nach|eine?"
    r"|einem|einer|für|ist|seine[mnrs]?|ihre[mnrs]?|siehe|com|uma?|seu|sua|para|veja|che|dal|vedi)"
    r"(?=\s)"
)
"""Words that are in no name where they are spelled small, with others behind them."""

OPENING = on_demand(
    r"(?:An?|The|No|Not|Some|All|One|Many|Every|See|Un[ae]?|Eine?|Keine?|Um|Uma|Narrated|[0-9]+\w*)"
    r"\s(?!(?:and|y|e|et|und)\s)[a-zß-öø-ÿ]"
)
GRADE = on_demand(r"[A-F][+\-−–]{1,2}")


@lru_cache(4_096)  # makers and actors come again
def names_nobody(words: str) -> bool:
    """Whether words that look like a name are none for certain.

    >>> [names_nobody(w) for w in ("Predictable", "Very good", "B+", "USA", "a newcomer")]
    [True, True, True, True, True]
    >>> [names_nobody(w) for w in ("Michael Mann from his own script", "No one you know")]
    [True, True]
    >>> [names_nobody(w) for w in ("Cher", "bell hooks", "Chance the Rapper", "Bong joon-ho")]
    [False, False, False, False]
    """
    parts = words.split()
    if len(parts) < 3 and _judges(words):
        return True
    if words[:1].isdecimal() and "min" in words.lower():  # how long it is
        return True
    if words.istitle():  # as most are
        return False
    return bool(
        SMALL.search(words)
        or OPENING.match(words)
        or (len(parts) < 3 and COUNTRY.fullmatch(words))
        or _is_phrase(parts)
    )


def _judges(words: str) -> bool:
    if GRADE.fullmatch(words):
        return True
    *degrees, last = map(fold, words.split() or [""])
    return last in JUDGEMENTS and DEGREES.issuperset(degrees)


def _is_phrase(parts: list[str]) -> bool:
    """Whether two small words and more stand beside one that has a capital."""
    small = [w for w in parts if w.islower() and w.isalpha() and w not in PARTICLES]
    return len(small) > 1 and any(w[0].isupper() for w in parts)


def judged(entries: list[Entry]) -> list[Entry]:
    """The entries, of which those of persons with one word are no names where they only say what is
    thought of each: where two and more have but one, and different ones, or another has praise."""
    said = [e for e in entries if e.meaning in PERSONS and e.kind is not SourceKind.EMBEDDED]
    words = {e.text.strip() for e in said}
    alone = set(filter(_is_alone, words))
    if not alone or not (1 < len(alone) == len(words) or any(map(_judges, words - alone))):
        return entries
    return [e.meant(Key.ASPECT) if e in said and e.text.strip() in alone else e for e in entries]


def _is_alone(word: str) -> bool:
    return (
        word.isalpha()
        and fold(word).isascii()
        and not is_given(word)
        and fold(word) not in ONE_NAME
    )
