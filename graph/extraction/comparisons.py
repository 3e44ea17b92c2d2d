"""Words before a name that compare the film with others, remember one, or speak of a figure."""

from __future__ import annotations

import re

from graph.values.patterns import on_demand

ELSEWHERE = on_demand(
    r"\b(?:unlike|prefer|recalls?|recuerdan?|remember\w*|reminiscent|remind\w*|influence\w*|inspired?"
    r"|homage|echo\w*|compare\w*|borrowed|(?<!\bthis\s)remake|original|previous|earlier|former|legendary|late"
    r"|such\sas|similar|tradition|style\sof|works?\sof|films?\sof|films?\sby|films?\sled|fan\sof"
    r"|elements\sof|need\sto\ssee|from\sthe\ssame|seen|would-be"
    r"|impression\sde|on\sdirait|ressemble|aurait|parece|précédents?|précédentes?|deuxième\sfilm|autres?\sfilms?|otras?|outros?"
    r"|fictional|anterior(?:es)?|d’après|rappelle|ancien|lembra|novel|novels|book|romance|livro"
    r"|libro|roman|manga|comics?|vorgänger|originals?)\b[^.!?]{0,60}$"
    r"|\b(?:(?<!feels\s)(?<!seems\s)(?<!looks\s)|(?!like\sthe\s$))(?:like|como|comme|wie|come|first|early|character)\s"
    r"(?:[\w-]+\s){0,2}$|\b(?:named|called|played\sby|plays|joue|interpreta)\s(?:(?!(?:and|while|et|y|e)\s)[\w-]+\s){0,3}$"
    r"|[”\"»*_’],?\s(?:\w+\s){0,2}$|\b[0-9]{4}[)\]],?\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""Words before a name, or another title, that make it another film's, or a figure's."""

NO_COMPARISON = on_demand(r"(?:^|[.!?]\s)Like\s(?:the\s)?$|\b(?:from|by|of)\san?\s\w+\slike\s$")
"""“Like director Ann Berg is …”, which compares nothing, and “from a veteran like …”."""

GOES_ON = on_demand(r"\s(?:is|was|has|had|does|did|would|wants?|tries|tried)\b")

TURN = on_demand(
    r"\b(?:but|here|mas|pero|mais|aber)\s|,\s(?:this|est[ea]|ce|cette|dies\w{1,2}|quest[oa])\s",
    re.IGNORECASE,
)
"""Words after which the talk is of something else again."""

BEFORE = 100


def is_compared(text: str, start: int, end: int, title: str) -> bool:
    """Whether what stands before words of a text makes them another film's than that of a title."""
    before = TURN.split(text[max(0, start - BEFORE) : start])[-1]
    if not ELSEWHERE.search(before) or before.rstrip(' ”"»*_’,').endswith(title):
        return False
    bare = NO_COMPARISON.search(before)
    return not bare or ("Like" in bare[0] and not GOES_ON.match(text, end))
