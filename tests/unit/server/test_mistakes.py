"""Common mistakes in queries, told in sentences; what is none of them, the engine says."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.store.oxigraph import syntax_error
from server.mistakes import clearer

PATTERN = "{ ?film ?p ?day }"

MISTAKES = {
    f"SELECT (YEAR(?day) AS ?y) (COUNT(*) AS ?n) {PATTERN} GROUP BY (YEAR(?day))": (
        "?day is neither grouped nor aggregated: group by the expression",
        14,
    ),
    f"SELECT ?film (COUNT(*) AS ?n) {PATTERN}": ("?film is neither grouped", 8),
    f"SELECT DISTINCT ?p (MAX(?day) + ?film AS ?n) {PATTERN} GROUP BY ?p": ("?film is neither", 33),
    f"SELECT ?p {PATTERN} ORDER BY COUNT(?film)": ("?p is neither grouped", 8),
    f"SELECT * WHERE {PATTERN} GROUP BY ?film": ("SELECT * does not go with GROUP BY", 8),
    f"SELECT WHERE {PATTERN}": ("Behind SELECT stand variables", 8),
    f"SELECT ?film, ?p {PATTERN}": ("without commas", 13),
    f"SELECT (1 AS ?film) {PATTERN}": ("?film has a value already", 14),
    f"SELECT ?p (COUNT(*) AS ?p) {PATTERN} GROUP BY ?p": ("?p has a value already", 24),
    f"SELECT ?film ?p ?film {PATTERN} LIMIT 5": ("?film is selected twice", 17),
    f"SELECT (1 AS ?a) (?p AS ?a) {PATTERN}": ("?a is selected twice", 25),
    "SELECT ?film { ?film foo:p ?day }": ("foo:” is not declared", 22),
}


@pytest.mark.parametrize("query", MISTAKES)
def test_a_mistake_is_told_where_it_is(query: str) -> None:
    sentence, column = MISTAKES[query]
    with pytest.raises(SyntaxError) as refused:
        Store().query(query)
    told = clearer(query, syntax_error(refused.value))
    assert sentence in str(told)
    assert (told.line, told.column) == (1, column)


OTHERS = {
    f"SELECT ?film {PATTERN} LIMIT x": "a digit",
    "SELECT ?film { ?film ?p ?day": '"}"',
    "SELECT ?film { ?film ?p ?day BIND (1 AS ?day) }": "BIND to a variable that has a value",
    f"SELECT (COUNT(*) AS ?n) {PATTERN} GROUP BY ?p ORDER ?n": "expected BY",
    "ASK { ?film ?p }": "syntax error",
    'SELECT ("a"@EN-us AS ?x) (<‹ … >> AS ?t) {}': "an expression there or before it",
    "ASK { FILTER(?x = ) }": "an expression there or before it",
    "ASK { ?s <a b> ?o }": "a complete address between “<” and “>”",
    "SELECT": "syntax error",
    "SELECT )": "syntax error",
}


@pytest.mark.parametrize("query", OTHERS)
def test_what_is_none_of_them_the_engine_says(query: str) -> None:
    with pytest.raises(SyntaxError) as refused:
        Store().query(query)
    told = str(clearer(query, syntax_error(refused.value)))
    assert OTHERS[query] in told
    assert "['" not in told
