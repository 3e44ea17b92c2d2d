"""Typed links: what a machine finds around a page without reading it.

FAIR Signposting (https://signposting.org/FAIR/) names the relations. Level 1 is the Link header
of a page (RFC 8288); level 2 is the same as a document of its own, a link set (RFC 9264).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from pyoxigraph import NamedNode, Triple

from graph.vocabulary import PRIMARY_TOPIC, SCHEMA, SCHEMA_HTTPS, TYPE, schema

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
        return {"href": self.href} | ({"type": self.type} if self.type else {})


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
        relations: dict[str, object] = {"anchor": anchor}
        for rel in dict.fromkeys(link.rel for link in links):
            relations[rel] = [link.target() for link in links if link.rel == rel]
        found.append(relations)
    return msgspec.json.format(msgspec.json.encode({"linkset": found}), indent=1) + b"\n"


def licence(address: str) -> tuple[TypedLink, ...]:
    """The link to a licence, none where the address is empty."""
    return (TypedLink("license", address),) if address else ()


def of_thing(triples: Iterable[Triple], document: NamedNode) -> Iterator[TypedLink]:
    """What the triples of a resource say of its page: what it is about, and who wrote it."""
    triples = list(triples)
    topics = {t.object for t in triples if t.subject == document and t.predicate == PRIMARY_TOPIC}
    types = [
        t.object.value
        for t in triples
        if t.subject in topics and t.predicate == TYPE and isinstance(t.object, NamedNode)
    ]
    yield TypedLink("cite-as", document.value)
    yield TypedLink("type", ABOUT_PAGE)
    for type_ in sorted(types):
        yield TypedLink("type", type_.replace(SCHEMA, SCHEMA_HTTPS, 1))
    if SCHEMA + "Review" in types:  # the author of a film is not that of its page
        authors = {
            t.object.value
            for t in triples
            if t.subject in topics
            and t.predicate == schema("author")
            and isinstance(t.object, NamedNode)
        }
        yield from (TypedLink("author", author) for author in sorted(authors))
