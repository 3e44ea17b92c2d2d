"""The validation report as RDF is pySHACL's own, and says where to look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import DCTERMS, PROV, RDF, SH, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph import documents
from graph.extraction import Defaults
from graph.judgement import Judge
from graph.ledger import Entry
from graph.mapping import Addresses
from graph.provisional import provisional, published
from graph.records import Document
from graph.reports import Report
from graph.vocabulary import PTR
from shapes.terms import path_text, to_rdflib
from shapes.validation import BUNDLED, Validator, report, result

FAULTY = Path(__file__).parents[3] / "data" / "reviews-faulty"
ADDRESSES = Addresses("https://films.example/")
LINE = URIRef(PTR + "lineNumber")

OF_A_REPORT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
    sh:property [ sh:path sh:conforms ; sh:datatype xsd:boolean ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:result ; sh:class sh:ValidationResult ] .
[] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
    sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:resultSeverity ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:sourceConstraintComponent ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path sh:sourceShape ; sh:nodeKind sh:BlankNodeOrIRI ; sh:maxCount 1 ] ,
        [ sh:path sh:resultPath ; sh:nodeKind sh:BlankNodeOrIRI ; sh:maxCount 1 ] ,
        [ sh:path sh:value ; sh:maxCount 1 ] ,
        [ sh:path sh:detail ; sh:class sh:ValidationResult ] .
"""
"""What SHACL asks of reports and results: https://www.w3.org/TR/shacl/#results-validation-report"""

OWN = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <http://schema.org/> .
<urn:own:Film> a sh:NodeShape ; sh:targetClass schema:Movie ; sh:property
    [ sh:path ( [ sh:inversePath schema:itemReviewed ] schema:author schema:name ) ;
      sh:pattern "^A" ] ,
    [ sh:path schema:genre ; sh:in ( "Drama" "Comedy" ) ; sh:severity sh:Info ] .
<urn:own:Genre> a sh:NodeShape ; sh:targetObjectsOf schema:genre ; sh:pattern "^[A-Z]" .
"""


@pytest.fixture(scope="module")
def faulty() -> list[Entry]:
    judge = Judge(Validator.bundled(), Defaults())
    return judge(list(documents.read([FAULTY], FAULTY, judge.included)))


def report_on(validator: Validator, entries: Iterable[Entry]) -> Report:
    told = Report(validator, ADDRESSES)
    for entry in entries:
        told.add(entry)
    return told


def reported(validator: Validator, entries: Iterable[Entry]) -> Graph:
    written = serialize(report_on(validator, entries), format=RdfFormat.TURTLE)
    return Graph().parse(data=written, format="turtle")


def pyshacl_s(entry: Entry, shapes: Sequence[Path]) -> Graph:
    """What pySHACL says of a document, with nothing of ours between it and the shapes."""
    data, stated = to_rdflib(provisional(0, entry.extraction)), Graph(bind_namespaces="none")
    for path in shapes:
        stated += Graph().parse(path)  # without its prefixes, of which pySHACL makes words
    _, found, _ = pyshacl.validate(data, shacl_graph=stated)
    told = published(entry.extraction, ADDRESSES)
    return Graph().parse(StringIO(told(found.serialize(format="nt"))), format="nt")


def without_places(found: Graph) -> Graph:
    for term in (PROV.wasDerivedFrom, PROV.atLocation, DCTERMS.identifier, LINE):
        found.remove((None, term, None))
    return found


def test_the_report_is_that_of_pyshacl(faulty: list[Entry]) -> None:
    wrong = [entry for entry in faulty if entry.report]
    assert {entry.outcome for entry in wrong} == {"published", "rejected"}
    for entry in wrong:
        ours = without_places(reported(Validator.bundled(), [entry]))
        assert isomorphic(ours, pyshacl_s(entry, BUNDLED)), entry.source


def test_a_report_on_all_is_one_as_shacl_has_it(faulty: list[Entry]) -> None:
    found = reported(Validator.bundled(), faulty)
    [node] = found.subjects(RDF.type, SH.ValidationReport)
    assert len(list(found.objects(node, SH.result))) == sum(len(e.report) for e in faulty)
    assert (node, SH.conforms, Literal(False)) in found
    conforms, _, said = pyshacl.validate(found, shacl_graph=Graph().parse(data=OF_A_REPORT))
    assert conforms, said
    assert {*found.objects(None, SH.resultSeverity)} >= {SH.Violation, SH.Warning}


def test_every_result_says_where_to_look(faulty: list[Entry]) -> None:
    found = reported(Validator.bundled(), faulty)
    places = {
        (str(source), int(str(line)))
        for document, source in found.subject_objects(DCTERMS.identifier)
        for each in found.subjects(PROV.wasDerivedFrom, document)
        for line in found.objects(each, PROV.atLocation / LINE)
    }
    assert {("date-30-february.md", 3), ("rating-11-of-10.md", 9)} <= places
    for each in found.objects(None, SH.result):
        assert found.value(each, PROV.wasDerivedFrom / DCTERMS.identifier)
    sources = {str(source) for source in found.objects(None, DCTERMS.identifier)}
    assert sources == {entry.source for entry in faulty if entry.report}


def test_nodes_have_the_addresses_of_a_site(faulty: list[Entry]) -> None:
    found = reported(Validator.bundled(), faulty)
    film = "https://films.example/movie/la-grande-illusion-1937#movie"
    review = "https://films.example/review/la-grande-illusion-1937-bram-oosterveld#review"
    assert {URIRef(film), URIRef(review)} <= {*found.objects(None, SH.focusNode)}
    assert "urn:triplebill:doc:" not in found.serialize(format="nt")


def test_where_nothing_is_found_the_report_conforms(faulty: list[Entry]) -> None:
    found = reported(Validator.bundled(), [entry for entry in faulty if not entry.report])
    [node] = found.subjects(RDF.type, SH.ValidationReport)
    assert {*found.predicate_objects(node)} == {
        (RDF.type, SH.ValidationReport),
        (SH.conforms, Literal(True)),
    }


def test_a_site_s_own_shapes_are_told_whole_however_often(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN)
    validator = Validator.bundled(tmp_path)
    text = "Title: Film {}\nGenre: noir\nBy: Bo Lee\n\nA good film, and a long one.\n"
    given = [Document(f"{n}.txt", "text", "", str(n), text.format(n)) for n in range(2)]
    entries = Judge(validator, Defaults())(given)
    found = reported(validator, entries)

    def told(results: Iterable[object]) -> list[str]:
        return sorted(map(str, results))

    paths = [each.result_path for entry in entries for each in entry.report]
    assert told(each.result_path for each in report(found).results) == told(paths)
    long = "^<http://schema.org/itemReviewed>/<http://schema.org/author>/<http://schema.org/name>"
    assert paths.count(long) == len(entries)
    [listed] = set(found.objects(None, SH["in"]))
    assert told(found.items(listed)) == ["Comedy", "Drama"]
    at_texts = list(found.subjects(SH.focusNode, Literal("noir")))
    sources = told(found.value(n, PROV.wasDerivedFrom / DCTERMS.identifier) for n in at_texts)
    assert sources == ["0.txt", "1.txt"]
    for each in found.objects(None, SH.result):
        assert "urn:triplebill:doc:" not in result(found, each).message
    for path in found.objects(None, SH.resultPath):
        assert path_text(found, path)


def test_the_same_report_is_the_same_text(faulty: list[Entry]) -> None:
    one, other = (list(report_on(Validator.bundled(), faulty)) for _ in range(2))
    assert one == other
