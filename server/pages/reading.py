"""Triples of a description → the records that pages show: page and graph say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.mapping import KINDS, Addresses, Kind, named_after
from graph.store import Reader
from graph.triples import Properties, Term, Triples
from graph.values.ratings import half_stars
from graph.values.spoilers import KEYWORD, shown
from graph.vocabulary import SAME_AS, TYPE, schema, schema_iri
from server.pages import wording
from server.pages.models import (
    AgeClass,
    Day,
    Film,
    FilmLine,
    Outside,
    Part,
    Place,
    Release,
    ReviewLine,
    Score,
    ViewingLine,
    Words,
)

_SLUG = re.compile(r"[A-Za-z0-9._~-]{1,300}")  # RFC 3986, section 2.3: never needs escaping
_NOTHING: Properties = {}
_OWN_PATH = re.compile(rf"(?:{'|'.join(KINDS)})/[^/#?]+")


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things of this site are looked at: IRIs hold `base`, links begin with `root`."""

    base: str
    root: str

    def of(self, iri: str) -> str:
        """The path of the page about a thing; empty where the thing is not of this site."""
        document = iri.partition("#")[0]
        rest = document.removeprefix(self.base)
        own = document.startswith(self.base) and _OWN_PATH.fullmatch(rest)
        return f"{self.root}/{rest}" if own else ""

    def place(self, iri: str, name: Words | None) -> Place:
        """A thing by its name, or by its address where it has no name."""
        return Place(name or Words(iri), self.of(iri))


def described(reader: Reader, base_iri: str, kind: Kind, slug: str) -> list[Triple]:
    """The description of a resource of this site; empty where there is none."""
    if not _SLUG.fullmatch(slug):
        return []
    return reader.describe(Addresses(base_iri).document(kind, slug))


def by_subject(triples: Iterable[Triple]) -> dict[str, Properties]:
    """Triples gathered by the IRIs of what they are about."""
    stated = Triples.of(triples).subjects
    return {subject.value: properties for subject, properties in stated.items()}


class Description:
    """The triples of one resource, by subject and property; properties by schema.org name."""

    def __init__(self, subjects: Mapping[str, Properties], paths: Paths) -> None:
        self._subjects = subjects
        self._paths = paths

    @classmethod
    def of(cls, triples: Iterable[Triple], paths: Paths) -> Description:
        """What triples say."""
        return cls(by_subject(triples), paths)

    def knows(self, subject: str) -> bool:
        """Whether anything is said of it."""
        return subject in self._subjects

    def terms(self, subject: str, property_: str) -> Collection[Term]:
        """All values of a property, given by its IRI, in an order that does not depend on the
        store."""
        values = self._subjects.get(subject, _NOTHING).get(property_, ())
        return sorted(values, key=str) if len(values) > 1 else values

    def words(self, subject: str, property_: str) -> tuple[Words, ...]:
        """All literals of a property."""
        return tuple([Words(t.value, t.language or "") for t in self._literals(subject, property_)])

    def texts(self, subject: str, property_: str) -> tuple[str, ...]:
        """All literals of a property, without their languages."""
        return tuple(literal.value for literal in self._literals(subject, property_))

    def word(self, subject: str, property_: str) -> Words | None:
        """The first literal of a property."""
        for literal in self._literals(subject, property_):
            return Words(literal.value, literal.language or "")
        return None

    def text(self, subject: str, property_: str) -> str:
        """The first literal of a property, empty where there is none."""
        for literal in self._literals(subject, property_):
            return literal.value
        return ""

    def _literals(self, subject: str, property_: str) -> list[Literal]:
        terms = self.terms(subject, schema_iri(property_))
        return [term for term in terms if isinstance(term, Literal)]

    def nodes(self, subject: str, property_: str, type_: str = "") -> list[str]:
        """The IRIs that a property leads to, only those of a type where one is given."""
        terms = self.terms(subject, schema_iri(property_))
        iris = [term.value for term in terms if isinstance(term, NamedNode)]
        return [i for i in iris if schema(type_) in self.terms(i, TYPE.value)] if type_ else iris

    def node(self, subject: str, property_: str) -> str:
        """The first IRI that a property leads to, empty where there is none."""
        nodes = self.nodes(subject, property_)
        return nodes[0] if nodes else ""

    # --- records ----------------------------------------------------------------------------

    def place(self, iri: str) -> Place:
        """A thing that the description mentions."""
        return self._paths.place(iri, self.word(iri, "name"))

    def headline(self, review: str) -> Words:
        """What a review is called: its headline, else what it is a review of."""
        film = self.text(self.node(review, "itemReviewed"), "name")
        return self.word(review, "name") or Words(named_after(film))

    def has_spoilers(self, review: str) -> bool:
        """Whether a review is said to have spoilers."""
        return KEYWORD in self.texts(review, "keywords")

    def shown(self, review: str) -> str:
        """What of a review's text is shown to somebody who has not asked for spoilers."""
        return shown(self.text(review, "reviewBody"), warned=self.has_spoilers(review))

    def viewing_title(self, viewing: str) -> Words:
        """What a viewing is called: after the film."""
        film = self.text(self.node(viewing, "object"), "name")
        return Words(named_after(film, "Viewing"))

    def places(self, subject: str, property_: str, type_: str = "") -> tuple[Place, ...]:
        """The things that a property leads to; a bare text stands for a thing without page."""
        things = [self.place(iri) for iri in self.nodes(subject, property_, type_)]
        things += [Place(words) for words in self.words(subject, property_)]
        return tuple(sorted(things, key=lambda place: (place.name.text.casefold(), place.path)))

    def day(self, subject: str, property_: str) -> Day | None:
        """A date."""
        text = self.text(subject, property_)
        return Day(text, wording.date_in_words(text)) if text else None

    def days(self, subjects: Iterable[str], property_: str) -> tuple[Day, ...]:
        """The dates of several things, the earliest first."""
        days = (self.day(subject, property_) for subject in subjects)
        return tuple(sorted((day for day in days if day), key=lambda day: day.iso))

    def outside(self, subject: str, *properties: NamedNode) -> tuple[Outside, ...]:
        """The pages elsewhere that properties lead to; never anything but http and https."""
        iris = [term.value for p in properties for term in self.terms(subject, p.value)]
        safe = [iri for iri in iris if wording.is_web_address(iri)]
        return tuple(Outside(wording.site_of(address), address) for address in safe)

    def links(self, subject: str) -> tuple[Outside, ...]:
        """The pages and entities elsewhere that are about the same thing."""
        return self.outside(subject, schema("sameAs"), SAME_AS)

    def score(self, subject: str, property_: str) -> Score | None:
        """A rating, or a mean of ratings."""
        node = self.node(subject, property_)
        value, said = self.text(node, "ratingValue"), self.text(node, "ratingExplanation")
        best, worst = self.text(node, "bestRating"), self.text(node, "worstRating")
        plain = said.replace(" ", "").replace(",", ".")
        if not value:
            return None
        return Score(
            value,
            best,
            worst,
            half_stars=half_stars(value, best, worst),
            wording="" if plain in {value, f"{value}/{best}"} else said,
            count=wording.count(self.text(node, "ratingCount")),
        )

    def film_line(self, iri: str, characters: tuple[str, ...] = (), reviews: int = 0) -> FilmLine:
        """A film as a line of a list."""
        year = wording.year_of(self.text(iri, "datePublished"))
        return FilmLine(self.place(iri), year, characters, reviews)

    def review_line(self, iri: str) -> ReviewLine:
        """A review as a line of a list."""
        film = self.node(iri, "itemReviewed")
        return ReviewLine(
            iri=iri,
            review=self._paths.place(iri, self.headline(iri)),
            film=self.film_line(film) if film else None,
            authors=self.places(iri, "author"),
            published=self.day(iri, "datePublished"),
            score=self.score(iri, "reviewRating"),
            spoilers=self.has_spoilers(iri),
        )

    def viewing_line(self, iri: str) -> ViewingLine:
        """A viewing as a line of a list."""
        film, day = self.node(iri, "object"), self.day(iri, "startTime")
        seen = Words(f"Seen: {day.words}" if day else "Seen")
        return ViewingLine(
            page=self._paths.place(iri, seen),
            film=self.film_line(film) if film else None,
            agents=self.places(iri, "agent"),
            day=day,
        )

    def film(self, iri: str) -> Film:
        """All that is said of a film."""
        return Film(
            line=self.film_line(iri),
            other_names=self.words(iri, "alternateName"),
            directors=self.places(iri, "director"),
            writers=self.places(iri, "author"),
            cast=tuple(self._cast(iri)),
            running_time=wording.running_time(self.text(iri, "duration")),
            genres=self.texts(iri, "genre"),
            age_class=self._age_class(iri),
            releases=tuple(self._releases(iri)),
            countries=tuple(place.name for place in self.places(iri, "countryOfOrigin")),
            languages=tuple(map(wording.language_name, self.texts(iri, "inLanguage"))),
            image=next((i.address for i in self.outside(iri, schema("image"))), ""),
            links=self.links(iri),
            mean=self.score(iri, "aggregateRating"),
        )

    def _cast(self, film: str) -> Iterator[Part]:
        characters: dict[str, list[str]] = defaultdict(list)
        roles = self.nodes(film, "actor", "PerformanceRole")
        for role in roles:
            characters[self.node(role, "actor")] += self.texts(role, "characterName")
        for actor in self.nodes(film, "actor"):
            if actor not in roles:
                yield Part(self.place(actor), tuple(characters[actor]))

    def _releases(self, film: str) -> Iterator[Release]:
        for event in self.nodes(film, "releasedEvent"):
            if day := self.day(event, "startDate"):
                yield Release(day, self.text(event, "location"))

    def _age_class(self, film: str) -> AgeClass | None:
        text, node = self.text(film, "contentRating"), self.node(film, "contentRating")
        text = text or self.text(node, "ratingValue")
        explanation = self.text(node, "ratingExplanation")
        return AgeClass(text, self.text(node, "author"), explanation) if text else None
