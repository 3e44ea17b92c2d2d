"""Whether somebody with an office, as “director Ann Berg”, is named as this film’s: not as the head
of a festival, the husband of an actress, or one who has an opinion of it.
"""

from __future__ import annotations

import re

from graph.values.patterns import on_demand

_OFFICE = (
    r"\b(?:directors?|film-?makers?|auteurs?|diretor\w*|director(?:a|es|as)|cineastas?|realizador\w*"
    r"|documentarista\w*|réalisat\w+|réals?|regisseur\w*|filmemacher\w*|regist[ai])\b"
)
OFFICE = on_demand(_OFFICE, re.IGNORECASE)

_HOUSES = (
    r"art|artistic|assistant|board|casting|cia|company|creative|deputy|executive|fbi|fellow|festival"
    r"|fight|finance|funeral|gallery|managing|marketing|medical|mi[56]|museum|music|musical|nsa"
    r"|program(?:me)?|regional|research|school|second[-\s]unit|sports|stage|stunt|technical|theat(?:re|er)"
)
_RELATIVES = (
    r"(?:wife|husband|widow|widower|son|daughter|brother|sister|father|mother|friend|colleague|nephew"
    r"|niece|cousin|girlfriend|boyfriend|assistant|pupil|student|muse|favou?rite"
    r"|frau|mann|ehemann|witwe|sohn|tochter|bruder|schwester|freund|freundin|kollege|kollegin|schüler(?:in)?"
    r"|esposa|mulher|mujer|marido|hij[oa]|filh[oa]|herman[oa]|irmão|irmã|viúva|viuda|amig[oa]|colega"
    r"|femme|épouse|mari|veuve|fils|fille|frère|sœur|amie?|collègue|élève"
    r"|moglie|marito|vedova|figli[oa]|fratello|sorella|amic[oa]|alliev[oa])"
)
_PLAYERS = (
    r"\b(?:actors?|actress|movie\sstar|film\sstar|at(?:or|riz)|actriz|act(?:eur|rice)|schauspieler\w*"
    r"|att(?:ore|rice))\b"
)
ELSEWHERE = on_demand(
    rf"\b(?:(?:{_HOUSES})\s{_OFFICE}"
    rf"|{_RELATIVES}(?:,|\s(?:of|to|von|des|de[li]?|d[aou]|della))\s(?:[\w-]+\s){{0,2}}?"
    rf"(?:{_OFFICE}|{_PLAYERS})),?\s\(?\Z",
    re.IGNORECASE,
)
"""What stands before a name, with the office, where it is held elsewhere or is a relative's."""

A_PART = on_demand(
    r"\b(?:an?|his|her|their|une?|una|um|uma|uno|eine[nmr]?)\s(?:[\w-]+,?\s){0,4}"
    rf"(?:{_OFFICE}|(?:screen)?writer|scénariste|guionista|roteirista|drehbuchautor(?:in)?)\s\(\Z",
    re.IGNORECASE,
)
"""What stands before an actor whose part has the office: “a tired director (Max Roe)”."""

_THE_FILM = (
    r"(?:it|th(?:is|e)\s(?:film|movie)|(?:den|diesen)\sfilm|ihn|(?:a\s)?(?:il|l[ae]|o|el?)\s"
    r"(?:filme?|película))"
)
_JUDGES = (
    r"(?:cite|call|put|praise|love|adore|admire|hate|name|introduce|present)s?d?|introduced|called"
    r"|n[ae]nnte?|lobte?|lieb(?:t|te)|hasste?|chamou|chama|elogi(?:a|ou|ó)|adora|citou|cit[aóe]"
    r"|llam[aó]|adore|appelle|chiam[aò]|ador[aò]"
)
REACH = 60
OPINION = on_demand(
    rf",?\s(?:(?:once|also|later|famously|einmal|einst)\s)?(?:(?:{_JUDGES})\s{_THE_FILM}\b"
    r"|(?:was|were)\s(?:asked|offered|approached|considered|announced)\b"
    r"|(?:sat|slept|wept|told\sme|walked\sout)\b)",
    re.IGNORECASE,
)
"""What is told, behind a name, of one who saw the film, or did not make it."""


def holds(match: re.Match[str]) -> bool:
    """Whether a match, whose group `names` stands beside an office, may name this film's.

    >>> said = "The festival director Ann Berg"
    >>> holds(re.search("director (?P<names>.*)", said))
    False
    """
    if not OFFICE.search(match[0]):
        return True
    text, names = match.string, match.start("names")
    return not is_elsewhere(text, names) and not OPINION.match(text, match.end())


def is_a_part(match: re.Match[str]) -> bool:
    r"""Whether the `names` of a match are of one who plays somebody with an office.

    >>> is_a_part(re.search(r"director \((?P<names>.*)\)", "a tired director (Max Roe)"))
    True
    """
    names = match.start("names")
    return A_PART.search(match.string, max(0, names - REACH), names) is not None


def is_elsewhere(text: str, names: int) -> bool:
    """Whether somebody has an office elsewhere, or is a relative, whose name begins at a place."""
    return ELSEWHERE.search(text, max(0, names - REACH), names) is not None
