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

from graph.values.patterns import FILM_YEAR

Table = dict[str, str]
"""Phrases by language, parted by semicolons: regular expressions, with the signs above."""

KIND = (
    r"(?:film|movie|classic|gem|drama|comedy|thriller|picture|masterpiece|romcom|flick|western"
    r"|musical|horror|release|documentary|feature)"
)
"""What a film is called in English."""

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
_MADE = (
    rf"(?:{KIND}|cast|actors?|action|script|screenplay|story|tale|ensemble|proceedings|material)"
)
_WORK = (
    r"(?:(?:mini|web|tv |television )?series|miniseries|tv (?:show|film|movie)|(?:stage )?play"
    r"|opera|ballet|pilot|episode|prequel|sequel|spin-off|featurette|making-of|trailer"
    r"|second[- ]unit|(?:music )?video|dubbing"
    r"|documentary (?:on|about) (?:the (?:making|shoot|film|disc)|its)|sequels|prequels|episodes)"
)
_PERSON = r"(?-i:[A-Z])[\w’-]+(?: (?-i:[A-Z])[\w’.-]+){0,2}"
_TONGUE = (
    r"(?:american|french|german|italian|japanese|chinese|western|hollywood"
    r"|bollywood|[a-z]+ish|stage|broadway|tv|television|radio|netflix|dubbed)"
)
_LINGUA = (
    r"(?:american|norte-?american|estadounidens|hollywood|ingles|inglês|anglais|alem|allemand|tedesc"
    r"|español|espagnol|spagnol|frances|français|italian|italien|japon|giappon|doblad|dublad|doublée"
    r"|doppiat|teatr|théâtral|televisiv|télévisée)\w*"
)
_OBRA = (
    r"(?:(?:mini)?s[ée]rie|peça|pieza|pièce|obra de teatro|spettacolo|[oó]p[eé]ra|episodio|épisode"
    r"|episódio|pilot[oe]|téléfilm|secuela|sequel|continuação|(?<=la )suite|seguito|pr[eé]quel\w*"
    r"|precuela|making[ -]of|tr[aá]iler|bande-annonce|bonus|extra|(?:v[ií]d[eé]o ?)?clip|doblaje"
    r"|dublagem|doublage|doppiaggio|court[- ]métrage d[e’'] ?ouverture|curta-metragem de abertura"
    r"|cortometraje previo"
    r"|document\w+ (?:sobre|sur|sul?) (?:[oae]l?|l[ae]) (?:rodaje|tournage|filmagem|riprese|making)"
    rf"|vers(?:ión|ão|ion|ione) {_LINGUA})"
)
_WERK = (
    r"(?:\w*serie|oper|(?:theater)?stück|bühnenfassung|folge|episode|pilotfolge|fortsetzung|vorfilm"
    r"|vorgeschichte|musikvideo|making[ -]of|featurette|trailer|bonus\w*|synchronfassung"
    r"|synchronisation|(?:deutsche|englische|amerikanische)n? (?:synchron)?fassung)"
)
_GROUPS = {
    "KIND": KIND,
    "FILME": _FILME,
    "ACTED": _ACTED,
    "MADE": _MADE,
    "PLAYING": _PLAYING,
    "SEEN": _SEEN,
    "YEAR": FILM_YEAR,
    "PERSON": _PERSON,
    "TONGUE": _TONGUE,
    "WORK": _WORK,
    "OBRA": _OBRA,
    "WERK": _WERK,
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


def alternatives(table: Table, language: str = "") -> str:
    """The same as one regular expression, for a place within another: alternatives, no group.

    >>> alternatives({"en": "by; of", "fr": "de"})
    'by|of|de'
    """
    return "|".join(phrases(table, language))


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
