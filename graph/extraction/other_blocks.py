"""Blocks of labels about another film than the one under review, or about another thing: next
week's film, the original of a remake, the extras of a disc.

What a block is about is said by the line directly above it, by the heading of its section where
that names a film with its year, and by a label in it that names one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from graph.extraction.entries import Entry
from graph.extraction.keys import FACTS_AND_YEAR, Key, spelled
from graph.extraction.markdown import plain_line
from graph.extraction.phrases import Table, Words
from graph.extraction.pieces import Labelled
from graph.values.folding import fold
from graph.values.patterns import FILM_YEAR, on_demand
from graph.values.titles import split_title_year, title_key

ANNOUNCED: Table = {
    "en": r"""next (?:week|weekend|month|time|up)\b.*; coming (?:soon|up|next)\b.*;
        also (?:showing|playing|on|out|in|new|seen|recommended|worth|try|see|watch)\b.*;
        also (?:this|next) (?:week|weekend|month)\b.*;
        if you (?:like|liked|love|loved|enjoy|enjoyed)\b.*;
        you (?:may|might|will|could) also (?:like|enjoy)\b.*; see also\b.*; further viewing\b.*;
        compare(?:d|d? (?:to|with))?\b.*; (?:related|similar|more|other) (?:films?|movies?)\b.*;
        recommend(?:ed|ations?)\b.*; (?:last|previous) (?:week|month|time)\b.*""",
    "es": r"""(?:la )?(?:próxima|semana que viene|semana próxima)\b.*; próximamente\b.*;
        también (?:en|te|puedes|recomendad[ao])\b.*; si te gust[aóa]\b.*; véase también\b.*;
        compár[ae]se\b.*; otras películas\b.*; películas (?:similares|relacionadas)\b.*;
        recomendaciones\b.*""",
    "fr": r"""la semaine prochaine\b.*; prochainement\b.*; bientôt\b.*; à venir\b.*;
        (?:à voir )?aussi\b.*; voir aussi\b.*; si vous (?:aimez|avez aimé)\b.*; à comparer\b.*;
        (?:autres )?films (?:similaires|liés|du même)\b.*; recommandations\b.*""",
    "de": r"""nächste (?:woche|s mal)\b.*; nächstes mal\b.*; demnächst\b.*; außerdem\b.*;
        auch (?:im|neu|sehenswert|empfehlenswert)\b.*; siehe auch\b.*; zum vergleich\b.*;
        wer das mag\b.*; wenn (?:ihr|du|sie|euch|dir|ihnen)\b.*; (?:ähnliche|weitere) filme\b.*;
        empfehlungen\b.*""",
    "pt": r"""(?:na )?(?:próxima|semana que vem)\b.*; em breve\b.*; também (?:em|pode)\b.*;
        ve(?:ja|r) também\b.*; se (?:você )?gosto?u\b.*; compare\b.*; outros filmes\b.*;
        filmes (?:semelhantes|relacionados)\b.*; recomendações\b.*""",
    "it": r"""(?:la )?(?:prossima|settimana prossima)\b.*; prossimamente\b.*; in arrivo\b.*;
        anche (?:in|al)\b.*; vedi anche\b.*; se (?:ti|vi) (?:è piaciuto|piace)\b.*;
        (?:a confronto|confronta)\b.*; altri film\b.*; film (?:simili|correlati)\b.*;
        consigliati\b.*""",
    "ja": r"""次回.*; 来週.*; 近日公開.*; 関連作品.*; おすすめ.*""",
}
"""How a line begins that announces another film."""

THINGS: Table = {
    "en": r"""(?:the )?(?:original|remake|sequel|prequel|novel|book|play|soundtrack|trailer|short)
        (?:film|movie|version); (?:the )?(?:special|bonus) (?:features?|material|extras?);
        (?:the )?(?:original|remake|sequel|prequel|novel|book|play|soundtrack|trailer|extras?);
        (?:the )?(?:disc|dvd|blu-?ray|uhd|4k|vhs)(?: EDITION)*""".replace(
        "EDITION",
        "(?:disc|uhd|details|info|information|specs?|features|extras?|release|edition)",
    ),
    "es": r"""(?:la|el) (?:original|remake|secuela|precuela|novela|libro|tráiler); (?:los )?extras;
        (?:contenido|material) (?:extra|adicional); (?:el )?(?:disco|dvd|blu-?ray)""",
    "fr": r"""l[’']original; l[ea] (?:remake|suite|roman|livre|bande-annonce); (?:les )?bonus;
        (?:les )?suppléments; (?:le )?(?:disque|dvd|blu-?ray)""",
    "de": r"""(?:das|der|die) (?:original|remake|fortsetzung|vorgänger|roman|buch|trailer);
        (?:das )?bonusmaterial; (?:die )?(?:extras|disc|dvd|blu-?ray)(?:-details|-infos)?""",
    "pt": r"""[oa] (?:original|remake|refilmagem|continuação|sequência|romance|livro|trailer);
        (?:os )?extras; (?:o )?(?:disco|dvd|blu-?ray)""",
    "it": r"""l[’']originale; il (?:remake|seguito|romanzo|libro|trailer); (?:gli )?extra;
        contenuti (?:speciali|extra); (?:il )?(?:disco|dvd|blu-?ray)""",
    "ja": r"""特典; 特典映像; 原作; オリジナル版""",
}
"""What a line is that heads the facts of another thing."""

OTHER = Words(ANNOUNCED, THINGS)
SECTION = on_demand(r"\s{0,3}(?:#{1,6}\s|(?P<mark>[-*_])(?:\s?(?P=mark)){2,}\s*$)")
"""A heading, or a rule, below which a text goes back to its film."""

UNDERLINE = on_demand(r"\s{0,3}(?:-{2,}|={2,})\s*")
"""What only underlines the words above it, were it too short for a heading elsewhere."""

LEAD = on_demand(
    r"\s{0,3}(?:#{1,6}\s.*|(?P<bold>\*\*|__)[^*_]+(?P=bold)[^.!?]{0,20}|[^.!?]*[:：][\s*_]*"
    rf"|[^.!?]*[(\[]{FILM_YEAR}[)\]][\s*_:]*)"
)
"""A line that heads others: a heading, bold words, one with a colon or a year at its end."""

OF_FACTS = spelled(
    """the film, the movie, film, movie, credits, cast, crew, cast and crew, facts, film facts,
    details, info, trivia, der film, besetzung, stab, filmdaten, daten, le film, fiche technique,
    distribution, la película, ficha técnica, reparto, o filme, ficha, elenco, il film, scheda,
    scheda tecnica"""
)
"""What heads the facts of the film under review."""

LONGEST = 120
NAMING = (Key.FILM, Key.ORIGINAL_TITLE, Key.TITLE)
HEADING = (Key.FILM, Key.TITLE, Key.NAME, Key.HEADLINE)
"""Keys of what a review is headed by, in which the film may be named."""


class Film(NamedTuple):
    """What the film under review is called for certain, folded, and its year."""

    titles: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    def is_other(self, words: str) -> bool:
        """Whether a title, with or without its year, is another film's."""
        title, year = split_title_year(words)
        key = f" {fold(title)} "
        if not any(key in f" {own} " or f" {own} " in key for own in self.titles):
            return bool(self.titles and key.strip())
        return year is not None and bool(self.years) and not self.is_of(year)

    def is_of(self, year: int) -> bool:
        """Whether a year is the film's, or the one before or behind."""
        return any(abs(year - own) <= 1 for own in self.years)


def film_of(entries: Iterable[Entry]) -> Film:
    """The film that metadata and headline name for certain: under a key of films, or in a title
    with a year or beside a fact of a film."""
    entries = list(entries)
    sure = any(e.meaning in FACTS_AND_YEAR for e in entries)
    titles, years = set[str](), set[int]()
    for entry in entries:
        if entry.meaning is Key.YEAR and entry.text.isdecimal():
            years.add(int(entry.text[:4]))
        if entry.meaning in NAMING:
            title, year = split_title_year(plain_line(entry.text[:LONGEST]))
            if year or sure or entry.meaning is not Key.TITLE:
                titles.add(fold(title))
                years |= {year} if year else set()
    return Film(frozenset(titles - {""}), frozenset(years))


def is_about(entries: Iterable[Entry], known: Iterable[Entry]) -> bool:
    """Whether what entries say may be about the film that titles and headlines name, if any do."""
    titles = [f" {title_key(e.text)} " for e in known if e.meaning in HEADING]
    films = (title_key(split_title_year(e.text)[0]) for e in entries if e.meaning in HEADING)
    return not titles or all(any(f" {film} " in title for title in titles) for film in films)


def lead(lines: Sequence[str], filled: Sequence[int], line: int) -> str:
    """The line that may head a block that begins in a line: the last one above it that is filled,
    and does not only underline another; "" at the top."""
    at = bisect_left(filled, line)
    above = [lines[i] for i in filled[max(0, at - 2) : at]]
    if len(above) > 1 and UNDERLINE.fullmatch(above[-1]):
        return above[0]
    return above[-1] if above else ""


def announces(line: str, film: Film) -> bool:
    """Whether a line heads what is about another film or thing."""
    if len(line) > LONGEST or not LEAD.fullmatch(line):
        return False
    words = _words(line)
    if OTHER.of().fullmatch(words):
        return not any(own in fold(words) for own in film.titles)
    return _names_other(words, film)


def _words(line: str) -> str:
    return plain_line(line.strip("# \t")).rstrip(" :：")


def _names_other(words: str, film: Film) -> bool:
    """Whether a heading names another film with its year; beside the film's own year may stand
    what the facts below are: “Credits (1995)”."""
    title, year = split_title_year(words)
    if year is None or (film.is_of(year) and fold(title) in OF_FACTS):
        return False
    return film.is_other(words)


class Headings:
    """The headings of a text about a film that is `known`, of which each counts for the lines up to
    the next."""

    def __init__(self, lines: Sequence[str], known: Sequence[Entry] = ()) -> None:
        self._lines, self._known = lines, known

    @cached_property
    def film(self) -> Film:
        """The film that the text is about."""
        return film_of(self._known)

    @cached_property
    def _places(self) -> list[int]:
        return [i for i, line in enumerate(self._lines) if SECTION.match(line)]

    def names_other(self, line: int) -> bool:
        """Whether the section in which a line stands is headed by another film and its year."""
        at = bisect_left(self._places, line)
        words = self._lines[self._places[at - 1]][:LONGEST] if at else ""
        return at > 0 and _names_other(_words(words), self.film)


def of_film(block: list[Labelled], above: str, headings: Headings) -> list[Labelled]:
    """A block below other words, from where it is about another film in one piece."""
    place: int | None = 0
    if not announces(above, headings.film) and not headings.names_other(block[0].lines[0]):
        place = _other_label([piece.entry for piece in block], headings.film)
    if place is None:
        return block
    while place and block[place - 1].lines[-1] + 1 >= block[place].lines[0]:
        place -= 1  # to the beginning of its paragraph
    entry = block[place].entry.meant(Key.ELSEWHERE)
    lines = range(block[place].lines[0], block[-1].lines[-1] + 1)
    return [*block[:place], Labelled(entry, lines)]


def _other_label(entries: Sequence[Entry], film: Film) -> int | None:
    """The place of the first label in a block that names another film."""
    of_film = any(entry.meaning in FACTS_AND_YEAR for entry in entries)
    named = (Key.FILM, Key.TITLE) if of_film else (Key.FILM,)
    for place, entry in enumerate(entries):
        if entry.meaning in named and film.is_other(entry.text[:LONGEST]):
            return place
    return None
