"""RDF files: the reviews in every syntax, and what no parser should be given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from graph.documents import Read
from graph.documents import rdf as reader
from graph.records import Document, Skipped, Unreadable

ReadBytes = Callable[[bytes, str], list[Read]]

REVIEWS = """
@prefix s: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/r/1> a s:Review ; s:itemReviewed <https://example.org/m> ;
    s:reviewRating [ a s:Rating ; s:ratingValue 3.5 ; s:bestRating 5 ] ;
    s:author [ a s:Person ; s:name "Jo Li" ] ; s:datePublished "2020-01-02"^^xsd:date .
<https://example.org/r/2> a s:Review ; s:itemReviewed <https://example.org/m> .
<https://example.org/m> a s:Movie ; s:name "The Kiln"@en ; s:review <https://example.org/r/1> ;
    s:actor [ a s:Person ; s:name "B" ] , [ a s:Person ; s:name "A" ] , [ a s:Person ; s:name "C" ] .
"""
SYNTAXES = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS,
            "trig": RdfFormat.TRIG, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}  # fmt: skip


def in_syntax(suffix: str, turtle: str = REVIEWS) -> bytes:
    triples = [quad.triple for quad in parse(turtle, RdfFormat.TURTLE)]
    made = serialize(triples, format=SYNTAXES[suffix])
    assert made is not None
    return made


def documents(found: list[Read]) -> list[Document]:
    assert all(isinstance(one, Document) for one in found), found
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_every_syntax_says_the_same(read_bytes: ReadBytes, suffix: str) -> None:
    first, second = documents(read_bytes(in_syntax(suffix), f"all.{suffix}"))
    assert first.metadata["itemReviewed"]["name"] == "The Kiln"
    assert first.metadata["author"]["name"] == "Jo Li"
    assert first.metadata["reviewRating"]["ratingValue"] == "3.5"
    assert first.metadata["@id"] == "https://example.org/r/1"
    assert first.source.startswith(f"all.{suffix}#review=")
    assert first.source != second.source


@pytest.mark.parametrize("in_memory", [reader.IN_MEMORY, 10], ids=["memory", "disk"])
def test_the_same_file_again_is_the_same(
    read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    """Blank nodes get other labels each time, which must not show."""
    monkeypatch.setattr(reader, "IN_MEMORY", in_memory)
    turtle = REVIEWS.replace('"B" ]', '"B" ] , [ s:name "E" ] , [ s:name "D" ] , [ s:name "F" ]')
    first, *others = [documents(read_bytes(turtle.encode(), "all.ttl")) for _ in range(4)]
    assert all(other == first for other in others)
    cast = [actor["name"] for actor in first[0].metadata["itemReviewed"]["actor"]]
    assert sorted(cast) == ["A", "B", "C", "D", "E", "F"]


def test_one_review_is_the_file(read_bytes: ReadBytes) -> None:
    (one,) = documents(read_bytes(b"[] a <http://schema.org/Review> .", "one.ttl"))
    assert one.source == "one.ttl"


def test_relative_addresses_name_nothing_outside_of_the_file(read_bytes: ReadBytes) -> None:
    turtle = """@prefix s: <http://schema.org/> .
        <#r> a s:Review ; s:url <r.html> ; s:itemReviewed <#m> . <#m> a s:Movie ; s:name "Heat" ."""
    (one,) = documents(read_bytes(turtle.encode(), "one.ttl"))
    assert one.metadata == {
        "@type": ["Review"],
        "itemReviewed": {"@type": ["Movie"], "name": "Heat"},
    }


def test_json_ld_as_people_write_it(read_bytes: ReadBytes) -> None:
    text = """{"@context": ["https://schema.org", {"stars": "ratingValue"}], "@type": "Review",
        "reviewRating": {"stars": 8.50}, "itemReviewed": {"@type": "Movie", "name": "Heat"}}"""
    (one,) = documents(read_bytes(text.encode(), "one.jsonld"))
    assert one.metadata["reviewRating"] == {"ratingValue": "8.50"}


def test_a_file_behind_a_mark_and_one_larger_than_memory_allows(
    read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "IN_MEMORY", 10)
    marked = b"\xef\xbb\xbf" + in_syntax("nt")
    assert len(documents(read_bytes(marked, "all.nt"))) == 2


def test_nodes_that_lead_to_each_other_end(read_bytes: ReadBytes) -> None:
    turtle = """@prefix s: <http://schema.org/> . _:r a s:Review ; s:itemReviewed _:m .
        _:m a s:Movie ; s:name "Heat" ; s:review _:r ; s:director _:m ."""
    (one,) = documents(read_bytes(turtle.encode(), "one.ttl"))
    assert one.metadata["itemReviewed"]["name"] == "Heat"


@pytest.mark.parametrize(
    "turtle", ["", '<http://a/m> a <http://schema.org/Book> ; <http://schema.org/name> "Heat" .']
)
def test_without_a_review_or_a_film_the_file_is_skipped(read_bytes: ReadBytes, turtle: str) -> None:
    (skipped,) = read_bytes(b"# nothing\n" + turtle.encode(), "films.ttl")
    assert isinstance(skipped, Skipped)
    assert "schema:Review" in skipped.reason


N = 20_000
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
TRIPLES = "<a:s> <a:p> " + "<<( <a:s> <a:p> " * N + "<a:o>" + " )>>" * N + " ."
REFUSED: dict[str, tuple[str, Any, str]] = {
    "triples in triples": ("deep.nt", TRIPLES, "inside"),
    "triples in triples, Turtle": ("deep.ttl", TRIPLES, "inside"),
    "deep XML": ("deep.rdf", XML + "<a:T><a:p>" * N + "</a:p></a:T>" * N + "</rdf:RDF>", "nested"),
    "entities": ("e.rdf", f'<!DOCTYPE r [<!ENTITY a "x">]>{XML}</rdf:RDF>', "DOCTYPE"),
    "deep JSON": ("deep.jsonld", '{"http://a/p":' * N + "1" + "}" * N, "nested"),
    "deep lists": ("deep.jsonld", "[" * N + "]" * N, "nested"),
    "remote context": ("r.jsonld", '{"@context": "http://127.0.0.1:9/x"}', "127.0.0.1"),
    "imported context": ("r.jsonld", '[{"@context": [{"@import": "http://a.org/"}]}]', "a.org"),
    "escaped context": ("r.jsonld", r'{"\u0040context": "http://a.org/"}', "a.org"),
    "no JSON": ("bad.jsonld", '{"a":', "JSON-LD"),
    "no Turtle": ("bad.ttl", "\n\n<a:s> <a:p> .", "line 3"),
    "another encoding": ("u.nt", '<a:s> <a:p> "x" .'.encode("utf-16"), "UTF-8"),
    "damaged UTF-8": ("u.jsonld", b'{"a": "\xff"}', "JSON-LD"),
    "empty": ("e.ttl", "", "empty"),
    "other XML": ("t.rdf", "<TEI><p>x</p></TEI>", "RDF/XML"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_no_parser_should_be_given(read_bytes: ReadBytes, case: str) -> None:
    name, content, why = REFUSED[case]
    (found,) = read_bytes(content if isinstance(content, bytes) else content.encode(), name)
    assert isinstance(found, Unreadable)
    assert why in found.reason
    assert len(found.reason) < 600


@pytest.mark.parametrize(("suffix", "name"), [("jsonld", "all.json"), ("rdf", "all.xml")])
def test_shared_suffixes_are_told_by_their_content(
    read_bytes: ReadBytes, suffix: str, name: str
) -> None:
    first, _ = documents(read_bytes(in_syntax(suffix), name))
    assert first.metadata["itemReviewed"]["name"] == "The Kiln"
