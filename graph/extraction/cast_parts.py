"""The parts in a cast list, and what stands in their place and is none: “(voice)”, “(pictured)”,
“(of Heat fame)”. What brackets hold is judged by the whole list: in some the actor stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from graph.extraction.keys import fold, spelled
from graph.records import Person, Role
from graph.values.given_names import is_given
from graph.values.names import is_name
from graph.values.patterns import ANY_YEAR, on_demand

NO_CHARACTER = spelled(
    """voice, voices, voz, voix, stimme, voce, sprecher, narrator voice, uncredited, cameo, unknown,
    n/a, actor, actress, director, writer, debut, deceased,
    pictured, photo, left, right, centre, center, top, bottom, above, below, far left, far right,
    abgebildet, links, rechts, mitte, oben, unten, izquierda, derecha, centro, esquerda, direita,
    gauche, droite, à gauche, à droite, sinistra, destra, a sinistra, a destra,
    excellent, superb, terrific, wonderful, brilliant, sublime, outstanding, magnificent, miscast,
    convincing, fantastic, phenomenal, wasted, underused, awful, großartig, hervorragend, excelente,
    magnífico, magnífica, estupendo, estupenda, genial, ótimo, ótima, excellente, génial, géniale,
    formidable, eccellente, bravissimo, bravissima"""
)
"""What stands in a cast list's brackets and is no character."""

REMARK = on_demand(r"[,;:]")
YEAR = on_demand(rf"(?<!\d){ANY_YEAR}(?!\d)")
SELF = on_demand(r"(?:him|her|them|it)sel(?:f|ves)\b|self\b", re.IGNORECASE)
"""Nobody's part, in a documentary."""

LONGEST = 200
_PRIZE = r"(?:oscar|academy award|bafta|césar|cesar|goya|emmy|golden globe|tony)s?"
OF_THE_ACTOR = on_demand(
    r"(?:see|siehe|vedi|of|from|in|with|known|best known|formerly|here|bekannt)\s"
    r"|(?:photo|picture|image|foto|bild|imagen|imagem)(?::|\s(?:by|von|de)\s|$)"
    r"|.*(?:\bcredited\b|\bbilled as\b|\boscarisée?|\bcésarisée?|imdb"
    rf"|\b{_PRIZE}[\s-]?(?:winn|nomin|preis|gewinn)"
    rf"|\b(?:ganador|vencedor|vincit|lauréat|gagnant|premiad|nominad|candidat|indicad)\w*\s.*{_PRIZE})",
    re.IGNORECASE,
)
"""How words begin, or what stands in them, that are about the actor, a picture or another page."""

Cast = tuple[Role | None, str]
"""A role, None where nobody is named for certain, and the words that may state it."""

FEWEST_TURNED = 2


def character_in(words: str) -> str:
    """The character's name without remarks such as “voice”; none beside a year, as films have.

    >>> [character_in(words) for words in ("voice: Ester", "Ike, uncredited", "of Heat fame")]
    ['Ester', 'Ike', '']
    """
    if SELF.match(words) or YEAR.search(words) or OF_THE_ACTOR.match(words, 0, LONGEST):
        return ""
    parts = (part.strip() for part in REMARK.split(words))
    return next((part for part in parts if is_name(part) and fold(part) not in NO_CHARACTER), "")


def as_one_list(cast: Sequence[Cast]) -> list[Cast]:
    """The places of a cast list, in which all brackets hold the same kind of thing.

    Small letters are a character's only where others are so named: “(Ester)”, “(a nurse)”.

    >>> said = [(Role(Person("Ester"), "Ann Berg"), ""), (Role(Person("Ike"), "Max Roe"), "")]
    >>> [role.actor.name for role, _ in as_one_list(said)]
    ['Ann Berg', 'Max Roe']
    """
    roles = [role for role, _ in cast if role and role.character]
    if are_turned(roles):
        return [(_turned(role) if role else None, words) for role, words in cast]
    if roles and all(role.character.islower() for role in roles):
        return [(replace(role, character="") if role else None, words) for role, words in cast]
    return list(cast)


def are_turned(roles: Sequence[Role]) -> bool:
    """Whether the actors stand in the brackets: all have first names, and several characters are
    single words, as few actors are."""
    single = sum(" " not in role.actor.name for role in roles)
    firsts = (role.character.partition(" ") for role in roles)
    return single >= FEWEST_TURNED and all(more and is_given(first) for first, _, more in firsts)


def _turned(role: Role) -> Role:
    return Role(Person(role.character), role.actor.name) if role.character else role
