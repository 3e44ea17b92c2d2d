"""Which queries count as stating all their predicates."""

from __future__ import annotations

import pytest

from server.gate import admit
from server.lexer import tokenize
from server.predicates import stated

PROLOGUE = "PREFIX s: <http://schema.org/> "

STATED = [
    "SELECT * { ?r s:itemReviewed ?film . ?film s:name ?title . }",
    "SELECT * WHERE { <http://x/r> a s:Review ; s:name 'Heat'@en, \"Heat\"^^s:Text ; }",
    "ASK { ?r s:itemReviewed/s:director|^s:author ?p }",
    "SELECT * { ?r a s:Review OPTIONAL { ?r s:name ?n } { ?r s:a ?b } UNION { ?r s:b 3 } }",
    "SELECT * { ?r a s:Review FILTER NOT EXISTS { ?r s:name _:n } MINUS { ?r s:b true } }",
    "SELECT * { ?r s:name ?n FILTER(CONTAINS(?n, '{')) BIND(STR(?n) AS ?t) ?r a ?c }",
    "SELECT * { VALUES (?r ?n) { (<http://x/r> 'a') (UNDEF 'b') } ?r s:name ?n }",
    "SELECT ?n (COUNT(*) AS ?c) { ?r s:name ?n } GROUP BY ?n HAVING (COUNT(*) > 1) ORDER BY ?c",
    "CONSTRUCT { ?r s:about ?n } WHERE { ?r s:name ?n } LIMIT 3",
]

OPEN = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { <http://x/r> ?p ?o }",
    "SELECT * { ?r a s:Review ; ?p ?o }",
    "SELECT * { ?r a s:Review . ?r ?p 'Heat' }",
    "SELECT * { ?r a s:Review OPTIONAL { ?r ?p ?o } }",
    "SELECT * { ?r a s:Review { ?r s:a ?b } UNION { ?r ?p ?o } }",
    "SELECT * { ?r a s:Review FILTER EXISTS { ?r ?p ?o } }",
    "SELECT * { ?r a s:Review FILTER(true && EXISTS { ?r ?p ?o }) }",
    "SELECT (EXISTS { ?r ?p ?o } AS ?e) { ?r a s:Review }",
    "SELECT * { ?r a s:Review BIND(EXISTS { ?r ?p ?o } AS ?e) }",
    "SELECT * { ?r a s:Review } HAVING (EXISTS { ?r ?p ?o })",
    "SELECT * { VALUES ?r { <http://x/r> } ?r ?p ?o }",
    "SELECT * { ?r s:a [ ?p ?o ] }",
    "SELECT * { ?r s:a ( ?o ) }",
    "SELECT * { [] s:name ?n }",
    "SELECT * { GRAPH ?g { ?r s:name ?n } }",
    "SELECT * { { SELECT ?r { ?r ?p ?o } } }",
    "SELECT * { ?r s:a* ?o }",
    "SELECT * { ?r s:a? ?o }",
    "SELECT * { ?r !s:a ?o }",
    "SELECT * { ?r !(s:a|^s:b) ?o }",
    "SELECT * { << ?a ?b ?c >> s:a ?o }",
]


@pytest.mark.parametrize("query", STATED)
def test_a_query_that_states_its_predicates_is_known(query):
    assert stated(tokenize(PROLOGUE + query))
    assert admit(PROLOGUE + query, "http://x/").stated


@pytest.mark.parametrize("query", OPEN)
def test_a_query_with_any_other_pattern_is_not_taken_for_one(query):
    assert not stated(tokenize(PROLOGUE + query))
