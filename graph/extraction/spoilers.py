"""Whether a review has spoilers: as a key, a tag or its headline says, as its first line warns, and
where spans of it are marked. Where the author says nothing of it, nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.extraction.entries import Entry, Findings, clip, strings
from graph.extraction.keys import Key, fold
from graph.extraction.markdown import plain_line, strip_html
from graph.records import Evidence, SourceKind, Text
from graph.values.names import says_nothing
from graph.values.patterns import HEADING, UNDERLINE, on_demand
from graph.values.spoiler_marks import marked
from graph.values.spoiler_words import (
    BRACKETED,
    LONGEST,
    answer,
    hinted,
    is_denied,
    is_end,
    is_warning,
)
from graph.values.spoilers import CLOSE, KEYWORD, OPEN, has_spans, normal, pieces, shown
from graph.values.titles import split_title_year, title_key

PROPERTY = "keywords"
SPOILERS = Text(KEYWORD)
SENTENCE = on_demand(r"\W{0,9}[^.!()\[\]]{4,100}[.!)\]]+")
SHOWN = 60
"""Characters of a span that are told as evidence."""

TAGGED = (Key.TAGS, Key.KIND)
TITLED = (Key.TITLE, Key.HEADLINE, Key.FILM, Key.NAME)
WARNING = frozenset((*TAGGED, *TITLED))
"""Keys whose values may warn."""

BEFORE_TEXT = (
    "The summary was put before the text: it is shown everywhere, and the review has spoilers."
)
FILMS = frozenset(("Spoiler Alert", "The Spoiler", "The Spoilers"))
"""Titles of films that read like warnings."""


def read_spoilers(entry: Entry, findings: Findings) -> None:
    """What stands under a key that asks for spoilers: some, if it says so, or of what (“the
    ending”); or under one that asks whether there are none, if it says no."""
    said = entry.said if isinstance(entry.said, bool) else _answer(entry.text)
    if said is not None and said is not is_denied(entry.key):
        words = entry.text or str(said).lower()
        findings.about_review(PROPERTY, SPOILERS, entry.evidence(words))


def _answer(words: str) -> bool | None:
    if not fold(words) or says_nothing(words):
        return None
    said = answer(words)
    return (is_warning(f"Spoilers: {words}") or None) if said is None else said


def add_spoilers(
    entries: Sequence[Entry], warning: Evidence | None, plain: str, findings: Findings
) -> None:
    """Claim what tags, headline, first line and spans of the text say; a correction that there are
    none stands against all but the spans."""
    if any(entry.meaning is Key.SPOILERS and _denies(entry) for entry in entries):
        findings.review = [claim for claim in findings.review if claim.property != PROPERTY]
    else:
        hints = [e for e in entries if e.meaning in WARNING and hinted(e.text)]
        tagged = [*_warnings(hints, TAGGED), *([warning] if warning else [])]
        if tagged:
            titles = {_key(entry.text) for entry in entries if entry.meaning in TITLED}
            tagged = [evidence for evidence in tagged if _key(evidence.words) not in titles]
        for evidence in (*tagged, *_warnings(hints, TITLED)):
            findings.about_review(PROPERTY, SPOILERS, evidence)
    if has_spans(plain):
        words = next((words for words, hidden in pieces(plain) if hidden), "")
        evidence = Evidence(SourceKind.PROSE, OPEN, clip(words, SHOWN))
        findings.about_review(PROPERTY, SPOILERS, evidence)


def _key(title: str) -> str:
    return title_key(split_title_year(clip(title))[0])


def _denies(entry: Entry) -> bool:
    return entry.kind is SourceKind.CORRECTION and answer(entry.text) is False


def _warnings(entries: Iterable[Entry], meanings: Collection[Key]) -> Iterator[Evidence]:
    """What tags say, and brackets in titles, in the words of a warning."""
    for entry in entries:
        if entry.meaning in meanings:
            for words in strings(entry.said):
                parts = words.split(",") if meanings is TAGGED else BRACKETED.findall(words)
                yield from (entry.evidence(part.strip()) for part in parts if is_warning(part))


def with_summary(plain: str, findings: Findings) -> str:
    """The text of a review; with its summary, where all of it is hidden. A summary is shown
    everywhere, so that such a review has none, nor one with an excerpt of a span."""
    said = [claim for claim in findings.review if claim.property == "abstract"]
    if not said or not any(claim.property == PROPERTY for claim in findings.review):
        return plain
    words = getattr(max(said, key=lambda claim: claim.evidence.kind).value, "value", "")
    begins = fold(words.rstrip(".… "))
    excerpt = begins in fold("".join([words for words, _ in pieces(plain)]))
    if has_spans(plain) and (not excerpt or begins in fold(shown(plain))):
        return plain
    findings.review = [claim for claim in findings.review if claim not in said]
    if excerpt:
        return plain
    findings.note("abstract", BEFORE_TEXT, said[0].evidence.line)
    return f"{words}\n\n{plain}".strip()


def first_warning(lines: Sequence[str], taken: Collection[int] = ()) -> int | None:
    """The number of the first filled line, but for those taken, if it or its first sentence warns.

    >>> first_warning(["", "Spoilers ahead! He dies."]), first_warning(["Heat", "Spoilers ahead"])
    (1, None)
    """
    first = next((i for i, line in enumerate(lines) if line.strip() and i not in taken), None)
    line = "" if first is None else lines[first]
    if not hinted(line) or OPEN in line or HEADING.fullmatch(line[:LONGEST]):
        return None
    sentence = SENTENCE.match(line)
    return first if warns(line) or (sentence and is_warning(sentence[0])) else None


def warns(line: str) -> bool:
    """Whether a line, or a heading, is nothing but a warning, and no film's title."""
    if not hinted(line) or len(line) > LONGEST or line.strip() in FILMS:
        return False
    heading = HEADING.fullmatch(line)
    return is_warning(plain_line(heading["words"] if heading else line))


def sections(lines: list[str], taken: Collection[int] = ()) -> list[str]:
    """Lines with marks around what a heading or a line warns of.

    A heading is about what stands below it, to the next one that is no lower; a line about all to
    where the spoilers are said to end, unless spans are marked. At the beginning it is no section.
    """
    if not any(map(hinted, lines)):
        return lines
    found, level, begun = list(lines), -1, False
    spans, depth = any(OPEN in line for line in lines), 0
    for i, line in enumerate(lines):
        depth += line.count(OPEN) - line.count(CLOSE)
        if i in taken or not line.strip():
            continue
        own, last = _heading(lines, i)
        if level >= 0 and ((own and own <= level) or is_end(plain_line(line))):
            found[i], level = f"{CLOSE}\n\n{line}", -1
        about_section = own and depth <= 0
        if level < 0 and (about_section or (begun and not spans)) and warns(line):
            found[last], level = f"{lines[last]}\n\n{OPEN}\n", own
        begun = True
    return [*found, CLOSE] if level >= 0 else found


def _heading(lines: list[str], i: int) -> tuple[int, int]:
    """The level of a heading, 0 of any other line, and its last line."""
    if heading := HEADING.fullmatch(lines[i][:LONGEST]):
        return len(heading["marks"]), i
    below = UNDERLINE.fullmatch(lines[i + 1][:LONGEST]) if i + 1 < len(lines) else None
    return (1 if below["first"] else 2, i + 1) if below else (0, i)


def without_spoilers(words: str) -> str:
    """The words of a summary, which is shown everywhere, without what is marked in them."""
    return shown(normal(strip_html(plain_line(marked(words)))))
