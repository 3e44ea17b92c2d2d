"""The notation of phrases by which running text says who made a film and who plays in it.

In a phrase “…” is the place of the names, “…&” that of several before a plural, and “~” that of up
to two words, as adverbs and adjectives are; a word in capitals is that of a group below. Where the
language of a text is not known, all are looked for at once: the words of one mean nothing in
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

Table = dict[str, str]
"""Phrases by language, parted by semicolons: regular expressions, with the signs above."""

_KIND = (
    r"(?:film|movie|classic|gem|drama|comedy|thriller|picture|masterpiece|romcom|flick|western"
    r"|musical|horror|release|documentary|feature)"
)
_PLAYING = r"(?= (?:dans|en|comme|pour le rôle)| ?[.!,])"
_ACTED = (
    r"(?:excellent|superb|terrific|wonderful|great|brilliant|sublime|perfect|outstanding|magnificent"
    r"|miscast|convincing|fantastic|phenomenal|riveting)"
)
_FILME = (
    r"(?:filme?|longa|curta|obra(?:[ -]prima)?|comédia|documentário|faroeste|película|cinta"
    r"|comedia|documental|long[- ]métrage|classique|thriller|polar|biopic|remake|western"
    r"|comédie|documentaire|adaptation|streifen|horrorfilm|komödie|pellicola|commedia)"
)
_SEEN = r"(?:it|this|the (?:film|movie|print))"
_YEAR = r"(?:18[89]|19[0-9]|20[0-9])[0-9]"
_GROUPS = {
    "KIND": _KIND,
    "FILME": _FILME,
    "ACTED": _ACTED,
    "PLAYING": _PLAYING,
    "SEEN": _SEEN,
    "YEAR": _YEAR,
}
"""What a word in capitals stands for in a phrase."""

SMALL = (
    r"(?:(?-i:(?!(?:que|qui|who|that|than|of|and|or|y|e|et|und|d[aeo]s?|del|di|à|to|as)\s)[a-zß-öø-ÿ])"
    r"[\w-]{0,20}\s)?"
)


def phrases(table: Table, language: str = "") -> list[str]:
    """The phrases of a language, or of all, as regular expressions, “…” left in its place."""
    tables = [table.get(language, "")] if language else table.values()
    said = (part for words in tables for part in words.split(";"))
    return [_expression(" ".join(part.split())) for part in said if part.strip()]


class Words:
    """Finds some phrases as whole words, in one language or, where it has none, in all.

    >>> Words({"en": "no film; never"}).of("en").findall("Never, nowhere, no film.")
    ['Never', 'no film']
    """

    def __init__(self, *tables: Table) -> None:
        self._tables = tables
        self.of = cache(self._of)

    def _of(self, language: str = "") -> re.Pattern[str]:
        return re.compile(any_of(self._tables, language), re.IGNORECASE)


def any_of(tables: Iterable[Table], language: str = "") -> str:
    """An expression for the phrases of tables as whole words, as `Words` has them."""
    own = (phrases(table, language if language in table else "") for table in tables)
    return rf"(?<![\w’'-])(?:{'|'.join(chain.from_iterable(own))})(?![\w-])"


def _expression(phrase: str) -> str:
    for word, group in _GROUPS.items():
        phrase = phrase.replace(word, group)
    words = phrase.replace(" ", r"\s")
    return re.sub(r"~\\s|~", lambda _: SMALL, words)
