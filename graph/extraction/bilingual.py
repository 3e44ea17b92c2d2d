"""A title in two languages, as in “El descanso - The Holiday” → its two titles.

A dash stands before subtitles as well, so the two sides must be shown to be one title twice: by
the little words of two languages, or by words that are the same in both but for their endings.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from graph.values.folding import fold
from graph.values.patterns import on_demand

CUT = on_demand(r"\s(?:[-–—|/])\s|\s(?=\([^()]{1,100}\)$)")
LONGEST = 250
ALIKE, ALL_ALIKE = 0.75, 0.85
"""Likeness of “Angeles” and “Angels”; more is asked where one word is all there is."""

WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and with to from my is are you what who how when which at an his her",
        "es": "el los las y de del una con son es mi sus quien como cuando ahora hasta",
        "fr": "les de des du et une aux dans qui est sont avec mon ma chez sur",
        "de": "der die das und ein eine im vom zum mit ist wie nicht den dem auf",
        "it": "il lo gli di della dello dei degli nel che e una sono",
        "pt": "os as de do da dos das uma com em na no e sao meu minha",
    }.items()
}
"""Little words, folded; one that several languages have shows none of them alone."""


def two_titles(title: str) -> tuple[str, str] | None:
    """The titles on the two sides of a dash, a bar or a bracket; None where it is one title.

    >>> two_titles("El Descanso - The Holiday"), two_titles("Mission: Impossible - Fallout")
    (('El Descanso', 'The Holiday'), None)
    """
    cuts = list(CUT.finditer(title)) if len(title) <= LONGEST else []
    if len(cuts) != 1:
        return None
    first = title[: cuts[0].start()].strip()
    second = title[cuts[0].end() :].strip(' ()“”"')
    left, right = fold(first).split(), fold(second).split()
    if not left or not right:
        return None
    return (first, second) if _two_languages(left, right) or _cognate(left, right) else None


def without_rest(title: str) -> str:
    """A title without an article behind a dash, which is the rest of one that was cut off.

    >>> without_rest("Prince Caspian - Las")
    'Prince Caspian'
    """
    cut = list(CUT.finditer(title[:LONGEST]))[-1:]
    if not cut:
        return title
    rest = fold(title[cut[0].end() :])
    little = any(rest in words for words in WORDS.values())
    return title[: cut[0].start()].strip() if little else title


def _two_languages(left: list[str], right: list[str]) -> bool:
    here, there = _languages(left), _languages(right)
    return bool(here and there) and not here & there


def _languages(words: list[str]) -> set[str]:
    """The languages that most of the little words belong to."""
    counts = {name: sum(word in little for word in words) for name, little in WORDS.items()}
    most = max(counts.values())
    return {name for name, count in counts.items() if count == most and most}


def _cognate(left: list[str], right: list[str]) -> bool:
    """Whether all long words of one side stand in the other, some of them spelled otherwise."""
    shorter, longer = sorted((_long(left), _long(right)), key=len)
    if not shorter or left == right:
        return False
    best = [max(SequenceMatcher(None, a, b).ratio() for b in longer) for a in shorter]
    if len(shorter) == 1:
        return len(longer) == 1 and best[0] >= ALL_ALIKE
    return min(best) >= ALIKE


def _long(words: list[str]) -> list[str]:
    little = frozenset[str]().union(*WORDS.values())
    return [word for word in words if len(word) > 2 and word not in little]
