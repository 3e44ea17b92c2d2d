"""What a document is: a review, a note that a film was seen, or a record of a film's facts.

Whatever has words or a score is a review. What is neither says at least that a film was seen,
where it gives the day or comes from a list of films seen; a node of schema.org says itself what
it is. What only names a film says nothing that is worth publishing.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.extraction.embedded import FORMATS as EMBEDDING
from graph.extraction.embedded import is_film, is_viewing
from graph.extraction.entries import NO, Entry, Findings, clip
from graph.extraction.headlines import in_its_language
from graph.extraction.keys import Key, fold
from graph.records import Document, Extraction, Note, Placed, Subject
from graph.values.patterns import on_demand

EXPORTED = frozenset(("csv", "json", "letterboxd", "feed"))
"""Formats that hold many things; a file of another was written for one, and means to be it."""

WATCHED_LIST = on_demand(r"(?:^|/)watched\.csv(?:#|$)")
"""Letterboxd's list of films seen, whose rows are otherwise those of a list of any films."""

IMPORTED = frozenset(("LetterboxdURI", "WatchedDate"))
"""Columns of the table that Letterboxd imports into a profile, whose every row is a film seen."""

OF_VIEWING = frozenset(("author", "datePublished", "isBasedOn"))
"""What of the claims about a review also holds for a note that a film was seen."""

OF_REVIEW = frozenset(("reviewRating", "reviewBody", "datePublished"))
"""What only a review can want: no note asks for it elsewhere."""

ONLY_NAMED = (
    "It has no rating, no words and no day on which the film was seen: it only names a film."
)
UNREAD_LIST = (
    "It says nothing of a film, and its list “{}” was not read. If that holds reviews, put the "
    "list alone into a file."
)
SEVERAL_DAYS = "It gives several days of seeing; the first was taken. Write a row for each."
NAMELESS = "It describes a film without a name."
BARE_RECORD = "It only names a film and states nothing else of it."


def subject_of(
    document: Document, entries: Iterable[Entry], findings: Findings, *, silent: bool
) -> tuple[Subject, str]:
    """What a document is, and why nothing of it is published, if so.

    It is `silent` if it has neither words nor a score.
    """
    if document.format in EMBEDDING:
        if is_film(document.metadata):
            return "movie", _too_little(findings)
        return ("viewing" if is_viewing(document.metadata) else "review"), ""
    if not silent:
        return "review", ""
    if findings.viewing or _seen(document, entries):
        return "viewing", ""
    return "review", _only_named(entries) if document.format in EXPORTED else ""


def _only_named(entries: Iterable[Entry]) -> str:
    """The sentence about what says nothing; about its list of objects, if that is why."""
    for entry in entries:
        said = entry.said
        if (
            entry.meaning is None
            and isinstance(said, list)
            and any(isinstance(each, dict) for each in said)
        ):
            return UNREAD_LIST.format(clip(entry.key, 40))
    return ONLY_NAMED


def settled(findings: Findings, subject: Subject, skip: str, placed: Placed) -> Extraction:
    """What was found, as far as it is about the subject, as the record that others read."""
    review = [c for c in findings.review if subject == "review" or c.property in OF_VIEWING]
    notes = [n for n in findings.notes if subject == "review" or n.property not in OF_REVIEW]
    viewing = findings.viewing
    if subject == "movie":
        review, notes = [], [n for n in notes if n.property != "author"]
    elif subject == "viewing" and len(viewing) > 1:
        notes.append(Note("startTime", SEVERAL_DAYS, viewing[1].evidence.line))
        viewing = viewing[:1]
    return Extraction(
        tuple(findings.movie),
        tuple(in_its_language(review, findings.movie)),
        tuple(notes),
        skip,
        viewing=tuple(viewing),
        subject=subject,
        scores=tuple(findings.scores) if subject == "review" else (),
        expires=tuple(findings.expires),
        placed=placed,
    )


def _too_little(findings: Findings) -> str:
    if not findings.movie_has("name"):
        return NAMELESS
    return "" if any(c.property != "name" for c in findings.movie) else BARE_RECORD


def _seen(document: Document, entries: Iterable[Entry]) -> bool:
    """Whether a document says that the film was seen, if not when."""
    if document.format == "letterboxd" or WATCHED_LIST.search(document.source):
        return True
    if document.format == "csv" and document.metadata.keys() >= IMPORTED:
        return True
    return any(entry.meaning is Key.WATCHED and _is_yes(entry) for entry in entries)


def _is_yes(entry: Entry) -> bool:
    return entry.said is not False and fold(entry.text) not in NO
