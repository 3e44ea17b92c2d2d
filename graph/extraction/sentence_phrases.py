"""The words of a sentence that is nothing but a score, per language: see `phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

FROM_ME: Table = {
    "en": "(?:for|from|by) me",
    "de": "(?:von|für) mi(?:r|ch)",
    "fr": "pour moi; de ma part",
    "es": "para mí; de mi parte",
    "pt": "(?:para|por) mim; da minha parte",
    "it": "per me; da parte mia",
}
LED: Table = {
    "en": "(?:rated )?(?:an? )?(?:(?:solid|strong|easy|firm|clear|weak) )?",
    "de": "(?:eine? )?(?:(?:solide|starke|klare)[ns]? )?",
    "fr": "(?:une? )?(?:solide )?",
    "es": "(?:une? )?",
    "pt": "(?:uma? )?",
    "it": "(?:una? )?(?:solid[oa] )?",
}
"""What a sentence may begin with that is a score."""

OPINIONS: Table = {
    "en": """says?; said; thinks?; thought; writes?; wrote; calls; called; gives?; gave; rates?;
        rated; hate[sd]; love[sd]; according""",
    "de": "sagte?; meinte?; findet; fand; schreibt; schrieb; gibt; gab; laut; liebte?; hasste?",
    "fr": "dit; écrit; pense; trouve; donne; selon; adore; déteste",
    "es": "dice; dijo; escribe; piensa; da; dio; según; odia; adora",
    "pt": "diz; disse; escreve; acha; dá; deu; segundo; odeia; adora",
    "it": "dice; disse; scrive; pensa; dà; secondo; odia; adora",
}
"""What stands in the sentence before that gives another's opinion."""

AUTHOR: Table = {
    "en": "I; we",
    "de": "ich; wir",
    "fr": r"je; nous; j[’']\w+",
    "es": "yo; nosotr[oa]s",
    "pt": "eu; nós",
    "it": "io; noi",
}
"""What tells there that it is the author's own."""
