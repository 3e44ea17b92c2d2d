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


class Thing(NamedTuple):
    """What a page is about, as far as its typed links say it; authors only of a review: that of a
    film is not that of its page."""

    document: str
    types: tuple[str, ...]
    authors: tuple[str, ...]

    @classmethod
    def of(cls, triples: Triples, document: NamedNode) -> Thing:
        """What the triples of a resource say of its page."""
        topics = triples.iris(document, PRIMARY_TOPIC.value)
        types = {type_.value for topic in topics for type_ in triples.iris(topic, TYPE.value)}
        property_, authors = schema_iri("author"), set[str]()
        if SCHEMA + "Review" in types:
            authors = {iri.value for topic in topics for iri in triples.iris(topic, property_)}
        return cls(document.value, tuple(sorted(types)), tuple(sorted(authors)))

    def links(self) -> Iterator[TypedLink]:
        """What it is, and who wrote it."""
        yield TypedLink("cite-as", self.document)
        yield TypedLink("type", ABOUT_PAGE)
        for type_ in self.types:
            yield TypedLink("type", type_.replace(SCHEMA, SCHEMA_HTTPS, 1))
        for author in self.authors:
            yield TypedLink("author", author)
