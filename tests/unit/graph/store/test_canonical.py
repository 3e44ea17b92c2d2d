"""The canonical form is what Oxigraph itself gives back, whatever it is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.store.canonical import canonical
from graph.vocabulary import XSD, schema

SUBJECT = NamedNode("https://films.example/movie/heat")
TYPES = ("decimal", "integer", "double", "date", "gYear", "duration", "boolean", "dateTime", "int")

literals = st.one_of(
    st.text().map(Literal),
    st.builds(lambda text: Literal(text, language="en"), st.text()),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
        st.one_of(
            st.text(),
            st.decimals(allow_nan=False).map(str),
            st.integers().map(str),
            st.dates().map(str),
            st.timedeltas().map(lambda t: f"PT{t.seconds}S"),
        ),
        st.sampled_from(TYPES),
    ),
)


@given(literals)
def test_is_what_the_store_gives_back(value: Literal) -> None:
    triple = Triple(SUBJECT, schema("x"), value)
    store = Store()
    store.add(Quad(*triple))
    (quad,) = store
    assert canonical(triple) == quad.triple
    assert canonical(quad.triple) == quad.triple


@pytest.mark.parametrize(
    ("text", "datatype"), [("2012-02-30", "date"), ("11 of ten", "decimal"), ("", "integer")]
)
def test_ill_typed_values_stay(text: str, datatype: str) -> None:
    triple = Triple(SUBJECT, schema("x"), Literal(text, datatype=NamedNode(XSD + datatype)))
    assert canonical(triple) == triple
