"""Which film is it? The title and year of the film under review.

A film key says it outright, a headline where the document confirms it (`title_proofs`). Else
nothing is claimed: a wrong title is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.extraction.bilingual import two_titles, without_rest
from graph.extraction.entries import Entry, Findings, clip
from graph.extraction.keys import Key
from graph.extraction.markdown import plain_line
from graph.extraction.marked import A_YEAR, QUOTED_WITH_YEAR, inside
from graph.extraction.several_films import joins, names_several, others, scored_twice
from graph.extraction.title_proofs import LONGEST_TITLE, Place, title_in
from graph.records import Evidence, PartialDate, Person, SourceKind, Text
from graph.values.names import is_name
from graph.values.patterns import FILM_YEAR, on_demand
from graph.values.titles import (
    A_BRACKETED_YEAR,
    article_in_front,
    credited,
    split_title_year,
    title_key,
)

UNCERTAIN = "may be a film's title or only a headline; add a line"
SEVERAL = "names several films; write a review of each, with a line"

BRACKETED = on_demand(r"([^()]{1,150}?)\s\(([^()]{2,150})\)")
SIDES = on_demand(r"\s/\s")
LEFT_YEAR = on_demand(rf"\s?[(\[][^()\[\]]{{0,80}}\b{FILM_YEAR}\b[^()\[\]]{{0,80}}[)\]]$")
"""What brackets around a year leave that are not understood: “(1982/2007)”, “(Hitze, 1995)”."""

CLOSED = on_demand(r"[“„«\"]?(?P<title>[^“”„«»\"]{1,120})[”“»\"]")
HEADLINES = (Key.HEADLINE, Key.TITLE)


def read_film(entry: Entry, findings: Findings) -> None:
    """The film's title where a key says it outright."""
    if isinstance(entry.said, str):
        _claim(findings, entry.said, entry.evidence())
    elif isinstance(entry.said, bool):
        why = f"“{entry.key}” was read as yes or no; put the title in quotation marks."
        findings.note("name", why, entry.line)
    else:
        _note(findings, entry.text, SEVERAL, entry.line)


def read_title(
    entries: Iterable[Entry],
    findings: Findings,
    text: str,
    named: Entry | None = None,
    place: Place = Place(),  # noqa: B008
) -> None:
    """The film's title from `title` or from the headline, as far as the document confirms it, be it
    by the `place` of either; without them, from the title that the file is `named` after. Where the
    film has its name already, the headline may still give its year.

    Where a key names the film and was not understood, nothing else stands for it.
    """
    entries = list(entries)
    if findings.movie_has("name"):
        _read_year(entries, findings)
        return
    if any(e.meaning is Key.FILM and e.text for e in entries):
        return
    entry = next((e for e in entries if e.meaning is Key.TITLE and isinstance(e.said, str)), None)
    if entry is None and not _read_opening(text, findings):
        entry = named
    if entry is None:
        return
    several = names_several(entry.text)
    title = "" if several else title_in(entry, entries, text, place)
    if several or (title and joins(entry.text, text)):
        _note(findings, entry.text, SEVERAL, entry.line)
    elif title and (films := others(title, entries, text)):
        what = f"is no film of which the text tells, unlike {films}; write a review of each, with"
        _note(findings, entry.text, f"{what} a line", entry.line)
    elif title and not _has_sides(title) and not scored_twice(title, entries, text):
        _claim(findings, title, entry.evidence())
        _claim_makers(findings, title, entry.evidence())
    else:
        _note(findings, entry.text, UNCERTAIN, entry.line)


def _read_year(entries: Iterable[Entry], findings: Findings) -> None:
    """The year behind a headline that is nothing but the film's name, where no key says it."""
    if findings.movie_has("datePublished"):
        return
    names = {title_key(c.value.value) for c in findings.movie if isinstance(c.value, Text)}
    for entry in entries:
        words = entry.text[:LONGEST_TITLE] if entry.meaning in HEADLINES else ""
        title, year = split_title_year(words) if A_YEAR.search(words) else ("", None)
        if year and title_key(title) in names and not names_several(words):
            findings.about_movie("datePublished", PartialDate(year), entry.evidence())
            return


def _note(findings: Findings, words: str, what: str, line: int) -> None:
    sentence = f"“{clip(words, 80)}” {what} such as “Film: Heat (1995)”."
    findings.note("name", sentence, line)


def _read_opening(text: str, findings: Findings) -> bool:
    """A text without a headline that begins with the title and its year; whether it does."""
    match = QUOTED_WITH_YEAR.match(text[:500].lstrip())
    if match:
        evidence = Evidence(SourceKind.PROSE, "first words", match[0])
        _claim(findings, f"{inside(match)} ({match['year']})", evidence)
    return match is not None


def _claim(findings: Findings, words: str, evidence: Evidence) -> None:
    """Claim title and year, unless the words hold more years than that of one film."""
    words = plain_line(words)
    title, year = split_title_year(words)
    if not title:
        return
    left = LEFT_YEAR.search(words) if _has_brackets(words) else None
    if left and (quoted := CLOSED.fullmatch(words, 0, left.start())):
        title = quoted["title"]  # “Heat” (the one of 1995)
    if names_several(words):
        _note(findings, words, SEVERAL, evidence.line)
        return
    bracketed = _has_brackets(title)
    if bracketed and (A_BRACKETED_YEAR.search(title, 1) or LEFT_YEAR.search(title, 1)):
        _note(findings, words, UNCERTAIN, evidence.line)
        return
    title = article_in_front(without_rest(title))
    title, *others = two_titles(title) or _bracketed(title, evidence) or (title,)
    findings.about_movie("name", Text(title), evidence)
    for other in others:
        findings.about_movie("alternateName", Text(other), evidence)
    if year:
        findings.about_movie("datePublished", PartialDate(year), evidence)


def _has_brackets(words: str) -> bool:
    return "(" in words or "[" in words


def _claim_makers(findings: Findings, title: str, evidence: Evidence) -> None:
    """Who stands beside the year of the film, where no key says who made it."""
    if findings.movie_has("director"):
        return
    for name in credited(plain_line(title)):
        if is_name(name):
            findings.about_movie("director", Person(name), evidence)


def _has_sides(title: str) -> bool:
    """Whether a stroke parts what may be two films, and is not shown to be one in two languages."""
    return SIDES.search(title) is not None and two_titles(title) is None


def _bracketed(title: str, evidence: Evidence) -> tuple[str, ...]:
    """Behind the title in a labelled line, brackets hold another: “Film: Boyhood (Jugend)”."""
    match = BRACKETED.fullmatch(title) if evidence.kind is SourceKind.LABEL else None
    return match.groups() if match else ()
