"""What a link adds to the description of a film: identifiers, pages, and facts if these are wanted.

The facts of the linked film stand only where no document states any: what reviews say is never
mixed with what the catalogue says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from graph.catalogue import CatalogueFilm
from graph.linking.rulings import Link
from graph.linking.targets import links
from graph.records import Duration, Identifier, Movie, PartialDate, Person, Role, Text
from graph.values.links import parse_identifier
from graph.values.names import name_key
from graph.vocabulary import WIKIDATA

ENRICHED = ("datePublished", "duration", "director", "actor", "countryOfOrigin")
"""The properties that a linked film may bring."""


def asserted(movie: Movie, link: Link) -> Movie:
    """The description of a film with what its link says.

    What a person refused is left out, even where a document states it.
    """
    own = links(link.film) if link.film else None
    known = {i.scheme for i in own.identifiers} if own else set()

    def stands(identifier: Identifier | None) -> bool:
        if identifier is None or (own and identifier in own.identifiers):
            return True
        return identifier.scheme not in known and identifier not in link.refused

    stated = tuple(i for i in movie.identifier if stands(i))
    pages = tuple(page for page in movie.sameAs if stands(parse_identifier(page.url)))
    if own:
        stated = tuple(dict.fromkeys((*own.identifiers, *stated)))
        pages = tuple(dict.fromkeys((*pages, *own.pages)))
    elif stated == movie.identifier and pages == movie.sameAs:
        return movie
    return replace(movie, identifier=stated, sameAs=pages, **enrichment(movie, link))


def enrichment(movie: Movie, link: Link) -> dict[str, Any]:
    """The facts that the link brings, by property: those of which no document says anything."""
    if not link.film or not link.enrich:
        return {}
    facts = _facts(link.film)
    return {name: facts[name] for name in ENRICHED if facts[name] and not getattr(movie, name)}


def identified(movie: Movie, link: Link) -> Iterable[Person]:
    """The persons of a film that the link names or tells more of: those it brings, and namesakes
    of its own with the address of their entity. A name is trusted only through its film."""
    if link.film is None:
        return
    brought = enrichment(movie, link)
    for name, stated in (("director", movie.director), ("actor", _actors(movie.actor))):
        known = link.film.directors if name == "director" else link.film.cast
        urls = {name_key(p.name): _entities(p) for p in known}
        if name in brought:
            yield from (Person(person.name, _entities(person)) for person in known)
        else:
            yield from (
                Person(p.name, found) for p in stated if (found := urls.get(name_key(p.name)))
            )


def _facts(film: CatalogueFilm) -> dict[str, Any]:
    """A film of the catalogue in the properties of schema.org; its first publication counts."""
    return {
        "datePublished": PartialDate(film.years[0]) if film.years else None,
        "duration": Duration(film.minutes[0]) if film.minutes else None,
        "director": film.directors,
        "actor": tuple(Role(person) for person in film.cast),
        "countryOfOrigin": tuple(Text(name, "en") for name in film.countries),
    }


def _actors(roles: Iterable[Role]) -> list[Person]:
    return [role.actor for role in roles]


def _entities(person: Person) -> tuple[str, ...]:
    return tuple(url for url in person.urls if url.startswith(WIKIDATA))
