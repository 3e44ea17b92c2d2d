"""Our own pages, served, are to the linter what google.ttl says of the graph behind them."""

from __future__ import annotations

from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from graph.linting import Thing, lint
from shapes.validation import Validator

DOCUMENTS = (
    "SELECT DISTINCT ?document { ?document <http://xmlns.com/foaf/0.1/primaryTopic> ?thing }"
)
KINDS = {"movie": "Movie", "review": "Review"}


def judged(samples, document: str) -> tuple[Thing, ...]:
    page = lint(document, samples.get(f"{document.removeprefix(samples.base)}.html").body)
    assert page.findings == ()
    return page.things


def test_the_same_pages_are_eligible(samples) -> None:
    asked = f"sparql?query={quote(DOCUMENTS)}"
    answer = samples.get(asked, Accept="application/sparql-results+json")
    rows = list(parse_query_results(answer.body, format=QueryResultsFormat.JSON))  # type: ignore[arg-type]
    documents = {row["document"].value: row["document"].value.split("/")[3] for row in rows}
    ours = {document: kind for document, kind in documents.items() if kind in KINDS}
    dump = [
        quad.triple
        for document in documents
        for quad in parse(
            samples.get(f"{document.removeprefix(samples.base)}.nt").body,
            format=RdfFormat.N_TRIPLES,
        )
    ]
    results = Validator.bundled().check(dump)
    assert results is not None
    refused = {r.focus_node.partition("#")[0] for r in results if r.severity == "Warning"}
    assert 0 < len(refused & ours.keys()) < len(ours)
    for document, kind in ours.items():
        things = [thing for thing in judged(samples, document) if thing.type == KINDS[kind]]
        assert things, document
        assert things[0].eligible == (document not in refused), (document, things)
