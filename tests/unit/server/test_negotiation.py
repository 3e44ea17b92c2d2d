"""Content negotiation, case by case. The names of the cases are those of Oxigraph's server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, VARIANT_FORMATS
from server.negotiation import HTML, LONGEST, choose

PAGE = (HTML, *VARIANT_FORMATS)
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OLD_WEBKIT = "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,*/*;q=0.5"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3"
RDFLIB = "application/rdf+xml,text/rdf+n3;q=0.8,application/xhtml+xml;q=0.5, */*;q=0.1"


@pytest.mark.parametrize(
    ("case", "accept", "expected"),
    [
        ("none", None, "ttl"),
        ("empty", "  ", "ttl"),
        ("star", "*/*", "ttl"),
        ("star of low quality", "*/*;q=0.1", "ttl"),
        ("substar", "application/*", "jsonld"),
        ("plain", "application/rdf+xml", "rdf"),
        ("upper case", "Application/RDF+XML", "rdf"),
        ("alias", "application/x-turtle", "ttl"),
        ("multiple", "application/n-triples;q=0.5,application/rdf+xml", "rdf"),
        ("specific exclusion", "text/turtle;q=0,*/*", "jsonld"),
        ("specific exclusion in a substar", "text/turtle;q=0,text/*", None),
        ("wildcard exclusion", "*/*;q=0", None),
        ("wildcard exclusion but one", "*/*;q=0,application/n-triples", "nt"),
        ("substar exclusion", "application/*;q=0,*/*", "ttl"),
        (
            "specificity before quality",
            "text/*;q=0.9,text/turtle;q=0.1,application/trig;q=0.5",
            "trig",
        ),
        ("parameter specificity", "text/turtle;q=0,text/turtle;charset=utf-8", "ttl"),
        ("charset", "text/turtle;charset=utf-8", "ttl"),
        ("charset in capitals and quotes", 'text/turtle; charset="UTF-8"', "ttl"),
        ("incompatible charset", "text/turtle;charset=iso-8859-1", None),
        ("incompatible charset and another", "text/turtle;charset=utf-16,*/*;q=0.1", "ttl"),
        ("version", "text/turtle;version=1.2", "ttl"),
        (
            "JSON-LD profile",
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened"',
            "jsonld",
        ),
        (
            "profile and quality",
            'application/ld+json;profile="x";q=0.4,text/turtle;q=0.3',
            "jsonld",
        ),
        ("bad", "foo", None),
        ("bad quality", "text/turtle;q=two", None),
        ("bad range", "*/turtle", None),
        ("bad beside good", "foo;;;=,application/n-triples", "nt"),
        ("implicit priority", "application/n-triples,text/turtle", "ttl"),
        ("explicit priority", "text/turtle;q=0.5,application/n-triples;q=0.6", "nt"),
        ("explicit 1.0 equals none", "application/n-triples;q=1.0,text/turtle", "ttl"),
        ("named before star", "*/*,application/n-triples", "nt"),
        ("not there", "image/png", None),
    ],
)
def test_graph_formats(case: str, accept: str | None, expected: str | None) -> None:
    chosen = choose(accept, GRAPH_FORMATS)
    assert (chosen and chosen.name) == expected, case


@pytest.mark.parametrize("accept", [None, "*/*", CHROME, FIREFOX, OLD_WEBKIT, "text/*"])
def test_page_is_html_for_browsers_and_the_undecided(accept: str | None) -> None:
    assert choose(accept, PAGE) is HTML


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (JENA, "ttl"),
        (RDFLIB, "rdf"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/json, text/plain, */*", "jsonld"),  # axios
    ],
)
def test_page_is_data_for_clients_that_prefer_data(accept: str, expected: str) -> None:
    chosen = choose(accept, PAGE)
    assert chosen is not None
    assert chosen.name == expected


def test_generic_xml_never_selects_rdf_on_pages() -> None:
    assert choose("application/xml", PAGE) is None
    assert choose("application/xml,text/html;q=0.1", PAGE) is HTML


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/xml;q=0.2,text/csv;q=0.1", "xml"),
        ("application/json;q=0,*/*", "xml"),
        ("application/sparql-results+json;q=0,*/*", "xml"),
        ("text/tab-separated-values", "tsv"),
    ],
)
def test_an_alias_is_another_name_of_the_same_format(accept: str, expected: str) -> None:
    chosen = choose(accept, SOLUTION_FORMATS)
    assert chosen is not None
    assert chosen.name == expected


def test_of_two_with_an_alias_the_first_offered_is_meant() -> None:
    for offered in ((*SOLUTION_FORMATS, *GRAPH_FORMATS), (*GRAPH_FORMATS, *SOLUTION_FORMATS)):
        wanted = next(f for f in offered if f.name in ("json", "jsonld"))
        assert choose("application/json", offered) is wanted


def test_a_header_of_excessive_length_is_not_weighed() -> None:
    ranges = "text/html;q=0.5,"
    within, beyond = (ranges * (LONGEST // len(ranges) + more) for more in (0, 1))
    assert choose(within, GRAPH_FORMATS) is None
    assert choose(within, PAGE) is HTML
    for offered in (GRAPH_FORMATS, PAGE[1:]):
        assert choose(beyond, offered) is offered[0]


@given(st.text(max_size=200))
def test_no_header_breaks_it(accept: str) -> None:
    assert choose(accept, PAGE) in (None, *PAGE)


@given(st.sampled_from(PAGE), st.sampled_from(PAGE))
def test_the_higher_quality_wins_whatever_the_order_offered(first: object, second: object) -> None:
    if first is second:
        return
    accept = f"{first.media_type};q=0.3, {second.media_type};q=0.7"  # type: ignore[attr-defined]
    assert choose(accept, PAGE) is second
