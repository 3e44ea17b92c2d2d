"""Which words of running text say what is not so: “not directed by …”, “almost directed by …”,
“Imagine … as …”.

Only what stands right before counts. Who is named with an office, as “director Jane Doe”, holds it
whatever the sentence denies.
"""

from __future__ import annotations

from functools import lru_cache

from graph.extraction.denial_phrases import LINKS, NOT, OPENING, PERHAPS
from graph.extraction.phrases import Words

REACH = 60
MOST_LINKS = 4
OPENINGS, DENIALS, BEHIND = Words(NOT, OPENING), Words(NOT, PERHAPS), Words(LINKS)
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
    before = text[max(0, start - REACH) : start]
    words = before.split()[: -MOST_LINKS - 2 : -1] if before[-1:].isspace() else ()
    kinds = (_kind(word, language) for word in words)
    return next((kind for kind in kinds if kind != "link"), "") == "denial"


@lru_cache(1 << 12)
def _kind(word: str, language: str) -> str:
    """Whether a word denies, or may stand behind one that does."""
    if DENIALS.of(language).fullmatch(word):
        return "denial"
    return "link" if BEHIND.of(language).fullmatch(word) else ""
