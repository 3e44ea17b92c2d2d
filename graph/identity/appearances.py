"""Which documents are one review, or one viewing: a post as an export and as a feed have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from graph.documents.files import file_of
from graph.fusion import authors, decided
from graph.records import Extraction, Link, PartialDate, Person
from graph.values.addresses import address_key
from graph.values.names import name_key

Key = tuple[str, str, str]

LETTERBOXD = ("letterboxd.com", "boxd.it")
"""Its export and its feed give one entry of a diary two addresses, and the same day."""

HOME = re.compile(r"[^/?]*")
"""The address of a whole site, where nothing first appears."""

WRITTEN = ("markdown", "text")
"""Formats of files that a person writes."""


class Appearance(Struct, frozen=True, array_like=True):
    """Where a document says that its review or viewing first appeared, and what else tells that
    two documents have the same one.

    `place` is the address, as a key, `day` that of publication, `diary` that of an entry in
    Letterboxd's; `length` is that of the text, and `written` says that it is the author's file.
    """

    kind: str
    who: str
    place: str
    day: str = ""
    diary: str = ""
    length: int = 0
    written: bool = False


class Appeared(NamedTuple):
    """A document of a film, and where it says that it first appeared."""

    document: int
    source: str
    appearance: Appearance


def appearance(said: Extraction, format_: str) -> Appearance | None:
    """Where a review or viewing first appeared, where its document says so and names who wrote."""
    link = decided(said.review, "isBasedOn")
    place = address_key(link.url) if isinstance(link, Link) else ""
    named = sorted(name_key(who.name) for who in authors(said.review) if isinstance(who, Person))
    if HOME.fullmatch(place) or not named or said.subject == "movie":
        return None
    seen = {str(claim.value) for claim in said.viewing if _is_day(claim.value)}
    of_diary = place.partition("/")[0] in LETTERBOXD and len(seen) == 1
    published, text = decided(said.review, "datePublished"), decided(said.review, "reviewBody")
    return Appearance(
        said.subject,
        "\n".join(named),
        place,
        str(published) if _is_day(published) else "",
        seen.pop() if of_diary else "",
        len(getattr(text, "value", "")),
        format_ in WRITTEN,
    )


def together(documents: Sequence[Appeared]) -> dict[int, int]:
    """Of documents about one film those that are one review or viewing with another: by the id of
    each, that of the one whose page it is.

    That is one that its author wrote rather than a program, then the one with most words. Two of
    one file never are the same; where they might be, nothing is.
    """
    found: dict[int, int] = {}
    for same in _alike(documents):
        if _may_be_one(same):
            first = min(same, key=_rank)
            found |= {each.document: first.document for each in same if each is not first}
    return found


def _alike(documents: Sequence[Appeared]) -> Iterator[Sequence[Appeared]]:
    """The sets of two and more that share a place, or the day in a diary, if by way of others."""
    set_of: dict[Key, set[Appeared]] = {}
    for each in documents:
        keys = _keys(each.appearance)
        joint = {each}.union(*(set_of.get(key, ()) for key in keys))
        set_of |= dict.fromkeys((key for one in joint for key in _keys(one.appearance)), joint)
    unique = {id(joint): joint for joint in set_of.values()}
    return (sorted(joint) for joint in unique.values() if len(joint) > 1)


def _keys(said: Appearance) -> list[Key]:
    known = (said.kind, said.who)
    return [(*known, said.place)] + ([(*known, said.diary)] if said.diary else [])


def _may_be_one(same: Sequence[Appeared]) -> bool:
    """Whether they come from as many files, and from one day: to clocks around the world, two."""
    days = sorted(date.fromisoformat(each.appearance.day) for each in same if each.appearance.day)
    near = not days or days[-1] - days[0] <= timedelta(days=1)
    return near and len({file_of(each.source) for each in same}) == len(same)


def _rank(each: Appeared) -> tuple[bool, int, str]:
    return not each.appearance.written, -each.appearance.length, each.source


def _is_day(value: object) -> bool:
    return isinstance(value, PartialDate) and bool(value.day)
