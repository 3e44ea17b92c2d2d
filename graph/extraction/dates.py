"""Keys that hold dates: when the review appeared and expires, when the film did, and where."""

from __future__ import annotations

import re

from graph.extraction.entries import Entry, Findings, clip, note_unread
from graph.records import Claim, Malformed, PartialDate, Release
from graph.values.dates import find_dates, parse_date, parse_key_date
from graph.values.patterns import on_demand

PLACE = on_demand(r"\s{0,5}[(\[](?P<place>[^()\[\]]{1,120})[)\]]")
NO_PLACE = on_demand(
    r"(?:(?:wide|limited|general|theatrical|theat(?:er|re)s?|in|cinemas?|premiere|festivals?|online|vod"
    r"|streaming|tv|digital|netflix|amazon|prime|video|hulu|disney\+?|mubi|shudder|max|apple|tv\+"
    r"|release|kino|kinostart|estreno|salas?|cines?|salles?|estreia)\s?){1,4}",
    re.IGNORECASE,
)
"""What stands behind a date and is no place, but how the film was shown."""

LATER = on_demand(
    r"\b(?:dvd|blu-?ray|uhd|4k|vhs|laserdisc|home\s(?:video|media|release)|re-?(?:release|issue)d?|restor\w+"
    r"|wiederaufführung|reestreno|ressortie|relançamento|riedizione)\b",
    re.IGNORECASE,
)
"""What came out on a day behind which it stands, and was not the film for the first time."""

NEAR = 40
"""Characters behind a date in which it says what came out."""

BRACKETS = on_demand(r"[(\[][^()\[\]]{0,200}[)\]]")
LONGEST = 2_000


def read_published(entry: Entry, findings: Findings, language: str) -> None:
    """The day on which the review appeared."""
    date = parse_key_date(entry.text, language)
    if date is None:
        _note_no_date(entry, findings)
    else:
        findings.about_review("datePublished", date, entry.evidence())


def read_expires(entry: Entry, findings: Findings, language: str) -> None:
    """The day from which the review is to be read no longer."""
    date = parse_key_date(entry.text, language)
    if isinstance(date, PartialDate):
        findings.expires.append(Claim("expires", date, entry.evidence()))
    else:
        _note_no_date(entry, findings, property_="expires")


def read_year(entry: Entry, findings: Findings, language: str) -> None:
    """The film's year."""
    date = parse_key_date(BRACKETS.sub("", entry.text).strip() or entry.text, language)
    if date is None:
        _note_no_date(entry, findings, example="2012 or 2012-01-23")
    else:
        findings.about_movie("datePublished", date, entry.evidence())


def read_releases(entry: Entry, findings: Findings, language: str) -> None:
    """The film's release, or several, each with its place in brackets behind it.

    The first of them is the film's date. A release with nothing but its date says no more than
    that, and is no event of its own unless there are several. One on a disc is none of the film.
    """
    text = entry.text[:LONGEST]
    dates = find_dates(text, language)
    if not dates:
        read_year(entry, findings, language)
        return
    ends = [start for _, start, _ in dates[1:]] + [len(text)]
    releases = [
        (Release(date, _place(text, end)), start)
        for (date, start, end), next_ in zip(dates, ends, strict=True)
        if not LATER.search(text, end, min(next_, end + NEAR))
    ]
    for place_or_several, start in releases:
        if place_or_several.place or len(releases) > 1:
            words = text[start:].split(")")[0]
            findings.about_movie("releasedEvent", place_or_several, entry.evidence(words))
    if releases:
        first = min(releases, key=lambda release: str(release[0].date))[0].date
        findings.about_movie("datePublished", first, entry.evidence())
    else:
        why = "is not when the film came out for the first time"
        note_unread(entry, findings, "datePublished", why)
    left_over = _without(text, [(start, end) for _, start, end in dates])
    if re.search(r"[0-9]", BRACKETS.sub("", left_over)):
        _left_over(entry, findings, left_over.strip(" ,;"), language)


def _place(text: str, end: int) -> str:
    """The place in brackets behind a date, or ""."""
    match = PLACE.match(text, end)
    return (
        match["place"].strip() if match and not NO_PLACE.fullmatch(match["place"].strip()) else ""
    )


def _left_over(entry: Entry, findings: Findings, words: str, language: str) -> None:
    """What has digits and is no date: impossible, or only not understood."""
    unread = parse_date(BRACKETS.sub("", words).strip(" ,;"), language)
    if isinstance(unread, Malformed):
        findings.about_movie("releasedEvent", unread, entry.evidence(words))
    else:
        _note_no_date(entry, findings, words)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def _note_no_date(
    entry: Entry,
    findings: Findings,
    words: str = "",
    example: str = "2012-01-23",
    property_: str = "datePublished",
) -> None:
    findings.note(
        property_,
        f"“{clip(words or entry.text, 60)}” under “{entry.key}” is no date that can be read in"
        f" only one way; write it as {example}.",
        entry.line,
    )
