"""What a link asserts: the identifiers of the film that it leads to, and pages about it."""

from __future__ import annotations

from msgspec import Struct

from graph.catalogue import CatalogueFilm
from graph.records import Identifier, Link, Malformed
from graph.values.links import parse_link


class Links(Struct, frozen=True):
    """The values of the claims `identifier` and `sameAs` that a link makes about a film.

    The Wikidata item stands among the identifiers. `graph.mapping` makes the addresses behind
    them: `owl:sameAs` for items and DBpedia's resources, `schema:sameAs` for pages.
    """

    identifiers: tuple[Identifier, ...]
    pages: tuple[Link, ...]


def links(film: CatalogueFilm) -> Links:
    """What to state of a film that is this one.

    Only what the catalogue says of this very film: a link is never followed to a further one.
    """
    pages = (parse_link(page) for page in film.pages)
    return Links(
        tuple(dict.fromkeys(film.all_identifiers)),
        tuple(page for page in pages if page and not isinstance(page, Malformed)),
    )
