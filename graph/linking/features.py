"""What speaks for and against a film of the catalogue being the one that the reviews mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from rapidfuzz import fuzz

from graph.catalogue import WEAK, CatalogueFilm
from graph.catalogue.forms import PARTS
from graph.linking.judgements import JUDGEMENTS, UNKNOWN, Name, Verdict
from graph.linking.subject import CLOSE_YEARS, Subject
from graph.linking.wanted import Wanted, form_of_person, forms
from graph.records import Person
from graph.values.durations import TOLERANCE
from graph.values.folding import fold
from graph.values.likeness import ALIKE, differ_in_number, nearly_the_same

MOST = 100
"""Titles and persons of one catalogue film that are looked at."""

LONG = 5
"""Words from which a title is hardly ever borne by two films: see docs/linking.md."""

SPELLINGS = 10
"""Titles of each side that are compared letter by letter."""

MOST_DIRECTORS = 20
"""Directors of a catalogue film that are looked at."""

SHOWN = 3
"""Names that an explanation lists."""

SAME_MINUTES = 5
"""Difference in running time that means nothing."""

FEW = 3
"""Actors that both sides must know before it means anything that none is the same."""

PARTED = re.compile(rf"\b(?:{'|'.join(sorted(PARTS))})s? [0-9]")
"""What a film is called that came in parts, each a film by itself."""


class Feature(Struct, frozen=True):
    """One comparison: what the reviews and the catalogue say, and how many points it is worth."""

    name: Name
    verdict: Verdict
    ours: str = ""
    theirs: str = ""

    @property
    def points(self) -> float:
        """What it adds to the score."""
        judgement = JUDGEMENTS.get((self.name, self.verdict))
        return judgement.points if judgement else 0

    @property
    def sentence(self) -> str:
        """It in words.

        >>> Feature("year", "near", "1995", "1996").sentence
        'The year differs by one: 1995 here, 1996 there.'
        >>> Feature("director", "unknown", "Michael Mann").sentence
        'The director is not known there.'
        """
        if judgement := JUDGEMENTS.get((self.name, self.verdict)):
            return judgement.sentence.format(ours=self.ours, theirs=self.theirs)
        where = " and ".join(
            place for place, said in (("here", self.ours), ("there", self.theirs)) if not said
        )
        return UNKNOWN.format(name=self.name, where=where)


def features(wanted: Wanted, film: CatalogueFilm) -> tuple[Feature, ...]:
    """Everything that can be compared; what only one side knows is compared to nothing.

    Year and director are always among them, because it matters that they are not known.
    """
    subject = wanted.subject
    found = [*_identifiers(subject, film), _title(wanted, film), _year(subject, film)]
    found.append(_director(wanted.directors, film.directors))
    if wanted.cast and film.cast:
        found += _cast(wanted.cast, film.cast[:MOST])
    if subject.minutes and film.minutes:
        found.append(_minutes(subject.minutes, film.minutes))
    if wanted.countries and film.countries:
        found.append(_country(wanted.countries, film.countries))
    return tuple(found)


def score(found: Sequence[Feature]) -> float:
    """The sum of all points."""
    return sum(feature.points for feature in found)


def _identifiers(subject: Subject, film: CatalogueFilm) -> Iterator[Feature]:
    for stated in subject.identifiers:
        known = {i.value for i in film.all_identifiers if i.scheme == stated.scheme}
        if known:
            verdict: Verdict = "same" if stated.value in known else "different"
            yield Feature("identifier", verdict, stated.value, min(known))


def _title(wanted: Wanted, film: CatalogueFilm) -> Feature:
    titles = [title.value for title in film.titles[:MOST]]
    for place, title in enumerate(titles):
        form = _strong(title)
        if form in wanted.strong:
            whole: Verdict = "long" if len(form.split()) >= LONG else "same"
            verdict: Verdict = "other name" if place else whole
            return Feature("title", verdict, wanted.strong[form], title)
    for title in titles:
        if (part := _part(wanted, title)) is not None:
            return Feature("title", "whole" if _is_of_parts(part, title) else "part", part, title)
    return _unlike(wanted, titles)


def _is_of_parts(ours: str, theirs: str) -> bool:
    """Whether ours is a numbered part and theirs may be the whole."""
    return bool(PARTED.search(_strong(ours)) and not PARTED.search(_strong(theirs)))


def _strong(title: str) -> str:
    return next(iter(forms(title)), "")


def _part(wanted: Wanted, title: str) -> str | None:
    """Our title, where one of the two is the other without a part of it."""
    for form in forms(title):
        other = form.removeprefix(WEAK) if form.startswith(WEAK) else WEAK + form
        if other in wanted.forms:
            return wanted.forms[other]
    return None


def _unlike(wanted: Wanted, titles: Sequence[str]) -> Feature:
    """Two titles that share no form: spelled alike, or not."""
    pairs = [
        (_likeness(ours, theirs), wanted.strong[ours], title)
        for title in titles[:SPELLINGS]
        if (theirs := _strong(title))
        for ours in islice(wanted.strong, SPELLINGS)
    ]
    likeness, ours, theirs = max(pairs, default=(0.0, "", titles[0] if titles else ""))
    if likeness >= ALIKE and not differ_in_number(_strong(ours), _strong(theirs)):
        verdict: Verdict = "whole" if _is_of_parts(ours, theirs) else "similar"
        return Feature("title", verdict, ours, theirs)
    return Feature("title", "third name" if wanted.foreign else "unlike", ours, theirs)


def _likeness(ours: str, theirs: str) -> float:
    """By letters, or by words where one title has all the words of the other."""
    return max(fuzz.ratio(ours, theirs), fuzz.token_set_ratio(ours, theirs))


def _year(subject: Subject, film: CatalogueFilm) -> Feature:
    ours, theirs = subject.years, film.years
    if not ours or not theirs:
        return Feature("year", "unknown", _listed(ours), _listed(theirs))
    apart, mine, other = min((abs(x - y), x, y) for x in ours for y in theirs)
    verdict: Verdict = "near" if apart == 1 else "distant" if apart <= CLOSE_YEARS else "far"
    return Feature("year", "same" if not apart else verdict, str(mine), str(other))


def _director(ours: dict[str, str], persons: Sequence[Person]) -> Feature:
    theirs = {form_of_person(person.name): person.name for person in persons[:MOST_DIRECTORS]}
    if not ours or not theirs:
        return Feature("director", "unknown", _listed(ours.values()), _listed(theirs.values()))
    if common := [theirs[form] for form in ours if form in theirs]:
        verdict: Verdict = "same" if ours.keys() == theirs.keys() else "one"
        return Feature("director", verdict, _listed(ours.values()), _listed(common))
    for name in ours.values():
        for other in theirs.values():
            if nearly_the_same(name, other):
                return Feature("director", "similar", name, other)
    return Feature("director", "different", _listed(ours.values()), _listed(theirs.values()))


def _cast(ours: dict[str, str], persons: Sequence[Person]) -> Iterator[Feature]:
    theirs = {form_of_person(person.name): person.name for person in persons}
    common = [ours[form] for form in ours if form in theirs]
    if common:
        verdict: Verdict = "several" if len(common) > 1 else "one"
        yield Feature("cast", verdict, _listed(ours.values()), _listed(common))
    elif min(len(ours), len(theirs)) >= FEW:
        yield Feature("cast", "different", _listed(ours.values()), _listed(theirs.values()))


def _minutes(ours: int, theirs: Sequence[int]) -> Feature:
    apart, other = min((abs(ours - minutes), minutes) for minutes in theirs)
    verdict: Verdict = "same" if apart <= SAME_MINUTES else "near" if apart <= TOLERANCE else "far"
    return Feature("running time", verdict, str(ours), str(other))


def _country(ours: dict[str, str], theirs: Sequence[str]) -> Feature:
    common = [name for name in theirs if fold(name) in ours]
    mine = _listed(ours.values())
    if common:
        return Feature("country", "same", mine, _listed(common))
    return Feature("country", "different", mine, _listed(theirs))


def _listed(values: Collection[object]) -> str:
    names = [str(value) for value in values]
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
