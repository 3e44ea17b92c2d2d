"""The reviewer's own score in running text: “I give it 3 out of 5”, “Nota: 8/10”.

Only what says whose it is counts: other people's scores stand in reviews as well, and scores of
other things, and such as the author would never give. Where a text holds two different ones, none
is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from graph.extraction.changes import change_of
from graph.extraction.doubts import Doubts
from graph.extraction.edges import LONGEST, beginnings
from graph.extraction.entries import Findings, clip
from graph.extraction.last_scores import is_of_whole
from graph.extraction.other_films import ThisFilm
from graph.extraction.phrases import alternatives, phrases
from graph.extraction.sentence_phrases import FROM_ME, LED
from graph.extraction.tokens import tokens_of
from graph.extraction.verdict_phrases import GIVES, LABELS
from graph.records import TITLES, Evidence, Person, Rating, Role, SourceKind, Text
from graph.values.patterns import on_demand
from graph.values.ratings import EMPTY_STARS, FULL_STARS, HALVES, parse_rating
from graph.values.scales import OF, WORDS

_BEST = (
    rf"(?:(?:100|10|20|4|5|6)(?![0-9/])|(?:{'|'.join(WORDS)})\b"
    rf"|(?:[{FULL_STARS}]\ufe0f?){{1,10}})"
)
_SCALE = rf"(?:{OF}{_BEST}|\s?\({OF}{_BEST}(?:\s\w{{1,9}})?\))"
_OF = r"\s?(?:/|out\sof|de|von|sur|su|di|em)\s?"  # but “I give it 4 of 10 times”
_STARS = r"(?:stars|estrellas|estrelas|étoiles|Sterne|stelle)"
_MORE = rf"(?![{FULL_STARS}{EMPTY_STARS}\ufe0f½{HALVES}✨]|\s?1/2|\s?\(?(?:/\s?[0-9★]|out\sof\b))"
ALONE = (
    rf"(?:[{FULL_STARS}{EMPTY_STARS}]\ufe0f?){{1,10}}(?:½|[{HALVES}]|\s?1/2)?(?:{_SCALE}|{_MORE})",
    rf"[0-9]{{1,3}}(?:[.,][0-9])?{_OF}{_BEST}",
    rf"[0-9](?:[.,][0-9])?\s{_STARS}(?:{_SCALE}|{_MORE})",
    rf"[0-9](?:[.,][0-9])?\sof\s(?:4|5|10)\s{_STARS}",
)
"""Scores that may be a sentence by themselves. Stars that are followed by a scale which was not
understood are none."""

GRADE = r"(?P<grade>[A-D][+-](?!\w))"
PERCENT = r"[0-9]{1,3}\s?%(?=[.!,;:)\]|]|\s*(?:\n|\Z))"
"""No percentage of something; “100%.” by itself only says yes."""

SCORE = (*ALONE, GRADE, PERCENT)

_GIVES = "|".join(f"(?P<{name}>{alternatives(GIVES, name)})" for name in GIVES)
_LABEL = alternatives(LABELS)
VERDICT = on_demand(
    rf"(?<![\w’'])(?i:(?:{_GIVES})(?P<what>(?:\s[^.!?\n]{{1,60}}?)??)|(?P<label>{_LABEL}))"
    rf"[\s:–—=-]{{0,4}}(?:(?:(?<=[Vv]erdict:\s)|(?<=VERDICT:\s))"
    r"(?P<words>[^\W\d_][^\n.:;!?()/0-9]{0,40})\s\((?=[^()\n]{1,20}\)))?"
    rf"(?i:(?<!\w)(?:an?|un[ae]?|uma?|eine?)\s)?"
    rf"(?:solid\s|strong\s)?(?P<score>{'|'.join(SCORE)})"
)
SENTENCE = on_demand(
    rf"\(?(?i:{'|'.join(phrases(LED))})(?P<score>{'|'.join(ALONE)})(?:\s(?i:stars?|sternen?))?"
    rf"(?:\s(?P<own>(?i:{'|'.join(phrases(FROM_ME))}))[.!]?(?=\s|$)|[.!]?\)?[.!]?\s*\Z)"
)
"""A sentence that is nothing but a score: it says whose that is, or ends the text. It counts as
the text's only score."""

SENTENCE_END = on_demand(r"[.!?…][”\"’)]{0,2}\s+|\n\s*")
LONGEST_LEAD = 30
IN_A_SCORE = on_demand(f"[0-9{FULL_STARS}{EMPTY_STARS}+-]")
"""Letters of which each score has one, the first or, in grades, the second."""

MOST = 20
WORD = on_demand(r"\w+")
A_SCORE = on_demand("|".join(SCORE))
ANOTHER = on_demand("|".join((*ALONE, GRADE)))
"""What else in a text would be a score of it; percentages are of many things."""

FINAL = on_demand(r"(?:final|overall|total)\b", re.IGNORECASE)
"""How what holds the score of all is named, where parts have scores of their own."""

POSSESSIVE = on_demand(r"[’']s?\s$")
REACH = 120
"""Characters from the beginning of a verdict to its score at most."""


def read_verdict(film: ThisFilm, findings: Findings, source: str = "") -> None:
    """Claim the one score that the text of a film calls the author's own, where no key gives one;
    `source` is the text with its Markdown."""
    if findings.review_has("reviewRating"):
        return
    found: dict[tuple[object, object], tuple[Rating, str]] = {}
    final: dict[tuple[object, object], tuple[Rating, str]] = {}
    doubts = Doubts(film, _names(findings), source, _people(findings))
    for match in islice(_verdicts(film.text), MOST):
        rating = parse_rating(match["score"])
        alone = "label" not in match.re.groupindex
        if alone:
            doubted = not _is_only(match, source) or doubts.about_sentence(match)
        else:
            doubted = doubts.about(match)
        if isinstance(rating, Rating) and not doubted:
            found[rating.value, rating.best] = rating, match[0]
            if not alone and _is_final(match):
                final[rating.value, rating.best] = rating, match[0]
    found = final or found
    if found and (why := change_of(film.text)):
        findings.note("reviewRating", why)
    elif len(found) == 1:
        rating, words = next(iter(found.values()))
        evidence = Evidence(SourceKind.PROSE, "verdict", clip(words))
        findings.about_review("reviewRating", rating, evidence)


def _is_final(verdict: re.Match[str]) -> bool:
    """Whether a verdict is named as that of all, and nobody else's: “Jane's final score”."""
    before = verdict.string[max(0, verdict.start() - 3) : verdict.start()]
    return FINAL.match(verdict["label"] or "") is not None and not POSSESSIVE.search(before)


def _names(findings: Findings) -> Iterator[str]:
    for claim in findings.movie:
        if claim.property in TITLES and isinstance(claim.value, Text):
            yield claim.value.value


def _people(findings: Findings) -> Iterator[str]:
    for claim in findings.movie:
        person = claim.value.actor if isinstance(claim.value, Role) else claim.value
        if isinstance(person, Person):
            yield person.name


def _is_only(sentence: re.Match[str], source: str) -> bool:
    """Whether a sentence has the one score of its text, and speaks of all of that."""
    scores = list(islice(ANOTHER.finditer(sentence.string), 2))
    return len(scores) == 1 and is_of_whole(sentence, source)


def _verdicts(text: str) -> Iterator[re.Match[str]]:
    """What `VERDICT` matches, tried at the words before a score that may begin one, or else
    `SENTENCE`."""
    plain = tokens_of(text).plain
    done = 0
    for letter in IN_A_SCORE.finditer(text):
        end = max(0, letter.start() - (letter[0] in "+-"))
        if end >= done and A_SCORE.match(text, end):
            words = WORD.finditer(text, max(done, end - REACH), end)
            starts = (word.start() for word in words if _may_begin(plain, word.start()))
            match = next(filter(None, (VERDICT.match(text, start) for start in starts)), None)
            match = match or _sentence(text, end)
            done = match.end() if match else end
            if match:
                yield match


def _sentence(text: str, at: int) -> re.Match[str] | None:
    """The sentence that is nothing but the score at a place."""
    begin = max(0, at - LONGEST_LEAD)
    ends = [end.end() for end in SENTENCE_END.finditer(text, begin, at)]
    if begin and not ends:
        return None
    match = SENTENCE.match(text, ends[-1] if ends else 0)
    return match if match and match.start("score") == at else None


def _may_begin(plain: str, start: int) -> bool:
    letters, begin = plain[start : start + LONGEST], _beginnings()
    return any(letters[:length] in begin for length in range(LONGEST + 1))


@cache
def _beginnings() -> frozenset[str]:
    said = (*phrases(GIVES), *phrases(LABELS))
    return frozenset(beginning for own in said for beginning in beginnings(own))
