"""Title → the forms under which the catalogue keeps it and is asked for it.

A *strong* form is the whole title, folded: two titles that share one are the same words. A
*weak* form leaves something out (a subtitle, an article, “Part”); it begins with “~”.
"""

from __future__ import annotations

import re
from itertools import pairwise

from graph.catalogue.numerals import in_digits
from graph.values.names import name_key
from graph.values.titles import split_title_year, title_key

WEAK = "~"

LONGEST = 300
"""Letters of a title that count; nobody writes a longer one twice alike."""

_PARTS = {
    "part": "part pt teil partie parte",
    "chapter": "chapter ch chap chapitre capitulo capitolo kapitel",
    "volume": "volume vol volumen tome band",
    "episode": "episode ep episodio",
}
PARTS = {word: part for part, words in _PARTS.items() for word in words.split()}
"""What a numbered part of a whole is called, and the word that its form has for it."""

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

THOUSANDS = re.compile(r"(?<=[0-9])[,.](?=[0-9]{3}(?![0-9]))")
"""The commas, or points, of “20,000”."""

NUMBERED = re.compile(r"([^\W\d_]+)([0-9]+)")
"""A word with a number stuck to it."""


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
    key = title_key(THOUSANDS.sub("", title)) if title.strip() else ""
    words = [part for word in key.split() for part in _apart(word)]
    words = in_digits(list(map(_plain, ["", *words], words, [*words[1:], ""])))
    folded = (
        PARTS.get(word, word) if after.isdecimal() else word
        for word, after in pairwise([*words, ""])
    )
    return " ".join(folded).lstrip(WEAK + " ")  # a title of nothing but signs keeps them


def _apart(word: str) -> tuple[str, ...]:
    """“alien” and “3” of “alien3”, which is also what is left of “Alien³”."""
    numbered = NUMBERED.fullmatch(word) if word[-1].isdecimal() else None
    return numbered.groups() if numbered else (word,)


def _plain(before: str, word: str, after: str) -> str:
    """“And” in one language, and “I” as a number, which it is only behind “Part”."""
    if word in AND and before and after:
        return "and"
    return "1" if word == "i" and before in PARTS else word


def _without_part(form: str) -> str:
    """“Godfather 2” of “Godfather Part 2”."""
    words = form.split()
    return " ".join(
        word for word, after in pairwise([*words, ""]) if not (word in PARTS and after.isdecimal())
    )
