"""Posts of a mixed blog that are about something else: code, food, travel.

A review whose film was not recognised is to be rejected, so that its author hears of it. So it
takes both: a tag or a category that names another subject, and silence about films in every key
and every word. A score or a title says nothing of a film beside a tag for books, games or music,
which are reviewed as films are. Where the language is not one of those below, silence proves
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from graph.extraction.entries import Entry, Findings, clip
from graph.extraction.keys import Key, spelled
from graph.extraction.kinds import OTHER_WORDS, TELLING, words_of
from graph.records import TITLES
from graph.values.patterns import on_demand

MOST_READ = 20_000

SUBJECTS: dict[str, str] = {
    **{word: what for word, what in OTHER_WORDS.items() if what != "a television programme"},
    **{
        word: what
        for what, words in {
            "computing": """code, coding, programming, programmierung, programación, programação,
                programmation, programmazione, software, computer, computers, computing, linux,
                vim, emacs, git, python, javascript, rust, golang, security, web development,
                devops, open source, hardware, technology, technik, tecnología, tecnologia,
                technologie, informatik, informática, informatique, informatica""",
            "food": """food, foods, cooking, baking, kitchen, comida, cocina, receta, recetas,
                receita, receitas, culinária, cozinha, cuisine, recette, recettes, kochen, rezept,
                rezepte, essen, cucina, ricetta, ricette""",
            "travel": "travel, travels, viajes, viagem, viagens, voyage, voyages, reisen, viaggi",
            "sport": """sport, sports, football, soccer, cycling, running, fitness, deportes,
                esportes, fútbol, futebol, fußball""",
            "health": "health, salud, saúde, santé, gesundheit, salute",
            "gardening": "garden, gardening, jardín, jardinería, jardin, garten",
        }.items()
        for word in spelled(words)
    },
}
"""What a tag or a category is about, where that is no film."""

SPOKEN = frozenset(("en", "es", "fr", "de", "pt", "it"))
_SCREEN = (
    r"film|movie|cinem|ciné|cine\b|kino|flick|pel[ií]cula|pelis?\b|largometraje|longa-metragem"
    r"|regiss|regie\b|regia\b|regist[ai]\b|director|diret(?:or|ora)\b|réalisat|realizador"
    r"|act(?:or|ress|eur|rice|riz)|ator\b|atriz|atores|atrizes|schauspiel|darsteller|attor[ei]\b"
    r"|attric|screenplay|screenwrit|guion|guión|roteiro|drehbuch|sceneggiatur|scénari"
    r"|hollywood|netflix|oscar|trailer|sequel|prequel|remake|blockbuster|thriller|pixar|imdb"
    r"|letterboxd|big screen|on screen|leinwand|grand écran|gran pantalla|telona|grande schermo"
    r"|starring|reparto|elenco|casting|soundtrack|premiere"
)
TALK = on_demand(rf"\b(?:{_SCREEN}|review|rese[ñn]a|kritik|recens)", re.IGNORECASE)
"""Words that a review of a film can hardly do without: of 871 real ones 2 in 100 have none."""

TALK_OF_FILM = on_demand(rf"\b(?:{_SCREEN})", re.IGNORECASE)
"""Those of them that reviews of other things do not have."""

REVIEWED = frozenset(("a book", "a game", "music"))
"""What else is reviewed, with scores under titles."""

ANY = frozenset(SUBJECTS.values())
NO_FACTS = frozenset((*TITLES, "genre", "inLanguage"))
"""What a title and tags may claim of a film that is none."""


def off_topic(
    source: str, entries: Iterable[Entry], findings: Findings, text: str, language: str
) -> str:
    """The sentence for a post that is about something else, or nothing."""
    entries = list(entries)
    if any(claim.property not in NO_FACTS for claim in findings.movie) or any(
        entry.meaning in (Key.FILM, Key.NAME) for entry in entries
    ):
        return ""
    reviewed = bool(findings.movie or findings.scores or findings.review_has("reviewRating"))
    among = REVIEWED if reviewed else ANY
    told = next(filter(None, (_subject(entry, among) for entry in entries)), "")
    if not told or language.partition("-")[0] not in SPOKEN:
        return ""
    named = (
        entry.text for entry in entries if entry.meaning in (*TELLING, Key.TITLE, Key.ABSTRACT)
    )
    said = "\n".join((source.replace("_", " "), *named, text[:MOST_READ]))
    talk = TALK_OF_FILM if reviewed else TALK
    return "" if talk.search(said) else f"{told}, and nothing in it speaks of a film."


def _subject(entry: Entry, among: Collection[str]) -> str:
    """The sentence about the subject that a tag names, which is one `among` some."""
    words = sorted(words_of(entry)) if entry.meaning in TELLING else ()
    told = (SUBJECTS[word] for word in words if word in SUBJECTS)
    what = next((what for what in told if what in among), "")
    return what and f"It is about {what}: its key “{entry.key}” says “{clip(entry.text, 60)}”"
