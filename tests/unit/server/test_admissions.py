"""What is remembered of a query is what the gate says of the next one like it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import TriplebillError
from server import admissions
from server.admissions import Admissions
from server.gate import Admitted, admit

BASE = "http://films.test/sparql"

FIXED = st.sampled_from(
    [
        "SELECT",
        "ASK",
        "DESCRIBE",
        "FROM",
        "NAMED",
        "PREFIX ex:",
        "BASE",
        "LIMIT",
        "SERVICE",
        "ex:a",
        "INSERT DATA",
        "NOW()",
        "?x",
        "?a",
        "*",
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        "<<",
        ">>",
        "^^",
        ".",
        '"',
        "'",
        "'''",
        "\\",
        "#",
        "# c\n",
        "&&",
        "=",
        "\n",
        " ",
        " ",
        "<>",
        "_:b",
        "@en",
        "1.5",
    ]
)
FILLED = st.tuples(
    st.sampled_from(
        ["<http://a.test/x>", "<urn:x>", "<x#y>", "<http://a.test/'>", " 5 ", "5", "<a"]
    ),
    st.sampled_from(
        [
            "<http://b.test/service#'y>",
            "<http://b.test/SERVICE#(y)>",
            "<https://schema.org/name>",
            "<http://x>",
            " 77777 ",
            "7",
            "<a b>",
            "<http://b.test/\\u0022>",
            "<http://a<b>",
        ]
    ),
)
PARTS = st.lists(FIXED.map(lambda text: (text, text)) | FILLED, max_size=14)


def said(text: str) -> Admitted | str:
    return outcome(lambda: admit(text, BASE))


def outcome(ask) -> Admitted | str:
    try:
        return ask()
    except TriplebillError as error:
        return type(error).__name__


@given(PARTS)
@example(
    [("ASK { ?s ?p '", "ASK { ?s ?p '"), ("<http://a.test/x>", "<http://a.test/'>"), ("' }", "' }")]
)
@example([("ASK { FILTER(1", "ASK { FILTER(1"), ("<http://a/>", "<b#c>"), (") }", ") }")])
@example([("DESCRIBE ", "DESCRIBE "), ("<http://a.test/>", "<https://schema.org/name>")])
@example([("ASK FROM ", "ASK FROM "), ("<http://a.test/>", "<http://b.test/>"), ("{}", "{}")])
def test_a_query_like_another_is_judged_as_by_itself(parts: list[tuple[str, str]]) -> None:
    first, second = ("".join(pair[n] for pair in parts) for n in (0, 1))
    gate = Admissions(BASE)
    assert outcome(lambda: gate.admit(first)) == said(first)
    assert outcome(lambda: gate.admit(second)) == said(second)


def test_the_gate_looks_once_at_queries_that_differ_in_iris_and_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[str] = []

    def counted(text: str, base_iri: str) -> Admitted:
        looks.append(text)
        return admit(text, base_iri)

    monkeypatch.setattr(admissions, "admit", counted)
    gate = Admissions(BASE)
    for number in range(5):
        text = f"SELECT ?o {{ <http://a.test/{number}> ?p ?o }} LIMIT {number}"
        assert gate.admit(text) == admit(text, BASE)
    assert len(looks) == 1
