"""A small site for the tests of pages: a graph made by the real mapping, in a real store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, Store, Triple

from graph.conflicts import ClaimRow
from graph.ledger import Gone, Live, Moved, Resolved
from graph.mapping import (
    Addresses,
    Kind,
    Score,
    agent_triples,
    movie_triples,
    review_triples,
    viewing_triples,
)
from graph.records import (
    ContentRating,
    Duration,
    Identifier,
    Link,
    Movie,
    PartialDate,
    Person,
    Rating,
    Release,
    Review,
    Role,
    Text,
    Viewing,
)
from graph.store.oxigraph import OxigraphReader
from graph.values.titles import slug
from server.app import create_app
from server.config import Config, load
from server.health import health_blueprint
from server.pages import Pages

BASE = "https://films.example/"

LEWIN, HAWKES, HUNT = Person("Ben Lewin"), Person("John Hawkes"), Person("Helen Hunt")
SESSIONS = Movie(
    name=Text("The Sessions", "en"),
    alternateName=(Text("The Surrogate", "en"), Text("Les Séances", "fr")),
    datePublished=PartialDate(2012, 1, 23),
    releasedEvent=(
        Release(PartialDate(2012, 1, 23), "Sundance Film Festival"),
        Release(PartialDate(2012, 10, 19), "United States"),
    ),
    director=(LEWIN,),
    author=(LEWIN,),
    actor=(Role(HAWKES, "Mark O’Brien"), Role(HUNT, "Cheryl Cohen-Greene"), Role(Person("Ada"))),
    duration=Duration(95),
    genre=(Text("Drama"), Text("Romance")),
    contentRating=ContentRating("R", "MPAA", "for strong sexuality"),
    countryOfOrigin=(Text("United States", "en"),),
    inLanguage=(Text("en"), Text("tlh")),
    image=Link("https://images.example/sessions.jpg"),
    identifier=(Identifier("imdb", "tt1866249"),),
    sameAs=(Link("https://en.wikipedia.org/wiki/The_Sessions_(film)"),),
)
REVIEW = Review(
    name=Text("A Touching Exploration", "en"),
    reviewBody=Text("First paragraph,\nof two lines.\n\nSecond paragraph.", "en"),
    abstract=Text("In short: see it.", "en"),
    author=(Person("Ada Critic"),),
    publisher=Text("The Weekly"),
    datePublished=PartialDate(2013, 2, 1),
    inLanguage=Text("en"),
    reviewRating=Rating(Decimal("3.5"), Decimal(5), Decimal("0.5"), "★★★½"),
    isBasedOn=Link("https://weekly.example/sessions"),
)


@dataclass
class Site:
    """A graph that grows, and what a ledger would say of its slugs."""

    store: Store = field(default_factory=Store)
    version: str = "1"
    resolved: dict[tuple[str, str], Resolved] = field(default_factory=dict)
    claimed: dict[int, list[ClaimRow]] = field(default_factory=dict)
    addresses: Addresses = field(default_factory=lambda: Addresses(BASE))

    def current(self) -> OxigraphReader:
        return OxigraphReader(self.store, self.version)

    def resolve(self, kind: Kind, name: str) -> Resolved | None:
        return self.resolved.get((kind, name))

    def claims(self, film: int) -> list[ClaimRow]:
        return self.claimed[film]

    def add(self, triples: Iterable[Triple]) -> None:
        self.store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)

    def person(self, person: Person) -> NamedNode:
        name = slug(person.name)
        self.add(agent_triples(self.addresses, "person", name, person.name, person.urls))
        return self.addresses.thing("person", name)

    def organization(self, name: str) -> NamedNode:
        self.add(agent_triples(self.addresses, "organization", slug(name), name))
        return self.addresses.thing("organization", slug(name))

    def film(self, name: str, movie: Movie, score: Score | None = None) -> NamedNode:
        self.add(movie_triples(self.addresses, name, movie, self.person, score=score))
        return self.addresses.thing("movie", name)

    def viewing(self, name: str, viewing: Viewing, film: NamedNode) -> None:
        self.add(viewing_triples(self.addresses, name, viewing, film, self.person))

    def review(self, name: str, review: Review, film: NamedNode, *viewings: Viewing) -> None:
        self.add(
            review_triples(
                self.addresses,
                name,
                review,
                film,
                self.person,
                self.organization,
                "2026-11-22",
                viewings,
            )
        )

    def fill(self) -> Site:
        """The Sessions with a review of it, a moved and a withdrawn address, some claims."""
        score = Score(Decimal("3.25"), Decimal(5), Decimal("0.5"), 2, 3)
        self.review(
            "a-touching-exploration", REVIEW, self.film("the-sessions-2012", SESSIONS, score)
        )
        self.resolved["movie", "the-sessions"] = Moved("the-sessions-2012")
        self.resolved["movie", "the-sessions-2012"] = Live(7)
        self.resolved["review", "withdrawn"] = Gone()
        self.claimed[7] = [
            ClaimRow(
                "duration",
                "95 minutes",
                "/srv/films/a.md",
                "review/a-touching-exploration",
                "95 min",
                3,
                True,
                True,
            ),
            ClaimRow("duration", "98 minutes", "b.md", "", "98 minutes", 0, False, False),
        ]
        return self


@pytest.fixture
def site() -> Site:
    return Site().fill()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load(tmp_path, {"base_iri": BASE, "site_name": "Three Films & a Half"}, {})


@pytest.fixture
def reader(site: Site) -> OxigraphReader:
    return site.current()


def app_of(site: Site, config: Config) -> Flask:
    pages = Pages(config, site, site.resolve, site.claims).blueprint()
    return create_app(config, [pages, health_blueprint(site)])


@pytest.fixture
def app(site: Site, config: Config) -> Flask:
    return app_of(site, config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def empty_client(config: Config) -> FlaskClient:
    return app_of(Site(), config).test_client()
