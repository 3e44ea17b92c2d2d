"""Not a review of a film? Series, books, games, lists and drafts, by what the document says
explicitly: its keys, never its prose.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from graph.extraction.entries import Entry, clip, strings
from graph.extraction.keys import Key, Scope, fold, spelled
from graph.extraction.other_things import of_another_thing
from graph.extraction.unpublished import unpublished
from graph.values.patterns import ANY_YEAR, on_demand
from graph.values.titles import split_title_year

REVIEWED = ("", " review", " reviews")
"""What stands behind the word for a kind of thing, where it is a kind of reviews."""


def _kinds(words: str) -> frozenset[str]:
    return frozenset(word + behind for word in spelled(words) for behind in REVIEWED)


FILM_WORDS = _kinds(
    """film, films, movie, movies, cinema, feature film, cine, cinéma, película, películas, filme,
    filmes, kino, filmkritik, 映画,
    电影, 影评, 電影, 影評, 영화, 영화 리뷰, кино, фильм, фильмы, кіно, sinema, filmy, elokuvat,
    documentary, documentaries, short film, visionnage, visionnages, TV movie, tvmovie"""
)

NOT_REVIEWED = frozenset(("other things", "a list", "a play"))
"""Kinds of which “news reviews” and the like say nothing."""

OTHER_WORDS: dict[str, str] = {
    word: what
    for what, words in {
        "a television programme": """tv, show, shows, tv show, tv shows, tv series, tvseries,
            series, television,
            tv episode, tvepisode, tv mini series, tvminiseries, mini series, miniseries, tv season,
            tv special, tv short, tv pilot, podcast series,
            podcast episode, episode, season, serie, serien, série, séries, serial,
            anime series, television series, テレビ, ドラマ, serie tv, mini serie tv,
            miniserie tv, episodio tv, speciale tv, fernsehserie, tv miniserie, fernsehepisode,
            série télévisée, mini série, minisérie, miniserie,
            épisode télévisé, serie de tv, miniserie de tv, episodio de tv, especial de tv,
            série de tv, minissérie, minissérie de tv, minissérie de televisão, episódio de tv,
            série de televisão""",
        "a book": """book, books, novel, libro, libros, livre, livres,
            buch, bücher, livro, livros, libri, manga, comic, comics, comic book, comic books,
            graphic novel, 本, 書評, 漫画""",
        "a game": """game, games, video game, video games, videogame, videogames, videojuego,
            videojuegos, jeu vidéo, jeux vidéo, spiel, spiele, videospiel, videospiele, jogo,
            jogos, videogioco, board game, board games, ゲーム""",
        "music": """album, albums, music, music video, podcast, podcasts,
            concert, song""",
        "a list": "list, lists, listicle, top ten, top 10, ranking, rankings, best of",
        "other things": """essay, essays, interview, interviews, news, gallery,
            galleries, obituary, obituaries, trailer, trailers, giveaway, giveaways, entrevista,
            entrevistas, noticias, nachrichten, actualités, notizie, notícias""",
        "a product or a place": """product, restaurant, restaurants, recipe, recipes,
            local business, hotel, hotels, whisky, whiskey, beer, wine""",
        "a play": "play, plays, theatre review, theatre reviews, theater review, theater reviews",
    }.items()
    for word in (spelled(words) if what in NOT_REVIEWED else _kinds(words))
}
"""Words for what is not a film, as they stand in `type`, `category` and the like."""

TAGGED = ("a television programme",)
"""Tags are loose words: a film may be tagged with “games” or “books”, hardly with “tv series”."""

SEEN_ON = spelled("tv, television, show, shows, season, テレビ, ドラマ")
"""Of those words the ones that, as a tag of a film, say where it was seen, when, or its genre."""

TELLING = (Key.KIND, Key.TAGS)
"""Keys that say what a document is about."""

TITLES = (Key.TITLE, Key.NAME, Key.HEADLINE)

LIST = on_demand(r"[,;/|]")
_SEASON = r"(?:(?<!\bopen\s)season|staffel|saison|temporada|stagione)"
_NUMBER = (
    r"(?:[0-9]{1,2}|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|vier"
    r"|fünf|un|une|uno|una|deux|dos|dois|duas|due|trois|tres|três|tre|quatre|cuatro|quatro|quattro)"
)
_ORDINAL = (
    r"(?:[0-9]{1,2}(?:\.|st|nd|rd|th|ª|a|e|ème)|second|third|fourth|fifth|erste|zweite|dritte|vierte"
    r"|première|deuxième|seconde|troisième|primera|segunda|tercera|primeira|terceira|prima|seconda"
    r"|terza)"
)
_SERIES = (
    r"(?:mini[\s-]?s[eé]ries?|minissérie|miniserien?|limited\sseries|docu[\s-]?series|tv[\s-]series?"
    r"|tv[\s-]serie|television\sseries|fernsehserie|série\stélé|serie\stv)"
)
SEASON = on_demand(
    rf"(?:\b{_SEASON}\s{_NUMBER}\b|(?<!\bthe\s)\b{_ORDINAL}\s{_SEASON}\b|\bS\d{{1,2}}\s?E\d{{1,3}}\b"
    rf"|[,:–—]\s?(?:series|serie)\s{_NUMBER}\b"
    rf"|(?:[,:–—|(\[]|\s-)\s?{_SERIES}(?=\W*(?:review|kritik|{ANY_YEAR})?\W*$)"
    r"|(?<=\S\s)S\d{2}(?=\W*(?:review)?\W*$)|(?<=\S\s)\d{1,3}x\d{1,3}$|第\d{1,3}話)",
    re.IGNORECASE,
)
"""“Open Season 2”, “The Fifth Season” and “5x2” are films."""

OF_SERIES = spelled("tmdb tv id")
"""Keys that only series have, and beside a film's name the number of a season in a table."""

NUMBERED = spelled("season, season number, temporada, staffel, saison, stagione")
A_NUMBER = on_demand(r"\W*(?:s|season\s)?\d{1,2}\W*", re.IGNORECASE)


def not_a_film(entries: Iterable[Entry], *, table: bool = False) -> str:
    """The sentence that says why this is no review of a film, or nothing; of a `table` each row
    has the same columns, which are those of films and series."""
    entries = list(entries)
    if held_back := unpublished(entries):
        return held_back
    if about_films(entries):
        other = _other_kind(e for e in entries if e.scope is not Scope.DOCUMENT)
        return other or _named_season(entries)
    kinds = _other_kind(e for e in entries if e.meaning is Key.KIND)
    if kinds:
        return kinds
    if any(e.meaning is Key.FILM for e in entries):
        sure = (e for e in entries if _is_of_series(e, table))
        return _numbered_season(sure) or _named_season(entries)
    other = _other_kind(entries)
    if other and _names_a_film(entries):
        other = _other_kind(entries, loose=SEEN_ON)
    seasons = _numbered_season(entries) or _named_season(entries)
    return other or seasons or of_another_thing(entries)


def _names_a_film(entries: list[Entry]) -> bool:
    """Whether it comes from Letterboxd, or has a title with its year; directors series have too."""
    return any(
        e.meaning is Key.LETTERBOXD or (e.meaning in TITLES and split_title_year(e.text[:500])[1])
        for e in entries
    )


def _other_kind(entries: Iterable[Entry], loose: Collection[str] = ()) -> str:
    """The sentence about a word for what is no film; tags that are `loose` words say nothing."""
    for entry in entries:
        for word in sorted(words_of(entry)) if entry.meaning in TELLING else ():
            what = OTHER_WORDS.get(word)
            tag = entry.meaning is Key.TAGS and (what not in TAGGED or word in loose)
            if what and not tag:
                return (
                    f"It is about {what}, not a film: its key “{entry.key}” "
                    f"says “{clip(entry.text, 60)}”."
                )
    return ""


def _is_of_series(entry: Entry, table: bool) -> bool:
    """Whether a key beside a film's name says that it is a series; podcasts have episodes, too."""
    key = fold(entry.key)
    numbered = table and key in NUMBERED and A_NUMBER.fullmatch(entry.text) is not None
    return key in OF_SERIES or numbered


def _numbered_season(entries: Iterable[Entry]) -> str:
    for entry in entries:
        if entry.meaning is Key.SEASON and re.search(r"\d", entry.text):
            return f"It is about a series, not a film: it has a key “{entry.key}”."
    return ""


def _named_season(entries: Iterable[Entry]) -> str:
    """The sentence about a season in a title; where a key names the film, in that name."""
    entries = list(entries)
    films = [e for e in entries if e.meaning is Key.FILM]
    for entry in films or [e for e in entries if e.meaning in TITLES]:
        if found := SEASON.search(entry.text[:500]):
            said = found[0].strip(" ,:–—|([-")
            return f"It is about a series, not a film: its title says “{said}”."
    return ""


def words_of(entry: Entry) -> set[str]:
    """What an entry names, one by one, folded."""
    parts = (part for text in strings(entry.said) for part in LIST.split(text[:500]))
    return {fold(part.rpartition("schema.org")[2]) for part in parts}


def about_films(entries: Iterable[Entry]) -> bool:
    """Whether a kind or a tag says that it is about a film."""
    return any(words_of(entry) & FILM_WORDS for entry in entries if entry.meaning in TELLING)
