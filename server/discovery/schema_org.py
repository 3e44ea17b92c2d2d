"""The dataset as search engines for datasets read it: schema.org Dataset and DataDownload.

Google's rules of 2026-09-08 want name and a description of 50 to 5,000 characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.vocabulary import TYPE, XSD_DATE, schema
from server.discovery.dataset import COMPRESSED, DUMPS, Dataset
from server.discovery.dcat import KEYWORDS


def schema_triples(dataset: Dataset) -> list[Triple]:
    """The dataset's description in schema.org; it is also the block in the page."""
    iri, config, publisher = dataset.iri, dataset.config, dataset.part("publisher")
    return [
        Triple(iri, TYPE, schema("Dataset")),
        Triple(iri, schema("name"), Literal(dataset.title)),
        Triple(iri, schema("description"), Literal(dataset.description)),
        Triple(iri, schema("url"), dataset.page),
        Triple(iri, schema("identifier"), Literal(iri.value)),
        Triple(iri, schema("publisher"), publisher),
        Triple(publisher, TYPE, schema("Organization")),
        Triple(publisher, schema("name"), Literal(dataset.publisher)),
        *_creator(dataset),
        *(Triple(iri, schema("keywords"), Literal(word)) for word in KEYWORDS),
        *([Triple(iri, schema("license"), NamedNode(config.licence))] if config.licence else []),
        *_modified(dataset),
        *_downloads(dataset),
    ]


def _creator(dataset: Dataset) -> Iterator[Triple]:
    """The reviewer that the settings name, who is a person in the graph, too."""
    if author := dataset.config.author:
        creator = dataset.part("creator")
        yield Triple(dataset.iri, schema("creator"), creator)
        yield Triple(creator, TYPE, schema("Person"))
        yield Triple(creator, schema("name"), Literal(author))


def _modified(dataset: Dataset) -> Iterator[Triple]:
    if day := dataset.numbers.day:
        yield Triple(dataset.iri, schema("dateModified"), Literal(day, datatype=XSD_DATE))


def _downloads(dataset: Dataset) -> Iterator[Triple]:
    for dump in DUMPS:
        part = dataset.part(f"dump-{dump.format.name}")
        yield Triple(dataset.iri, schema("distribution"), part)
        yield Triple(part, TYPE, schema("DataDownload"))
        yield Triple(part, schema("name"), Literal(f"All of it as {dump.format.engine.name}"))
        yield Triple(part, schema("contentUrl"), dataset.at(dump.path))
        for media_type in (dump.format.media_type, COMPRESSED):
            yield Triple(part, schema("encodingFormat"), Literal(media_type))
