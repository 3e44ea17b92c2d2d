"""What the endpoint says of itself, as RDF: the service description.

It is made of the settings and the table of formats alone, so it is answered at once; what the
endpoint holds is described in `server.discovery`
(https://www.w3.org/TR/sparql11-service-description/).
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from graph.mapping import Addresses
from graph.vocabulary import RDFS, SD, TYPE, VOID
from server.config import Config

SPARQL_PATH = "sparql"
KEPT_PATH = "q"
RECONCILE_PATH = "reconcile"


def service_description(config: Config) -> list[Triple]:
    """The endpoint's description: languages, formats, limits, dataset."""
    endpoint = NamedNode(config.base_iri + SPARQL_PATH)
    service, dataset = NamedNode(endpoint.value + "#service"), NamedNode(endpoint.value + "#data")
    graph = Addresses(config.base_iri).dataset
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
        f"A query may be {config.max_query_bytes:,} bytes long and take {config.query_timeout_s} "
        f"seconds and {config.query_memory_mb:,} MB; its result may be {config.max_result_bytes:,} "
        f"bytes long. Beyond that it gets no answer, never a part of one. "
        f"One address may send {config.queries_per_minute} queries in a minute. "
        "There is no SERVICE, no loading by FROM, and no update."
    )


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
