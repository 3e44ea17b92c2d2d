"""Who wrote the review, and on which day, where the byline says that, too: “Eve Gray | 3 May 2020”.

A day is nobody's name. It counts where nothing else says when the review appeared.
"""

from __future__ import annotations

import re

from graph.extraction.entries import Entry, Findings, Said, clip
from graph.extraction.people import persons
from graph.records import Claim
from graph.values.dates import find_dates, parse_date
from graph.values.names import turned
from graph.values.patterns import on_demand

LONGEST = 2_000
APART = " \t,;|·•/()[]–—-"
"""What stands between a name and the day."""

NUMERIC = on_demand(r"(?<!\w)[0-9]{1,4}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{2,4}(?!\w)")
"""A day, be it one that can be read in two ways."""

_DOING = r"(?:last|written|posted|published|updated|reviewed|review)"
BEFORE_DAY = on_demand(
    rf"(?:(?:^|[\s,;|·•–—-]+)(?:{_DOING}|on|at|am|le|el|em|il))+$", re.IGNORECASE
)
BEFORE_NAME = on_demand(rf"^(?:{_DOING}\s+)?(?:by|von|par|por|di)\s+", re.IGNORECASE)


def read_reviewer(entry: Entry, findings: Findings, language: str) -> None:
    """The persons under a key of reviewers, and the day that stands beside them."""
    for person, words in persons(_undated(entry.said, entry, findings, language)):
        if _is_name(person.name):
            findings.about_review("author", person, entry.evidence(words))
        else:
            sentence = f"“{clip(words, 60)}” under “{entry.key}” is nobody's name."
            findings.note("author", sentence, entry.line)


def _undated(said: Said, entry: Entry, findings: Findings, language: str) -> Said:
    """What is left without the days, which go to the findings; “Smith, Ann” turned round."""
    if isinstance(said, list):
        return [_undated(item, entry, findings, language) for item in said]
    if not isinstance(said, str) or len(said) > LONGEST:
        return said
    dates = find_dates(said, language)
    evidence = entry.evidence(said)
    findings.dated += [Claim("datePublished", date, evidence) for date, *_ in dates]
    spans = [(start, end) for _, start, end in dates] + [m.span() for m in NUMERIC.finditer(said)]
    if not spans:
        return turned(said)
    parts, at = list[str](), 0
    for start, end in [*sorted(spans), (len(said), len(said))]:
        parts.append(_name(said[at:start]))
        at = max(at, end)
    return turned(", ".join(filter(None, parts)))


def _name(words: str) -> str:
    """Words beside a day, without those that only lead to it or to the name."""
    return BEFORE_NAME.sub("", BEFORE_DAY.sub("", words.strip(APART)).strip(APART))


def _is_name(words: str) -> bool:
    return any(map(str.isalpha, words)) and parse_date(words) is None
