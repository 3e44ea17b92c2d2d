"""A document's text in its parts: headline, labelled pieces, and the review itself.

The body of the review is the text without its headline and without those labelled lines that
became claims; nothing else is taken away. Section headings stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from graph.documents.html_text import ENTITY, has_tags, to_markdown
from graph.extraction.appendices import appendices
from graph.extraction.bare_lines import bare_lines
from graph.extraction.byline_lines import is_of_film
from graph.extraction.cast_lines import with_cast_lines
from graph.extraction.changes import change_of
from graph.extraction.comments import without_comments
from graph.extraction.credit_lines import credit_lines
from graph.extraction.credit_sentences import credit_sentences
from graph.extraction.entries import Entry, clip
from graph.extraction.fact_tables import fact_tables
from graph.extraction.images import without_images
from graph.extraction.keys import FILM_FACTS, SCORES, Key
from graph.extraction.label_forms import with_colons
from graph.extraction.labels import labelled, with_own_labels
from graph.extraction.markdown import plain_line, to_text, without_scripts
from graph.extraction.other_blocks import HEADING, Headings, is_about
from graph.extraction.pieces import ASIDE, Labelled, without
from graph.extraction.spoilers import first_warning, sections
from graph.extraction.text_head import head
from graph.records import Document, Evidence, Note, SourceKind
from graph.values.spoiler_marks import marked
from graph.values.spoiler_words import hinted
from graph.values.spoilers import CLOSE, OPEN, has_spans, normal

MARKDOWN = frozenset(("markdown", "feed", "wordpress", "ghost", "movable-type", "html"))
"""Formats whose text is Markdown, or HTML that its reader has made into Markdown."""

PAGES = MARKDOWN - {"markdown"}
TITLES = (Key.TITLE, Key.HEADLINE)
FEWEST_FACTS = 2
APPENDIX = "What stands below “{}” was left out, as it is no part of the review."


class Body(Struct, frozen=True):
    """`headline` is None where the text has none; `lines` are those after it. `heads_facts` tells
    that they begin with facts of a film. `warning` is the line at its beginning that warns of
    spoilers; `notes` tell what was left out."""

    markdown: bool
    headline: Entry | None
    lines: list[str]
    pieces: list[Labelled]
    heads_facts: bool = False
    warning: Evidence | None = None
    notes: list[Note] = []

    def source(self, understood: Iterable[Labelled] = ()) -> str:
        """The text as it stands, without the pieces that were understood."""
        return "\n".join(without(self.lines, understood)).strip()

    def plain(self, source: str) -> str:
        """The same as plain text, in which spoilers are marked in their one form."""
        if not has_spans(source):
            return to_text(source) if self.markdown else source
        return normal(_literal(to_text, source) if self.markdown else source).strip()

    def told(self, plain: str, understood: Iterable[Labelled]) -> str:
        """What of the plain text tells of the film, without blocks about others and code."""
        aside = [piece for piece in self.pieces if piece.entry.meaning in ASIDE]
        return self.plain(self.source([*understood, *aside])) if aside else plain


def body(
    document: Document,
    text: str,
    stated: Sequence[Entry],
    *,
    whole: bool = False,
    keys: Mapping[str, Key] = MappingProxyType({}),
) -> Body:
    """Take a text apart; `stated` is what the metadata have already said.

    A text that is known to be the review and nothing else stays `whole`. `keys` are labels of
    the site's own.
    """
    markdown, text = _markup(document, text, whole=whole)
    lines = text.split("\n")
    if "\r" in text:
        lines = [line.rstrip("\r") for line in lines]
    if whole:
        return Body(markdown, None, lines, [])
    if markdown and "![" in text:
        lines = without_images(lines)
    titles, hints = [e.text for e in stated if e.meaning in TITLES], hinted(text)
    warned = first_warning(lines) if hints else None
    words, headed, end = head(document, lines, titles, warned)
    rest, first = lines[end:], document.first_line + end
    authors = [e.text for e in stated if e.meaning is Key.REVIEWER]
    page = document.format in PAGES
    notes = _cleared(rest, first, authors, page=page) if markdown else []
    pieces = _pieces(rest, first, [*stated, headed] if headed else stated, keys)
    pieces = _settled(pieces, text, (words, *titles, *document.metadata.values()), notes)
    if document.format == "html":  # lines of its text are not lines of the file
        pieces = [replace(piece, entry=piece.entry.placed(0)) for piece in pieces]
        notes = [replace(note, line=0) for note in notes]
    heads = _are_facts(rest, pieces)
    if not hints:
        return Body(markdown, headed, rest, pieces, heads, None, notes)
    taken = {i for piece in pieces for i in piece.lines}
    if warned is None and (below := first_warning(rest, taken)) is not None:
        warned = end + below
    warning = None if warned is None else _warning(document, lines, warned)
    return Body(markdown, headed, sections(rest, taken), pieces, heads, warning, notes)


def _markup(document: Document, text: str, *, whole: bool) -> tuple[bool, str]:
    """Whether a text is Markdown, and the text without what nobody reads, its spoilers marked."""
    markdown = document.format in MARKDOWN and bool(document.text)
    if not document.text and has_tags(text):  # a cell, or a text in markup
        markdown, text = True, to_markdown(text, lines=True)
    elif not document.text and ENTITY.search(text):
        text = unescape(text)
    if markdown and not whole:
        text = without_scripts(without_comments(text))
    return markdown, text if whole else marked(text)


def _pieces(
    lines: list[str], first_line: int, known: Sequence[Entry], keys: Mapping[str, Key]
) -> list[Labelled]:
    """The labelled pieces of a text about the film that is `known`, those of the cast too."""
    headings = Headings(lines, known)

    def is_of_other(line: int, entries: Sequence[Entry]) -> bool:
        return headings.names_other(line) or not is_about(entries, known)

    pieces = [
        *credit_sentences(lines, first_line, is_of_other),
        *fact_tables(lines, first_line, is_of_other),
    ]
    lines = with_colons(_emptied(lines, pieces))
    pieces += labelled(lines, first_line, known)
    pieces = with_own_labels(pieces, lines, first_line, keys) if keys else pieces
    pieces += credit_lines(lines, first_line, {i for piece in pieces for i in piece.lines})
    titles = [entry.text for entry in known if entry.meaning in HEADING]
    pieces += bare_lines(lines, first_line, pieces, titles)
    return with_cast_lines(pieces, lines, first_line)


def _are_facts(lines: list[str], pieces: Iterable[Labelled]) -> bool:
    """Whether lines begin with several pieces about a film, with nothing but pieces between."""
    facts = {i: p.entry.meaning in FILM_FACTS for p in pieces for i in p.lines}
    found = 0
    for i, line in enumerate(lines):
        if i not in facts and line.strip():
            break
        found += facts.get(i, False)
    return found >= FEWEST_FACTS


def _emptied(lines: list[str], pieces: Iterable[Labelled]) -> list[str]:
    """The lines of which those that are taken hold nothing."""
    taken = {i for piece in pieces for i in piece.lines}
    return ["" if i in taken else line for i, line in enumerate(lines)] if taken else lines


def _cleared(
    lines: list[str], first_line: int, authors: Sequence[str], *, page: bool
) -> list[Note]:
    """Empty those of the lines that are no part of the review, and tell which."""
    notes = []
    for heading, span in appendices(lines, authors, page=page):
        lines[span.start : span.stop] = [""] * len(span)
        notes.append(Note("reviewBody", APPENDIX.format(heading), first_line + span.start))
    return notes


def _settled(
    pieces: list[Labelled], text: str, said: Iterable[object], notes: list[Note]
) -> list[Labelled]:
    """The pieces without a byline that names the film, as it is `said`, and without a score that
    the text changes elsewhere, which is noted."""
    if any(piece.entry.meaning is Key.REVIEWER for piece in pieces):
        titles = [words for words in said if isinstance(words, str)]
        pieces = [p for p in pieces if not is_of_film(p.entry.key, p.entry.text, titles)]
    scores = [piece for piece in pieces if piece.entry.meaning in SCORES]
    if not scores or not (why := change_of(text)):
        return pieces
    notes.append(Note("reviewRating", why))
    return [piece for piece in pieces if piece not in scores]


def _warning(document: Document, lines: list[str], at: int) -> Evidence:
    line = 0 if document.format == "html" else document.first_line + at
    return Evidence(SourceKind.PROSE, "first line", clip(plain_line(lines[at])), line)


def _literal(to_text: Callable[[str], str], source: str) -> str:
    """The plain text of Markdown in which marks of spoilers are words and no links."""
    words = {mark: f"\\[{mark[1:-1]}\\]" for mark in (OPEN, CLOSE)}
    for mark, escaped in words.items():
        source = source.replace(mark, escaped)
    plain = to_text(source)
    for mark, escaped in words.items():  # as they stand in code
        plain = plain.replace(escaped, mark)
    return plain
