"""What speaks for and against a film of the catalogue being the one that the reviews mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct
from rapidfuzz import fuzz

from graph.catalogue import WEAK, CatalogueFilm, person_form, title_forms
from graph.catalogue.forms import LONGEST, PARTS
from graph.linking.judgements import JUDGEMENTS, UNKNOWN, Name, Verdict
from graph.linking.subject import Subject
from graph.records import Person
from graph.values.folding import fold

MOST = 100
"""Titles and persons of one catalogue film that are looked at."""

LONG = 5
"""Words from which a title is hardly ever borne by two films: see docs/linking.md."""

SHOWN = 3
"""Names that an explanation lists."""

ALIKE = 85
"""RapidFuzz's ratio of two folded names from which they may be one, misspelled."""

CLOSE_YEARS = 3
SAME_MINUTES, CLOSE_MINUTES = 5, 25
"""Cuts, credits and PAL speed-up: differences in running time that mean little."""

FEW = 3
"""Actors that both sides must know before it means anything that none is the same."""

PARTED = re.compile(rf"\b(?:{'|'.join(sorted(PARTS))})s? [0-9]")
"""What a film is called that came in parts, each a film by itself."""

FOREIGN = re.compile(
    r"[^\x00-\x7f]|\b[dl]['’]|\b(?:o|os|um|uma|e|em|eu|de|do|da|dos|das|ao|aos|por|para|que|com"
    r"|le|la|les|un|une|du|des|et|au|aux|sur|je|tu|il|lo|gli|una|di|del|della|che|el|los|las|y|con"
    r"|der|das|den|dem|und|ein|eine|von|mit|ich|het|een|van|och|som|en)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(?:the|of|and|with|my|you|your)\b", re.IGNORECASE)
"""Marks of the language of a title: its small words, and letters that English has not."""

_forms_of = lru_cache(1 << 14)(title_forms)
_person_of = lru_cache(1 << 14)(person_form)


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


def _forms(title: str) -> tuple[str, ...]:
    """The forms of a title, remembered: both sides mostly spell it alike."""
    return _forms_of(title[:LONGEST])


def _person(name: str) -> str:
    return _person_of(name[:LONGEST])


class Wanted:
    """A subject in the forms in which it is compared, each made once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def forms(self) -> dict[str, str]:
        """The forms of its titles, each with the title, strong before weak."""
        pairs = [(form, title) for title in self.subject.titles for form in _forms(title)]
        pairs.sort(key=lambda pair: pair[0].startswith(WEAK))
        return dict(reversed(pairs))

    @cached_property
    def strong(self) -> dict[str, str]:
        """The forms of whole titles."""
        return {form: title for form, title in self.forms.items() if not form.startswith(WEAK)}

    @cached_property
    def foreign(self) -> bool:
        """Whether the catalogue, whose labels are English, may know it by another name only."""
        titles = self.subject.titles
        return any(map(FOREIGN.search, titles)) and not any(map(ENGLISH.search, titles))

    @cached_property
    def directors(self) -> dict[str, str]:
        """The directors' names by their form."""
        return {_person(name): name for name in self.subject.directors}

    @cached_property
    def cast(self) -> dict[str, str]:
        """The actors' names by their form."""
        return {_person(name): name for name in self.subject.cast}

    @cached_property
    def countries(self) -> dict[str, str]:
        """The countries' names by their form."""
        return {fold(name): name for name in self.subject.countries}


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
        known = (
            {film.qid} - {""}
            if stated.scheme == "wikidata"
            else {i.value for i in film.identifiers if i.scheme == stated.scheme}
        )
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
            parted = PARTED.search(_strong(part)) and not PARTED.search(_strong(title))
            return Feature("title", "whole" if parted else "part", part, title)
    return _unlike(wanted, titles)


def _strong(title: str) -> str:
    return next(iter(_forms(title)), "")


def _part(wanted: Wanted, title: str) -> str | None:
    """Our title, where one of the two is the other without a part of it."""
    for form in _forms(title):
        other = form.removeprefix(WEAK) if form.startswith(WEAK) else WEAK + form
        if other in wanted.forms:
            return wanted.forms[other]
    return None


def _unlike(wanted: Wanted, titles: Sequence[str]) -> Feature:
    """Two titles that share no form: spelled alike, or not."""
    pairs = [
        (_likeness(ours, theirs), wanted.strong[ours], title)
        for title in titles
        if (theirs := _strong(title))
        for ours in wanted.strong
    ]
    likeness, ours, theirs = max(pairs, default=(0.0, "", titles[0] if titles else ""))
    if likeness >= ALIKE:
        return Feature("title", "similar", ours, theirs)
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
    theirs = {_person(person.name): person.name for person in persons[:MOST]}
    if not ours or not theirs:
        return Feature("director", "unknown", _listed(ours.values()), _listed(theirs.values()))
    if common := [theirs[form] for form in ours if form in theirs]:
        verdict: Verdict = "same" if ours.keys() == theirs.keys() else "one"
        return Feature("director", verdict, _listed(ours.values()), _listed(common))
    for name in ours.values():
        for other in theirs.values():
            if _nearly_the_same(name, other):
                return Feature("director", "similar", name, other)
    return Feature("director", "different", _listed(ours.values()), _listed(theirs.values()))


def _nearly_the_same(ours: str, theirs: str) -> bool:
    """A slip of the pen, or one family name with given names of the same initial.

    >>> _nearly_the_same("J. A. Bayona", "Juan Antonio Bayona")
    True
    >>> _nearly_the_same("Tod Williams", "Kip Williams")
    False
    """
    if fuzz.ratio(_person(ours), _person(theirs)) >= ALIKE:
        return True
    mine, other = fold(ours).split(), fold(theirs).split()
    if len(mine) < 2 or len(other) < 2 or mine[-1] != other[-1]:
        return False
    return mine[0] == other[0] or (mine[0][0] == other[0][0] and 1 in (len(mine[0]), len(other[0])))


def _cast(ours: dict[str, str], persons: Sequence[Person]) -> Iterator[Feature]:
    theirs = {_person(person.name): person.name for person in persons}
    common = [ours[form] for form in ours if form in theirs]
    if common:
        verdict: Verdict = "several" if len(common) > 1 else "one"
        yield Feature("cast", verdict, _listed(ours.values()), _listed(common))
    elif min(len(ours), len(theirs)) >= FEW:
        yield Feature("cast", "different", _listed(ours.values()), _listed(theirs.values()))


def _minutes(ours: int, theirs: Sequence[int]) -> Feature:
    apart, other = min((abs(ours - minutes), minutes) for minutes in theirs)
    verdict: Verdict = (
        "same" if apart <= SAME_MINUTES else "near" if apart <= CLOSE_MINUTES else "far"
    )
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
