from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    MethodNotAllowed,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from server import protocol
from server.protocol import FORM_TYPE, QUERY_TYPE, DescribeService, Query, parse

TEXT = "ASK { ?s ?p '100% + 1 = & ü 🎬 %25' }"


def request(method="GET", query="", body=b"", content_type=None):
    builder = EnvironBuilder("/sparql", method=method, query_string=query)
    builder.input_stream = BytesIO(body)
    builder.content_length = len(body)
    builder.content_type = content_type
    return Request(builder.get_environ())


def read(*args, **more):
    return parse(request(*args, **more), 1_000)


@pytest.mark.parametrize("encode", [urlencode, lambda q: urlencode(q, quote_via=quote)])
def test_one_query_by_three_ways(encode):
    pairs = encode({"query": TEXT})
    assert read("GET", pairs) == read("HEAD", pairs) == Query(TEXT)
    assert read("POST", "", pairs.encode(), FORM_TYPE) == Query(TEXT)
    assert read("POST", "", TEXT.encode(), QUERY_TYPE) == Query(TEXT)
    assert read("POST", "", TEXT.encode(), QUERY_TYPE + "; charset=UTF-8") == Query(TEXT)


def test_dataset_format_and_timeout():
    graphs = [("default-graph-uri", "http://a/"), ("default-graph-uri", "http://b/")]
    more = [("named-graph-uri", "http://c/"), ("format", "csv"), ("timeout", "2.5"), ("x", "y")]
    expected = Query("ASK {}", ("http://a/", "http://b/"), ("http://c/",), "csv", 2.5)
    assert read("GET", urlencode([("query", "ASK {}"), *graphs, *more])) == expected
    assert read("POST", urlencode([*graphs, *more]), b"ASK {}", QUERY_TYPE) == expected
    assert read("POST", urlencode(graphs), urlencode([("query", "ASK {}"), *more]).encode(),
                FORM_TYPE) == expected  # fmt: skip


def test_of_several_formats_the_first_counts():
    """SPARQLWrapper sends a name and a list of media types."""
    text = urlencode([("query", "ASK {}"), ("format", "json-ld"), ("format", "a/b,c/d")])
    assert read("GET", text) == Query("ASK {}", format="json-ld")


def test_no_query_asks_for_the_description():
    assert read("GET") == read("HEAD") == DescribeService()
    assert read("GET", "format=ttl") == DescribeService("ttl")


@pytest.mark.parametrize(
    ("error", "arguments"),
    [
        (BadRequest, ("GET", "query=ASK&query=ASK")),
        (BadRequest, ("POST", "query=ASK", b"query=ASK", FORM_TYPE)),
        (BadRequest, ("POST", "query=ASK", b"ASK {}", QUERY_TYPE)),
        (BadRequest, ("POST", "", b"", FORM_TYPE)),
        (BadRequest, ("GET", "default-graph-uri=http://a/")),
        (BadRequest, ("GET", "query=ASK&default-graph-uri=relative")),
        (BadRequest, ("GET", "query=ASK&named-graph-uri=http://a/ b")),
        (BadRequest, ("GET", "query=%FF")),
        (BadRequest, ("GET", "query=%ED%A0%80")),
        (BadRequest, ("POST", "", b"query=%C0%AF", FORM_TYPE)),
        (BadRequest, ("POST", "", b"query=\xff", FORM_TYPE)),
        (BadRequest, ("POST", "", "ASK".encode("utf-16"), QUERY_TYPE)),
        (BadRequest, ("GET", "query=ASK&timeout=soon")),
        (BadRequest, ("GET", "query=ASK&timeout=-1")),
        (BadRequest, ("GET", "query=ASK&timeout=nan")),
        (BadRequest, ("GET", "query=ASK&timeout=inf")),
        (BadRequest, ("GET", "&".join(["a=b"] * 1_001))),
        (Forbidden, ("GET", "update=DROP+ALL")),
        (Forbidden, ("POST", "", b"update=DROP+ALL", FORM_TYPE)),
        (Forbidden, ("POST", "", b"DROP ALL", "application/sparql-update")),
        (UnsupportedMediaType, ("POST", "", b"ASK {}", None)),
        (UnsupportedMediaType, ("POST", "", b"ASK {}", "text/plain")),
        (UnsupportedMediaType, ("POST", "", b"ASK {}", QUERY_TYPE + "; charset=UTF-16")),
        (UnsupportedMediaType, ("POST", "", b"--x--", "multipart/form-data; boundary=x")),
        (RequestEntityTooLarge, ("GET", "query=" + "a" * 1_001)),
        (RequestEntityTooLarge, ("POST", "", b"a" * 1_001, QUERY_TYPE)),
        (RequestEntityTooLarge, ("POST", "", b"a" * 100_000, QUERY_TYPE)),
        (RequestEntityTooLarge, ("GET", "query=" + quote("ü" * 501))),
        (MethodNotAllowed, ("PUT", "", b"ASK {}", QUERY_TYPE)),
        (MethodNotAllowed, ("DELETE", "query=ASK")),
    ],
)  # fmt: skip
def test_what_is_not_the_protocol(error, arguments):
    with pytest.raises(error) as caught:
        read(*arguments)
    assert caught.value.description


def test_the_longest_query_passes():
    assert read("GET", "query=" + "a" * 1_000) == Query("a" * 1_000)
    assert read("POST", "", b"query=" + b"%61" * 1_000, FORM_TYPE) == Query("a" * 1_000)


ESCAPES = st.lists(
    st.sampled_from(
        ["%20", "%", "%4", "%41", "%zz", "%C3%A9", "%c3", "%00", "%0A", '"', "\\", "\\u0041"]
    )
    | st.sampled_from(["+", "=", "&", "é", "\n", "a", "%22", "%5C", "%2B", "%26", ";", "%u0041"])
).map("".join)


@given(ESCAPES)
def test_parameters_are_read_as_by_the_standard_library(text: str) -> None:
    def expected() -> object:
        try:
            return parse_qsl(text, keep_blank_values=True, errors="strict")
        except UnicodeDecodeError:
            return BadRequest

    def found() -> object:
        try:
            return protocol._decoded(text.encode(), "query string")
        except BadRequest:
            return BadRequest

    assert found() == expected()
