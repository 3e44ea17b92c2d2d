"""Who wrote the review, and on which day, where the byline says that, too: “Eve Gray | 3 May 2020”.

A day is nobody's name. It counts where nothing else says when the review appeared. Behind a name
may stand who else wrote, but also what somebody is and for whom: “Eve Gray, film critic, The
Reel”. So the first is a reviewer, and of others whoever is plainly a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.entries import Entry, Findings, Said, note_unread
from graph.extraction.keys import spelled
from graph.extraction.names import AND
from graph.extraction.people import persons, why_unread
from graph.records import Claim, Person
from graph.values.dates import find_dates, parse_date
from graph.values.folding import fold, remembered
from graph.values.given_names import is_given
from graph.values.patterns import on_demand
from graph.values.turned import INITIALS

LONGEST = 2_000
APART = " \t,;|·•/()[]–—-"
"""What stands between a name and the day."""

NUMERIC = on_demand(r"(?<!\w)[0-9]{1,4}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{2,4}(?!\w)")
"""A day, be it one that can be read in two ways."""

_CHANGED = (
    r"(?:updated|modified|edited|revised|changed|actualizad[oa]|modificad[oa]|mise?\sà\sjour|modifiée?"
    r"|aktualisiert|geändert|bearbeitet|atualizad[oa]|aggiornat[oa]|modificat[oa]|更新日?)"
)
CHANGED = on_demand(rf"\b{_CHANGED}(?:\s(?:on|at|am|le|el|em|il))?[\s:：]{{0,3}}$", re.IGNORECASE)
"""What stands before the day of a change, on which the review did not appear."""

_DOING = rf"(?:last|written|posted|published|{_CHANGED}|reviewed|review)"
BEFORE_DAY = on_demand(
    rf"(?:(?:^|[\s,;|·•–—-]+)(?:{_DOING}|on|at|am|le|el|em|il))+$", re.IGNORECASE
)
BEFORE_NAME = on_demand(rf"^(?:{_DOING}\s+)?(?:by|par|por|(?P<particle>von|di))\s+", re.IGNORECASE)

FOR_WHOM = on_demand(
    r"\s(?:for|of|at|from|para|pour|für|bei|per)\s"
    r"(?:(?:the|el|la|le|les|der|die|das|den|il|o|a)\s)?[^\W\d_a-zß-öø-ÿ].*"
)
"""The paper behind a name: “for The Gazette”."""

TOGETHER = on_demand(rf"\s(?:{AND}|AND|with|mit|avec|con|com)\s|;")
LISTED = on_demand(r"[,，、/|•]")
"""Joins persons, but also a person and what they are, or two such."""

NO_NAME = spelled(
    """critic, critics, editor, editors, writer, reviewer, contributor, correspondent, columnist,
    journalist, blogger, author, staff, team, intern, special, freelance, film, films, movie,
    movies, cinema, culture, magazine, news, times, agency, the, of, for, from, at, by, with, in,
    photos, chronicle, herald, tribune, journal, review, gazette, club, daily, weekly, radio, tv,
    arts, entertainment, straight, marie claire, kritiker, kritikerin, redakteur, redakteurin,
    redaktion, autor, autorin, von, für, kultur, kunst, crítico, crítica, periodista, redactor,
    redactora, redacción, cine, cultura, televisión, jornalista, redação, critique, journaliste,
    rédacteur, rédactrice, rédaction, cinéma, critico, giornalista, redattore, redazione"""
)
"""Words that stand in what somebody is, or works for, and seldom in a name."""

NO_NAMES = NO_NAME | spelled(
    """me, myself, i, admin, administrator, webmaster, anonymous, anonymously, anon, guest, user,
    reader, editorial, yo, mí, anónimo, anónima, invitado, invitada, usuario, moi, anonyme, invité,
    invitée, équipe, ich, mir, anonym, gast, nutzer, leser, eu, mim, anônimo, anônima,
    convidado, usuário, io, anonimo, anonima, ospite, utente, 匿名, 編集部, 私"""
)
"""Of which a whole byline may be made, and names nobody."""

FURTHER = "may be no person: join persons with “and”, or write a list"


def read_reviewer(entry: Entry, findings: Findings, language: str) -> None:
    """The persons under a key of reviewers, and the day that stands beside them."""
    for person, words, doubt in _named(_undated(entry.said, entry, findings, language)):
        if person and not doubt:
            findings.about_review("author", person, entry.evidence(words))
        else:
            note_unread(entry, findings, "author", doubt or why_unread(words), words)


def _named(said: Said) -> Iterator[tuple[Person | None, str, str]]:
    """Who is named, in which words, and what else speaks against it, if anything does."""
    if isinstance(said, list):
        for item in said:
            yield from _named(item)
        return
    text = said if isinstance(said, str) else ""
    for number, (person, words) in enumerate(persons(said)):
        if (
            person is None
            or parse_date(person.name) is not None
            or (not number and _is_role(person.name))
        ):
            yield None, words, ""
        elif number and text and not _is_further_name(person.name, text):
            yield person, words, FURTHER
        else:
            yield person, words, ""


def _is_role(name: str) -> bool:
    """Whether words only say what somebody is who wrote."""
    return NO_NAMES.issuperset(fold(name).split())


def _is_further_name(words: str, text: str) -> bool:
    """Whether a person is named in a text behind another: the list of first names is not
    whole."""
    if not NO_NAME.isdisjoint((fold(words), *fold(words).split())):
        return False
    joined = ";" in text or (bool(TOGETHER.search(text)) and not LISTED.search(text))
    named = joined and words[0].isalpha() and not words[0].islower()
    return named or is_given(words) or INITIALS.match(words) is not None


def _undated(said: Said, entry: Entry, findings: Findings, language: str) -> Said:
    """What is left without the days, which go to the findings."""
    if isinstance(said, list):
        return [_undated(item, entry, findings, language) for item in said]
    if isinstance(said, dict):
        return _of_node(said)
    if not isinstance(said, str) or len(said) > LONGEST:
        return said
    dates = find_dates(said, language)
    findings.dated += [
        Claim("datePublished", date, entry.evidence(said))
        for date, start, _ in dates
        if not CHANGED.search(said[:start])
    ]
    spans = [(start, end) for _, start, end in dates] + [m.span() for m in NUMERIC.finditer(said)]
    if not spans:
        return _without_by(said)
    parts, at = list[str](), 0
    for start, end in [*sorted(spans), (len(said), len(said))]:
        parts.append(_name(said[at:start]))
        at = max(at, end)
    return ", ".join(filter(None, parts))


def _of_node(said: dict[str, Said]) -> Said:
    """A map of a person as it is, save a name that is a whole byline."""
    name = said.get("name")
    if not isinstance(name, str):
        return said
    bare = _without_by(name)
    return bare if len(list(persons(bare))) > 1 else {**said, "name": bare}


def _name(words: str) -> str:
    """Words beside a day, without those that only lead to it or to the name."""
    return _without_by(BEFORE_DAY.sub("", words.strip(APART)).strip(APART))


@remembered
def _without_by(words: str) -> str:
    """Words without the paper behind a name and without the “by” before it, be it “von” or “di”,
    which may be a part of one."""
    words = without_paper(words)
    match = BEFORE_NAME.match(words)
    name = words[match.end() :] if match else words
    sure = match and (not match["particle"] or is_given(name.partition(" ")[0]))
    return name if sure else words


def without_paper(words: str) -> str:
    """The name before what somebody writes for: that of two words, or a first name.

    >>> without_paper("Ann Lee for The Gazette"), without_paper("Order of the Garter")
    ('Ann Lee', 'Order of the Garter')
    """
    match = FOR_WHOM.search(words)
    name = words[: match.start()] if match else words
    return name if " " in name or is_given(name) else words
