"""Ledger → store: every thing that is dirty is described anew and replaced whole.

Publishing is idempotent: what was interrupted is simply done again. A thing counts as published
only when the store has made it durable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from graph.fusion import describe_movie, describe_review, describe_viewings, mean_rating
from graph.ledger import Entry, Ledger, Thing
from graph.ledger.assignment import CRITIC, FILM_PERSON, Assignment, organization_key, person_key
from graph.ledger.listed import Listing
from graph.linking import asserted, joint
from graph.linking.assertion import ENTITY
from graph.listing import LISTED, listing
from graph.mapping import (
    Addresses,
    Kind,
    Score,
    agent_triples,
    movie_triples,
    review_triples,
    viewing_triples,
)
from graph.records import Person, Rating, Review
from graph.store import Store

BATCH = 500
"""Resources that are described and replaced at a time."""

BASE_IRI = "base_iri"
"""The name of the ledger's setting that holds the base IRI published under."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def no_progress(done: int, total: int) -> None:
    """Nobody wants to know."""


def publish(
    ledger: Ledger, store: Store, addresses: Addresses, progress: Progress = no_progress
) -> int:
    """Bring the store up to the ledger; returns how many triples changed.

    Raises `StorageError`, `EngineError`; then the ledger still knows what is to be done.
    """
    if ledger.setting(BASE_IRI) != addresses.base:  # before any triple stands under it
        with ledger.transaction():
            ledger.set(BASE_IRI, addresses.base)
    dirty = ledger.things.dirty()
    describe = Description(ledger, addresses)
    changed = done = 0
    for ids in _batched(dirty):
        resources: dict[NamedNode, Sequence[Triple]] = {
            addresses.document(kind, slug): () for kind, slug in ledger.things.abandoned(ids)
        }
        listings: list[Listing] = []
        for thing in ledger.things.of_ids(ids):
            if thing.live and thing.slug:
                triples = describe(thing)
                resources[addresses.document(thing.kind, thing.slug)] = triples
                listings += describe.listed(thing, triples)
        changed += store.replace(resources)
        with ledger.transaction():  # before readers see the batch, and again after a crash
            ledger.listed.replace(ids, listings)
        done += len(ids)
        progress(done, len(dirty))
    store.snapshot()
    if dirty:
        with ledger.transaction():
            ledger.things.clean(dirty)
    return changed


def rebuild(
    ledger: Ledger, store: Store, addresses: Addresses, progress: Progress = no_progress
) -> int:
    """Empty the store and publish everything again from the ledger, films parted anew."""
    with ledger.transaction():
        assignment = Assignment(ledger.documents, ledger.things)
        assignment.touch_all()
        assignment.settle()
        ledger.things.mark_all()
        ledger.listed.clear()
    store.clear()
    return publish(ledger, store, addresses, progress)


def mark_lost(ledger: Ledger, store: Store) -> None:
    """Have everything published anew where the store is empty and should not be.

    An engine that lost its graph, or a site that moved to another, is made whole by the next
    `publish`, which else would replace only what changed.
    """
    if ledger.things.any_clean() and not store.query("ASK { ?s ?p ?o }"):
        with ledger.transaction():
            ledger.things.mark_all()


class Description:
    """Describes things as triples, from what the ledger holds."""

    def __init__(self, ledger: Ledger, addresses: Addresses) -> None:
        self._ledger = ledger
        self._addresses = addresses
        self._agents: dict[tuple[Kind, str], NamedNode] = {}
        self._who: dict[str, Thing] = {}
        self._last: tuple[int, Sequence[Entry]] = (0, ())

    def __call__(self, thing: Thing) -> list[Triple]:
        """The triples of a living thing."""
        match thing.kind:
            case "movie":
                return self._movie(thing)
            case "review":
                return self._review(thing)
            case "viewing":
                return self._viewing(thing)
            case _:
                return self._agent(thing)

    def listed(self, thing: Thing, triples: Sequence[Triple]) -> Iterator[Listing]:
        """The line of a thing that was just described, where its kind is listed."""
        if thing.kind in LISTED:
            entries = self._about(thing) if thing.kind in ("movie", "review") else ()
            yield listing(thing, self._addresses, triples, self._who, entries)

    def _about(self, thing: Thing) -> Sequence[Entry]:
        """The documents of a film or a page; asked twice in a row, read once."""
        if self._last[0] != thing.id:
            self._last = thing.id, self._ledger.documents.about(thing.id)
        return self._last[1]

    def _movie(self, thing: Thing) -> list[Triple]:
        entries = self._about(thing)
        described = describe_movie(entry.extraction.movie for entry in entries)
        movie = asserted(described, joint(entry.link for entry in entries))
        pages = [self._ledger.things.get(entry.page) for entry in entries if entry.page]
        documents = [self._addresses.document(p.kind, p.slug) for p in pages if p.slug]
        return movie_triples(
            self._addresses,
            thing.slug or "",
            movie,
            lambda person: self._agent_iri("person", person_key(person.name, FILM_PERSON)),
            documents,
            _score(entries),
        )

    def _review(self, thing: Thing) -> list[Triple]:
        (entry,) = self._about(thing)
        said = entry.extraction
        return review_triples(
            self._addresses,
            thing.slug or "",
            describe_review(said.review),
            self._movie_iri(entry),
            self._critic_iri,
            lambda name: self._agent_iri("organization", organization_key(name)),
            entry.changed,
            describe_viewings(said.review, said.viewing) if said.viewing else (),
        )

    def _viewing(self, thing: Thing) -> list[Triple]:
        (entry,) = self._about(thing)
        return viewing_triples(
            self._addresses,
            thing.slug or "",
            describe_viewings(entry.extraction.review, entry.extraction.viewing)[0],
            self._movie_iri(entry),
            self._critic_iri,
        )

    def _agent(self, thing: Thing) -> list[Triple]:
        spellings = self._ledger.things.spellings(thing.id)
        urls = {url for person in spellings for url in person.urls}
        items = {url for url in urls if url.startswith(ENTITY)}
        if len(items) > 1:  # namesakes, or one of them is wrong: then none is the same
            urls -= items
        label = spellings[0].name
        return agent_triples(self._addresses, thing.kind, thing.slug or "", label, sorted(urls))

    def _movie_iri(self, entry: Entry) -> NamedNode:
        movie = self._ledger.things.get(entry.movie or 0)
        return self._addresses.thing("movie", movie.slug or "")

    def _critic_iri(self, person: Person) -> NamedNode:
        return self._agent_iri("person", person_key(person.name, CRITIC))

    def _agent_iri(self, kind: Kind, key: str) -> NamedNode:
        if (kind, key) not in self._agents:
            agent = self._ledger.things.find(kind, key)
            iri = self._addresses.thing(kind, (agent and agent.slug) or "")
            self._agents[kind, key] = iri
            if agent:
                self._who[iri.value] = agent
        return self._agents[kind, key]


def _score(entries: Sequence[Entry]) -> Score | None:
    """The mean of the reviewers' scores, the latest of each; unnamed reviewers do not count."""
    latest: dict[str, tuple[str, str, Rating]] = {}
    reviewed = [entry for entry in entries if entry.extraction.subject == "review"]
    for entry in reviewed:
        review: Review = describe_review(entry.extraction.review)
        if isinstance(review.author, Person) and isinstance(review.reviewRating, Rating):
            key = person_key(review.author.name, CRITIC)
            vote = (str(review.datePublished or ""), entry.source, review.reviewRating)
            latest[key] = max(latest.get(key, vote), vote, key=lambda v: v[:2])
    return mean_rating([rating for _, _, rating in latest.values()], len(reviewed))


def _batched(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
