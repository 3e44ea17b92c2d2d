"""Keys that hold addresses and identifiers: of the film, of its poster, of the review's page."""

from __future__ import annotations

import re

from graph.extraction.entries import Entry, Findings, clip, strings
from graph.extraction.keys import Key
from graph.records import Malformed
from graph.values.links import is_film_page, parse_identifier, parse_link
from graph.values.patterns import on_demand

SCHEMES = {
    Key.IMDB: "imdb",
    Key.TMDB: "tmdb",
    Key.WIKIDATA: "wikidata",
    Key.LETTERBOXD: "letterboxd",
}
ENTRY = on_demand(r"https?://(?:boxd\.it/|letterboxd\.com/[\w-]{1,60}/film/)", re.IGNORECASE)
"""Letterboxd's addresses of one person's entry; boxd.it is its shortener."""

RELATIVE = on_demand(r"[/.\w#?-][^\s:]{0,2000}")


def read_identifier(entry: Entry, findings: Findings) -> None:
    """A database's name for the film; the key says which database."""
    scheme = SCHEMES.get(entry.meaning or Key.LINK, "")
    for words in strings(entry.said):
        if scheme == "letterboxd" and ENTRY.match(words):
            _read_entry(entry, findings, words)
            continue
        identifier = parse_identifier(words, scheme)
        if identifier:
            findings.about_movie("identifier", identifier, entry.evidence(words))
        else:
            findings.note(
                "identifier",
                f"“{clip(words, 60)}” under “{entry.key}” identifies no film and was left out.",
                entry.line,
            )


def _read_entry(entry: Entry, findings: Findings, words: str) -> None:
    """An address of an entry is where the review first appeared, and names its film or not."""
    link, film = parse_link(words), parse_identifier(words)
    if link:
        findings.about_review("isBasedOn", link, entry.evidence(words))
    if film:
        findings.about_movie("identifier", film, entry.evidence(words))


def read_film_link(entry: Entry, findings: Findings) -> None:
    """A page or an entity that is about the film."""
    for words in strings(entry.said):
        identifier, link = parse_identifier(words), parse_link(words)
        if identifier:
            findings.about_movie("identifier", identifier, entry.evidence(words))
        elif link and not isinstance(link, Malformed):
            findings.about_movie("sameAs", link, entry.evidence(words))
        else:
            _note_left_out(entry, findings, "sameAs", words)


def read_image(entry: Entry, findings: Findings) -> None:
    """The film's poster; a map names it under `url`, `src` or the like, so the first link is it."""
    words = [text for text in strings(entry.said) if text]
    links = ((parse_link(text), text) for text in words)
    found, text = next(((link, text) for link, text in links if link), (None, entry.text))
    if found:
        findings.about_movie("image", found, entry.evidence(text))
    else:
        _note_left_out(entry, findings, "image", text)


def read_source(entry: Entry, findings: Findings) -> None:
    """The page where the review first appeared; a film's page in a database is the film's, whatever
    the key says. A path alone only says where the site keeps the review."""
    for words in strings(entry.said):
        link, identifier = parse_link(words), parse_identifier(words)
        if ENTRY.match(words):
            _read_entry(entry, findings, words)
        elif identifier:
            findings.about_movie("identifier", identifier, entry.evidence(words))
        elif link and is_film_page(words):
            findings.about_movie("sameAs", link, entry.evidence(words))
        elif link:
            findings.about_review("isBasedOn", link, entry.evidence(words))
        elif not RELATIVE.fullmatch(words):
            _note_left_out(entry, findings, "isBasedOn", words)


def _note_left_out(entry: Entry, findings: Findings, property_: str, words: str) -> None:
    findings.note(
        property_,
        f"“{clip(words, 60)}” under “{entry.key}” was left out: it is no complete web address; "
        "write it with https:// at its beginning.",
        entry.line,
    )
