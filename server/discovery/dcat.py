"""The dataset in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/): who, when, files, services.

What VoID and DCAT share, the Dublin Core terms, stands here.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.vocabulary import DCAT, DCTERMS, FOAF, RDFS, TYPE
from server.discovery.dataset import COMPRESSED, DUMPS, Dataset, Dump

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
KEYWORDS = ("film", "film review", "movie", "schema.org", "linked data")


def dcat_triples(dataset: Dataset) -> list[Triple]:
    """The dataset's description in DCAT."""
    iri = dataset.iri
    return [
        Triple(iri, TYPE, _dcat("Dataset")),
        *_dublin_core(dataset),
        Triple(iri, _dcat("landingPage"), dataset.page),
        *(Triple(iri, _dcat("keyword"), Literal(word, language="en")) for word in KEYWORDS),
        *(triple for dump in DUMPS for triple in _distribution(dataset, dump)),
        *_services(dataset),
    ]


def _dublin_core(dataset: Dataset) -> Iterator[Triple]:
    iri, config, modified = dataset.iri, dataset.config, dataset.numbers.modified
    publisher = dataset.part("publisher")
    yield Triple(iri, _terms("title"), Literal(dataset.title, language="en"))
    yield Triple(iri, _terms("description"), Literal(dataset.description, language="en"))
    yield Triple(iri, _terms("publisher"), publisher)
    yield Triple(publisher, TYPE, NamedNode(FOAF + "Agent"))
    yield Triple(publisher, NamedNode(FOAF + "name"), Literal(dataset.publisher))
    if config.author:
        creator = dataset.part("creator")
        yield Triple(iri, _terms("creator"), creator)
        yield Triple(creator, TYPE, NamedNode(FOAF + "Agent"))
        yield Triple(creator, NamedNode(FOAF + "name"), Literal(config.author))
    if modified:
        yield Triple(iri, _terms("modified"), modified)
    if config.licence:
        yield Triple(iri, _terms("license"), NamedNode(config.licence))


def _distribution(dataset: Dataset, dump: Dump) -> Iterator[Triple]:
    part, address = dataset.part(f"dump-{dump.format.name}"), dataset.at(dump.path)
    title = f"All of it as {dump.format.engine.name}"
    yield Triple(dataset.iri, _dcat("distribution"), part)
    yield Triple(part, TYPE, _dcat("Distribution"))
    yield Triple(part, _terms("title"), Literal(title, language="en"))
    yield Triple(part, _dcat("accessURL"), dataset.page)
    yield Triple(part, _dcat("downloadURL"), address)
    yield Triple(part, _dcat("mediaType"), NamedNode(MEDIA_TYPES + dump.format.media_type))
    yield Triple(part, _dcat("compressFormat"), NamedNode(MEDIA_TYPES + COMPRESSED))
    if dataset.config.licence:
        yield Triple(part, _terms("license"), NamedNode(dataset.config.licence))
    if dataset.numbers.modified:
        yield Triple(part, _terms("modified"), dataset.numbers.modified)


def _services(dataset: Dataset) -> Iterator[Triple]:
    for each in dataset.services:
        address = dataset.at(each.path)
        service = NamedNode(f"{address.value}#service")
        yield Triple(service, TYPE, _dcat("DataService"))
        yield Triple(service, _terms("title"), Literal(each.name, language="en"))
        yield Triple(service, _terms("conformsTo"), NamedNode(each.standard))
        yield Triple(service, _dcat("endpointURL"), address)
        yield Triple(service, _dcat("endpointDescription"), address)
        yield Triple(service, _dcat("servesDataset"), dataset.iri)
        yield Triple(dataset.iri, NamedNode(RDFS + "seeAlso"), address)


def _terms(name: str) -> NamedNode:
    return NamedNode(DCTERMS + name)


def _dcat(name: str) -> NamedNode:
    return NamedNode(DCAT + name)
