"""Documents that may mean one film → groups of those that do: a function of what they say, for any
process that can read the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.fusion import describe_movie
from graph.identity import Appeared, Signature, film_slug, films, short_hash, together
from graph.ledger.documents import Documents, Member
from graph.ledger.entries import read_appearance
from graph.linking import identified, joint
from graph.records import Person

BATCH = 200
"""Documents that are grouped at a time; all that are tied to one another stay together."""

Batch = list[list[int]]
"""The ids of documents, in one list those that are tied to one another."""


class Place(NamedTuple):
    """A document with what it has belonged to until now; `own` is the page that it has by itself,
    and `with_` the document whose page it is behind instead, where both are one review."""

    document: int
    movie: int | None
    page: int | None
    own: int | None
    with_: int | None


class Group(NamedTuple):
    """Documents that mean one film, and what its slug is made of; small, for many are kept."""

    members: list[Place]
    base: str
    suffix: str
    origin: str
    credits: tuple[Person, ...] = ()


class Grouping:
    """Groups documents by what they say of their films."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def __call__(self, batch: Batch) -> list[Group]:
        """The groups of each list of documents, in their order."""
        return [group for ids in batch for group in self._groups(ids)]

    def _groups(self, ids: Sequence[int]) -> Iterator[Group]:
        members = {member.source: member for member in self._documents.members(ids)}
        for film in films(Signature(m.source, m.said) for m in members.values()):
            yield self._group(film, [members[signature.source] for signature in film])

    def _group(self, film: Sequence[Signature], members: list[Member]) -> Group:
        base, suffix = film_slug(film)
        origin = min(member.source for member in members)
        credits_ = self._credits(members) if any(m.said.has_link for m in members) else ()
        joined = together(
            [
                Appeared(member.document, member.source, read_appearance(member.appeared))
                for member in members
                if member.appeared
            ]
        )
        places = [
            Place(m.document, m.movie, m.page, m.own, joined.get(m.document)) for m in members
        ]
        return Group(places, base, suffix or short_hash(origin), origin, credits_)

    def _credits(self, members: Iterable[Member]) -> tuple[Person, ...]:
        """The persons that the link of a film names."""
        entries = self._documents.of_ids(member.document for member in members)
        link = joint(entry.link for entry in entries)
        if link.film is None or not (link.film.directors or link.film.cast):
            return ()
        movie = describe_movie(entry.extraction.movie for entry in entries)
        return tuple(dict.fromkeys(identified(movie, link)))


def batches(components: Iterable[Iterable[int]]) -> Iterator[Batch]:
    """Sets of documents that are tied to one another, as many together as are about `BATCH`."""
    batch: Batch = []
    size = 0
    for component in components:
        batch.append(list(component))
        size += len(batch[-1])
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
