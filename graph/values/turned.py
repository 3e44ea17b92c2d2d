"""“Family, Given” → the name the other way round, and whether a list may be one person so named."""

from __future__ import annotations

from graph.values.folding import fold
from graph.values.given_names import FAMILY_TOO, is_given
from graph.values.patterns import AND_WORDS, on_demand

SUFFIX = r"(?:Jr|Sr|II|III|IV|Ph\.?\s?D|M\.?D)\b"
LONGEST = 80
INITIALS = on_demand(r"(?:[^\W\d_a-z]\.\s?){1,3}")
_NAME = r"[^\W\d_a-z][\w’'.-]+"
FAMILY_FIRST = on_demand(
    rf"(?P<family>(?:[^\W\d_]{{2,3}}\s){{0,2}}{_NAME})"
    rf"(?P<suffix>\s{SUFFIX}\.?)?,\s?"
    rf"(?!{SUFFIX})(?P<given>{_NAME}(?:\s[^\W\d_a-z][\w’'.-]*)?|(?:[^\W\d_a-z]\.\s?){{1,3}})"
)
PARTICLES = frozenset(
    "da de del den der des di do dos du el la le st ter van von".split()  # noqa: SIM905
)
PAIRS = on_demand(rf"\s(?:{AND_WORDS})\s|;")
"""What joins several persons who are named so."""

HARD = on_demand(r"[;|\n]")
"""Beside these no comma separates."""

COMMA = on_demand(rf",\s?|{PAIRS.pattern}")
ONE_NAME = frozenset("cher madonna mcg prince rihanna sting tarsem".split())  # noqa: SIM905
"""Who has but one name, which is no first name of others."""


def turned(text: str) -> str:
    """“Family, Given” of one person the other way round; anything else as it is.

    What stands behind the comma has to be a first name, or initials, and before it none, unless it
    is oftener a family's or initials follow: all else are persons in a list.

    >>> turned("Smith, Jane"), turned("Van Sant, Gus"), turned("Ann Lee, Bob Ray")
    ('Jane Smith', 'Gus Van Sant', 'Ann Lee, Bob Ray')
    >>> turned("Scott, A. O."), turned("Lee, Ann"), turned("Kermode, Mayo")
    ('A. O. Scott', 'Ann Lee', 'Kermode, Mayo')
    """
    match = FAMILY_FIRST.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if not match:
        return text
    family, given = match["family"], match["given"]
    one = _are_one(family, given)
    return f"{given} {family}{match['suffix'] or ''}" if one else text


def all_turned(text: str, *, cast: bool = False) -> list[str]:
    """The same of several who are joined by “and” or semicolons, each family name first; empty
    where not all are. In a `cast`, where some go by one name, a full name may be another's.

    >>> all_turned("Coen, Joel and Coen, Ethan"), all_turned("Ann Lee, Bob Ray and Cher")
    (['Joel Coen', 'Ethan Coen'], [])
    """
    said = [part.strip() for part in PAIRS.split(text)] if "," in text else []
    names = [turned(part) for part in said]
    sure = all(name != part for name, part in zip(names, said, strict=True))
    return names if sure and not (cast and any(map(_ends_in_full_name, said))) else []


def may_be_turned(text: str) -> bool:
    """Whether a list between commas that was not turned may as well name one person.

    >>> may_be_turned("Park, Chan-wook"), may_be_turned("Madonna, Prince")
    (True, False)
    >>> may_be_turned("Hoffman, Philip Seymour"), may_be_turned("Ann Lee, Bob Ray")
    (True, False)
    """
    few = "," in text and len(text) <= LONGEST and not HARD.search(text)
    parts = COMMA.split(text.strip()) if few else []
    if len(parts) < 2 or not all(p[:1].isupper() and fold(p) not in ONE_NAME for p in parts):
        return False
    first, second = parts[0].split(), parts[1].split()
    if all(" " not in part for part in parts):
        return len(parts) == 2 or (any(map(is_given, parts[1:])) and not is_given(parts[0]))
    if len(parts) > 2 or is_given(first[0]):
        return False
    if len(second) == 1:
        return is_given(second[0])
    return len(first) == 1 and turned(text) != text and _ends_in_full_name(text)


def _ends_in_full_name(text: str) -> bool:
    words = COMMA.split(text)[-1].split()
    return len(words) == 2 and not INITIALS.fullmatch(words[1])


def _are_one(family: str, given: str) -> bool:
    """Whether the one is a family name, and the other a first name or begins with an initial."""
    *particles, name = family.casefold().split()
    if not PARTICLES.issuperset(particles) or fold(family) in ONE_NAME:
        return False
    first, *others = given.split()
    if INITIALS.fullmatch(first):
        return True
    oftener = fold(name) in FAMILY_TOO and not others and fold(given) not in FAMILY_TOO
    return is_given(first) and bool(particles or not is_given(name) or oftener)
