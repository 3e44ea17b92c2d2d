"""Text → names of persons, and what makes two spellings the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.values.characters import without_unseen
from graph.values.folding import fold, remembered
from graph.values.given_names import is_given
from graph.values.patterns import AND_BETWEEN_NAMES, AND_WORDS, on_demand
from graph.values.turned import INITIALS, PARTICLES, SUFFIX

ABBREVIATED = on_demand(r"(?:^|\s|\.)\w{1,3}\.$")
_NOBODY = """,al,et al,etc,others,and others,many others,more,many more,and more,n/a,unknown,
    various,none,null,nil,nan,tba,tbd,tbc,to be announced,see above,see below,u.a.,andere,
    siehe oben,unbekannt,k. a.,keine angabe,otros,desconocido,desconocida,sin datos,autres,inconnu,
    inconnue,altri,sconosciuto,sconosciuta,n/d,outros,desconhecido,desconhecida,不明,なし,
    nobody,no one,noone,niemand,nadie,ninguém,personne,nessuno,
    many,several,viele,mehrere,muchos,varios,plusieurs,molti,diversi,muitos,vários,
    director name,director's name,actor name,actor names,your name"""
NOBODY = frozenset(map(fold, _NOBODY.split(",")))
"""What stands for names that are not told, and for anything else."""

LONGEST_NOBODY = 40
REACH = 80
PLACEHOLDERS = " -–—?.…/_"

AND_MORE = on_demand(
    r"[\s,]{1,5}(?:u\.\s?(?:v\.\s?)?[am]\.?|uvm\.?|et\s+al\.?|etc\.?|among others"
    r"|и\s(?:др\.?|другие)|та\sінші|og\sandre|och\sandra|ja\smuut|ve\sdiğerleri|és\smások"
    r"|și\salții|και\sάλλοι|i\sinni|a\sdalší|en\sanderen)$"
)
NO_NAME = on_demand(r"[:：<>{}=\\]|//|www\.|\w@\w|[^\W\d_]{4}[.!?]\s|[가-힣]\s[가-힣]+다$")
"""Marks of addresses, of markup, of further keys and of sentences."""

WITH = frozenset({"with", "avec", "mit", "con", "com"})
"""Joins two persons only where nothing else is on either side: “Al Pacino as a man with a gun”."""

OF_NAMES = frozenset({"y", "e"})
"""Joins two persons only between two full names: “José Ortega y Gasset” is one."""

BETWEEN_NAMES = frozenset(AND_BETWEEN_NAMES.split("|"))
"""Joins two persons only between two full names, or first names of one family."""

BEFORE_ALL = frozenset({"i", "a", "en"})
"""Those of them that stand before all kinds of words: a first name has to follow."""

AS = "en"
"""Joins two persons in Dutch, but in French and Spanish an actor and a part."""

SEPARATOR = on_demand(
    r"\([^()]*\)|\[[^\[\]]*\]"  # nothing inside brackets separates
    rf"|(?P<hard>[;|\n•；])|(?P<comma>[,，、](?!\s{{0,3}}{SUFFIX}))|(?P<slash>(?<=\s)/(?=\s))"
    rf"|(?P<word>(?<=\s)(?:{AND_WORDS}|{AND_BETWEEN_NAMES}|with|avec|mit|con|com)(?=\s))"
)
NEXT = on_demand(rf"[,;|(\[]|\s(?:{AND_WORDS}|{AND_BETWEEN_NAMES})\s")


@remembered
def split_names(text: str) -> tuple[str, ...]:
    """The names in a list such as “A, B and C”, in their order, each once.

    Semicolons and bars, where there are any, are the only separators beside “and” and “with”: then
    “Lewin, Ben” is one name, and turned round; but “Al Pacino, Jon Voight; Cher” are three.
    Otherwise every comma separates, save before “Jr.”. Brackets stay with the name that they
    follow. Of two names joined by “and” the first shares the family name of the second if it is
    nothing but a first name.

    >>> split_names("Robert Downey, Jr., Helen Hunt (Cheryl) & John Hawkes")
    ('Robert Downey, Jr.', 'Helen Hunt (Cheryl)', 'John Hawkes')
    >>> split_names("Coen, Joel; Coen, Ethan") == split_names("Joel and Ethan Coen")
    True
    """
    parts, joined = _listed(text)
    return somebody(_with_shared_surname(*parts) if joined else parts)


@remembered
def split_cast(text: str) -> tuple[str, ...]:
    """The same of actors, who share no family name: some have but one name.

    >>> split_cast("Zendaya and Tom Holland")
    ('Zendaya', 'Tom Holland')
    """
    return somebody(_listed(text, cast=True)[0])


@remembered
def name_key(text: str) -> str:
    """The form in which two spellings of a person's name are equal; never empty for a name.

    >>> name_key("Bong Joon-ho") == name_key("BONG Joon Ho"), name_key("宮崎 駿")
    (True, '宮崎 駿')
    """
    return fold(text) or text.strip().casefold()


def is_name(words: str) -> bool:
    """Whether words may be a name at all: they have letters and no mark that no name has, and stand
    for somebody.

    >>> is_name("bell hooks"), is_name("52"), is_name("https://x.org/nm1"), is_name("Cast: Cher")
    (True, False, False, False)
    >>> is_name("Samuel L. Jackson"), is_name("Al Pacino. Rated R")
    (True, False)
    """
    named = any(map(str.isalpha, words)) and fold(words) not in NOBODY
    return named and not NO_NAME.search(words)


def says_nothing(words: str) -> bool:
    """Whether words, or signs, only hold the place of what is not told.

    >>> says_nothing("N/A"), says_nothing("—"), says_nothing("Iran"), says_nothing("☆☆☆☆")
    (True, True, False, False)
    """
    return len(words) <= LONGEST_NOBODY and _says_nothing(words)


@lru_cache(4_096)  # genres, countries and names come again
def _says_nothing(words: str) -> bool:
    key = fold(words)
    return key in NOBODY if key else not words.strip(PLACEHOLDERS)


def bare(part: str) -> str:
    """A name without the punctuation around it; the stop of “Jr.” belongs to it.

    >>> bare(" Robert Downey Jr. "), bare("Helen\\u200b Hunt.")
    ('Robert Downey Jr.', 'Helen Hunt')
    """
    name = " ".join(without_unseen(part).split()).strip(" ,")
    if not name.endswith(".") or ABBREVIATED.search(name[-6:]):
        return name
    return name.rstrip(".").rstrip(" ,")


def _listed(text: str, *, cast: bool = False) -> tuple[list[str], bool]:
    """The parts of a list, and whether they are two that nothing but an “and” joins."""
    separators = [match for match in SEPARATOR.finditer(text) if match.lastgroup]
    if cast:
        separators = [match for match in separators if match["word"] != AS]
    if any(match["hard"] for match in separators):
        apart = _parts(text, [match for match in separators if not match["comma"]])
        if not any(map(_are_several, apart)):
            return [_turned(part) for part in apart], False
    parts = _parts(text, separators)
    return parts, len(separators) == 1 and bool(separators[0]["word"]) and len(parts) == 2


def somebody(parts: Iterable[str]) -> tuple[str, ...]:
    """The parts of a list that name anybody, each once."""
    told = (AND_MORE.sub("", part) for part in parts)
    return tuple(dict.fromkeys(part for part in told if fold(part) not in NOBODY))


def _parts(text: str, separators: list[re.Match[str]]) -> list[str]:
    parts, start = [], 0
    for match in separators:
        if match["word"] in OF_NAMES and not _between_full_names(text, start, match):
            continue
        if match["word"] in BETWEEN_NAMES and not _between_plain_names(text, start, match):
            continue
        if match["word"] in WITH and not _between_names(text, start, match):
            continue
        parts.append(bare(text[start : match.start()]))
        start = match.end()
    return [*parts, bare(text[start:])]


def _between_full_names(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether at least two words of a name stand on each side."""
    before, after = _beside(text, start, match)
    return (len(before) > 1 or match.start() - start > REACH) and len(after) > 1


def _between_plain_names(text: str, start: int, match: re.Match[str]) -> bool:
    """The same of nothing but names; before a full one may stand the first name of a relative."""
    before, after = _beside(text, start, match)
    if len(after) < 2 or not (_is_plain(" ".join(before)) and _is_plain(" ".join(after))):
        return False
    begins = match["word"] not in BEFORE_ALL or is_given(after[0])
    return begins and (len(before) > 1 or (len(before) == 1 and is_given(before[0])))


def _beside(text: str, start: int, match: re.Match[str]) -> tuple[list[str], list[str]]:
    """The words before and behind a separator, up to the next."""
    before = text[max(start, match.start() - REACH) : match.start()]
    after = NEXT.split(text[match.end() : match.end() + REACH], maxsplit=1)[0]
    return before.split(), after.split()


def _between_names(text: str, start: int, match: re.Match[str]) -> bool:
    before = text[max(start, match.start() - REACH) : match.start()]
    return _is_plain(before) and text[match.end() : match.end() + 2].strip()[:1].isupper()


def _turned(part: str) -> str:
    family, comma, given = part.partition(",")
    turnable = comma and "," not in given and not re.match(rf"\s*{SUFFIX}", given)
    return f"{given.strip()} {family.strip()}" if turnable and _is_plain(family) else part


def _are_several(part: str) -> bool:
    """Whether a comma stands between full names, and not in one that is turned round: the first of
    them begins with a first name, or both have two words."""
    first, comma, rest = part.partition(",")
    words = [word for word in first.split() if word.casefold() not in PARTICLES]
    if not comma or len(words) < 2 or not _is_plain(first) or re.match(rf"\s*{SUFFIX}", rest):
        return False
    further = rest.split()
    return is_given(words[0]) or (len(further) > 1 and not INITIALS.fullmatch(further[0]))


def _is_plain(name: str) -> bool:
    """Whether there is nothing but a name: in “Al Pacino as Hanna, a policeman” there is more."""
    return all(not word.islower() or word in PARTICLES for word in name.partition("(")[0].split())


def _with_shared_surname(first: str, second: str) -> list[str]:
    """“Joel and Ethan Coen”, but not “Madonna and Guy Ritchie”."""
    words = second.split()
    alone = first.replace("-", "").isalpha() and first[0].isupper() and is_given(first)
    shares = alone and len(words) == 2 and words[1][0].isupper()
    return [f"{first} {words[1]}" if shares else first, second]
