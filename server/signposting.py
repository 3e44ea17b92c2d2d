"""Typed links: what a machine finds around a page without reading it.

FAIR Signposting (https://signposting.org/FAIR/) names the relations. Level 1 is the Link header
of a page (RFC 8288); level 2 is the same as a document of its own, a link set (RFC 9264).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from pyoxigraph import NamedNode

from graph.triples import Triples
from graph.vocabulary import PRIMARY_TOPIC, SCHEMA, SCHEMA_HTTPS, TYPE, schema_iri

LINKSET = "application/linkset+json"

DATA_PATH = "data"
"""The page about the dataset, which all other pages belong to."""

ABOUT_PAGE = f"{SCHEMA_HTTPS}AboutPage"
"""What FAIR Signposting has a landing page be, besides what it is about."""


class TypedLink(NamedTuple):
    """A link with its relation, and the media type of its target where that is known."""

    rel: str
    href: str
    type: str = ""

    def __str__(self) -> str:
        media_type = f'; type="{self.type}"' if self.type else ""
        return f'<{self.href}>; rel="{self.rel}"{media_type}'

    def target(self) -> dict[str, str]:
        """The target object of a link set (RFC 9264, section 4.2.3)."""
        return {"href": self.href, "type": self.type} if self.type else {"href": self.href}


def header(links: Iterable[TypedLink]) -> str:
    """The value of a Link header.

    >>> header([TypedLink("license", "https://example.org/by")])
    '<https://example.org/by>; rel="license"'
    """
    return ", ".join(map(str, links))


def linkset(contexts: Mapping[str, Sequence[TypedLink]]) -> bytes:
    """The links of several contexts as `application/linkset+json` (RFC 9264, section 4.2)."""
    found = []
    for anchor, links in contexts.items():
        relations: dict[str, list[dict[str, str]]] = {}
        for link in links:
            relations.setdefault(link.rel, []).append(link.target())
        found.append({"anchor": anchor, **relations})
    return msgspec.json.format(msgspec.json.encode({"linkset": found}), indent=1) + b"\n"


def licence(address: str) -> tuple[TypedLink, ...]:
    """The link to a licence, none where the address is empty."""
    return (TypedLink("license", address),) if address else ()


def of_thing(triples: Triples, document: NamedNode) -> Iterator[TypedLink]:
    """What the triples of a resource say of its page: what it is about, and who wrote it."""
    topics = triples.iris(document, PRIMARY_TOPIC.value)
    types = {type_.value for topic in topics for type_ in triples.iris(topic, TYPE.value)}
    yield TypedLink("cite-as", document.value)
    yield TypedLink("type", ABOUT_PAGE)
    for type_ in sorted(types):
        yield TypedLink("type", type_.replace(SCHEMA, SCHEMA_HTTPS, 1))
    if SCHEMA + "Review" in types:  # the author of a film is not that of its page
        author = schema_iri("author")
        authors = {iri.value for topic in topics for iri in triples.iris(topic, author)}
        yield from (TypedLink("author", author) for author in sorted(authors))
