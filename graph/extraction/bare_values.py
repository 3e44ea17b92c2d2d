"""What needs no label beside labels and credits: “115 minutes”, “Rated PG-13”, “UK/France 2020”."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.extraction.keys import fold, spelled
from graph.extraction.markdown import plain_line
from graph.extraction.score_words import lone_score
from graph.records import Duration
from graph.values.durations import parse_duration
from graph.values.patterns import FILM_YEAR, on_demand
from graph.values.titles import COUNTRY

LONGEST = 120
SHORTEST = 20
"""Minutes of a film that are told without a label; fewer may be those of reading."""

MOST = 8
APART = on_demand(r"\s*[,;|·•]\s+|\.\s+|\s[/–—-]\s")
BETWEEN = on_demand(r"\s?[,/&]\s?")
GENRES = spelled(
    """action, adventure, animation, anime, biography, biopic, comedy, crime, documentary, drama,
    family, fantasy, film noir, history, horror, musical, mystery, romance, sci fi, science fiction,
    thriller, war, western, abenteuer, komödie, krimi, krieg, dokumentation, dokumentarfilm,
    liebesfilm, acción, aventura, aventuras, comedia, terror, suspense, ciencia ficción, comédie,
    drame, aventure, horreur, policier, science-fiction, comédia, ação, ficção científica, commedia,
    azione, avventura, fantascienza, ドラマ, アクション, コメディ, ホラー"""
)

_CODES = r"(?:G|PG(?:-13)?|R|NC-17|X|U/?A?|12A?|14A?|15|16|18A?|M|MA\s?15\+|NR|TV-(?:MA|14|PG))"
CERTIFICATE = on_demand(
    rf"(?i:rated|mpaa|cert(?:ificate|\.)?):?\s(?P<behind>{_CODES})"
    rf"|(?P<before>{_CODES})\s(?i:cert(?:ificate)?\.?)"
    r"|(?P<alone>PG(?:-13)?|NC-17|12A|TV-(?:MA|14|PG)|FSK\s?(?:0|6|12|16|18))"
)
"""The classes of audiences that are told as such, or can be nothing else."""

PLACE = on_demand(
    rf"(?P<countries>(?:{COUNTRY.pattern})(?:\s?[/&]\s?(?:{COUNTRY.pattern})){{0,5}})?"
    rf"(?:(?(countries)\s)(?P<year>{FILM_YEAR}))?"
)


def bare_values(words: str) -> list[tuple[str, str]]:
    """The labels that words can do without, each with its value; none unless all is understood.

    >>> bare_values("UK/France 2020, 101 mins. Rated PG-13 | ***½")
    [('country', 'UK/France'), ('year', '2020'), ('running time', '101 mins'), \
('content rating', 'PG-13'), ('score', '***½')]
    >>> bare_values("101 mins of rain")
    []
    """
    if len(words) > LONGEST:
        return []
    atoms = [atom for atom in APART.split(words.strip(" .")) if atom][: MOST + 1]
    read = [_read(atom) for atom in atoms] if len(atoms) <= MOST else []
    return [value for values in read for value in values] if all(read) else []


def values_in(line: str) -> list[tuple[str, str]]:
    """The same of a line, which may be an item, emphasised or in brackets."""
    return bare_values(line.strip(" -_()[]"))


def _read(source: str) -> list[tuple[str, str]]:
    if score := lone_score(source):
        return [("score", score)]
    words = plain_line(source)
    duration = parse_duration(words)
    if isinstance(duration, Duration) and duration.minutes >= SHORTEST:
        return [("running time", words)]
    if match := CERTIFICATE.fullmatch(words):
        return [("content rating", next(filter(None, match.groups())))]
    if match := PLACE.fullmatch(words):
        told = ("country", match["countries"]), ("year", match["year"])
        return [(label, value) for label, value in told if value]
    return [("genre", words)] if are_genres(words, all) else []


def are_genres(words: str, enough: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether `any` or `all` of what some words list are names of genres."""
    items = BETWEEN.split(words)
    return len(items) <= MOST and enough(fold(item) in GENRES for item in items)
