"""Posts of a mixed blog that are about something else: code, food, travel.

A review whose film was not recognised is to be rejected, so that its author hears of it. So it
takes both: a tag or a category that names another subject, and silence about films in every key
and every word. Where the language is not one of those below, silence proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.extraction.entries import Entry, Findings, clip
from graph.extraction.keys import Key, spelled
from graph.extraction.kinds import OTHER_WORDS, TELLING, words_of
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
TALK = on_demand(
    r"\b(?:film|movie|cinem|ciné|cine\b|kino|flick|pel[ií]cula|pelis?\b|largometraje|longa-metragem"
    r"|regiss|regie\b|regia\b|regist[ai]\b|director|diret(?:or|ora)\b|réalisat|realizador"
    r"|act(?:or|ress|eur|rice|riz)|ator\b|atriz|atores|atrizes|schauspiel|darsteller|attor[ei]\b"
    r"|attric|screenplay|screenwrit|guion|guión|roteiro|drehbuch|sceneggiatur|scénari"
    r"|hollywood|netflix|oscar|trailer|sequel|prequel|remake|blockbuster|thriller|pixar|imdb"
    r"|letterboxd|big screen|on screen|leinwand|grand écran|gran pantalla|telona|grande schermo"
    r"|starring|reparto|elenco|casting|soundtrack|premiere|review|rese[ñn]a|kritik|recens)",
    re.IGNORECASE,
)
"""Words that a review of a film can hardly do without: of 871 real ones 2 in 100 have none."""


def off_topic(
    source: str, entries: Iterable[Entry], findings: Findings, text: str, language: str
) -> str:
    """The sentence for a post that is about something else, or nothing."""
    if findings.movie or findings.scores or findings.review_has("reviewRating"):
        return ""
    entries = list(entries)
    told = next(filter(None, map(_subject, entries)), "")
    if not told or language.partition("-")[0] not in SPOKEN:
        return ""
    named = (
        entry.text for entry in entries if entry.meaning in (*TELLING, Key.TITLE, Key.ABSTRACT)
    )
    said = "\n".join((source.replace("_", " "), *named, text[:MOST_READ]))
    return "" if TALK.search(said) else f"{told}, and nothing in it speaks of a film."


def _subject(entry: Entry) -> str:
    words = sorted(words_of(entry)) if entry.meaning in TELLING else ()
    what = next((SUBJECTS[word] for word in words if word in SUBJECTS), "")
    return what and f"It is about {what}: its key “{entry.key}” says “{clip(entry.text, 60)}”"
