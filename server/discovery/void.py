"""The dataset in VoID (https://www.w3.org/TR/void/): numbers, partitions, links, ways in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

from graph.formats import VARIANT_FORMATS
from graph.mapping import KINDS
from graph.statistics import Links, Use
from graph.vocabulary import (
    DCTERMS,
    FOAF,
    PREFIXES,
    PRIMARY_TOPIC,
    RDFS,
    TYPE,
    VOID,
    VOID_EXT,
)
from server.description import SPARQL_PATH
from server.discovery.dataset import ALSO, DUMPS, VOID_PATH, Dataset, compact, number
from server.pages.wording import site_of
from server.search.opensearch import OPEN_SEARCH_PATH


def void_triples(dataset: Dataset) -> list[Triple]:
    """The dataset's description in VoID."""
    iri, config = dataset.iri, dataset.config
    documents = (dataset.at(VOID_PATH), dataset.page)
    kinds = "|".join(KINDS)
    resources = f"^{re.escape(config.base_iri)}({kinds})/"
    return [
        *(Triple(each, TYPE, _void("DatasetDescription")) for each in documents),
        *(Triple(each, PRIMARY_TOPIC, iri) for each in documents),
        Triple(iri, TYPE, _void("Dataset")),
        *(
            Triple(iri, _void("sparqlEndpoint"), dataset.at(service.path))
            for service in dataset.services
            if service.path == SPARQL_PATH
        ),
        Triple(iri, _void("uriSpace"), Literal(config.base_iri)),
        Triple(iri, _void("uriRegexPattern"), Literal(resources)),
        *(
            Triple(iri, _void("openSearchDescription"), dataset.at(path))
            for path in (() if config.static else (OPEN_SEARCH_PATH,))
        ),
        *(Triple(iri, _void("feature"), NamedNode(f.iri)) for f in VARIANT_FORMATS),
        *(Triple(iri, _void("dataDump"), dataset.at(dump.path)) for dump in DUMPS),
        *(Triple(iri, _void("exampleResource"), each) for each in dataset.numbers.examples),
        *(Triple(iri, NamedNode(RDFS + "seeAlso"), dataset.at(path)) for path in ALSO),
        *_totals(dataset),
        *_vocabularies(dataset),
        *_classes(dataset),
        *_properties(dataset, iri, dataset.numbers.properties, "property"),
        *_linksets(dataset),
    ]


def _totals(dataset: Dataset) -> Iterator[Triple]:
    iri, numbers = dataset.iri, dataset.numbers
    yield number(iri, _void("triples"), numbers.triples)
    yield number(iri, _void("entities"), numbers.documents)
    yield number(iri, _void("documents"), numbers.documents)
    yield number(iri, _void("classes"), len(numbers.classes))
    yield number(iri, _void("properties"), len(numbers.properties))


def _vocabularies(dataset: Dataset) -> Iterator[Triple]:
    terms = [iri.value for iri in (*dataset.numbers.classes, *dataset.numbers.properties)]
    for namespace in PREFIXES.values():
        if any(term.startswith(namespace) for term in terms):
            yield Triple(dataset.iri, _void("vocabulary"), NamedNode(namespace))


def _classes(dataset: Dataset) -> Iterator[Triple]:
    """Each class with its properties, and these with the datatypes of their values."""
    uses: dict[NamedNode, list[Use]] = {}
    for use in dataset.numbers.uses:
        uses.setdefault(use.class_, []).append(use)
    for class_, things in dataset.numbers.classes.items():
        name = f"class-{_name(class_.value)}"
        part = dataset.part(name)
        yield Triple(dataset.iri, _void("classPartition"), part)
        yield Triple(part, _void("class"), class_)
        yield number(part, _void("entities"), things)
        used = uses.get(class_, [])
        totals: dict[NamedNode, int] = {}
        for use in used:
            totals[use.property] = totals.get(use.property, 0) + use.triples
        yield from _properties(dataset, part, totals, name)
        for use in used:
            yield from _datatype(dataset, name, use)


def _properties(
    dataset: Dataset, whole: NamedNode, totals: dict[NamedNode, int], name: str
) -> Iterator[Triple]:
    for property_, triples in totals.items():
        part = dataset.part(f"{name}-{_name(property_.value)}")
        yield Triple(whole, _void("propertyPartition"), part)
        yield Triple(part, _void("property"), property_)
        yield number(part, _void("triples"), triples)


def _datatype(dataset: Dataset, name: str, use: Use) -> Iterator[Triple]:
    """What VoID has no term for, as editors for SPARQL read it (http://ldf.fi/void-ext)."""
    if use.datatype is None:
        return
    property_ = f"{name}-{_name(use.property.value)}"
    part = dataset.part(f"{property_}-{_name(use.datatype.value)}")
    partition = NamedNode(VOID_EXT + "datatypePartition")
    yield Triple(dataset.part(property_), partition, part)
    yield Triple(part, NamedNode(VOID_EXT + "datatype"), use.datatype)
    yield number(part, _void("triples"), use.triples)


def _linksets(dataset: Dataset) -> Iterator[Triple]:
    by_site = sorted(dataset.numbers.links, key=lambda links: links.site)
    for site, group in groupby(by_site, key=lambda links: links.site):
        target = dataset.part(f"target-{_name(site)}")
        yield Triple(target, TYPE, _void("Dataset"))
        yield Triple(target, _terms("title"), Literal(site_of(site)))
        yield Triple(target, NamedNode(FOAF + "homepage"), NamedNode(site))
        yield Triple(target, _void("uriSpace"), Literal(site))
        for links in group:
            yield from _linkset(dataset, links, target)


def _linkset(dataset: Dataset, links: Links, target: NamedNode) -> Iterator[Triple]:
    linkset = dataset.part(f"links-{_name(links.site)}-{_name(links.predicate.value)}")
    yield Triple(dataset.iri, _void("subset"), linkset)
    yield Triple(linkset, TYPE, _void("Linkset"))
    yield Triple(
        linkset, _terms("title"), Literal(f"Links to {site_of(links.site)}", language="en")
    )
    yield Triple(linkset, _void("linkPredicate"), links.predicate)
    yield Triple(linkset, _void("subjectsTarget"), dataset.iri)
    yield Triple(linkset, _void("objectsTarget"), target)
    yield number(linkset, _void("triples"), links.triples)


def _name(iri: str) -> str:
    """A word for a fragment, made of an IRI. Letters fall away, by which IRIs without a prefix may
    differ, so these end in a digest."""
    short = compact(NamedNode(iri))
    if short == iri:
        digest = hashlib.sha256(iri.encode()).hexdigest()[:8]
        short = f"{re.sub('https?://(www[.])?', '', iri)}-{digest}"
    return re.sub(r"[^A-Za-z0-9]+", "-", short).strip("-")


def _terms(name: str) -> NamedNode:
    return NamedNode(DCTERMS + name)


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)
