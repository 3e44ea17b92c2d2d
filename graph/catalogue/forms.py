"""Title → the forms under which the catalogue keeps it and is asked for it.

A *strong* form is the whole title, folded: two titles that share one are the same words. A
*weak* form leaves something out (a subtitle, an article, “Part”); it begins with “~”.
"""

from __future__ import annotations

import re

from graph.values.names import name_key
from graph.values.titles import split_title_year, title_key

WEAK = "~"

LONGEST = 300
"""Letters of a title that count; nobody writes a longer one twice alike."""

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_ROMAN = (
    "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
NUMERALS = {word: str(number) for number, word in enumerate(_WORDS)} | {
    letters: str(number) for number, letters in enumerate(_ROMAN, 2)
}
"""“I” is left alone: it is a word, too."""

PARTS = frozenset(
    {"part", "chapter", "volume", "vol", "episode", "teil", "partie", "parte", "capitulo"}
)
AND = frozenset({"und", "et", "y"})

MOVED = re.compile(r"(.*\S), ?(l['’]|une?|eine?|una|uno|den|det|de|het)", re.IGNORECASE | re.DOTALL)
"""Articles behind a comma, beside those that `title_key` knows."""

ARTICLE = re.compile(
    r"(?:l['’]\s?|(?:der|die|das|eine?|le|la|les|une?|el|los|las|il|lo|gli|i|una|uno|os|as|o"
    r"|den|det|de|het)\s+)(?=\S)",
    re.IGNORECASE,
)
BREAK = re.compile(
    r"(?:,?\s(?:or|oder|ou|aka))?(?:\s?[:;：]\s?|\s[-–—|/]\s|\s?[(\[（]|\s(?:a\.k\.a\.|aka)\s)"
    r"|,\s(?:or|oder|ou|o)\s",
    re.IGNORECASE,
)
"""What stands between a title and its subtitle, or a title and its other name."""


def title_forms(title: str) -> tuple[str, ...]:
    """The forms of a title, strong before weak; none of an empty one.

    Case, accents, punctuation, a year in brackets, a moved article and the way numbers are
    written make no difference to the strong form.

    >>> title_forms("Rocky II (1979)") == title_forms("ROCKY 2"), title_forms("Avventura, L’")
    (True, ('lavventura', '~avventura'))
    >>> title_forms("Star Wars: Episode IV")
    ('star wars episode 4', '~star wars', '~star wars 4', '~episode 4')
    """
    words, _ = split_title_year(title[:LONGEST])
    if moved := MOVED.fullmatch(words):
        words = moved[2] + ("" if moved[2][-1] in "'’" else " ") + moved[1]
    strong = _folded(words)
    if not strong:
        return ()
    weak = (form for form in _weaker(words, strong) if form and form != strong)
    return (strong, *dict.fromkeys(WEAK + form for form in weak))


def person_form(name: str) -> str:
    """A person's name whatever the order of its parts.

    >>> person_form("Hou Hsiao-hsien") == person_form("Hsiao-Hsien Hou")
    True
    """
    return " ".join(sorted(name_key(name[:LONGEST]).split()))


def _weaker(words: str, strong: str) -> list[str]:
    forms = []
    if broken := BREAK.search(words, 1):
        forms.append(_folded(words[: broken.start()]))
    if article := ARTICLE.match(words):
        forms.append(_folded(words[article.end() :]))
    forms.append(_without_part(strong))
    if broken and " " in (rest := _folded(words[broken.end() :].rstrip(")]） "))):
        forms.append(rest)
    return forms


def _folded(title: str) -> str:
    words = title_key(title).split() if title.strip() else []
    inner = range(1, len(words) - 1)
    folded = (
        "and" if place in inner and word in AND else _number(word, place, words)
        for place, word in enumerate(words)
    )
    return " ".join(folded).lstrip(WEAK + " ")  # a title of nothing but signs keeps them


def _number(word: str, place: int, words: list[str]) -> str:
    """A numeral in digits; “I” only behind “Part”, and no letter in front is a number."""
    if word == "i":
        return "1" if place and words[place - 1] in PARTS else word
    return word if not place and len(word) < 2 else NUMERALS.get(word, word)


def _without_part(form: str) -> str:
    """“Godfather 2” of “Godfather Part 2”."""
    words = form.split()
    return " ".join(
        word
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if not (word in PARTS and after.isdecimal())
    )
