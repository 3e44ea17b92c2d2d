"""What the endpoint and the dataset say of themselves, as RDF.

The service description (https://www.w3.org/TR/sparql11-service-description/) is made of the
settings and the table of formats alone, so it is answered at once. VoID
(https://www.w3.org/TR/void/) counts what is published, once for each version.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from flask import Blueprint, Response, request
from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, VARIANT_FORMATS
from graph.store import Published, Reader
from graph.vocabulary import (
    DCTERMS,
    PREFIXES,
    PRIMARY_TOPIC,
    RDFS,
    SD,
    TYPE,
    VOID,
    XSD_INTEGER,
)
from server.config import Config
from server.negotiation import choose
from server.problems import not_acceptable
from server.results import write_graph

VOID_PATH = ".well-known/void"
SPARQL_PATH = "sparql"
RECONCILE_PATH = "reconcile"
ALSO = (RECONCILE_PATH, "links.ttl", "links.tsv")
"""What else there is about the dataset: a service, and the links of all films with reasons."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is published, counted: classes, properties, links by predicate and site."""

    classes: list[tuple[NamedNode, int]]
    properties: list[tuple[NamedNode, int]]
    links: list[tuple[NamedNode, str, int]]
    examples: list[NamedNode]


def service_description(config: Config) -> list[Triple]:
    """The endpoint's description: languages, formats, limits, dataset."""
    endpoint = NamedNode(config.base_iri + SPARQL_PATH)
    service, dataset = NamedNode(endpoint.value + "#service"), NamedNode(endpoint.value + "#data")
    graph = _dataset(config)
    return [
        Triple(service, TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), endpoint),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(
            Triple(service, _sd("resultFormat"), NamedNode(f.iri))
            for f in (*SOLUTION_FORMATS, *GRAPH_FORMATS)
        ),
        Triple(service, NamedNode(RDFS + "comment"), Literal(limits(config), language="en")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, TYPE, _sd("Graph")),
        Triple(graph, TYPE, _void("Dataset")),
    ]


def limits(config: Config) -> str:
    """The limits of the endpoint as sentences."""
    return (
        f"A query may be {config.max_query_bytes} bytes long and take {config.query_timeout_s} "
        f"seconds and {config.query_memory_mb} MB; its result may be {config.max_result_bytes} "
        f"bytes long. Beyond that it gets no answer, never a part of one. "
        f"One address may send {config.queries_per_minute} queries in a minute. "
        "There is no SERVICE, no loading by FROM, and no update."
    )


def void_description(config: Config, counts: Counts) -> list[Triple]:
    """The dataset's description."""
    dataset = _dataset(config)
    document = NamedNode(config.base_iri + VOID_PATH)
    see_also = NamedNode(RDFS + "seeAlso")
    return [
        Triple(document, TYPE, _void("DatasetDescription")),
        Triple(document, PRIMARY_TOPIC, dataset),
        Triple(dataset, TYPE, _void("Dataset")),
        Triple(dataset, NamedNode(DCTERMS + "title"), Literal(config.site_name)),
        *(
            Triple(dataset, _void("sparqlEndpoint"), NamedNode(config.base_iri + path))
            for path in (() if config.static else (SPARQL_PATH,))
        ),
        Triple(dataset, _void("uriSpace"), Literal(config.base_iri)),
        *(Triple(dataset, _void("feature"), NamedNode(f.iri)) for f in VARIANT_FORMATS),
        *(Triple(dataset, _void("exampleResource"), iri) for iri in counts.examples),
        *(
            Triple(dataset, see_also, NamedNode(config.base_iri + path))
            for path in ALSO
            if not (config.static and path == RECONCILE_PATH)
        ),
        *_totals(dataset, counts),
        *_vocabularies(dataset, counts),
        *_partitions(dataset, "class", "entities", counts.classes),
        *_partitions(dataset, "property", "triples", counts.properties),
        *_linksets(dataset, counts),
    ]


def void_blueprint(published: Published, config: Config) -> Blueprint:
    """`/.well-known/void`, negotiated."""
    blueprint = Blueprint("void", __name__)
    counter = Counter()

    @blueprint.get(f"/{VOID_PATH}")
    def void() -> Response:
        format_ = choose(request.headers.get("Accept"), GRAPH_FORMATS)
        if format_ is None:
            raise not_acceptable(GRAPH_FORMATS)
        reader = published.current()
        body = write_graph(void_description(config, counter.counts(reader)), format_)
        response = Response(body, content_type=format_.content_type)
        response.vary.add("Accept")
        response.access_control_allow_origin = "*"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if reader.version:
            response.set_etag(f"{reader.version}-{format_.name}", weak=True)
        response.cache_control.no_cache = True
        response.make_conditional(request)
        return response

    return blueprint


class Counter:
    """Counts a version of the graph once; may be shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = ""
        self._counts: Counts | None = None

    def counts(self, reader: Reader) -> Counts:
        """The counts of what the reader reads."""
        with self._lock:
            if not self._counts or not reader.version or reader.version != self._version:
                self._counts, self._version = count(reader), reader.version
            return self._counts


def count(reader: Reader) -> Counts:
    """Ask the graph for its numbers: some seconds where it has many millions of triples."""
    return Counts(
        classes=[(row[0], int(row[1].value)) for row in _rows(reader, "classes")],
        properties=[(row[0], int(row[1].value)) for row in _rows(reader, "properties")],
        links=[(row[0], row[1].value, int(row[2].value)) for row in _rows(reader, "links")],
        examples=[iri for row in _rows(reader, "examples") for iri in row],
    )


def _rows(reader: Reader, name: str) -> Iterator[tuple[NamedNode, ...]]:
    """The solutions of a query in graph/queries; every value has a `value`, as IRIs have."""
    query = (files("graph") / "queries" / f"{name}.rq").read_text("utf-8")
    solutions = reader.query(query)
    for solution in solutions if isinstance(solutions, QuerySolutions) else ():
        yield tuple(solution)


def _totals(dataset: NamedNode, counts: Counts) -> Iterator[Triple]:
    properties = dict(counts.properties)
    yield _number(dataset, "triples", sum(properties.values()))
    yield _number(dataset, "entities", properties.get(PRIMARY_TOPIC, 0))
    yield _number(dataset, "classes", len(counts.classes))
    yield _number(dataset, "properties", len(properties))


def _vocabularies(dataset: NamedNode, counts: Counts) -> Iterator[Triple]:
    terms = [iri.value for iri, _ in (*counts.classes, *counts.properties)]
    for namespace in PREFIXES.values():
        if any(term.startswith(namespace) for term in terms):
            yield Triple(dataset, _void("vocabulary"), NamedNode(namespace))


def _partitions(
    dataset: NamedNode, kind: str, counted: str, numbers: list[tuple[NamedNode, int]]
) -> Iterator[Triple]:
    for iri, number in numbers:
        part = _part(dataset, kind, iri.value)
        yield Triple(dataset, _void(f"{kind}Partition"), part)
        yield Triple(part, _void(kind), iri)
        yield _number(part, counted, number)


def _linksets(dataset: NamedNode, counts: Counts) -> Iterator[Triple]:
    for predicate, site, number in counts.links:
        linkset = _part(dataset, "links", f"{site}-{predicate.value}")
        yield Triple(dataset, _void("subset"), linkset)
        yield Triple(linkset, TYPE, _void("Linkset"))
        yield Triple(linkset, _void("linkPredicate"), predicate)
        yield Triple(linkset, _void("subjectsTarget"), dataset)
        yield Triple(linkset, _void("objectsTarget"), NamedNode(site))
        yield _number(linkset, "triples", number)


def _part(dataset: NamedNode, kind: str, of: str) -> NamedNode:
    """A fragment of the document, named after an IRI."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", re.sub("https?://(www[.])?", "", of)).strip("-")
    return NamedNode(f"{dataset.value.partition('#')[0]}#{kind}-{name}")


def _number(subject: NamedNode, name: str, number: int) -> Triple:
    return Triple(subject, _void(name), Literal(str(number), datatype=XSD_INTEGER))


def _dataset(config: Config) -> NamedNode:
    return NamedNode(f"{config.base_iri}{VOID_PATH}#dataset")


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
