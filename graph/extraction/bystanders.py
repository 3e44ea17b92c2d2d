"""Persons whom a review names beside its film and who are not in it: who saw it or spoke of it,
whose place another took, who is to play in the next one. Per language: see `phrases`.
"""

from __future__ import annotations

import re
from functools import cache

from graph.extraction.phrases import Table, any_of

BEFORE: Table = {
    "en": r"""(?:instead|in place|in lieu) of; rather than; (?:took|takes?|taken|taking) over from;
        (?:thought|thinking) of; (?:Q&A|interview|conversation|talk|discussion) with;
        (?:watched|saw|seen|viewed) (?:it|this|that|the (?:film|movie)) (?:\w+ ){0,3}with;
        (?:introduced|presented|hosted|reviewed) by;
        my (?:\w+ )?(?:friends?|wife|husband|partner|girlfriend|boyfriend|mother|father|mum|mom),?;
        my (?:\w+ )?(?:dad|son|daughter|brother|sister|cousin|uncle|aunt|colleagues?|companion),?;
        my (?:\w+ )?(?:neighbou?r|boss|teacher|editor|co-host|flatmate|roommate|date),?""",
    "pt": r"""(?:em vez|no lugar|ao invés) d[eoa]; pens(?:ou|aram|ava) em; entrevista com;
        (?:meu|minha)s? (?:amig[oa]|esposa|marido|mulher|namorad[oa]|mãe|pai|filh[oa])s?,?;
        (?:meu|minha)s? (?:irmão|irmã|colega)s?,?""",
    "es": r"""en (?:vez|lugar) de; pens(?:ó|aron|aba) en; entrevista (?:a|con);
        mis? (?:amig[oa]|espos[oa]|marido|mujer|novi[oa]|madre|padre|hij[oa]|herman[oa])s?,?;
        mis? colegas?,?""",
    "fr": r"""(?:au lieu|à la place) d[e’']; pens(?:a|é|ait|aient) à; entretien avec;
        m(?:on|a|es) (?:amie?|femme|mari|copine?|mère|père|fils|fille|frère|sœur|collègue)s?,?""",
    "de": r"""(?:anstelle|statt) von; (?:dachte|gedacht) an; (?:Gespräch|Interview) mit;
        mein(?:e[rnm]?)? (?:Freund(?:in)?|Frau|Mann|Mutter|Vater|Sohn|Tochter|Bruder|Schwester),?;
        mein(?:e[rnm]?)? Kolleg(?:en?|in),?""",
    "it": r"""(?:invece|al posto) d[ie]; pens(?:ò|ato|ava) a; intervista (?:a|con);
        mi[oa] (?:amic[oa]|moglie|marito|ragazz[oa]|madre|padre|figli[oa]|fratello|sorella),?""",
}
"""What stands right before such a person."""

AFTER: Table = {
    "en": r"after (?:[\w-]+ (?:[\w-]+ ){1,2}with )?",
    "pt": r"(?:após|depois d[eoa]) (?:[\w-]+ (?:[\w-]+ ){1,2}com )?",
    "es": r"(?:tras|después de) (?:[\w-]+ (?:[\w-]+ ){1,2}con )?",
    "fr": r"après (?:[\w-]+ (?:[\w-]+ ){1,2}avec )?",
    "de": r"nach (?:[\w-]+ (?:[\w-]+ ){1,2}mit )?",
    "it": r"dopo (?:[\w-]+ (?:[\w-]+ ){1,2}con )?",
}
"""The same where a comma follows: “After Ann Berg as Ester, Eva Low is a relief”."""

BEHIND: Table = {
    "en": r"""(?:was|were|sat) (?:[\w’]+ ){0,3}?audience; (?:is|was) to (?-i:[A-Z])\w*;
        (?:is|was|has been) (?:announced|planned|rumou?red|slated|attached|expected|in talks);
        was (?:\w+ )?(?:kind|harsh|unkind|cruel) (?:to|about) (?:it|this|the);
        (?:dis)?(?:liked|loved) SEEN; (?:hated|adored|enjoyed|praised|panned|dismissed) SEEN;
        (?:defended|reviewed|introduced|presented|owns|recommended) SEEN;
        (?:watched|saw) SEEN(?! (?:com|happen|through|fit)); slept(?= through|[.!]);
        walked out(?! (?:on|of (?!it|the))); fell asleep;
        (?:said|recalled|admitted|joked|explained) (?:that|how|he|she|in an?)\b; told reporters;
        (?:told|(?:dis)?agreed with|sat (?:beside|behind|next to|near|with|before)) (?:me|us)""",
    "pt": r"""estava (?:[\w’]+ ){0,3}?(?:público|plateia|sala); dormiu;
        (?:está|foi) (?:anunciad|previst|cotad)[oa]; (?:amou|odiou|adorou|elogiou|viu) o filme""",
    "es": r"""(?:estaba|estuvo|era) (?:[\w’]+ ){0,3}?(?:público|sala); se durmió;
        (?:está|fue) (?:anunciad|previst)[oa]; (?:la|lo) (?:amó|odió|adoró|elogió|vio)""",
    "fr": r"""était (?:[\w’]+ ){0,3}?(?:public|salle); s[’']est endormie?;
        (?:est|a été) (?:annoncé|prévu|pressenti)e?; l[’']a (?:aimé|adoré|détesté|vu)e?""",
    "de": r"""(?:war|saß) (?:[\w’]+ ){0,3}?(?:Publikum|Saal); saß neben (?:mir|uns); schlief ein;
        ist (?:angekündigt|geplant); (?:mochte|liebte|hasste|lobte|sah) (?:ihn|den Film)""",
    "it": r"""era (?:[\w’]+ ){0,3}?(?:pubblico|sala); si è addormentat[oa];
        è (?:stat[oa] )?(?:annunciat|previst)[oa]; l[’']ha (?:amat|odiat|adorat|vist)[oa]""",
}
"""What such a person did: those of the film do what they do in the present tense."""

SHOWN: Table = {
    "en": r"""(?:see|view|regard|consider|paint|portray|depict|treat)(?:s|n|e?d|ing)?; saw;
        (?:describ|imagin)(?:e[sd]?|ing)""",
    "pt": r"(?:retrat|descrev|trat)(?:a|e|am|em|ou|ando|endo); vê",
    "es": r"(?:retrat|describ|trat)(?:a|e|an|en|ó|ando|iendo) a; ve a",
    "fr": r"dépeint; décrit; traite; voit",
    "de": r"sieht; beschreibt; schildert; behandelt",
    "it": r"ritrae; descrive; tratta; vede",
}
"""What is done to one who is told of: “I see Max Roe as a bore” casts nobody."""

AS: Table = {
    "en": r"as (?:an?|the|his|her|their|its|some) (?-i:[a-z]\w*)",
    "pt": r"como (?:uma?|[oa]) (?-i:[a-zà-ÿ]\w*)",
    "es": r"como (?:una?|el|la) (?-i:[a-zà-ÿ]\w*)",
    "fr": r"comme (?:une?|l[ea]) (?-i:[a-zà-ÿ]\w*)",
    "de": r"als (?-i:[a-zäöü]\w*)",
    "it": r"come (?:un[oa]?|il|la) (?-i:[a-zà-ÿ]\w*)",
}
"""What follows then."""

REACH = 60
FILLING = r"\s(?:(?!(?:and|but|I|we|who|which|that|y|e|et|und)\b)[\w-]+\s){0,3}?"
"""What may stand before it: “as a critic was kind to it”."""


def is_bystander(text: str, start: int, end: int, language: str) -> bool:
    """Whether words that tell of somebody tell that it is no one of the film.

    >>> said = "Instead of Ann Berg as Ester we get Eva Low."
    >>> is_bystander(said, said.index("Ann"), said.index(" we"), "en")
    True
    """
    before, after, behind, shown, as_what = _patterns(language if language in BEFORE else "")
    lead = text[max(0, start - REACH) : start]
    followed = text[end : end + 1] == "," and after.search(lead)
    told = shown.search(lead) and as_what.search(text, start, end + REACH)
    return bool(followed or told or before.search(lead) or behind.match(text, end))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    said = (
        rf"{any_of([BEFORE], language)}\s?\Z",
        rf"{any_of([AFTER], language)}\Z",
        rf"{FILLING}{any_of([BEHIND], language)}",
        rf"{any_of([SHOWN], language)}\s\Z",
        rf"\s{any_of([AS], language)}",
    )
    return tuple(re.compile(words, re.IGNORECASE) for words in said)
