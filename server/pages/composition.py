"""What the page of a thing is given: its description and its lists as the record of its template.

Nothing here knows of requests but whether somebody is logged in, so that a static twin is made
without any.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.findings import Finding
from graph.mapping import Kind
from graph.store import Reader
from graph.vocabulary import schema
from server.pages import charts, contexts, models
from server.pages.claims import CLAIMS_PAGE
from server.pages.disagreement import Disagreements, far_apart
from server.pages.frames import REVIEWS_BY, frame
from server.pages.kept import Kept
from server.pages.listings import Listings
from server.pages.passages import passages
from server.pages.reading import Description
from server.pages.rendering import render
from server.pages.variants import Resource
from server.pages.wording import paragraphs

OTHERS = 4
"""Reviews of the same film that the page of a review leads to."""

Owned = Callable[[], bool]
"""Whether the request comes from somebody who may correct what is published."""

Shortfalls = Callable[[str], Sequence[Finding]]
"""What keeps the review with that slug from a rich result."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, in one state of the graph; `kept` belongs to its version."""

    kind: Kind
    slug: str
    resource: Resource
    reader: Reader
    kept: Kept

    @property
    def iri(self) -> str:
        """The thing itself."""
        return f"{self.resource.iri.value}#{self.kind}"

    @property
    def said(self) -> Description:
        """What its description says."""
        return Description.of(self.resource.triples, self.kept.paths)

    @property
    def lists(self) -> Listings:
        """The lists of the same state."""
        return Listings(self.reader, self.kept)


class Composition:
    """The pages of the things of a site; `queries` if they lead to the endpoint."""

    def __init__(
        self,
        disagreements: Disagreements,
        owned: Owned,
        shortfalls: Shortfalls,
        *,
        queries: bool,
    ) -> None:
        self._disagreements = disagreements
        self._owned = owned
        self._shortfalls = shortfalls
        self._queries = queries

    def html(self, subject: Subject) -> str:
        """The page of a thing; needs the application's context."""
        own = {"review": self._review, "viewing": self._viewing, "movie": self._film}
        template, page = own.get(subject.kind, self._agent)(subject)
        return render(template, subject.kept.paths.root, page)

    def _review(self, subject: Subject) -> tuple[str, object]:
        said, iri, lists = subject.said, subject.iri, subject.lists
        body, film = said.word(iri, "reviewBody"), said.node(iri, "itemReviewed")
        return "review.html", contexts.ReviewPage(
            frame=self._frame(subject),
            title=said.headline(iri),
            headed=said.word(iri, "name") is not None,
            authors=said.places(iri, "author"),
            publisher=next(iter(said.places(iri, "publisher")), None),
            published=said.day(iri, "datePublished"),
            seen=said.days(said.nodes(iri, "mentions", "WatchAction"), "startTime"),
            film=lists.film(film) if film else None,
            score=said.score(iri, "reviewRating"),
            abstract=said.word(iri, "abstract"),
            body=passages(body.text) if body else (),
            opening=next(iter(paragraphs(said.shown(iri))), ""),
            language=body.language if body else "",
            spoilers=said.has_spoilers(iri),
            original=next(iter(said.outside(iri, schema("isBasedOn"))), None),
            others=lists.others_of(film, iri, OTHERS) if film else models.ReviewList(()),
            shortfalls=tuple(self._shortfalls(subject.slug)) if self._owned() else None,
        )

    def _viewing(self, subject: Subject) -> tuple[str, object]:
        said, iri = subject.said, subject.iri
        film = said.node(iri, "object")
        return "viewing.html", contexts.ViewingPage(
            frame=self._frame(subject),
            title=said.viewing_title(iri),
            agents=said.places(iri, "agent"),
            day=said.day(iri, "startTime"),
            film=subject.lists.film(film) if film else None,
            original=next(iter(said.links(iri)), None),
        )

    def _film(self, subject: Subject) -> tuple[str, object]:
        iri, lists, path = subject.iri, subject.lists, subject.resource.path
        reviews = lists.reviews_of(iri)
        spread = lists.spread(iri, "itemReviewed", reviews)
        return "movie.html", contexts.FilmPage(
            frame=self._frame(subject),
            film=lists.film(iri, subject.said),
            reviews=reviews,
            ratings=charts.distribution(spread.times),
            apart=lists.review_lines(far_apart(spread)),
            disputes=self._disagreements.of(subject.slug),
            viewings=lists.viewings_by(iri, "object"),
            claims_path=f"{path}/{CLAIMS_PAGE}",
            links_path=f"{path}/links",
            owned=self._owned(),
        )

    def _agent(self, subject: Subject) -> tuple[str, object]:
        said, iri, lists = subject.said, subject.iri, subject.lists
        person, property_ = subject.kind == "person", REVIEWS_BY[subject.kind]
        reviews = lists.reviews_by(iri, property_)
        return "agent.html", contexts.AgentPage(
            frame=self._frame(subject),
            person=person,
            name=said.place(iri).name,
            films=lists.films_of(iri) if person else (),
            reviews=reviews,
            ratings=charts.distribution(lists.spread(iri, property_, reviews).times),
            viewings=lists.viewings_by(iri, "agent") if person else models.ViewingList(),
            links=said.links(iri),
        )

    def _frame(self, subject: Subject) -> contexts.Frame:
        root = subject.kept.paths.root
        return frame(subject.resource, subject.kind, root, queries=self._queries)
