"""Page ≡ graph: every variant of every resource of the samples says the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import extruct
import pytest
from pyld import jsonld
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.jsonld import to_triples

VARIANTS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}
DOCUMENTS = (
    "SELECT DISTINCT ?document { ?document <http://xmlns.com/foaf/0.1/primaryTopic> ?thing }"
)


def canonical(triples: Iterator[Triple] | list[Triple]) -> str:
    """RDFC-1.0, section 4: the same text for the same graph."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def parsed(body: bytes, format_: RdfFormat) -> str:
    return canonical([q.triple for q in parse(body, format=format_)])


def expanded(block: object) -> str:
    """JSON-LD by an independent processor, whose loader never leaves the machine."""

    def refuse(url: str, options: object) -> None:
        raise AssertionError(f"the context {url} would be fetched")

    quads = jsonld.to_rdf(block, {"format": "application/n-quads", "documentLoader": refuse})
    return parsed(quads.encode(), RdfFormat.N_QUADS)


def embedded(page: str) -> list[dict[str, object]]:
    """The JSON-LD blocks of a page, found by an independent extractor."""
    return extruct.extract(page, syntaxes=["json-ld"])["json-ld"]


@pytest.fixture(scope="module")
def documents(samples) -> list[str]:
    answer = samples.get(
        f"sparql?query={quote(DOCUMENTS)}", Accept="application/sparql-results+json"
    )
    found = parse_query_results(answer.body, format=QueryResultsFormat.JSON)
    return sorted(row["document"].value for row in found)  # type: ignore[union-attr]


def test_there_are_many(documents: list[str]) -> None:
    kinds = {document.split("/")[3] for document in documents}
    assert kinds >= {"movie", "review", "person"}
    assert len(documents) > 150


def test_every_variant_is_the_same_graph(samples, documents: list[str]) -> None:
    for document in documents:
        path = document.removeprefix(samples.base)
        turtle = parsed(samples.get(f"{path}.ttl").body, RdfFormat.TURTLE)
        assert turtle, path
        for suffix, format_ in VARIANTS.items():
            assert parsed(samples.get(f"{path}.{suffix}").body, format_) == turtle, (path, suffix)
        assert expanded(json.loads(samples.get(f"{path}.jsonld").body)) == turtle, path
        assert _described(samples, document) == turtle, path
        (block,) = embedded(samples.get(f"{path}.html").text)
        assert canonical(to_triples(block)) == turtle, path


def _described(samples, document: str) -> str:
    thing = f"{document}#{document.split('/')[3]}"
    query = quote(f"DESCRIBE <{thing}>")
    answer = samples.get(f"sparql?query={query}", Accept="application/n-triples")
    return parsed(answer.body, RdfFormat.N_TRIPLES)
