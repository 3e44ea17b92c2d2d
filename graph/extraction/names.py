"""How a person's name looks in running text, for the patterns of prose."""

from __future__ import annotations

import re

UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_TITLES = r"(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Sra|Sgt|Lt|Col|Gen|Prof|Capt|Rev)\."
TOKEN = rf"(?:{_TITLES}|(?:{UPPER}\.){{1,3}}|{UPPER}[\w’'\-]{{0,30}})"
_PARTICLE = r"(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|al|el|bin|ibn|y|e)"
NAME = rf"{TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{TOKEN}){{1,4}}"
"""Two words or more, with a capital each."""

ONE_OR_MORE = rf"{TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{TOKEN}){{0,4}}"
NAMES = rf"{NAME}(?:(?:,|,?\s(?:and|&|et|und|y|e))\s{NAME}){{0,3}}"
POSSESSIVE = re.compile(r"[’']s\b")


def bare_name(name: str) -> str:
    """A name without the full stop of its sentence, and without a genitive.

    >>> bare_name("Wim Wenders’s"), bare_name("Robert Downey Jr."), bare_name("Ben Lewin.")
    ('Wim Wenders', 'Robert Downey Jr.', 'Ben Lewin')
    """
    name = re.sub(r"[’']s?$", "", name.strip())
    return name.rstrip(".") if re.search(r"\w{3,}\.$", name) else name
