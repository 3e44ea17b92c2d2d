"""The one table of what critics call things: labels, columns and front-matter keys, in English,
Spanish, French, German, Portuguese, Italian and Japanese, and what each of them means.

A new spelling is added here and nowhere else. Keys that mean different things in different
documents (`title`, `rating`, `date`) have a meaning of their own here; `resolution` decides.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from functools import cache, lru_cache

from graph.values.folding import fold as fold_words


class Key(StrEnum):
    """What a key says. The first group is about the film, the second about the review."""

    FILM = auto()
    ORIGINAL_TITLE = auto()
    YEAR = auto()
    RELEASE = auto()
    DIRECTOR = auto()
    SCREENPLAY = auto()
    DIRECTOR_AND_SCREENPLAY = auto()
    CAST = auto()
    DURATION = auto()
    GENRE = auto()
    CONTENT_RATING = auto()
    COUNTRY = auto()
    FILM_LANGUAGE = auto()
    IMAGE = auto()
    IMDB = auto()
    TMDB = auto()
    WIKIDATA = auto()
    LETTERBOXD = auto()
    FILM_LINK = auto()

    HEADLINE = auto()
    BODY = auto()
    ABSTRACT = auto()
    REVIEWER = auto()
    PUBLISHED = auto()
    TEXT_LANGUAGE = auto()
    SCORE = auto()
    BEST = auto()
    WORST = auto()
    SOURCE = auto()
    PUBLISHER = auto()

    # the document decides
    TITLE = auto()
    NAME = auto()
    DATE = auto()
    RATING = auto()
    LANGUAGE = auto()
    AUTHOR = auto()
    WRITER = auto()
    LINK = auto()

    # no claims of their own
    REVIEW = auto()
    IDENTIFIERS = auto()
    KIND = auto()
    TAGS = auto()
    SEASON = auto()
    DRAFT = auto()
    PUBLIC = auto()
    WATCHED = auto()
    OTHERS = auto()
    TECHNICAL = auto()
    IGNORED = auto()


class Scope(StrEnum):
    """The map or prefix a key stands in: `movie: {year: …}` and `movie_year` are one."""

    DOCUMENT = auto()
    FILM = auto()
    REVIEW = auto()


SPELLINGS: dict[Key, str] = {
    Key.FILM: """film, films, movie, movies, item reviewed, reviewed item, film title, movie title,
        title of the film, film name, movie name, película, titulo de la película, filme,
        letterboxd film title,
        título do filme, titre du film, filmtitel, titolo del film, 映画, 映画名, 作品, 作品名""",
    Key.ORIGINAL_TITLE: """original title, original name, alternate name, alternate title,
        alternative title, also known as, aka, alternate titles, título original, titre original,
        originaltitel, titolo originale, 原題, english title, international title,
        deutscher titel, título en inglés, titre anglais, titre français""",
    Key.YEAR: """year, film year, letterboxd film year, release year, year of release,
        production year, año, ano, année,
        jahr, erscheinungsjahr, produktionsjahr, anno, año de estreno, ano de lançamento,
        année de sortie, anno di uscita, 年, 公開年, 製作年, 制作年""",
    Key.RELEASE: """release, release date, released, release date month day year, release dates,
        date released, premiere,
        premiere date, date of release, theatrical release, in theaters, in cinemas,
        first released, fecha de estreno, estreno, date de sortie, sortie, kinostart,
        erscheinungsdatum, premiere am, data de lançamento, lançamento, estreia, data de estreia,
        data di uscita, uscita, 公開日, 公開""",
    Key.DIRECTOR: """director, directors, directed by, direction, dir, film director, helmed by,
        dirección, dirigida por, dirigido por, directora, directores, réalisateur, réalisatrice,
        réalisation, réalisé par, réalisateurs, regie, regisseur, regisseurin, regia, regista,
        diretto da, direção, diretor, diretora, diretores, realização, realizador, 監督""",
    Key.SCREENPLAY: """screenplay, screenplay by, screenwriter, screenwriters, script, script by,
        scriptwriter, scenario by, guión, guion, guionista, guionistas, escrita por, scénario,
        scénariste, scénaristes, drehbuch, drehbuchautor, buch, sceneggiatura, sceneggiatore,
        roteiro, roteirista, roteiristas, argumento, 脚本""",
    Key.DIRECTOR_AND_SCREENPLAY: """written and directed by, directed and written by,
        writer director, director writer, writer and director, director and writer,
        dirección y guión, guión y dirección, director y guionista, escrita y dirigida por,
        écrit et réalisé par, réalisation et scénario, scénario et réalisation,
        regie und drehbuch, buch und regie, drehbuch und regie, regia e sceneggiatura,
        scritto e diretto da, direção e roteiro, roteiro e direção, escrito e dirigido por,
        監督 脚本, 監督脚本""",
    Key.CAST: """cast, starring, stars actors, actors, actor, actresses, with, main cast, lead cast,
        leading actors, featuring, cast and characters, reparto, elenco, intérpretes,
        interpretación, actores, protagonistas, con, distribution, avec, acteurs, casting,
        acteurs principaux, darsteller, schauspieler, besetzung, mit, interpreti, attori, cast
        principale, atores, com, キャスト, 出演, 出演者""",
    Key.DURATION: """runtime, running time, run time, runtime mins, runtime minutes, runtime min,
        duration, length, running length, film length, duration minutes, duración, metraje,
        durée, laufzeit, dauer, länge, spieldauer, filmlänge, durata, duração, 上映時間, 時間""",
    Key.GENRE: """genre, genres, género, géneros, generi, genere, gênero, gêneros, género s,
        ジャンル""",
    Key.CONTENT_RATING: """content rating, mpaa, mpaa rating, mpa rating, age rating, certificate,
        certification, bbfc, bbfc rating, fsk, rated, parental rating, usk,
        calificación por edades, clasificación por edades, clasificación, classification,
        altersfreigabe, freigabe, freigegeben ab, classificação, classificação indicativa,
        classificazione, visto censura, 映倫, レーティング""",
    Key.COUNTRY: """country, countries, country of origin, nation, production country,
        production countries, país, países, pays, pays d origine, nationalité, land, länder,
        produktionsland, herkunftsland, paese, nazione, nacionalidad, nacionalidade, 国, 製作国,
        制作国, 生産国""",
    Key.FILM_LANGUAGE: """original language, spoken language, spoken languages, film language,
        languages, idioma original, langue originale, originalsprache, lingua originale,
        言語""",
    Key.IMAGE: """image, poster, poster url, poster image, cover, cover image, featured image,
        featured, thumbnail, hero image, hero, og image, cover url, image url, cartel, affiche,
        plakat, locandina, cartaz""",
    Key.IMDB: "imdb, imdb id, imdbid, imdb url, imdb link, const, imdb code",
    Key.TMDB: "tmdb, tmdb id, tmdbid, themoviedb, tmdb url, tmdb link, the movie db, tmdb movie id",
    Key.WIKIDATA: "wikidata, wikidata id, qid, wikidata item, wikidata url",
    Key.LETTERBOXD: """letterboxd, letterboxd uri, letterboxd url, letterboxd link, letterboxd id,
        letterboxd slug""",
    Key.FILM_LINK: "same as, wikipedia, wikipedia url, official site, official website",
    Key.HEADLINE: """headline, heading, review title, post title, article title, titular,
        überschrift, manchete""",
    Key.BODY: """review, review text, review body, body, text, content, critique, reseña, crítica,
        kritik, recensione, resenha, my review, レビュー, 感想""",
    Key.ABSTRACT: """summary, excerpt, description, abstract, dek, standfirst, teaser, tagline,
        lede, subtitle, desc, resumen, résumé, zusammenfassung, resumo, riassunto""",
    Key.REVIEWER: """reviewer, reviewed by, review by, byline, critic, by, review author,
        reviewer name, authors, post author, dc creator, crítico, reseña de, por, critique par, par,
        rezensent, rezension von, kritik von, von, recensione di, recensore, crítica de,
        評者, 筆者""",
    Key.PUBLISHED: """publish date, published on, date published, pub date, publication date,
        publishdate, pubdate, published at, posted, posted on, date posted, wp post date,
        dc date, rated at, review date,
        date reviewed, date of review, reviewed on, reviewed, date rated, created at, date created,
        fecha de publicación, publié le, veröffentlicht, veröffentlicht am, pubblicato il,
        publicado em, 投稿日, 公開日時""",
    Key.TEXT_LANGUAGE: "lang, locale, in language, content language, hreflang",
    Key.SCORE: """score, stars, star rating, grade, my rating, your rating, you rated,
        our rating, my score,
        review rating, rating stars, rating value, user rating, critic rating, rating score,
        final score, verdict score, letterboxd member rating, rating num, rating number,
        rating text, rating emoji, points,
        overall, overall rating, puntuación, nota, calificación, valoración, estrellas, note,
        ma note, étoiles, wertung, bewertung, punkte, sterne, voto, stelle, valutazione, avaliação,
        estrelas, pontuação, 評価, 点数, 星""",
    Key.BEST: """best rating, rating max, max rating, max score, rating scale, scale, out of,
        rating out of, score max, best, rating best""",
    Key.WORST: "worst rating, rating min, min rating, min score, worst, rating worst",
    Key.SOURCE: """canonical url, canonical, original url, source url, source, originally published,
        originally published at, is based on, review url, review link, external url""",
    Key.PUBLISHER: "publisher, publication, outlet, site name, published by, published in",
    Key.TITLE: "title, título, titulo, titre, titel, titolo, タイトル",
    Key.NAME: "name, nombre, nom, nome, 題名",
    Key.DATE: "date, fecha, datum, data, 日付",
    Key.RATING: "rating, ratings, review score",
    Key.LANGUAGE: "language, idioma, langue, sprache, lingua, língua",
    Key.AUTHOR: "author, autor, autora, auteur, autore, 著者",
    Key.WRITER: "writer, writers, written by, writer s, writing",
    Key.LINK: "url, link, permalink, uri, website, href",
    Key.REVIEW: "review details, review data, review meta, review info",
    Key.IDENTIFIERS: "ids, identifiers, external ids, identifier, id",
    Key.KIND: """type, kind, category, categories, subcategories, section, medium, media type,
        media, post type, content type, title type, collection, collections, format, tipo,
        categoria, categorías, kategorie, catégorie, catégories""",
    Key.TAGS: "tags, tag, keywords, topics, labels, hashtags, etiquetas, schlagworte",
    Key.SEASON: """season, episode, seasons, episodes, season number, episode number, temporada,
        staffel, saison, episodio, folge, show, tv show, series title,
        tmdb tv id""",
    Key.DRAFT: "draft, is draft, unpublished",
    Key.PUBLIC: "published, publish, public",
    Key.WATCHED: """watched date, date watched, watched, watched on, seen, viewed, date viewed,
        watch date, date seen, view date, rewatch, last watched date, letterboxd watched date,
        letterboxd rewatch, watched at, last watched at, viewing date, vista, visto el,
        fecha de visionado, vu le, visionnage date, date de visionnage, gesehen, gesehen am,
        geschaut, geschaut am, sehdatum, visto, visto il, visto em, data de visualização,
        鑑賞日, 視聴日, 観た日""",
    Key.OTHERS: """imdb rating, imdb score, rotten tomatoes, tomatometer, metacritic, metascore,
        num votes, imdb votes, aggregate rating, tmdb rating, letterboxd rating, audience score,
        rt score, vote average, vote count, average rating, your rating imdb""",
    Key.TECHNICAL: """layout, slug, template, weight, aliases, alias, menu, toc, math, comments,
        comments enabled, share, sharing, featured image alt, image alt, alt, modified, updated,
        last modified, lastmod, last updated at, date modified, modified date, status,
        context, pinned, sticky, redirect from, redirect to, guid,
        post id, position, order, sitemap, robots, nav order, eleventy navigation,
        eleventy exclude from collections, permalinks, editor, generator, uuid, hidden,
        show toc, notoc, render with liquid, classes, sidebar, header, author profile, css, js,
        created, key, trakt, tvdb, tvrage, plays""",
}
"""Spellings per meaning, folded by `fold` before they are compared."""

PREFIXES: dict[str, Scope] = {
    "film": Scope.FILM,
    "movie": Scope.FILM,
    "película": Scope.FILM,
    "filme": Scope.FILM,
    "item": Scope.FILM,
    "review": Scope.REVIEW,
    "post": Scope.REVIEW,
}
"""First words of a key that say what the rest of it is about, as in `movie_year`."""

IN_SCOPE: dict[Scope, dict[Key, Key]] = {
    Scope.DOCUMENT: {Key.DATE: Key.PUBLISHED, Key.AUTHOR: Key.REVIEWER},
    Scope.FILM: {
        Key.TITLE: Key.FILM,
        Key.NAME: Key.FILM,
        Key.HEADLINE: Key.FILM,
        Key.DATE: Key.RELEASE,
        Key.PUBLISHED: Key.RELEASE,
        Key.AUTHOR: Key.SCREENPLAY,
        Key.WRITER: Key.SCREENPLAY,
        Key.LANGUAGE: Key.FILM_LANGUAGE,
        Key.TEXT_LANGUAGE: Key.FILM_LANGUAGE,
        Key.LINK: Key.FILM_LINK,
        Key.SOURCE: Key.FILM_LINK,
        Key.ABSTRACT: Key.OTHERS,
        Key.BODY: Key.OTHERS,
    },
    Scope.REVIEW: {
        Key.TITLE: Key.HEADLINE,
        Key.NAME: Key.HEADLINE,
        Key.DATE: Key.PUBLISHED,
        Key.AUTHOR: Key.REVIEWER,
        Key.WRITER: Key.REVIEWER,
        Key.LANGUAGE: Key.TEXT_LANGUAGE,
        Key.LINK: Key.SOURCE,
    },
}
"""What the ambiguous keys mean where the place decides it."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLURAL = re.compile(r"\((?:e?s|es|in|innen|a|as|e|n)\)")
LONGEST_KEY = 60


def fold(key: str) -> str:
    """A key without case, accents, punctuation and camel humps.

    >>> fold("Running-Time:"), fold("releaseDate"), fold("**Género(s)**")
    ('running time', 'release date', 'genero')
    """
    return fold_words(_CAMEL.sub(" ", _PLURAL.sub("", key)).replace("_", " "))


def spelled(words: str) -> frozenset[str]:
    """A table's words, set apart by commas, in the form in which keys are compared."""
    return frozenset(fold(word) for word in words.split(","))


@cache
def _meanings() -> dict[str, Key]:
    return {spelling: key for key, words in SPELLINGS.items() for spelling in spelled(words)}


@lru_cache(4096)  # a table has the same keys in every row
def meaning(key: str, scope: Scope = Scope.DOCUMENT) -> Key | None:
    """What a key means in its place, or None where it is not known.

    >>> meaning("Género"), meaning("author"), meaning("author", Scope.FILM), meaning("movie_date")
    (<Key.GENRE: 'genre'>, <Key.REVIEWER: 'reviewer'>, <Key.SCREENPLAY: 'screenplay'>, \
<Key.RELEASE: 'release'>)
    """
    if len(key) > LONGEST_KEY:
        return None
    if key.startswith("@") or not key.strip():
        return Key.TECHNICAL  # JSON-LD's own, or a column of row numbers
    folded = fold(key)
    found = _meanings().get(folded)
    if found is None:
        first, _, rest = folded.partition(" ")
        scope = _prefixes().get(first, scope)
        found = _meanings().get(rest) if first in _prefixes() else None
    return IN_SCOPE[scope].get(found, found) if found else None


@cache
def _prefixes() -> dict[str, Scope]:
    return {fold(prefix): scope for prefix, scope in PREFIXES.items()}
