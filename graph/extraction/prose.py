"""Facts in running text, where the words leave no doubt: the year behind the title, “directed by”,
who plays whom. Precision before recall.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from graph.extraction.bracket_roles import Known
from graph.extraction.brackets import cast_in_brackets
from graph.extraction.casting import played_by
from graph.extraction.comparisons import ELSEWHERE
from graph.extraction.crew import OF_SOMEBODY, Found, FullNames, directors_of_any, hinted, made_by
from graph.extraction.entries import Findings, clip
from graph.extraction.figures import figures
from graph.extraction.marked import DATED, MARKS, YEAR, ends
from graph.extraction.names import NAME, SIBLING, bare_name
from graph.extraction.other_films import ThisFilm
from graph.extraction.verdict import read_verdict
from graph.records import Evidence, PartialDate, Person, Role, SourceKind, Text, Value
from graph.values.names import name_key, split_names
from graph.values.patterns import on_demand
from graph.values.spoilers import has_spans, pieces

MOST_READ = 200_000

DIRECTED = on_demand(
    rf"{MARKS}(?:,?{YEAR})?[^.“”\"«»*_()\n]{{0,60}}?\b"
    r"(?P<says>directed\sby|dirigid[oa]\spor|réalisée?\spar|unter\sder\sRegie\svon|inszeniert\svon"
    r"|dirett[oa]\sda)\s"
    rf"(?P<names>{NAME}(?:(?:,|\sand|\set|\sund|\sy|\se)\s{NAME}){{0,3}})"
)
A_GROUP = on_demand(SIBLING)
REMADE = on_demand(
    r"\b(?:remake|refilmagem|rifacimento|neuverfilmung|verfilmung|adapta\w+|adaptation|version)\s"
    r"(?:of|d[eio]|von|de[ls]|d[oa])\s(?:[\w.’'-]+\s){0,4}[“„«\"‘*_]{0,3}\Z",
    re.IGNORECASE,
)
REACH = 80
MAKERS = ("director", "author")
OPENING = ("“", "„", "«", '"', "‘", "「", "『")


def read_prose(
    text: str,
    language: str,
    findings: Findings,
    place: Callable[[str], int],
    linked: Iterable[str] = (),
    source: str = "",
) -> None:
    """Claim what the text says for certain about the film that `findings` already names, and the
    author's own score where no key gives one.

    `place` gives the line in the document where words stand, or 0; `linked` are words that lead
    to notes of their own, as persons do; `source` is the text with its markup.
    """
    whole = text[:MOST_READ]
    text = _shown(whole)
    values = (claim.value for claim in findings.movie if claim.property == "name")
    title = next((value.value for value in values if isinstance(value, Text)), "")
    actors = [c.value.actor.name for c in findings.movie if isinstance(c.value, Role)]
    full = FullNames(title, text, actors, german=language[:2] == "de")
    years = {c.value.year for c in findings.movie if isinstance(c.value, PartialDate)}
    film = ThisFilm(title, text, language, years)
    casting = partial(_cast, film, findings, linked, full, source)
    facts = list(_of_film(film, full)) if title else []
    cast, others = casting(facts)
    if owners := {_named(fact.value) for fact in facts if fact.key == OF_SOMEBODY}:
        sure = [fact for fact in facts if fact.key != OF_SOMEBODY]
        whole_cast, of_all = casting(sure)
        if not owners.isdisjoint(_named(found.value) for found in whole_cast):
            facts, cast, others = sure, whole_cast, of_all  # it is the film of its star
    if (
        title
        and not findings.movie_has("director")
        and all(f.property != "director" for f in facts)
    ):
        others |= {name_key(f.value.actor.name) for f in cast if isinstance(f.value, Role)}
        facts += hinted(film, full, others)
    makers = _makers(findings)
    titles = {name_key(title), *map(name_key, title.split(": "))} if title else set()
    for property_, value, key, words in [*facts, *cast]:
        name = _named(value)
        if name in titles or not _may_be_one(value, makers.get(property_, ())):
            continue
        evidence = Evidence(SourceKind.PROSE, key, clip(words), place(words))
        findings.about_movie(property_, value, evidence)
    verdict = film if text is whole else ThisFilm(title, whole, language, years)
    read_verdict(verdict, findings, source)


def _shown(text: str) -> str:
    """A text without what is marked as spoilers: a claim shows it everywhere, but a score gives
    nothing away."""
    if not has_spans(text):
        return text
    return "\n\n".join([words for words, hidden in pieces(text) if not hidden])


def _makers(findings: Findings) -> dict[str, set[str]]:
    """Who made the film, by property, where keys say it: those are all."""
    makers: dict[str, set[str]] = {}
    for claim in findings.movie:
        if claim.property in MAKERS and isinstance(claim.value, Person):
            makers.setdefault(claim.property, set()).add(name_key(claim.value.name))
    return makers


def _may_be_one(value: Value, makers: Collection[str]) -> bool:
    """Whether somebody is one of the stated makers, or several, as “the Berg brothers” are."""
    if not makers or not isinstance(value, Person) or name_key(value.name) in makers:
        return True
    families = {maker.rpartition(" ")[2] for maker in makers}
    group = A_GROUP.fullmatch(value.name)
    return group is not None and not families.isdisjoint(name_key(value.name).split())


def _named(value: Value) -> str:
    """Whom a value names, as `name_key` has it; a title that looks like a name names nobody."""
    person = value.actor if isinstance(value, Role) else value
    return name_key(person.name) if isinstance(person, Person) else ""


def _of_film(film: ThisFilm, full: Mapping[str, str]) -> Iterator[Found]:
    """What is best told by the words behind the title comes from there."""
    makers = list(made_by(film, full))
    facts = list(_about(film, makers))
    told = {fact.property for fact in facts}
    others = [*makers, *figures(film)]
    yield from facts
    yield from (fact for fact in others if fact.property not in told)


def _cast(
    film: ThisFilm,
    findings: Findings,
    linked: Iterable[str],
    full: Mapping[str, str],
    source: str,
    facts: Iterable[Found],
) -> tuple[list[Found], set[str]]:
    """Who plays in the film beside those who made it, by what is known and the `facts`; and all of
    them, as `name_key` has them."""
    persons = [claim.value for claim in findings.movie] + [fact.value for fact in facts]
    crew = {name_key(value.name) for value in persons if isinstance(value, Person)}
    known = _known(findings, linked, crew, film, full, source)
    cast = list(cast_in_brackets(film, known))
    roles = [found.value for found in cast if isinstance(found.value, Role)]
    others = crew | {name_key(name) for role in roles for name in (role.actor.name, role.character)}
    if film.title:
        cast += played_by(film, others, known.actors | known.linked, full)
    return cast, others


def _known(
    findings: Findings,
    linked: Iterable[str],
    crew: set[str],
    film: ThisFilm,
    full: Mapping[str, str],
    source: str,
) -> Known:
    roles = [claim.value for claim in findings.movie if isinstance(claim.value, Role)]
    return Known(
        frozenset(name_key(role.actor.name) for role in roles),
        frozenset(name_key(role.actor.name) for role in roles if role.character),
        frozenset(name_key(name) for name in linked),
        frozenset(crew),
        full,
        partial(directors_of_any, film, full),
        source,
    )


def _about(film: ThisFilm, makers: Collection[Found]) -> Iterator[Found]:
    """The film's year in brackets behind its title, and its director close behind it.

    Where the years differ from the known one, or from each other, films of one title are meant,
    and nothing is certain; so where it is the film of somebody else than its `makers`.
    """
    title, text, known = film.title, film.text, film.years
    starts = [
        (end - len(title), DATED.match(text, end), DIRECTED.match(text, end))
        for end in ends(title, text)
    ]
    years = {
        int(dated["year"]): (start, dated)
        for start, dated, _ in starts[::-1]
        if dated and (known or _is_of_makers(film, start, dated.end(), makers))
    }
    if len(years) > 1 or (known and not years.keys() <= {y + d for y in known for d in (-1, 0, 1)}):
        return
    for year, (start, dated) in years.items():
        opening = start - (text[start - 1 : start] in OPENING)
        yield Found("datePublished", PartialDate(year), "year", text[opening : dated.end()])
    for start, _, directed in starts:
        if directed and _is_told(directed, film):
            for name in split_names(directed["names"]):
                words = text[start : directed.end()]
                yield Found("director", Person(bare_name(name)), "directed by", words)
            return


def _is_of_makers(film: ThisFilm, start: int, end: int, makers: Collection[Found]) -> bool:
    """Whether a title with a year cannot be that of an original, or of another version."""
    if REMADE.search(film.text, max(0, start - REACH), start) or film.is_other(start, end):
        return False
    owner, names = name_key(film.owner(start)), [_named(maker.value) for maker in makers]
    if not owner or names:
        return not owner or owner in {name.rpartition(" ")[2] for name in names}
    before = film.text[max(film.opening(start), start - REACH) : start]
    return not film.has_double and not ELSEWHERE.search(before)


def _is_told(directed: re.Match[str], film: ThisFilm) -> bool:
    names, end = directed.span("names")
    return not (film.is_other(names, end) or film.is_unreal(directed.start("says"), names))
