"""Several reviews in one text: sections that each begin with a film and its year, “Heat (1995)”.

A review has headings of its own, and an essay names films in them. So a text is only divided where
at least two sections name a film with its year, no two the same, and each gives a score of its
own; a numbered list of films stays one text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from graph.documents.files import Parts
from graph.records import Document, Rating, Skipped
from graph.values.ratings import EMPTY_STARS, FULL_STARS, parse_rating
from graph.values.titles import A_BRACKETED_YEAR, slug, split_title_year

HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<words>\S.*?)[\s#]*")
OPENING = re.compile(
    r"[*_\s]{0,5}(?P<film>[^\s.,;:*_#].{0,120}?\s?[(\[](?:18[89]|19\d|20\d)\d[)\]])[*_]{0,3}"
    r"(?:\s?[-–—|:,]?\s?(?P<score>\S.{0,40}))?"
)
NUMBERED = re.compile(r"[*_\s]{0,5}#?[0-9]{1,3}[.):]\s")
LABEL = re.compile(r"[-*+•_\s]{0,8}[^\W\d][^:：\n]{0,40}[:：][*_\s]{0,4}")
STAR = re.compile(rf"[{FULL_STARS}]")
RULE = re.compile(r"\s*\*[*\s]*")
SCORE_MARK = re.compile(rf"[{FULL_STARS}{EMPTY_STARS}*%]|[0-9½]\s?/\s?[0-9]|\b[A-F][+-]?\s*\Z")
BRACKETS = {"(": ")", "[": "]"}
FEWEST = 2
FEWEST_WORDS = 8
MOST_LINES = 20_000
LONGEST_SCORE = 80
OF_ALL = frozenset(("title", "name", "headline", "description", "summary", "excerpt", "image"))
"""Keys that say something of all the reviews together."""

OF_ONE = frozenset(
    ("film", "movie", "director", "directors", "rating", "score", "stars", "grade", "imdb", "tmdb")
)
"""Keys that say that the text is about one film."""


class Section(NamedTuple):
    """A part of a text; `film` is empty where it begins with none."""

    film: str
    score: str
    level: int
    start: int
    lines: list[str]

    @property
    def is_review(self) -> bool:
        """Whether it has a film, a score and some words."""
        words = sum(len(line.split()) for line in self.lines)
        scored = bool(self.score) or any(_score(line) for line in self.lines)
        return bool(self.film) and scored and words >= FEWEST_WORDS


def divided(document: Document) -> Iterator[Document | Skipped]:
    """The reviews in a document, which is itself one of them where it holds no more."""
    keys = {key.casefold() for key in document.metadata}
    found = [] if keys & OF_ONE else sections(document.text)
    if not found:
        yield document
        return
    shared = {k: v for k, v in document.metadata.items() if k.casefold() not in OF_ALL}
    parts = Parts(document.source, "section")
    reviews = sum(bool(section.film) for section in found)
    because = f"{document.because.rstrip('.')}; it holds {reviews} reviews, each below its film."
    for section in found:
        source = parts.named(slug(section.film or " ".join(section.lines[:1])))
        if not section.film:
            yield Skipped(source, "This section names no film with its year.")
            continue
        film = {"film": section.film, **({"rating": section.score} if section.score else {})}
        text = "\n".join(section.lines).strip("\n")
        first = section.start + _blank(section.lines)
        said = f"{sorted(map(str, shared.items()))}{film}{text}"
        yield replace(
            document,
            source=source,
            because=because,
            digest=hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest(),
            text=text,
            metadata={**shared, **film},
            lines={**document.lines, "film": document.first_line + section.start - 1},
            first_line=document.first_line + first,
        )


def sections(text: str) -> list[Section]:
    """The sections of a text that holds several reviews; none where it does not."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return []
    starts = [(i, opening) for i in range(len(lines)) if (opening := _opening(lines, i))]
    levels = {level for _, (film, _, level) in starts if film}
    if not levels:
        return []
    top = min(levels)
    kept = [(i, o) for i, o in starts if (o[0] and o[2] == top) or (not o[0] and o[2] <= top)]
    ends = [i for i, _ in kept[1:]] + [len(lines)]
    found = [
        Section(film, score, level, i + 1, lines[i + 1 : end])
        for (i, (film, score, level)), end in zip(kept, ends, strict=True)
    ]
    while found and not found[0].film:
        found = found[1:]
    reviews = [section for section in found if section.is_review]
    titles = {section.film.casefold() for section in found if section.film}
    told_apart = len(titles) == sum(bool(section.film) for section in found)
    return found if len(reviews) >= FEWEST and told_apart else []


def _opening(lines: list[str], i: int) -> tuple[str, str, int] | None:
    """Film, score and level of a heading, or of a line that stands for one, which has level 7;
    no film for a heading of something else."""
    line = lines[i]
    if len(line) > 250 or not line.strip():
        return None
    heading = HEADING.fullmatch(line)
    alone = i == 0 or not lines[i - 1].strip()
    if not heading and not alone:
        return None
    words = heading["words"] if heading else line.strip()
    level = len(heading["marks"]) if heading else 7
    match = OPENING.fullmatch(words)
    score = _bare(match["score"] or "") if match else ""
    named = match is not None and not NUMBERED.match(words) and _is_one_film(match["film"])
    if match and named and (not score or _is_score(score)):
        return match["film"].strip(), score, level
    return ("", "", level) if heading else None


def _is_one_film(words: str) -> bool:
    """Whether words are one title with its year; not “Heat (1995) and Ronin (1998)”."""
    return bool(split_title_year(words)[1]) and len(A_BRACKETED_YEAR.findall(words)) == 1


def _score(line: str) -> bool:
    """Whether a line holds nothing but a score, with or without a label."""
    if len(line) > LONGEST_SCORE:
        return False
    label = LABEL.match(line)
    return not RULE.fullmatch(line) and _is_score(_bare(line[label.end() :] if label else line))


def _bare(words: str) -> str:
    """The words of a score without emphasis; asterisks are its stars where it is one with them."""
    raw = words.strip(" _-–—|:,")
    raw = raw[1:-1] if raw[:1] in BRACKETS and BRACKETS[raw[:1]] == raw[-1:] else raw
    starred = raw.startswith("*") and not STAR.search(raw) and isinstance(parse_rating(raw), Rating)
    return raw if starred else raw.strip("*_ ")


def _is_score(words: str) -> bool:
    return bool(SCORE_MARK.search(words)) and isinstance(parse_rating(words), Rating)


def _blank(lines: list[str]) -> int:
    """How many blank lines stand at the beginning."""
    return next((i for i, line in enumerate(lines) if line.strip()), 0)
