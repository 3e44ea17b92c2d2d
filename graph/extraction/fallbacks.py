"""What a document does not say outright: the language of its text, and what its name, its byline
and the settings of the site say where it is silent.
"""

from __future__ import annotations

from graph.extraction.corrections import Defaults
from graph.extraction.entries import Entry, Findings, clip
from graph.extraction.keys import Key
from graph.extraction.places import DATED_NAME, language_in_name
from graph.extraction.scores import note_missing
from graph.records import Evidence, PartialDate, Person, SourceKind, Text
from graph.values.dates import parse_date
from graph.values.languages import detect_language, parse_language

MOST_READ = 20_000

MISSING_AUTHOR = (
    "No reviewer is named; add a line such as “Author: Jane Doe”, "
    "or set “author” in triplebill.toml."
)


def language_of(
    entries: list[Entry], source: str, text: str, defaults: Defaults
) -> tuple[str, Evidence]:
    """The language of the text without its labels: as stated, as its file's name says and it may
    read, as it reads, or as the site is set; and what says so.

    The site's setting also adds the region to a language that was only read from the text.
    """
    stated = (parse_language(e.text) for e in entries if e.meaning is Key.TEXT_LANGUAGE)
    if found := next((language for language in stated if language), ""):
        return found, Evidence(SourceKind.METADATA, "language", found)
    site = (parse_language(defaults.language) or "") if defaults.language else ""
    read = detect_language(text[:MOST_READ])
    named = language_in_name(source)
    if named and read in ("", named.partition("-")[0]):
        return named, Evidence(SourceKind.METADATA, "file name", named)
    if not read:
        return site, Evidence(SourceKind.SETTING, "language", site)
    found = site if site.partition("-")[0] == read else read
    return found, Evidence(SourceKind.PROSE, "language", found)


def fill_in(source: str, findings: Findings, defaults: Defaults) -> None:
    """What the document is silent about: from its name, its byline, the settings, or told in a
    note."""
    if (dated := DATED_NAME.search(source)) and not findings.review_has("datePublished"):
        evidence = Evidence(SourceKind.METADATA, "file name", dated[0])
        date = parse_date(dated["date"])
        if isinstance(date, PartialDate):
            findings.about_review("datePublished", date, evidence)
    if findings.dated and not findings.review_has("datePublished"):
        byline = findings.dated[0]
        findings.about_review("datePublished", byline.value, byline.evidence)
    if defaults.author and not findings.review_has("author"):
        evidence = Evidence(SourceKind.SETTING, "author", clip(defaults.author))
        findings.about_review("author", Person(defaults.author), evidence)
    if defaults.publisher and not findings.review_has("publisher"):
        evidence = Evidence(SourceKind.SETTING, "publisher", clip(defaults.publisher))
        findings.about_review("publisher", Text(defaults.publisher), evidence)
    if not findings.review_has("author"):
        findings.note("author", MISSING_AUTHOR)
    note_missing(findings)
