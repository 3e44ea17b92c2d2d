"""The reviewer's own score in running text: “I give it 3 out of 5”, “Nota: 8/10”.

Only what says whose it is counts: other people's scores stand in reviews as well. Where a text
holds two different ones, none is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from graph.extraction.edges import LONGEST, beginnings
from graph.extraction.entries import Findings, clip
from graph.extraction.tokens import tokens_of
from graph.records import Evidence, Rating, SourceKind
from graph.values.patterns import on_demand
from graph.values.ratings import EMPTY_STARS, FULL_STARS, parse_rating
from graph.values.scales import OF, WORDS

_SOME = r"[^.!?\n]{0,40}?"
OWN = (
    r"(?:I|we)(?:[’']d|\swould|[’']ll|\swill)?\s(?:give|gave|rate|rated|award|score)\s"
    rf"(?:it|this|the|“?[A-Z]){_SOME}",
    r"(?:my|our|final|overall)\s(?:own\s|final\s)?(?:rating|score|verdict|grade|mark)\b",
    r"(?:rating|score|verdict|grade|overall|final\sverdict)\s?:",
    rf"le\s(?:doy|pongo|damos|daría)\b{_SOME}",
    r"(?:mi\s)?(?:nota|puntuación|calificación|valoración)\s?:",
    r"(?:minha\s)?(?:nota|avaliação)\s?:",
    r"(?:dou|leva)\s(?:ao\sfilme\s|nota\s)?",
    r"(?:ma\s)?note\s?:",
    r"je\slui\s(?:donne|mets)\b",
    r"(?:meine\s)?(?:Wertung|Bewertung|Note)\s?:",
    rf"(?:ich\sgebe|gebe\sich)\b{_SOME}",
    r"(?:il\smio\s)?(?:voto|giudizio)\s?:",
    r"(?:評価|点数|採点)\s?[:：は]",
)
"""Words that say that the score behind them is the author's."""

_BEST = (
    rf"(?:(?:100|10|20|4|5|6)(?![0-9/])|(?:{'|'.join(WORDS)})\b"
    rf"|(?:[{FULL_STARS}]\ufe0f?){{1,10}})"
)
_SCALE = rf"(?:{OF}{_BEST}|\s?\({OF}{_BEST}(?:\s\w{{1,9}})?\))"
_OF = r"\s?(?:/|out\sof|de|von|sur|su|di|em)\s?"  # but “I give it 4 of 10 times”
_STARS = r"(?:stars|estrellas|estrelas|étoiles|Sterne|stelle)"
_MORE = rf"(?![{FULL_STARS}{EMPTY_STARS}\ufe0f½]|\s?1/2|\s?\(?(?:/\s?[0-9★]|out\sof\b))"
SCORE = (
    rf"(?:[{FULL_STARS}{EMPTY_STARS}]\ufe0f?){{1,10}}(?:½|\s?1/2)?(?:{_SCALE}|{_MORE})",
    rf"[0-9]{{1,3}}(?:[.,][0-9])?{_OF}{_BEST}",
    rf"[0-9](?:[.,][0-9])?\s{_STARS}(?:{_SCALE}|{_MORE})",
    r"(?P<grade>[A-D][+-](?!\w))",
)
"""Stars that are followed by a scale which was not understood are no score."""

VERDICT = on_demand(
    rf"(?<![\w’'])(?i:{'|'.join(OWN)})[\s:–—=-]{{0,4}}(?i:(?:an?|un[ae]?|uma?|eine?)\s)?"
    rf"(?:solid\s|strong\s)?(?P<score>{'|'.join(SCORE)})"
)
NOT_OWN = on_demand(
    r"(?:imdb|tomato\w*|metacritic|letterboxd|critics|users?|average|mpaa)"
    r"\W{0,3}(?:\w+\W{1,3}){0,3}$",
    re.IGNORECASE,
)
IN_A_SCORE = on_demand(f"[0-9{FULL_STARS}{EMPTY_STARS}+-]")
"""Letters of which each score has one, the first or, in grades, the second."""

MOST = 20
WORD = on_demand(r"\w+")
A_SCORE = on_demand("|".join(SCORE))
REACH = 120
"""Characters from the beginning of a verdict to its score at most."""


def read_verdict(text: str, findings: Findings, place: int = 0) -> None:
    """Claim the one score that the text calls the author's own, where no key gives one."""
    if findings.review_has("reviewRating"):
        return
    found: dict[tuple[object, object], tuple[Rating, str]] = {}
    for match in islice(_verdicts(text), MOST):
        rating = parse_rating(match["grade"] or match["score"])
        own = not NOT_OWN.search(text[max(0, match.start() - 40) : match.start()])
        if own and isinstance(rating, Rating):
            found[rating.value, rating.best] = rating, match[0]
    if len(found) == 1:
        rating, words = next(iter(found.values()))
        evidence = Evidence(SourceKind.PROSE, "verdict", clip(words), place)
        findings.about_review("reviewRating", rating, evidence)


def _verdicts(text: str) -> Iterator[re.Match[str]]:
    """What `VERDICT` matches, tried at the words before a score that may begin one."""
    plain = tokens_of(text).plain
    done = 0
    for letter in IN_A_SCORE.finditer(text):
        end = max(0, letter.start() - (letter[0] in "+-"))
        if end >= done and A_SCORE.match(text, end):
            words = WORD.finditer(text, max(done, end - REACH), end)
            starts = (word.start() for word in words if _may_begin(plain, word.start()))
            match = next(filter(None, (VERDICT.match(text, start) for start in starts)), None)
            done = match.end() if match else end
            if match:
                yield match


def _may_begin(plain: str, start: int) -> bool:
    letters, begin = plain[start : start + LONGEST], _beginnings()
    return any(letters[:length] in begin for length in range(LONGEST + 1))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(beginning for own in OWN for beginning in beginnings(own))
