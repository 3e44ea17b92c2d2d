"""`Document` → `Extraction`: what a document says about a film and about its review.

Each claim carries its evidence: the key or pattern, the words, the line. Nothing is invented and
nothing is lost silently: what was not understood is told in a note. Knows no triples and no store.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import NamedTuple

from graph.extraction.body import Body, body
from graph.extraction.contradictions import settled_on_first
from graph.extraction.corrections import Defaults, overruled, own_entries, skips
from graph.extraction.credits import credit_entries
from graph.extraction.embedded import FORMATS as EMBEDDING
from graph.extraction.embedded import entries as embedded_entries
from graph.extraction.embedded import names_no_film, not_a_review
from graph.extraction.entries import Entry, Findings, clip
from graph.extraction.fallbacks import fill_in, language_of
from graph.extraction.keys import Key, fold, spelled
from graph.extraction.kinds import about_films, not_a_film
from graph.extraction.markdown import WIKILINK
from graph.extraction.metadata import entries as metadata_entries
from graph.extraction.off_topic import off_topic
from graph.extraction.places import is_in_films, kind_of_folder, placed, title_in_name
from graph.extraction.prose import read_prose
from graph.extraction.readings import Context, read_all
from graph.extraction.resolution import resolve
from graph.extraction.scored_titles import scores_apart
from graph.extraction.scores import Scale, bare_scores, scale
from graph.extraction.site_scale import alone, finish
from graph.extraction.spoilers import add_spoilers, with_summary
from graph.extraction.subjects import settled, subject_of
from graph.extraction.title_proofs import Place
from graph.extraction.titles import read_title
from graph.records import BareScore, Document, Evidence, Extraction, SourceKind, Text

__all__ = ["Defaults", "extract"]

TABLES = frozenset(("csv", "json", "letterboxd"))
"""Formats in which the column of titles holds films."""

EXACT = frozenset(("rdf",))
"""Formats whose text is nothing but the review."""

OPINIONS = (Key.SCORE, Key.RATING, Key.ABSTRACT)
DESCRIPTION = spelled("description, desc, tagline")
"""What tables and objects have of anything, be it a film or a program: no opinion of anybody's."""

SKIPPED = "It is marked as no review, by “skip” in triplebill.toml or under “triplebill”."

ORDERS: dict[bool | None, str] = {True: "en-gb", False: "en-us"}
"""The language by which 3/4/2012 is read where the rest of the file has shown its order."""


class Given(NamedTuple):
    """What a document gives to be read: the entries `stated` above its text or in its headline, the
    parts of the text, and the key that holds it, if one does."""

    stated: list[Entry]
    parts: Body
    column: Entry | None


def extract(document: Document, defaults: Defaults = Defaults()) -> Extraction:  # noqa: B008
    """All that a document says, with evidence. Never raises, whatever the document holds."""
    skip = skips(document, defaults)
    if skip:
        return Extraction(skip=SKIPPED)
    findings = Findings()
    given = _given(document, findings, defaults)
    told = [*given.stated, *(piece.entry for piece in given.parts.pieces)]
    if skip is None and (reason := _no_review(document, told)):
        return Extraction(skip=reason, scores=_unread_scores(document, told, defaults))
    entries = resolve([*told, *own_entries(document, findings)], table=document.format in TABLES)
    plain, language = _read(document, given, entries, findings, defaults)
    silent = not plain and not any(_is_opinion(entry, document) for entry in entries)
    subject, reason = subject_of(document, entries, findings, silent=silent)
    reason = (
        reason
        or names_no_film(document, findings)
        or off_topic(document.source, entries, findings, plain, language)
    )
    skipped = "" if skip is False else reason
    found = overruled(settled(findings, subject, skipped, placed(document)))
    return finish(document.source, document.format, settled_on_first(found), alone)


def _given(document: Document, findings: Findings, defaults: Defaults) -> Given:
    """A document taken apart, before anybody asks what its keys mean beside each other."""
    metadata = _stated(document, findings, defaults)
    column = _text_column(document, metadata, findings)
    text = column.text if column else document.text
    exact = document.format in EXACT
    parts = body(document, text, metadata, whole=exact, keys=defaults.keys)
    findings.notes |= dict.fromkeys(parts.notes)
    stated = [*metadata, *credit_entries(metadata)]
    stated += [parts.headline] if parts.headline else []
    stated = stated if document.format in TABLES else scores_apart(stated)
    return Given(stated, parts, column)


def _read(
    document: Document, given: Given, entries: list[Entry], findings: Findings, defaults: Defaults
) -> tuple[str, str]:
    """Claim what the entries and the text say; the plain text, and its language."""
    parts = given.parts
    unlabelled = parts.source(parts.pieces)
    language, spoken = language_of(entries, document.source, unlabelled, defaults)
    scores = scale(entries, defaults.rating_best, defaults.rating_worst, _header(document))
    context = Context(language, scores, ORDERS.get(document.day_first, language))
    understood = read_all(entries, findings, context)[len(given.stated) :]
    taken = list(compress(parts.pieces, understood))
    source = unlabelled if len(taken) == len(parts.pieces) else parts.source(taken)
    named = None if findings.movie_has("name") else title_in_name(document)
    place = Place(parts.heads_facts, is_in_films(document.below or document.source))
    read_title(entries, findings, source, named, place)
    plain = parts.plain(source)
    add_spoilers(entries, parts.warning, plain, findings)
    if document.format not in EXACT:
        linked = _linked(source) if document.format == "markdown" else ()
        read_prose(parts.told(plain, taken), language, findings,
                   lambda words: _place(words, document), linked, source)  # fmt: skip
    _add_text(document, plain, language, given.column, findings)
    if language and not findings.review_has("inLanguage"):
        findings.about_review("inLanguage", Text(language), spoken)
    fill_in(document.source, findings, defaults)
    return plain, language


def _linked(source: str) -> list[str]:
    return WIKILINK.findall(source) if "[[" in source else []


def _no_review(document: Document, given: list[Entry]) -> str:
    """The sentence that says why this is no review of a film, or nothing."""
    if other := not_a_review(document) or not_a_film(given, table=document.format in TABLES):
        return other
    folder = kind_of_folder(document.below or document.source)
    return "" if folder and about_films(given) else folder


def _header(document: Document) -> Iterable[str]:
    """The columns of a table, also those that are empty in this row."""
    return document.metadata if document.format == "csv" else ()


def _unread_scores(
    document: Document, given: list[Entry], defaults: Defaults
) -> tuple[BareScore, ...]:
    """The numbers of what is not read: the site's scale is inferred from them, too."""
    known = scale(given, defaults.rating_best, defaults.rating_worst, _header(document))
    return tuple(bare_scores(given, known))


def _is_opinion(entry: Entry, document: Document) -> bool:
    if entry.meaning is Key.ABSTRACT and document.format in TABLES:
        return fold(entry.key) not in DESCRIPTION
    return entry.meaning in OPINIONS


def _stated(document: Document, findings: Findings, defaults: Defaults) -> list[Entry]:
    if document.format in EMBEDDING:
        scale_set = Scale(defaults.rating_best, defaults.rating_worst)
        return embedded_entries(document, findings, scale_set)
    return metadata_entries(document, findings, defaults.keys)


def _text_column(document: Document, metadata: list[Entry], findings: Findings) -> Entry | None:
    """The key that holds the review, where the document has no text of its own."""
    columns = [e for e in metadata if e.meaning is Key.BODY and isinstance(e.said, str)]
    if not document.text.strip():
        return columns[0] if columns else None
    for entry in columns:
        why = f"“{entry.key}” was left out: the review is the text below the metadata."
        findings.note("reviewBody", why, entry.line)
    return None


def _add_text(
    document: Document, plain: str, language: str, column: Entry | None, findings: Findings
) -> None:
    """Claim the text, with the summary if both are to be hidden."""
    if plain := with_summary(plain, findings):
        line = _place(plain.partition("\n")[0], document)
        prose = Evidence(SourceKind.PROSE, "text", clip(plain), line)
        evidence = column.evidence(plain) if column else prose
        findings.about_review("reviewBody", Text(plain, language), evidence)


def _place(words: str, document: Document) -> int:
    """The line where words stand in the document's text; 0 where markup breaks them up.

    A cell has the line of its row, and the text of a page has lines of its own.
    """
    if document.format == "html":
        return 0
    if not document.text.strip():
        return document.first_line
    if document.text.startswith(words):
        return document.first_line
    at = document.text.replace("\n", " ").find(words.replace("\n", " "))
    return document.first_line + document.text.count("\n", 0, at) if at >= 0 else 0
