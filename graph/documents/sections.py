"""Several reviews in one text: sections that each begin with a film and its year, “Heat (1995)”.

A review has headings of its own, and an essay names films in them. So a text is only divided where
at least two sections name a film with its year, no two the same, and each gives a score of its
own; a numbered list of films stays one text. A post or a page is divided only where besides neither
its title nor what stands above the sections may be about a film of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.documents.pieces import (
    FILES,
    MOST_LINES,
    OF_ONE,
    Piece,
    is_introduction,
    names_another,
    shared,
)
from graph.documents.scored_lines import (
    ENDS,
    LABEL,
    YEAR,
    bare_score,
    ends_in_score,
    is_one_film,
    is_score,
    may_be_film,
    says_score,
)
from graph.records import Document
from graph.values.folding import fold
from graph.values.patterns import FILM_YEAR, HEADING

OPENING = re.compile(
    rf"[*_\s]{{0,5}}(?P<film>[^\s.,;:*_#].{{0,120}}?\s?[(\[]{FILM_YEAR}[)\]])[*_]{{0,3}}"
    r"(?:\s?[-–—|:,]?\s?(?P<score>\S.{0,40}))?"
)
NUMBERED = re.compile(r"[*_\s]{0,5}#?[0-9]{1,3}[.):]\s")
FEWEST = 2
LONGEST_LINE = 250
MOST_REMARKS = 3
"""Words behind a film that may be a score in words: “zero stars”, “no score”."""

TITLES = frozenset(("title", "headline", "name"))


class Section(NamedTuple):
    """A part of a text below a heading; `film` is empty where that names none."""

    heading: str
    film: str
    score: str
    level: int
    start: int
    lines: list[str]

    @property
    def is_review(self) -> bool:
        """Whether it has a film, a score and some words."""
        if not self.film:
            return False
        said = [line for line in self.lines if line.strip()]
        words = [line for line in said if not is_score(line)]
        scored = says_score(self.score) or len(words) < len(said)
        return bool(words) and (scored or ends_in_score(words[-1]))


def pieces(document: Document) -> list[Piece]:
    """The sections of a document that holds several reviews; none where it does not."""
    keys = {key.casefold() for key in document.metadata}
    found = [] if keys & OF_ONE else sections(document.text)
    films = [section.film for section in found]
    if found and names_another([document.metadata.get("title")], films):
        return []
    if found and document.format not in FILES and _may_be_of_one(document, found[0].start - 1):
        return []
    common, in_keys = shared(document.metadata), document.format != "html"
    return [_piece(section, common, in_keys=in_keys) for section in found]


def _may_be_of_one(document: Document, start: int) -> bool:
    """Whether a post or page may be about one film, of which it tells above the line where its
    sections start."""
    above = [line for line in document.text.split("\n")[:start] if line.strip()]
    matches = [HEADING.fullmatch(line) if len(line) <= LONGEST_LINE else None for line in above]
    headings = [match["words"] for match in matches if match]
    told = [line for line, match in zip(above, matches, strict=True) if not match]
    words = " ".join(told)
    if not is_introduction(words):
        return True
    named = [said for key, said in document.metadata.items() if key.casefold() in TITLES]
    titles = [" ".join(said.split()) for said in (*named, *headings) if isinstance(said, str)]
    repeated = any(f" {fold(title)} " in f" {fold(words)} " for title in titles)
    return repeated or any(map(may_be_film, titles)) or any(map(_is_fact, told))


def _is_fact(line: str) -> bool:
    """Whether a line is a label, a row of a table, or one with figures that is no sentence."""
    figures = line.rstrip()[-1] not in ENDS and any(map(str.isdigit, line))
    return bool(figures or LABEL.match(line) or line.lstrip().startswith("|"))


def _piece(section: Section, metadata: dict[str, Any], *, in_keys: bool) -> Piece:
    """The review that a section is; its film and score stand `in_keys`, or else above its text, as
    the metadata of a page are those of schema.org."""
    if not section.film:
        words = section.heading[:60]
        why_not = f"Its heading, “{words}”, was not read as that of one film with its year."
        return Piece(section.heading, {}, section.start, section.lines, {}, why_not)
    if not in_keys:
        lines = [f"# {section.film} {section.score}".rstrip(), "", *section.lines]
        return Piece(section.film, metadata, section.start, lines, {})
    film = {"film": section.film, **({"rating": section.score} if section.score else {})}
    placed = dict.fromkeys(film, section.start - 1)
    return Piece(section.film, metadata | film, section.start, section.lines, placed)


def sections(text: str) -> list[Section]:
    """The sections of a text that holds several reviews; none where it does not."""
    lines = text.split("\n") if len(YEAR.findall(text)) >= FEWEST else []
    if len(lines) > MOST_LINES:
        return []
    starts = list(_openings(lines))
    levels = {opening.level for opening in starts if opening.film}
    if not levels:
        return []
    top = min(levels)
    kept = [o for o in starts if o.level == top or (not o.film and o.level < top)]
    ends = [opening.start - 1 for opening in kept[1:]] + [len(lines)]
    found = [
        opening._replace(lines=lines[opening.start : end])
        for opening, end in zip(kept, ends, strict=True)
    ]
    while found and not found[0].film:
        found = found[1:]
    reviews = [section for section in found if section.is_review]
    titles = {section.film.casefold() for section in found if section.film}
    told_apart = len(titles) == sum(bool(section.film) for section in found)
    if len(reviews) < FEWEST or not told_apart:
        return []
    scored_above = any(map(is_score, lines[: found[0].start - 1]))  # it is of another film, or all
    return [] if scored_above else found


def _openings(lines: list[str]) -> Iterator[Section]:
    """The openings; a remark behind a film that has one already only goes on with that."""
    seen: set[str] = set()
    for opening in filter(None, (_opening(lines, i) for i in range(len(lines)))):
        film, remark = opening.film.casefold(), opening.score and not says_score(opening.score)
        if not (remark and film in seen):
            yield opening
        seen.add(film)


def _opening(lines: list[str], i: int) -> Section | None:
    """The section that a heading begins, or a line that stands for one, which has level 7; still
    without its lines."""
    line = lines[i]
    if len(line) > LONGEST_LINE or not line.strip():
        return None
    heading = HEADING.fullmatch(line)
    alone = i == 0 or not lines[i - 1].strip()
    if not heading and not alone:
        return None
    words = heading["words"] if heading else line.strip()
    level = len(heading["marks"]) if heading else 7
    match = OPENING.fullmatch(words)
    score = bare_score(match["score"] or "") if match else ""
    named = match is not None and not NUMBERED.match(words) and is_one_film(match["film"])
    bare = not score or says_score(score)
    if match and named and (bare or _is_remark(score, [] if heading else lines[i + 1 : i + 2])):
        return Section(words, match["film"].strip(), score, level, i + 1, [])
    return Section(words, "", "", level, i + 1, []) if heading else None


def _is_remark(words: str, below: list[str]) -> bool:
    """Whether words behind a film are a few and no sentence, above an empty line or a label."""
    few = len(words.split()) <= MOST_REMARKS and words[-1] not in ENDS
    return few and all(not line.strip() or LABEL.match(line) for line in below)
