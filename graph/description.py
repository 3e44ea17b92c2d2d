"""Things → triples, from what the ledger holds: in this process, or in others that read it too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from pyoxigraph import NamedNode

from graph.fusion import describe_movie, describe_review, describe_viewings, mean_vote
from graph.ledger import Ledger, Thing
from graph.ledger.accounts import Account, Behind
from graph.ledger.listed import Line, Listing, line_of
from graph.ledger.revisions import GONE, digest_of
from graph.ledger.rows import CRITIC, FILM_PERSON, organization_key, person_key
from graph.linking import asserted, joint
from graph.listing import LISTED, listing
from graph.mapping import (
    Addresses,
    Kind,
    Resource,
    agent_triples,
    movie_triples,
    review_triples,
    viewing_triples,
)
from graph.records import Person, Reviewer, Viewing
from graph.store.describe import n_triples
from graph.vocabulary import WIKIDATA

REMEMBERED = 1 << 16
"""Addresses of things that others refer to."""

PAGES = ("review", "viewing")
"""The kinds of which each thing is one document, or several that are one review."""

AGENTS = ("person", "organization")
"""The kinds that documents name."""


class Described(NamedTuple):
    """Things by their ids, their resources by IRI, each with all its triples in N-Triples, none
    where it is withdrawn, their lines in lists, and what tells of each whether it has changed."""

    ids: Sequence[int]
    resources: dict[str, bytes]
    lines: list[Line]
    digests: dict[int, bytes]


class Describing:
    """Describes things by their ids."""

    def __init__(self, ledger: Ledger, addresses: Addresses) -> None:
        self._things = ledger.things
        self._slugs = ledger.slugs
        self._addresses = addresses
        self._describe = Description(ledger, addresses)

    @classmethod
    def reading(cls, folder: Path, addresses: Addresses) -> Describing:
        """The same in another process than the one that writes the ledger in the folder."""
        return cls(Ledger(folder, read_only=True), addresses)

    def __call__(self, ids: Sequence[int]) -> Described:
        """What the store is to hold of these things, under each address that they ever had."""
        gone = self._slugs.abandoned(ids)
        lines: list[Line] = []
        digests = dict.fromkeys(ids, GONE)
        found = {self._addresses.document(kind, slug).value: b"" for kind, slug in gone}
        things = [thing for thing in self._things.of_ids(ids) if thing.live]
        self._describe.read_ahead(things)
        for thing in things:
            if thing.slug:
                resource = self._describe(thing)
                written = n_triples(resource.document, resource)
                found[resource.document.value], digests[thing.id] = written, digest_of(written)
                lines += map(line_of, self._describe.listed(thing, resource))
        return Described(ids, found, lines, digests)


class Description:
    """Describes things as triples, from what the ledger holds."""

    def __init__(self, ledger: Ledger, addresses: Addresses) -> None:
        self._ledger = ledger
        self._addresses = addresses
        self._found = lru_cache(REMEMBERED)(self._find_agent)
        self._movie_iri = lru_cache(REMEMBERED)(self._find_movie)
        self._who: dict[NamedNode, Thing] = {}
        self._accounts: list[Account] = []
        self._ahead: dict[int, Behind] = {}
        self._spelled: dict[int, list[Person]] = {}
        self._behind: Behind | None = None

    def read_ahead(self, things: Iterable[Thing]) -> None:
        """Read the documents behind those of these that are pages, and how the others that are
        named are spelled: they are described next."""
        things = list(things)
        self._ahead = self._ledger.accounts.behind([t.id for t in things if t.kind in PAGES])
        self._spelled = self._ledger.mentions.spellings(t.id for t in things if t.kind in AGENTS)

    def __call__(self, thing: Thing) -> Resource:
        """The triples of a living thing."""
        self._who.clear()
        match thing.kind:
            case "movie":
                return self._movie(thing)
            case "review":
                return self._review(thing)
            case "viewing":
                return self._viewing(thing)
            case _:
                return self._agent(thing)

    def listed(self, thing: Thing, resource: Resource) -> Iterator[Listing]:
        """The line of the thing that was described last, where its kind is listed."""
        if thing.kind in LISTED:
            ratings = [a.vote.rating for a in self._accounts if a.vote.rating]
            yield listing(thing, resource, self._who, self._behind, ratings)

    def _movie(self, thing: Thing) -> Resource:
        self._accounts = accounts = self._ledger.accounts.of_film(thing.id)
        said = [account.said for account in accounts]
        described = describe_movie((*each.claims, *each.more) for each in said)
        return movie_triples(
            self._addresses,
            thing.slug or "",
            asserted(described, joint(account.link for account in accounts)),
            lambda person: self._agent_iri("person", person_key(person.name, FILM_PERSON)),
            [
                self._addresses.document(*page)
                for page in dict.fromkeys(a.page for a in accounts)
                if page
            ],
            mean_vote((account.source, account.vote) for account in accounts),
        )

    def _review(self, thing: Thing) -> Resource:
        behind = self._document(thing)
        viewing = behind.viewing
        review = describe_review(behind.review)
        return review_triples(
            self._addresses,
            thing.slug or "",
            replace(review, author=self._with_address(review.author)),
            self._movie_iri(behind.movie or 0),
            self._critic_iri,
            lambda name: self._agent_iri("organization", organization_key(name)),
            behind.changed,
            self._viewings(behind) if viewing else (),
        )

    def _viewing(self, thing: Thing) -> Resource:
        behind = self._document(thing)
        return viewing_triples(
            self._addresses,
            thing.slug or "",
            self._viewings(behind)[0],
            self._movie_iri(behind.movie or 0),
            self._critic_iri,
        )

    def _viewings(self, behind: Behind) -> list[Viewing]:
        viewings = describe_viewings(behind.review, behind.viewing)
        return [replace(v, agent=self._with_address(v.agent)) for v in viewings]

    def _with_address(self, named: tuple[Reviewer, ...]) -> tuple[Reviewer, ...]:
        """Of several, without those to whom an older Triplebill, which took one, gave none."""
        if len(named) < 2:
            return named
        return tuple(
            who
            for who in named
            if not isinstance(who, Person) or self._found("person", person_key(who.name, CRITIC))[1]
        )

    def _document(self, page: Thing) -> Behind:
        if page.id not in self._ahead:
            self._ahead = self._ledger.accounts.behind([page.id])
        self._behind = self._ahead[page.id]
        return self._behind

    def _agent(self, thing: Thing) -> Resource:
        if thing.id not in self._spelled:
            self._spelled = self._ledger.mentions.spellings([thing.id])
        spellings = self._spelled[thing.id]
        urls = {url for person in spellings for url in person.urls}
        items = {url for url in urls if url.startswith(WIKIDATA)}
        if len(items) > 1:  # namesakes, or one of them is wrong: then none is the same
            urls -= items
        label = spellings[0].name
        return agent_triples(self._addresses, thing.kind, thing.slug or "", label, sorted(urls))

    def _find_movie(self, movie: int) -> NamedNode:
        return self._addresses.thing("movie", self._ledger.things.get(movie).slug or "")

    def _critic_iri(self, person: Person) -> NamedNode:
        return self._agent_iri("person", person_key(person.name, CRITIC))

    def _agent_iri(self, kind: Kind, key: str) -> NamedNode:
        iri, agent = self._found(kind, key)
        if agent:
            self._who[iri] = agent
        return iri

    def _find_agent(self, kind: Kind, key: str) -> tuple[NamedNode, Thing | None]:
        agent = self._ledger.things.find(kind, key)
        return self._addresses.thing(kind, (agent and agent.slug) or ""), agent
