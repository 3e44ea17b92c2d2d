"""Which words of running text say what is not so: “not directed by …”, “almost directed by …”,
“Imagine … as …”.

Only what stands right before counts. Who is named with an office, as “director Jane Doe”, holds it
whatever the sentence denies.
"""

from __future__ import annotations

import re
from functools import cache

from graph.extraction.denial_phrases import LINKS, NOT, OPENING, PERHAPS
from graph.extraction.phrases import Words, any_of

REACH = 60
OPENINGS = Words(NOT, OPENING)
CREDITING = frozenset(
    """by from starring stars starred featuring por pelo pela par von mit da di de do dos com con
    avec""".split()  # noqa: SIM905
)
"""Words before names that credit them, unlike an office."""


def is_unreal(text: str, start: int, names: int, language: str) -> bool:
    """Whether words are denied or only imagined that begin at `start` and name somebody at `names`.

    >>> said = "It isn’t directed by Ann Berg."
    >>> is_unreal(said, said.index("directed"), said.index("Ann"), "en")
    True
    """
    if text[start].isupper() and OPENINGS.of(language).match(text, start):
        return True
    lead = text[start:names].lower().split()
    if lead and CREDITING.isdisjoint(lead):
        return False
    return _before(language).search(text[max(0, start - REACH) : start]) is not None


@cache
def _before(language: str) -> re.Pattern[str]:
    links = rf"(?:\s{any_of([LINKS], language)}){{0,4}}"
    return re.compile(rf"{any_of([NOT, PERHAPS], language)}{links}\s$", re.IGNORECASE)
