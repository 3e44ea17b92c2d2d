"""Which documents are one review, or one viewing: a post as an export and as a feed have it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from graph.documents.files import file_of
from graph.fusion import authors, decided
from graph.identity.slugs import short_hash
from graph.records import Extraction, Link, Person
from graph.values.addresses import address_key
from graph.values.folding import fold
from graph.values.names import name_key

LETTERBOXD = ("letterboxd.com", "boxd.it")
"""Its feed gives an entry of a diary an address at the one, its export an address at the other."""

HOME = re.compile(r"[^/?]*")
"""The address of a whole site, where nothing first appears."""

WRITTEN = ("markdown", "text")
"""Formats of files that a person writes."""

WORDS = 6
"""The first words of a text, by which it is known; fewer than half of them are too few."""

WHOLE = 0.8
"""The share of the longest text from which one may be the whole text, corrected."""

MOST = 32
"""Documents with one address among which it is looked for those that are one; of more none are."""

ONE_DAY = timedelta(days=1)
"""By so much a post's day differs between clocks around the world."""


class Appearance(Struct, frozen=True, array_like=True):
    """Where a document says that its review or viewing first appeared, and what else tells whether
    two documents have the same one.

    `place` is the address, as a key; `day` is that of publication, as far as it is stated, `seen`
    are those on which the film was seen; `opening` stands for the first words.
    """

    kind: str
    who: str
    place: str
    publisher: str = ""
    language: str = ""
    day: str = ""
    seen: tuple[str, ...] = ()
    opening: str = ""
    length: int = 0
    format: str = ""

    @property
    def host(self) -> str:
        """Where the address is."""
        return self.place.partition("/")[0]


class Appeared(NamedTuple):
    """A document of a film, and where it says that it first appeared."""

    document: int
    source: str
    appearance: Appearance


def appearance(said: Extraction, format_: str) -> Appearance | None:
    """Where a review or viewing first appeared, where its document says so and names who wrote."""
    link = decided(said.review, "isBasedOn")
    if said.subject == "movie" or not isinstance(link, Link):
        return None
    place, fragment = address_key(link.url), link.url.partition("#")[2]
    named = sorted(name_key(who.name) for who in authors(said.review) if isinstance(who, Person))
    if HOME.fullmatch(place) or not named:
        return None
    text = _text(said, "reviewBody")
    return Appearance(
        said.subject,
        "\n".join(named),
        f"{place}#{fragment}" if fragment else place,
        fold(_text(said, "publisher")),
        _text(said, "inLanguage").partition("-")[0],
        str(decided(said.review, "datePublished") or ""),
        tuple(sorted({str(claim.value) for claim in said.viewing})),
        _opening(text or _text(said, "abstract")),
        len(text),
        format_,
    )


def together(documents: Sequence[Appeared]) -> dict[int, int]:
    """Of documents about one film those that are one review or viewing with another: by the id of
    each, that of the one whose page it is.

    That is one that its author wrote, then a feed that has the whole text, for it is of today, then
    the one with most words. Those of one file are never the same.
    """
    found: dict[int, int] = {}
    for same in _alike(documents):
        longest = max(each.appearance.length for each in same)
        first = min(same, key=lambda each: _rank(each, longest))
        found |= {each.document: first.document for each in same if each is not first}
    return found


def _alike(documents: Sequence[Appeared]) -> Iterator[Sequence[Appeared]]:
    places: defaultdict[tuple[str, ...], list[Appeared]] = defaultdict(list)
    for each in documents:
        said = each.appearance
        place = LETTERBOXD[0] if said.host in LETTERBOXD else said.place
        places[said.kind, said.who, place].append(each)
    for some in places.values():
        if 1 < len(some) <= MOST:
            yield from _sets(some)


def _sets(some: Sequence[Appeared]) -> Iterator[Sequence[Appeared]]:
    """The sets of those that are the same, if by way of others; without those of which a file has
    several, and without sets in which something speaks against it."""
    for joint in _components(some):
        files = Counter(file_of(each.source) for each in joint)
        single = [each for each in joint if files[file_of(each.source)] == 1]
        if len(single) < len(joint):
            yield from _sets(single)
        elif len(joint) > 1 and not any(_are_apart(*pair) for pair in combinations(joint, 2)):
            yield joint


def _components(some: Sequence[Appeared]) -> Iterator[list[Appeared]]:
    left = list(some)
    while left:
        joint = [left.pop(0)]
        for each in joint:  # which grows
            joint += [other for other in left if _are_same(each, other)]
            left = [other for other in left if other not in joint]
        yield joint


def _are_same(one: Appeared, other: Appeared) -> bool:
    """Whether two with one address, or both of Letterboxd, agree in a day, or in their words."""
    if _are_apart(one, other):
        return False
    ours, theirs = one.appearance, other.appearance
    words = bool(ours.opening) and ours.opening == theirs.opening
    if any(map(_day, set(ours.seen).intersection(theirs.seen))):
        return True
    if ours.place != theirs.place:
        return words and not ours.seen and not theirs.seen
    return words or bool(_day(ours.day) and _day(theirs.day))


def _are_apart(one: Appeared, other: Appeared) -> bool:
    """Whether something says that two are not the same."""
    ours, theirs = one.appearance, other.appearance
    return (
        file_of(one.source) == file_of(other.source)
        or (ours.place != theirs.place and ours.host == theirs.host)
        or _differ(ours.publisher, theirs.publisher)
        or _differ(ours.language, theirs.language)
        or not _near(ours.day, theirs.day)
        or not _compatible(ours.seen, theirs.seen)
    )


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _near(one: str, other: str) -> bool:
    """Whether two dates may be of one day; one that is not known may be any."""
    if (first := _day(one)) and (second := _day(other)):
        return abs(first - second) <= ONE_DAY
    return one.startswith(other) or other.startswith(one)


def _compatible(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether days of seeing may be the same; those of a year may be any in it."""
    near = any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)
    return near or not ours or not theirs


def _day(stated: str) -> date | None:
    return date.fromisoformat(stated) if len(stated) == len("2024-05-01") else None


def _rank(each: Appeared, longest: int) -> tuple[bool, bool, bool, int, str]:
    said = each.appearance
    whole = said.length >= WHOLE * longest
    feed = said.format == "feed"
    return said.format not in WRITTEN, not whole, not feed, -said.length, each.source


def _text(said: Extraction, property_: str) -> str:
    return str(getattr(decided(said.review, property_), "value", ""))


def _opening(text: str) -> str:
    words = fold(text[:200]).split()[:WORDS]
    return short_hash(" ".join(words)) if 2 * len(words) >= WORDS else ""
