from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.errors import QueryRefusedError, QuerySyntaxError
from server.describe import take_apart
from server.gate import MAX_DEPTH, MAX_OPERATORS, Form, admit, check_prefixes

BASE = "http://films.test/sparql"
SUITE = Path(__file__).parents[4] / "shared" / "suites" / "w3c-sparql11"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", Form.SELECT),
        ("SELECT*{}", Form.SELECT),
        ("# SELECT\nBASE <http://a/> PREFIX select: <b> ASK {}", Form.ASK),
        ("VERSION '1.2' CONSTRUCT WHERE {}", Form.CONSTRUCT),
        ("PREFIX ask: <http://describe/> DESCRIBE ask:select", Form.DESCRIBE),
        ("ASK { ?film ?name 'Describe' }", Form.ASK),
    ],
)
def test_form_comes_from_the_grammar(text, form):
    assert admit(text, BASE).form is form


@pytest.mark.parametrize("text", ["", "# nothing", "PREFIX a: <b>", "FOO {}", "?s ?p ?o", "'ASK'"])
def test_what_is_no_query(text):
    with pytest.raises(QuerySyntaxError):
        admit(text, BASE)


@pytest.mark.parametrize("word", ["INSERT DATA {}", "delete where {}", "LOAD <http://a/>", "DROP ALL",
                                  "CLEAR ALL", "WITH <http://a/> DELETE {}", "PREFIX a: <b> COPY a: TO a:"])  # fmt: skip
def test_updates_are_refused_as_such(word):
    with pytest.raises(QueryRefusedError, match="no SPARQL Update"):
        admit(word, BASE)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE <http://a/> {}' }",
        "ASK { ?s ?p '''\nSERVICE <http://a/> {}''' }",
        "ASK { ?s <http://service/SERVICE> ?o }",
        "ASK { ?s ?p ?o } # SERVICE <http://a/> {}",
        "PREFIX ex: <http://a/> ASK { ?s ex:service ?o }",
        "PREFIX service: <http://a/> ASK { ?s service:x ?o . GRAPH service:g { ?s ?p ?o } }",
        "ASK { ?service ?p _:service }",
        "ASK { ?s ?p 'a'@service }",
    ],
)
def test_the_word_service_elsewhere_is_fine(text):
    assert admit(text, BASE).form is Form.ASK


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://a/> {} }",
        "ASK { service SILENT ?x {} }",
        "ASK { ?s ?p trueSERVICE<http://a/>{} }",
        "ASK { ?s ?p 1SERVICE<http://a/>{} }",
        "PREFIX ex: <http://a/> ASK { SERVICEex:x {} }",
        "PREFIX ex: <http://a/> ASK { ?s ?p true.SERVICEex:x {} }",
        "SELECT (EXISTS { SERVICE <http://a/> {} } AS ?x) {}",
    ],
)
def test_service_is_refused(text):
    with pytest.raises(QueryRefusedError, match="other endpoints"):
        admit(text, BASE)


def test_service_spelled_with_an_escape_is_no_keyword():
    with pytest.raises(QuerySyntaxError):
        admit(r"ASK { \u0053ERVICE <http://a/> {} }", BASE)


@pytest.mark.parametrize(("opening", "closing"), ["{}", "()", "[]"])
def test_depth(opening, closing):
    deep = "ASK " + opening * MAX_DEPTH + closing * MAX_DEPTH
    assert admit(deep, BASE)
    with pytest.raises(QueryRefusedError, match=str(MAX_DEPTH + 1)):
        admit(f"ASK {opening}{deep[4:]}{closing}", BASE)


@pytest.mark.parametrize("operator", ["!", "||", "+", "/", "UNION ", "-"])
def test_operators(operator):
    with pytest.raises(QueryRefusedError, match="operators"):
        admit("ASK { FILTER(1" + operator * (MAX_OPERATORS + 1) + "1) }", BASE)


def test_brackets_in_strings_iris_and_comments_do_not_count():
    assert admit(f"ASK {{ ?s <(> '{'{' * 500}' }} # {'(' * 500}", BASE)


def test_graphs_are_resolved_as_the_engine_does():
    text = "BASE <http://b/x/> PREFIX p: <q#> SELECT * FROM <y> FROM NAMED p:z FROM p:z {}"
    graphs = [graph.value for graph in admit(text, BASE).graphs]
    assert graphs == ["http://b/x/y", "http://b/x/q#z", "http://b/x/q#z"]
    assert [g.value for g in admit("ASK FROM <g> {}", BASE).graphs] == ["http://films.test/g"]


def test_from_in_strings_is_no_graph():
    assert admit("ASK { ?s ?p 'FROM <http://a/>' }", BASE).graphs == ()


def test_a_graph_with_an_undeclared_prefix():
    with pytest.raises(QuerySyntaxError):
        admit("ASK FROM nowhere:g {}", BASE)


def test_schema_org_is_normalised_by_token():
    text = "PREFIX s: <https://schema.org/> ASK { ?x a <https://schema.org/Movie>, 'https://schema.org/' }"
    admitted = admit(text, BASE)
    assert admitted.normalized
    assert "<http://schema.org/> " in admitted.text
    assert "<http://schema.org/Movie> ," in admitted.text
    assert "'https://schema.org/'" in admitted.text
    assert len(admitted.text) == len(text)
    assert not admit("ASK { ?x a <http://schema.org/Movie> }", BASE).normalized


def test_volatile():
    assert admit("SELECT (NOW() AS ?t) {}", BASE).volatile
    assert not admit("SELECT ?now { ?now ?p 'rand' }", BASE).volatile


@pytest.mark.parametrize(
    ("text", "iris", "select"),
    [
        ("DESCRIBE <a>", ["http://films.test/a"], ""),
        ("PREFIX a: <http://a/> DESCRIBE a:b <c>", ["http://a/b", "http://films.test/c"], ""),
        ("DESCRIBE ?x WHERE { ?x a <b> }", [], "SELECT   ?x WHERE { ?x a <b> }"),
        ("DESCRIBE * { ?x a ?y } LIMIT 1", [], "SELECT   * { ?x a ?y } LIMIT 1"),
        ("DESCRIBE <a> ?x FROM <g> { ?x a <b> }", ["http://films.test/a"],
         "SELECT       ?x FROM <g> { ?x a <b> }"),
    ],
)  # fmt: skip
def test_describe_taken_apart(text, iris, select):
    described = take_apart(text, BASE)
    assert [iri.value for iri in described.iris] == iris
    assert described.select == select


def test_undeclared_prefix():
    with pytest.raises(QuerySyntaxError, match="“b:” is not declared") as caught:
        check_prefixes("PREFIX a: <b>\nASK { a:x b:y ?z }")
    assert (caught.value.line, caught.value.column) == (2, 11)
    check_prefixes("PREFIX a: <b> ASK { a:x a:y ?z }")


@pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not at ../shared/suites")
def test_the_gate_agrees_with_the_parser_about_the_w3c_suite():
    forms = {"QueryBoolean": {Form.ASK}, "QuerySolutions": {Form.SELECT},
             "QueryTriples": {Form.CONSTRUCT, Form.DESCRIBE}}  # fmt: skip
    seen = 0
    for path in SUITE.rglob("*.rq"):
        text = path.read_text()
        try:
            kind = type(Store().query(text, base_iri=BASE)).__name__
        except (SyntaxError, OSError, RuntimeError):
            continue
        if "SERVICE" in text.upper():
            continue
        assert admit(text, BASE).form in forms[kind], path
        seen += 1
    assert seen > 300
