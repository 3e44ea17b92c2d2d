"""Entries → claims: one small function per meaning, in one table.

Whatever is under a key either becomes claims or is told in a note; `read` says which entries were
understood, so that the lines of the others can stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from msgspec import Struct

from graph.extraction.bylines import read_reviewer
from graph.extraction.dates import read_expires, read_published, read_releases, read_year
from graph.extraction.entries import (
    NO,
    YES,
    Entry,
    Findings,
    is_flag,
    note_unread,
    strings,
)
from graph.extraction.keys import Key, fold, spelled
from graph.extraction.links import (
    read_film_link,
    read_identifier,
    read_image,
    read_source,
)
from graph.extraction.lists import MOST_ITEMS, read_countries, read_film_languages, read_genres
from graph.extraction.markdown import plain_line
from graph.extraction.people import read_cast, read_persons
from graph.extraction.pieces import ASIDE
from graph.extraction.scores import Scale, read_content_rating, read_rating, read_score
from graph.extraction.spoilers import read_spoilers, without_spoilers
from graph.extraction.titles import read_film
from graph.records import SourceKind, Text
from graph.values.dates import parse_key_date
from graph.values.durations import parse_duration, parse_minutes
from graph.values.languages import parse_language
from graph.values.names import says_nothing
from graph.values.patterns import on_demand

BARE = on_demand(r"[0-9.,]{1,20}")
ALSO = on_demand(r"\s+(?:aka|a\.k\.a\.|also known as)\s+", re.IGNORECASE)
SAME = spelled(
    """same, the same, as above, igual, el mismo, la misma, ídem, idem, identique, le même, gleich,
    derselbe, dito, o mesmo, a mesma, stesso, lo stesso, 同じ, 同上"""
)
"""What says that a film has no other title."""


class Context(Struct, frozen=True):
    """What all readings of a document share: its language (or ""), its scale of scores, and the
    language by which its dates are read."""

    language: str
    scale: Scale
    dates: str


Reading = Callable[[Entry, Findings, Context], None]


def read(entry: Entry, findings: Findings, context: Context) -> bool:
    """Read one entry; whether it was understood, be it that it says nothing."""
    before = len(findings)
    if entry.meaning is None:
        why = f"The key “{entry.key}” is not known and was left out."
        findings.note("", why, entry.line, entry.key)
        return entry.kind is SourceKind.LABEL  # a field among others, and no words of the text
    if reading := READINGS.get(entry.meaning):
        reading(entry, findings, context)
    if len(findings) > before:
        return True
    return entry.meaning not in (None, *ASIDE) and says_nothing(entry.text)


def _duration(entry: Entry, findings: Findings, _: Context) -> None:
    duration = parse_duration(entry.text) or parse_minutes(entry.text)
    if duration:
        findings.about_movie("duration", duration, entry.evidence())
    else:
        note_unread(entry, findings, "duration", "is no running time; write it as “95 minutes”")


def _original_title(entry: Entry, findings: Findings, _: Context) -> None:
    for words in strings(entry.said):
        for title in ALSO.split(plain_line(words)):
            if fold(title) not in SAME and not says_nothing(title):
                findings.about_movie("alternateName", Text(title), entry.evidence(words))


def _text_language(entry: Entry, findings: Findings, _: Context) -> None:
    language = parse_language(entry.text)
    if language:
        findings.about_review("inLanguage", Text(language), entry.evidence())
    else:
        note_unread(entry, findings, "inLanguage", "is no language; write it as “en” or “pt-BR”")


def _abstract(entry: Entry, findings: Findings, context: Context) -> None:
    words = without_spoilers(entry.text)
    if words:
        findings.about_review("abstract", Text(words, context.language), entry.evidence())


def _headline(entry: Entry, findings: Findings, context: Context) -> None:
    words = plain_line(" ".join(entry.text.split()))
    if words:
        findings.about_review("name", Text(words, context.language), entry.evidence())


def _publisher(entry: Entry, findings: Findings, _: Context) -> None:
    name = next(strings(entry.said), "")
    if name and not says_nothing(name):
        findings.about_review("publisher", Text(name), entry.evidence(name))


def _writer(entry: Entry, findings: Findings, _: Context) -> None:
    why = "may be the film's or the review's; write “screenplay” or “reviewer”"
    note_unread(entry, findings, "author", why)


def _others(entry: Entry, findings: Findings, _: Context) -> None:
    findings.note("", f"“{entry.key}” is not the reviewer's own and was left out.", entry.line)


def _elsewhere(entry: Entry, findings: Findings, _: Context) -> None:
    why = "and what stands beside it tell of another film or thing, and were left out."
    findings.note("", f"“{entry.key}” {why}", entry.line)


def _aspect(entry: Entry, findings: Findings, _: Context) -> None:
    why = "may be a name or only what you think of it; write the whole name"
    note_unread(entry, findings, "", why)


def _watched(entry: Entry, findings: Findings, context: Context) -> None:
    """The days on which the film was seen."""
    if is_flag(entry):
        return
    for words in islice(strings(entry.said), MOST_ITEMS):
        if date := parse_key_date(words, context.dates):
            findings.about_viewing("startTime", date, entry.evidence(words))
        elif fold(words) not in NO | YES:
            why = "is no day that can be read in only one way; write it as 2012-01-23"
            note_unread(entry, findings, "startTime", why, words)
    if not findings.review_has("datePublished"):
        why = "says when the film was seen, not when the review appeared; add a “date”"
        note_unread(entry, findings, "datePublished", why)


def _comment(entry: Entry, findings: Findings, _: Context) -> None:
    if isinstance(entry.said, str) and not is_flag(entry):  # `comments: true` is the site's
        why = f"“{entry.key}” was left out: comments and notes may be private."
        findings.note("", why, entry.line, entry.key)


def _with(entry: Entry, findings: Findings, _: Context) -> None:
    why = f"“{entry.key}” was left out: it may say who saw the film, too; write “cast”."
    findings.note("", why, entry.line, entry.key)


READINGS: dict[Key, Reading] = {
    Key.FILM: lambda e, f, _: read_film(e, f),
    Key.ORIGINAL_TITLE: _original_title,
    Key.YEAR: lambda e, f, c: read_year(e, f, c.dates),
    Key.RELEASE: lambda e, f, c: read_releases(e, f, c.dates),
    Key.DIRECTOR: lambda e, f, _: read_persons(e, f, "director"),
    Key.SCREENPLAY: lambda e, f, _: read_persons(e, f, "author"),
    Key.DIRECTOR_AND_SCREENPLAY: lambda e, f, _: read_persons(e, f, "director", "author"),
    Key.CAST: lambda e, f, _: read_cast(e, f),
    Key.DURATION: _duration,
    Key.GENRE: lambda e, f, _: read_genres(e, f),
    Key.CONTENT_RATING: lambda e, f, c: read_content_rating(e, f, c.scale),
    Key.COUNTRY: lambda e, f, _: read_countries(e, f),
    Key.FILM_LANGUAGE: lambda e, f, _: read_film_languages(e, f),
    Key.IMAGE: lambda e, f, _: read_image(e, f),
    Key.IMDB: lambda e, f, _: read_identifier(e, f),
    Key.TMDB: lambda e, f, _: read_identifier(e, f),
    Key.WIKIDATA: lambda e, f, _: read_identifier(e, f),
    Key.LETTERBOXD: lambda e, f, _: read_identifier(e, f),
    Key.FILM_LINK: lambda e, f, _: read_film_link(e, f),
    Key.HEADLINE: _headline,
    Key.TITLE: _headline,
    Key.ABSTRACT: _abstract,
    Key.REVIEWER: lambda e, f, c: read_reviewer(e, f, c.dates),
    Key.PUBLISHED: lambda e, f, c: read_published(e, f, c.dates),
    Key.EXPIRES: lambda e, f, c: read_expires(e, f, c.dates),
    Key.TEXT_LANGUAGE: _text_language,
    Key.SCORE: lambda e, f, c: read_score(e, f, c.scale),
    Key.SOURCE: lambda e, f, _: read_source(e, f),
    Key.PUBLISHER: _publisher,
    Key.SPOILERS: lambda e, f, _: read_spoilers(e, f),
    Key.RATING: lambda e, f, c: read_rating(e, f, c.scale),
    Key.WRITER: _writer,
    Key.LINK: lambda e, f, _: read_source(e, f),
    Key.IDENTIFIERS: lambda e, f, _: read_identifier(e, f),
    Key.OTHERS: _others,
    Key.ELSEWHERE: _elsewhere,
    Key.ASPECT: _aspect,
    Key.COMMENT: _comment,
    Key.WITH: _with,
    Key.WATCHED: _watched,
}
"""How each meaning is read. The keys without a reading are read elsewhere in this
package, or are the machine's."""


def read_all(entries: Sequence[Entry], findings: Findings, context: Context) -> list[bool]:
    """Read the entries; for each in its place, whether anything came of it.

    Scores with a scale are read before bare numbers, which often repeat them (`ratingNum: 3.82`),
    and the day of watching after all dates, since it counts for none.
    """
    ranks = [(e.kind is not SourceKind.CORRECTION, _waits(e)) for e in entries]
    order = sorted(range(len(entries)), key=ranks.__getitem__)
    understood = [False] * len(entries)
    for i in order:
        understood[i] = read(entries[i], findings, context)
    return understood


def _waits(entry: Entry) -> int:
    return 2 if entry.meaning is Key.WATCHED else int(BARE.fullmatch(entry.text) is not None)
