"""Compiled shapes say what pySHACL says, result for result, or leave the document to it."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Triple
from rdflib import RDFS

from shapes.paths import Index, Shared
from shapes.terms import to_rdflib
from shapes.validation import Validator
from shapes.wellformed import ShapesError

PREFIXES = """prefix sh: <http://www.w3.org/ns/shacl#> prefix : <urn:t:>
    prefix xsd: <http://www.w3.org/2001/XMLSchema#> prefix owl: <http://www.w3.org/2002/07/owl#>
    prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> """

DATA = """
:a a :C ; :p 1, 2.50, "x", "y"@en, "Y"@EN-gb, :b, _:n, "2012-02-30"^^xsd:date ; :q 2, "z"@de ; :r :b .
:b a :D ; :p "long text", 7, "7"^^xsd:integer, "07"^^xsd:integer, 1e0 ; :q 7 ; :s :a, :c .
:c a :E ; :p :c, "true"^^xsd:boolean, "no"^^xsd:boolean ; :r :c ; :q "2012-01-01"^^xsd:date .
:d a :C ; :p "2012-01-02"^^xsd:date, "2012-01-01T00:00:00"^^xsd:dateTime ; :q "2012-01-02"^^xsd:date .
:D rdfs:subClassOf :E . :E rdfs:subClassOf :F . :F rdfs:subClassOf :D .
_:n a :C ; :p "" ; :q "x", "X"@en-GB . :e a :C, rdfs:Resource . :f :r "literal", _:n, :g . :g :p _:n .
"""

NODE = "sh:targetClass :C ; sh:targetSubjectsOf :p ; sh:targetObjectsOf :r ; sh:targetNode :nowhere, 5 ;"

ELSEWHERE = """:T sh:targetClass :C, :D, :E ; sh:path ( :r :p ) ; sh:maxCount 1 ; sh:message 'T.' .
    :U sh:targetSubjectsOf :s ; sh:path :s ; sh:class :E ; sh:message 'U.' ."""

CONSTRAINTS = [
    "sh:class :E", "sh:class :C, :D", "sh:datatype xsd:integer", "sh:datatype xsd:date",
    "sh:datatype xsd:boolean", "sh:datatype xsd:string", "sh:datatype rdf:langString",
    *(f"sh:nodeKind sh:{kind}" for kind in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI",
                                            "BlankNodeOrLiteral", "IRIOrLiteral")),
    "sh:minCount 0", "sh:minCount 1", "sh:minCount 4", "sh:maxCount 0", "sh:maxCount 1",
    "sh:minCount 2 ; sh:maxCount 2",
    "sh:minInclusive 2", "sh:minExclusive 2", "sh:maxInclusive 7.0", "sh:maxExclusive 7",
    "sh:minInclusive 'm'", "sh:maxExclusive '2012-01-02'^^xsd:date",
    "sh:minLength 0", "sh:minLength 2", "sh:maxLength 2", "sh:maxLength 0",
    "sh:pattern '^[a-z]+$'", "sh:pattern '^X$' ; sh:flags 'i'", "sh:pattern 'x', 'y'",
    "sh:languageIn ('en' 'de-AT')", "sh:languageIn ('*')", "sh:uniqueLang true",
    "sh:uniqueLang false",
    "sh:equals :q", "sh:disjoint :q", "sh:in (1 'x' :b)", "sh:in ()", "sh:hasValue 1, 'x'",
    "sh:not [ sh:datatype xsd:integer ]", "sh:not [ sh:property [ sh:path :q ; sh:minCount 1 ] ]",
    "sh:and ([ sh:nodeKind sh:IRI ] [ sh:class :E ])",
    "sh:or ([ sh:datatype xsd:integer ] [ sh:property [ sh:path :r ; sh:minCount 1 ] ])",
    "sh:xone ([ sh:nodeKind sh:Literal ] [ sh:datatype xsd:integer ] [ sh:minLength 3 ])",
    "sh:xone ([ sh:maxLength 1 ] [ sh:minLength 1 ])",
    "sh:node [ sh:closed true ; sh:property [ sh:path :p ] ]",
    "sh:node [ sh:deactivated true ; sh:nodeKind sh:BlankNode ]",
    "sh:not [ sh:deactivated true ; sh:nodeKind sh:BlankNode ]",
    "sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ; sh:severity sh:Info ] ]",
    "sh:property [ sh:path :q ; sh:minCount 1 ; sh:message 'Inner.' ]",
    "sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 2",
    "sh:qualifiedValueShape [ sh:class :E ] ; sh:qualifiedMaxCount 0 ; sh:qualifiedMinCount 1",
    "sh:closed true ; sh:ignoredProperties (rdf:type :q)", "sh:closed false", "sh:closed true",
    "sh:deactivated true ; sh:minCount 9", "sh:severity sh:Warning ; sh:minCount 9",
]  # fmt: skip

PATHS = [
    ":p", "[ sh:inversePath :p ]", "( :r :p )", "( :s :p )", "( [ sh:inversePath :r ] :q )",
    "[ sh:alternativePath ( :p :q ) ]", "[ sh:zeroOrMorePath :s ]", "[ sh:oneOrMorePath :r ]",
    "[ sh:zeroOrOnePath :r ]", "( [ sh:zeroOrMorePath [ sh:alternativePath ( :r :s ) ] ] :p )",
    "[ sh:inversePath [ sh:zeroOrMorePath :r ] ]", "[ sh:inversePath [ sh:inversePath :p ] ]", "( rdf:type [ sh:zeroOrMorePath rdfs:subClassOf ] )",
]  # fmt: skip

ONLY_AT_PROPERTIES = ("Count", "uniqueLang", "qualified")


def triples(text: str) -> list[Triple]:
    parsed = pyoxigraph.parse(PREFIXES + text, format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.triple for quad in parsed]


def validator(text: str) -> Validator:
    return Validator(to_rdflib(triples(text)))


def agree(text: str, data: list[Triple]) -> int:
    """The number of results, which are the same in both ways."""
    both = validator(text)
    expected = both.validate(to_rdflib(data)).results
    assert both.compiled.reasons == []
    assert both.check(data) == expected
    return len(expected)


@pytest.fixture(scope="module")
def data() -> list[Triple]:
    return triples(DATA)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_constraint_at_properties(constraint: str, data: list[Triple]) -> None:
    """One shape per kind of path: as dispatch by property, and by walking."""
    for path in (":p", "[ sh:alternativePath ( :p :r ) ]"):
        shape = f":S a sh:PropertyShape ; {NODE} sh:path {path} ; {constraint} ; sh:message 'No.' ."
        agree(shape, data)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize(
    "constraint", [c for c in CONSTRAINTS if not any(word in c for word in ONLY_AT_PROPERTIES)]
)
def test_constraint_at_nodes(constraint: str, data: list[Triple]) -> None:
    agree(f":S a sh:NodeShape ; {NODE} {constraint} ; sh:message 'No.' .", data)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("constraint", ["sh:nodeKind sh:BlankNode", "sh:minCount 2", "sh:in ()"])
def test_path(path: str, constraint: str, data: list[Triple]) -> None:
    assert agree(f":S {NODE} sh:path {path} ; {constraint} ; sh:message 'No.' .", data)


@pytest.mark.parametrize("constraint", ["lessThan", "lessThanOrEquals"])
def test_order(constraint: str) -> None:
    values = ["1", "2.0", "'x'", "'a'", "'x'@en", ":b", "'1'^^xsd:decimal", "'x'^^xsd:decimal",
              "'2012-01-01'^^xsd:date", "'2012-02-30'^^xsd:date", "'2012'^^xsd:gYear",
              "'2013'^^xsd:gYear", "'b'^^:own", "'a'^^:own", "1e0"]  # fmt: skip
    pairs = [(a, b) for a in values for b in values]
    data = triples("".join(f":n{i} :p {a} ; :q {b}, 7 . " for i, (a, b) in enumerate(pairs)))
    shape = f":S sh:targetSubjectsOf :p ; sh:path :p ; sh:{constraint} :q ; sh:message 'No.' ."
    assert 100 < agree(shape, data) < 2 * len(pairs)


def test_an_object_of_several_subjects_is_one_focus_node() -> None:
    shapes = ":S sh:targetObjectsOf :r ; sh:path :p ; sh:minCount 1 ; sh:message 'No.' ."
    assert agree(shapes, triples(":a :r :x . :b :r :x .")) == 1


def test_targets(data: list[Triple]) -> None:
    for target in ("a rdfs:Class, sh:NodeShape", "a owl:Class, sh:NodeShape ; sh:targetNode :x"):
        assert agree(
            f":D {target} ; sh:property [ sh:path :none ; sh:minCount 1 ; sh:message 'No.' ] .",
            data,
        )


@pytest.mark.parametrize("use", ["sh:node :D", "sh:not :D", "sh:or ( :D )", "sh:xone ( :D :D )"])
def test_a_class_that_is_a_shape_because_another_uses_it(use: str, data: list[Triple]) -> None:
    part = ":D a rdfs:Class ; sh:nodeKind sh:BlankNode ; sh:message 'No.' ."
    assert agree(f":S a sh:NodeShape ; {use} . {part}", data) == 2
    assert agree(part, data) == 0


def test_siblings(data: list[Triple]) -> None:
    shapes = """:S sh:targetSubjectsOf :p ; sh:property :P, :Q .
        :P sh:path :p ; sh:qualifiedValueShapesDisjoint true ; sh:message 'P.' ;
            sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMinCount 4 .
        :Q sh:path :p ; sh:qualifiedValueShapesDisjoint true ; sh:message 'Q.' ;
            sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMaxCount 0 ."""
    assert agree(shapes, data) > 2


def test_a_property_shape_in_a_property_shape_looks_at_the_values(data: list[Triple]) -> None:
    shapes = """:S sh:targetClass :C ; sh:path :p ;
        sh:property [ sh:path :q ; sh:maxCount 0 ; sh:message 'No.' ] ."""
    assert agree(shapes, data) == 2  # at :b and _:n, the values of :a


def test_several_messages_and_blank_shapes(data: list[Triple]) -> None:
    shapes = (
        "[] sh:targetClass :C ; sh:path ( :q :q ) ; sh:minCount 1 ; sh:message 'b', 'a', 'a'@en ."
    )
    assert agree(shapes, data)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_properties_that_documents_share_are_judged_in_each_as_if_they_did_not(
    constraint: str, data: list[Triple]
) -> None:
    shapes = validator(f"""{ELSEWHERE} :S sh:targetClass :C, :D ; sh:targetSubjectsOf :p ;
        sh:path :p ; {constraint} ; sh:message 'No.' .""")
    whole = [t for t in data if t.predicate.value != str(RDFS.subClassOf)]
    documents = [whole, *([t for t in whole if t.subject != s] for s in {t.subject for t in whole})]
    shared = {s: Shared(p) for s, p in Index.of(whole).forwards.items()}
    for document in (*documents, *documents):
        parts = {s: shared[s] for s in Index.of(document).forwards}
        assert shapes.check(Index(parts)) == shapes.check(document)


def test_a_triple_given_twice_counts_once() -> None:
    once = triples(":a :p 1 .")
    shapes = validator(
        ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:maxCount 1 ; sh:message 'No.' ."
    )
    assert shapes.check(once * 2) == ()


def test_of_other_predicates_than_asked_for_nothing_is_indexed() -> None:
    given = triples(":a :p 1 ; :q 2 . :b :q 3 . :a :p 4 .")
    [(subject, properties)] = Index.of(given, {"urn:t:p"}).forwards.items()
    assert subject == NamedNode("urn:t:a")
    assert {name: len(values) for name, values in properties.items()} == {"urn:t:p": 2}
    assert len(Index.of(given).forwards) == 2


LEFT = {
    ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this { $this <urn:t:p> ?v }' ] .": "sh:sparql",
    ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :S ; sh:message 'No.' ] .": "itself",
    ":S sh:targetClass :C ; sh:path :p ; sh:datatype rdfs:Literal ; sh:message 'No.' .": "sh:datatype",
    ":S sh:targetClass :C ; sh:path :p ; sh:pattern 'x' ; sh:flags 'x' ; sh:message 'No.' .": "sh:flags",
    ":S sh:targetClass :C ; sh:path [ sh:inversePath ( :p :q ) ] ; sh:minCount 1 .": "sequence",
    ":S sh:targetClass :C ; sh:path :p ; sh:minCount 1 ; sh:surprise 2 .": "sh:surprise",
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # pySHACL remarks on recursive shapes
@pytest.mark.parametrize(("shape", "reason"), LEFT.items())
def test_what_is_not_compiled_is_named_and_left_where_it_looks(shape: str, reason: str) -> None:
    shapes = validator(
        shape + ":T sh:targetClass :D ; sh:path :p ; sh:minCount 1 ; sh:message 'T.' ."
    )
    [told] = shapes.compiled.reasons
    assert reason in told
    assert shapes.check(triples(":x a :C ; :p 1 .")) is None
    [result] = shapes.check(triples(":x a :D .")) or ()
    assert result.message == "T."


def test_constraint_components_of_their_own_leave_every_document() -> None:
    shapes = validator(
        """:K a sh:ConstraintComponent ; sh:parameter [ sh:path <urn:t/least> ] ;
            sh:validator [ a sh:SPARQLAskValidator ; sh:ask 'ASK { FILTER ($value >= $least) }' ] .
        :S sh:targetClass :C ; sh:path :p ; <urn:t/least> 3 ."""
    )
    assert len(shapes.compiled.reasons) == 1
    assert shapes.check(triples(":x a :D .")) is None


def test_a_fault_without_a_message_is_left_for_its_words() -> None:
    shapes = validator(":S sh:targetClass :C ; sh:path :p ; sh:minCount 1 .")
    assert shapes.compiled.reasons == []
    assert shapes.check(triples(":x a :C ; :p 1 .")) == ()
    assert shapes.check(triples(":x a :C .")) is None


def test_shapes_within_shapes_as_deep_as_pyshacl_follows_them() -> None:
    def nested(levels: int) -> Validator:
        inner = "sh:nodeKind sh:IRI"
        for _ in range(levels - 1):
            inner = f"sh:node [ {inner} ]"
        return validator(f":S sh:targetClass :C ; {inner} ; sh:message 'No.' .")

    data = triples(":x a :C .")
    deep, too_deep = nested(15), nested(16)
    assert deep.check(data) == deep.validate(to_rdflib(data)).results == ()
    with pytest.raises(ShapesError, match="too deep"):
        too_deep.check(data)


def test_values_without_order_are_left() -> None:
    shapes = validator(
        ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:lessThan :q ; sh:message 'No.' ."
    )
    for data in (":x :p 1 ; :q _:n .", ":x :p _:n ; :q 1 .", ":x :p _:n ."):
        assert shapes.check(triples(data)) is None
        with pytest.raises(ShapesError):
            shapes.validate(to_rdflib(triples(data)))


REFUSED = {
    "a sh:PropertyShape": "sh:path",
    "a sh:NodeShape ; sh:path :p": "sh:path",
    "sh:or ()": "List",
    **dict.fromkeys(
        f"sh:property [ sh:path :p ; {constraint} ]" for constraint in (
            "sh:minCount 'x'", "sh:minCount 1, 2", "sh:maxLength -1", "sh:pattern '('", "sh:in (1), (2)",
            "sh:datatype xsd:date, xsd:gYear", "sh:qualifiedMinCount 1",
            "sh:property :nothing", "sh:minInclusive :x", "sh:lessThan 'x'", "sh:languageIn (1)",
            "sh:node [ sh:uniqueLang 'x' ]", "sh:node [ sh:path :q ]",
            "sh:or ([ sh:path :q ; sh:maxCount 1.5 ])",
        )
    ),
    "sh:sparql [ sh:select 'SELECT $this { SERVICE <urn:t:s> { $this ?p ?o } }' ]": "SERVICE",
    "sh:sparql [ sh:select 'SELECT $this { $this ' ]": "Expected SelectQuery",
    "sh:sparql [ sh:select 'SELECT $this { $this ex:p 1 }' ]": "ex",
}  # fmt: skip


@pytest.mark.parametrize(("shape", "reason"), REFUSED.items())
def test_shapes_that_pyshacl_cannot_use_are_refused_before_they_meet_a_node(
    shape: str, reason: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "good.ttl").write_text(f"{PREFIXES} :T sh:targetClass :C ; sh:nodeKind sh:IRI .")
    (tmp_path / "own.ttl").write_text(f"{PREFIXES} :S sh:targetClass :C ; {shape} .")
    with pytest.raises(ShapesError, match=r"The shape “urn:t:S” in “.*own\.ttl” cannot") as told:
        Validator.bundled(tmp_path).check([])
    assert (reason or "") in str(told.value)
    assert str(told.value).count("\n") == 0
    assert not caplog.records


@pytest.mark.parametrize(
    "constraint",
    ["sh:nodeKind :x", "sh:deactivated 'x'", "sh:severity sh:Info, sh:Warning",
     "sh:closed 'x'"],
)  # fmt: skip
def test_ill_formed_constraints_that_pyshacl_takes_are_left_to_it(constraint: str) -> None:
    shapes = validator(f":S sh:targetClass :C ; sh:path :p ; {constraint} ; sh:message 'No.' .")
    assert len(shapes.compiled.reasons) == 1
    assert shapes.check(triples(":x a :C ; :p 1 .")) is None


@pytest.mark.parametrize(
    ("language", "told"),
    [("", "no"), ("de", "nein"), ("de-AT", "nein"), ("fr-ca", "non, non"), ("it", "no"), ("en-GB", "nope")],
)  # fmt: skip
def test_of_several_languages_one_is_spoken(language: str, told: str) -> None:
    said = "sh:message 'nein'@de, 'non'@fr, 'non, non'@fr-CA, 'no'@en, 'nope'@en-GB, '–'"
    query = "SELECT $this ?value { $this <urn:t:p> ?value }"
    shapes = Validator(
        to_rdflib(triples(f":S sh:targetClass :C ; sh:path :p ; sh:maxCount 0 ; {said} .")),
        language=language,
    )
    data = triples(":x a :C ; :p 1 .")
    assert [r.message for r in shapes.check(data) or ()] == [told]
    assert shapes.check(data) == shapes.validate(to_rdflib(data)).results
    asked = f":S sh:targetClass :C ; sh:sparql [ sh:select '{query}' ; {said} ] ."
    by_query = Validator(to_rdflib(triples(asked)), language=language)
    assert [r.message for r in by_query.validate(to_rdflib(data)).results] == [told]


def test_without_english_the_untagged_is_spoken_then_the_first() -> None:
    for said, told in (("'nein'@de, '–'", "–"), ("'nein'@de, 'non'@fr", "nein")):
        shapes = validator(f":S sh:targetClass :C ; sh:nodeKind sh:Literal ; sh:message {said} .")
        assert [r.message for r in shapes.check(triples(":x a :C .")) or ()] == [told]


def test_a_deep_path_is_told_whole() -> None:
    deep = "[ sh:alternativePath ( :p [ sh:alternativePath ( :q [ sh:alternativePath ( :r :s ) ] ) ] ) ]"
    shapes = validator(f":S sh:targetClass :C ; sh:path {deep} ; sh:minCount 9 .")
    [result] = shapes.validate(to_rdflib(triples(":x a :C ."))).results
    assert set("pqrs") == set(re.findall(r"<urn:t:(\w)>", result.result_path))


def test_the_bundled_shapes_are_compiled_whole() -> None:
    assert Validator.bundled().compiled.reasons == []
