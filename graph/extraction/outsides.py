"""What stands before brackets that hold a name: a part or its character, whose actor they hold; a
film, whose maker they hold; or a maker, whose films they hold.
"""

from __future__ import annotations

import re

from graph.extraction.bracket_phrases import (
    APPOSED,
    DESCRIBED,
    FILM,
    FILM_BEHIND,
    PART,
    PERSON_BEHIND,
    RANK,
)
from graph.extraction.phrases import alternatives
from graph.values.patterns import on_demand

_KIN = (
    r"(?:(?:step|grand)?(?:mother|father|son|daughter|brother|sister)|wife|husband|friend|boss"
    r"|girlfriend|boyfriend|neighbou?r|monster|detective|doctor|teacher|villain|killer|lawyer|hero(?:ine)?|protagonist[ae]?|herói|héroe|heroína|héros|eroe"
    r"|mãe|pai|filh[oa]|irmã|irmão|espos[oa]|marido|amig[oa]|namorad[oa]|avó|avô|chefe|vilão"
    r"|madre|padre|hij[oa]|herman[oa]|novi[oa]|jefe|mère|père|fils|fille|frère|sœur|femme|mari"
    r"|madre|padre|figli[oa]|fratello|sorella|moglie|marito|amic[oa])"
)
KIN = on_demand(rf"{_KIN}\s$")
"""Parts whose actor needs no known first name."""

NO_PART = on_demand(
    r"\b(?:film|movie|picture|novel|book|stor(?:y|ies)|play|song|music|score|soundtrack|script|screenplay"
    r"|version|remake|original|adapt|photogr|cinemat|edit|direct|writ|author|compos|produc|creat|album|track"
    r"|comic|classic|series|sequel|prequel|animat|design|studio|singer|band|artist|painter|critic|poet"
    r"|longa|curta|romance|livro|conto|hist[oó]ri|peça|canç|m[uú]sica|trilha|roteir|vers[aãi]|fotogra"
    r"|montage[mn]|diret|escrit|aut[oe][ru]|cineas|s[eé]rie|álbum|quadrinh|desenh|sequência|cantor|pelíc"
    r"|novela|libro|cuento|obra|canci|gui[oó]n|montaje|actu|livre|roman|pi[eè]ce|chanson|musique|scén"
    r"|photo|réalis|écriv|auteur|regist|regi[ae]|libro|canzon|sceneg|montagg|drehb|buch|kamera|musik"
    r"|in|at|by|like|from|por|par|von|como|comme|wie)",
    re.IGNORECASE,
)
"""What stands before the brackets that hold a maker, a work or a place, and no part."""

_MAKING = r"(?:direct|writ|dirig|escri|réalis|écri|inszen|dirett|scritt|film|trabalho|work)\w*"
_MAKERS = (
    r"(?:directors?|diretora?|realizadora?|réalisateur|réalisatrice|Regisseur(?:in)?|regista|cineasta"
    r"|writers?|screenwriters?|roteirista|guionista|actors?|actress|ator|atriz|actriz|acteur|actrice"
    r"|composer|producer|filmmaker|lembra\sum[ao]?|cidade\sde|city\sof|à\sla|a\sla)"
)
_IN = r"(?:in|at|near|from|en|em|desde|dans|à)"
_BY = r"(?:by|por|pel[oa]|par|von|d[aeo]|with|com|con|avec|mit|starring|like|como|comme|wie)"
MAKER_BEFORE = on_demand(
    rf"\b(?:{_MAKING}\s(?:by|por|pel[oa]|par|von|d[aeo])|{_MAKERS}|{_IN})\s(?:[a-zà-ÿ]{{1,20}}\s){{0,2}}$",
    re.IGNORECASE,
)
"""What stands before makers, actors and places, whose brackets hold their films and countries."""

UNSURE_BEFORE = on_demand(rf"\b{_BY}\s(?:[a-zà-ÿ]{{1,20}}\s)?$", re.IGNORECASE)
"""What stands before these and before characters."""

GERMAN_NOUN = on_demand(
    r"(?:mutter|vater|eltern|bruder|schwester|sohn|tochter|freund|mann|frau|chef|kind|onkel|tante"
    r"|\w{5}in|linge?|held|ler|ist|ent|ung)$",
    re.IGNORECASE,
)
"""What stands before a name, or in its place: “Protagonistin Clover”, “seine Mutter”."""


PART_BEFORE = on_demand(rf"\b(?:{alternatives(PART)})\s+$", re.IGNORECASE)
"""What stands before a character, or behind its brackets, and before hardly a film."""

DESCRIBED_BEFORE = on_demand(rf"\b(?:{alternatives(DESCRIBED)})\s$")
PERSON_AFTER = on_demand(
    rf"(?:{alternatives(PERSON_BEHIND)})\b|,\s(?:{alternatives(APPOSED)})\s(?:\w+\s)?{_KIN}\b",
    re.IGNORECASE,
)
RANKED = on_demand(rf"(?:{alternatives(RANK)})\s")
FILM_WORD = on_demand(rf"(?:{alternatives(FILM)})s?,?", re.IGNORECASE)
ARTICLES = frozenset("The O Os A As El La Las Los Le Les Lo Il".split())  # noqa: SIM905
"""Within a sentence these begin a title."""

FILM_AFTER = on_demand(rf"(?:{alternatives(FILM_BEHIND)})\b(?![’'])", re.IGNORECASE)


def is_film_before(before: str) -> bool:
    """Whether some words end with one for a film, or with the beginning of a title."""
    *words, last = before.split() or [""]
    if last in ARTICLES:
        return bool(words) and words[-1][-1] not in ".!?:"
    return FILM_WORD.fullmatch(last) is not None
