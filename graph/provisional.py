"""The triples of one document by itself, under IRIs of its own, before anything is fused: what is
validated, and by which a result of validation finds back to the words that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec
from pyoxigraph import NamedNode

from graph.fusion import describe_movie, describe_review, describe_viewings
from graph.identity import Said, Signature, film_slug, page_slug
from graph.ledger.revisions import today
from graph.mapping import (
    Addresses,
    Kind,
    Resource,
    agent_triples,
    movie_triples,
    review_triples,
    viewing_triples,
)
from graph.records import Extraction, Person, Role, Text
from graph.triples import Triples
from graph.values.titles import slug
from shapes.paths import Shared
from shapes.report import ValidationResult

_PREFIX = "urn:triplebill:doc:"


def provisional(number: int, said: Extraction) -> Triples:
    """The triples of one document by itself, under IRIs of its own: what is validated.

    Those validated together have different numbers.
    """
    own = Addresses(f"{_PREFIX}{number}/")

    def person(named: Person) -> NamedNode:
        return _agent(number, "person", named.name, ()).thing

    film = own.thing("movie", "x")
    triples = Triples()
    triples.join(movie_triples(own, "x", describe_movie([said.movie]), person))
    if said.subject == "viewing":
        viewing = describe_viewings(said.review, said.viewing)[0]
        triples.join(viewing_triples(own, "x", viewing, film, person))
    elif said.subject == "review":
        review = review_triples(
            own,
            "x",
            describe_review(said.review),
            film,
            person,
            lambda name: _agent(number, "organization", name, ()).thing,
            today(),
            describe_viewings(said.review, said.viewing) if said.viewing else (),
        )
        triples.join(review)
    for kind, name, urls in _agents(said):
        triples.join(_agent(number, kind, name, urls))
    return triples


@lru_cache(1 << 14)  # reviews name the same persons again and again
def _agent(number: int, kind: Kind, name: str, urls: tuple[str, ...]) -> Resource:
    own = Addresses(f"{_PREFIX}{number}/")
    agent = agent_triples(own, kind, slug(name), name, urls)
    agent.subjects = {subject: Shared(stated) for subject, stated in agent.subjects.items()}
    return agent


def number_of(focus_node: str) -> str:
    """The number of the document that a provisional node belongs to."""
    return focus_node.removeprefix(_PREFIX).partition("/")[0]


def by_itself(result: ValidationResult, number: str) -> ValidationResult:
    """The same result of the document where it is not validated together with others."""
    together, alone = f"{_PREFIX}{number}/", f"{_PREFIX}0/"
    return msgspec.structs.replace(
        result,
        focus_node=result.focus_node.replace(together, alone),
        value=result.value.replace(together, alone),
    )


def published(said: Extraction, addresses: Addresses) -> Callable[[str], str]:
    """Puts into a text, for the addresses of a document by itself, those that its things would
    have in a site of their own.
    """
    own = Addresses(f"{_PREFIX}0/")
    names: dict[Kind, str] = {said.subject: page_slug(said)}
    names["movie"], _ = film_slug([Signature("", Said.of(said.movie))])
    known = [(own.document(k, "x").value, addresses.document(k, n).value) for k, n in names.items()]

    def told(text: str) -> str:
        for alone, public in (*known, (own.base, addresses.base)):
            text = text.replace(alone, public)
        return text

    return told


def _agents(extraction: Extraction) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    for claim in (*extraction.movie, *extraction.review):
        agent = claim.value.actor if isinstance(claim.value, Role) else claim.value
        if isinstance(agent, Person):
            yield "person", agent.name, agent.urls
        elif claim.property == "publisher" and isinstance(agent, Text):
            yield "organization", agent.value, ()
