"""The pages of things: each review, viewing, film, person and organization, in HTML and as data.

A page is rendered from the triples of its resource's description, so that page and data say the
same, and from a few lists of other resources.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from flask import redirect, render_template, request
from pyoxigraph import NamedNode, Triple
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.conflicts import ClaimRow
from graph.findings import Finding
from graph.mapping import Kind
from graph.store import Published, Reader
from graph.vocabulary import schema
from server.config import Config
from server.pages import charts, models, ratings
from server.pages.absent import absent
from server.pages.disagreement import disputes, far_apart
from server.pages.frames import REVIEWS_BY, frame
from server.pages.listings import Kept, Listings
from server.pages.reading import Description, Paths, described
from server.pages.variants import (
    LINKSET_NAME,
    Resource,
    bodies,
    linkset_response,
    respond,
    split_suffix,
)
from server.pages.wording import paragraphs
from server.signposting import DATA_PATH, TypedLink, licence

OTHERS = 4
"""Reviews of the same film that the page of a review leads to."""

Resolve = Callable[[Kind, str], ledger.Resolved | None]
"""What answers under a slug, None where nothing ever did."""

Claims = Callable[[int], Sequence[ClaimRow]]
"""Every claim about the film with that id."""


Owned = Callable[[], bool]
"""Whether the request comes from somebody who may correct what is published."""

Shortfalls = Callable[[str], Sequence[Finding]]
"""What keeps the review with that slug from a rich result."""


class Resources:
    """The views of things, on the newest state of the graph at each request."""

    def __init__(
        self,
        config: Config,
        published: Published,
        resolve: Resolve,
        claims: Claims,
        owned: Owned = lambda: False,
        shortfalls: Shortfalls = lambda slug: (),
    ) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._claims = claims
        self._owned = owned
        self._shortfalls = shortfalls
        self._kept = Kept("", Paths(config.base_iri, ""))

    def resource(self, kind: Kind, name: str) -> AnyResponse:
        """A resource, negotiated or in the form that the suffix names; 301, 404, 406, 410."""
        slug, form = split_suffix(name)
        reader = self._published.current()
        resource = self._resource(reader, kind, slug)
        if not resource:
            return absent(self._resolve(kind, slug), kind, form)
        return respond(resource, form, partial(self._html, resource, reader, kind))

    def bodies(self, kind: Kind, slug: str) -> dict[str, bytes]:
        """What the addresses of a resource send, by how they end; nothing where there is none."""
        reader = self._published.current()
        resource = self._resource(reader, kind, slug)
        return bodies(resource, partial(self._html, resource, reader, kind)) if resource else {}

    def linkset(self, kind: Kind, slug: str) -> AnyResponse:
        """The typed links of a resource as a document."""
        resource = self._resource(self._published.current(), kind, slug)
        if resource:
            return linkset_response(resource)
        moved = absent(self._resolve(kind, slug), kind)
        return redirect(f"{moved.headers['Location']}/{LINKSET_NAME}", 301)

    def _resource(self, reader: Reader, kind: Kind, slug: str) -> Resource | None:
        if not (triples := self._described(reader, kind, slug)):
            return None
        return Resource(
            NamedNode(f"{self._config.base_iri}{kind}/{slug}"),
            f"{request.script_root}/{kind}/{slug}",
            triples,
            self._state(reader),
            licence(self._config.licence),
            (TypedLink("collection", f"{self._config.base_iri}{DATA_PATH}"),),
        )

    def _html(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        own = {"review": self._review, "viewing": self._viewing, "movie": self._film}
        return own.get(kind, self._agent)(resource, reader, kind)

    def _described(self, reader: Reader, kind: Kind, slug: str) -> list[Triple]:
        return described(reader, self._config.base_iri, kind, slug)

    def _review(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        body, film = said.word(iri, "reviewBody"), said.node(iri, "itemReviewed")
        lists, slug = self._listings(reader), resource.path.rpartition("/")[2]
        page = models.ReviewPage(
            frame=frame(resource, kind),
            title=said.headline(iri),
            headed=said.word(iri, "name") is not None,
            authors=said.places(iri, "author"),
            publisher=next(iter(said.places(iri, "publisher")), None),
            published=said.day(iri, "datePublished"),
            seen=said.days(said.nodes(iri, "mentions", "WatchAction"), "startTime"),
            film=self._film_of(film, reader),
            score=said.score(iri, "reviewRating"),
            abstract=said.word(iri, "abstract"),
            body=paragraphs(body.text) if body else (),
            language=body.language if body else "",
            original=next(iter(said.outside(iri, schema("isBasedOn"))), None),
            others=lists.others_of(film, iri, OTHERS) if film else models.ReviewList(()),
            shortfalls=tuple(self._shortfalls(slug)) if self._owned() else None,
        )
        return render_template("review.html", page=page)

    def _viewing(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        page = models.ViewingPage(
            frame=frame(resource, kind),
            title=said.viewing_title(iri),
            agents=said.places(iri, "agent"),
            day=said.day(iri, "startTime"),
            film=self._film_of(said.node(iri, "object"), reader),
            original=next(iter(said.links(iri)), None),
        )
        return render_template("viewing.html", page=page)

    def _film_of(self, film: str, reader: Reader) -> models.Film | None:
        return self._listings(reader).film(film) if film else None

    def _film(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        iri, lists = f"{resource.iri.value}#{kind}", self._listings(reader)
        reviews = lists.reviews_of(iri)
        page = models.FilmPage(
            frame=frame(resource, kind),
            film=Description(resource.triples, self._paths()).film(iri),
            reviews=reviews,
            ratings=self._ratings(reader, iri, "itemReviewed", reviews),
            apart=far_apart(reviews),
            disputes=self._disputes(resource.path.rpartition("/")[2]),
            viewings=lists.viewings_of(iri),
            claims_path=f"{resource.path}/claims",
            links_path=f"{resource.path}/links",
            owned=self._owned(),
        )
        return render_template("movie.html", page=page)

    def _agent(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        lists, person = self._listings(reader), kind == "person"
        reviews = lists.reviews_by(iri) if person else lists.reviews_published_by(iri)
        page = models.AgentPage(
            frame=frame(resource, kind),
            person=person,
            name=said.place(iri).name,
            films=lists.films_of(iri) if person else (),
            reviews=reviews,
            ratings=self._ratings(reader, iri, REVIEWS_BY[kind], reviews),
            viewings=lists.viewings_by(iri) if person else models.ViewingList(),
            links=said.links(iri),
        )
        return render_template("agent.html", page=page)

    def _ratings(
        self, reader: Reader, thing: str, property_: str, reviews: models.ReviewList
    ) -> charts.Distribution | None:
        cut = reviews.cut
        found = ratings.of_thing(reader, thing, property_) if cut else ratings.of_list(reviews)
        return charts.distribution(found)

    def _disputes(self, slug: str) -> tuple[models.Dispute, ...]:
        """Where the reviews of a film do not agree; read from the ledger once for each version."""
        kept = self._kept.disputes
        if slug not in kept:
            resolved = self._resolve("movie", slug)
            claims = self._claims(resolved.thing) if isinstance(resolved, ledger.Live) else ()
            kept[slug] = disputes(claims)
        return kept[slug]

    # --- what views need --------------------------------------------------------------------

    def _paths(self) -> Paths:
        return Paths(self._config.base_iri, request.script_root)

    def _listings(self, reader: Reader) -> Listings:
        kept, paths = self._kept, self._paths()
        if not reader.version or (reader.version, paths) != (kept.version, kept.paths):
            self._kept = kept = Kept(reader.version, paths)
        return Listings(reader, kept)

    def _state(self, reader: Reader) -> str:
        """What an ETag is made of; empty where the engine has no versions."""
        owned = " owned" if self._owned() else ""
        shown = f"{self._config.site_name} {self._config.licence}"
        return reader.version and f"{reader.version} {shown}{owned}"
