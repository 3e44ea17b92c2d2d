from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, QueryRefusedError, QuerySyntaxError
from server.lexer import Kind, place, tokenize

SUITE = Path(__file__).parents[4] / "shared" / "suites" / "w3c-sparql11"


def kinds(text):
    return [(token.kind.value, token.text) for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'a' \"b\"", [("string", "'a'"), ("string", '"b"')]),
        ("'''a'b''c'''", [("string", "'''a'b''c'''")]),
        ('"""a"b\n""c"""', [("string", '"""a"b\n""c"""')]),
        (r"'it\'s' x", [("string", r"'it\'s'"), ("word", "x")]),
        (r"'\\'#'", [("string", r"'\\'")]),
        ("''", [("string", "''")]),
        ("<http://a#b> # c", [("iri", "<http://a#b>")]),
        ("?a < 3 && ?b > 4", [("variable", "?a"), ("sign", "<"), ("number", "3"), ("sign", "&&"),
                              ("variable", "?b"), ("sign", ">"), ("number", "4")]),
        ("?a<=3", [("variable", "?a"), ("sign", "<="), ("number", "3")]),
        ("ex:service", [("name", "ex:service")]),
        ("ex:a.b.", [("name", "ex:a.b"), ("sign", ".")]),
        (r"ex:a\-b%20c:d", [("name", r"ex:a\-b%20c:d")]),
        (":", [("name", ":")]),
        ("_:b.1 .", [("blank", "_:b.1"), ("sign", ".")]),
        ("'x'@en-GB^^", [("string", "'x'"), ("language", "@en-GB"), ("sign", "^^")]),
        ("1.5e-3 .5 1.", [("number", "1.5e-3"), ("number", ".5"), ("number", "1.")]),
        ("$été", [("variable", "$été")]),
        ("<<( ?s )>>", [("sign", "<<("), ("variable", "?s"), ("sign", ")>>")]),
        ("# a\r'b'", [("string", "'b'")]),
    ],
)  # fmt: skip
def test_tokens(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize("text", ["'a", '"a\n"', "'''a''", "'a\\'", "ASK { ?s \\u0061 ?o }"])
def test_what_has_no_end_is_a_syntax_error_with_its_place(text):
    with pytest.raises(QuerySyntaxError) as caught:
        tokenize(text)
    assert caught.value.line == 1
    assert caught.value.column >= 1


@pytest.mark.parametrize(
    "text",
    [
        "FILTER(?a<#b>\n3)",
        "FILTER(?a<'>' )",
        "FILTER(1<3)SERVICE#>\n",
        "FILTER(?a<b:c(1)>2)",
        "FILTER((?a)<x#y>)",
    ],
)
def test_a_comparison_that_may_be_an_iri_is_refused(text):
    with pytest.raises(QueryRefusedError, match="comparison"):
        tokenize(text)


@pytest.mark.parametrize(
    "text",
    [
        "?s ?p <#b>",
        "{ ?s <a'b> (<#b> <http://a/b_(c)>) }",
        "FILTER(?a < <#b>)",
        "FILTER(?a = <http://dbpedia.org/resource/Schindler's_List>)",
        "VALUES (?a ?b) { (<http://a/> <http://a/#b>) (?x </b#c>) }",
        "FILTER(?a<?b&&?c>?d)",
    ],
)
def test_what_every_engine_reads_alike_is_let_through(text):
    assert tokenize(text)


@pytest.mark.parametrize("text", [r"'\u0022'", r"<a\u003Eb>", r"'''\U0000005c'''", r"'\\\u000A'"])
def test_an_escape_that_would_end_a_token_elsewhere_is_refused(text):
    with pytest.raises(QueryRefusedError, match="escape"):
        tokenize(text)


@pytest.mark.parametrize("text", [r"'\u0041'", r"<caf\u00e9>", r"'\\u0022'", r"'\n\t\"'"])
def test_other_escapes_are_fine(text):
    assert len(tokenize(text)) == 1


@given(st.text(alphabet="'\"\\<>#(){}?$:._-@ a1\n\ruUSERVICEé", max_size=60))
def test_tokens_and_what_is_between_them_are_the_whole_text(text):
    try:
        tokens = tokenize(text)
    except QueryError:
        return
    rest, at = [], 0
    for token in tokens:
        assert text[token.start : token.start + len(token.text)] == token.text
        rest.append(text[at : token.start])
        at = token.start + len(token.text)
    for between in [*rest, text[at:]]:
        assert all(part.strip(" \t") == "" or "#" in part for part in between.splitlines())


@pytest.mark.parametrize(
    "piece",
    ["<a", "'", "a.", ".", "\\", "@a-", "{", "?", "#", "<", "1.", "1e", "a:%a", '""x', "<<("],
)
def test_repetition_of_what_could_be_scanned_again_and_again(piece):
    text = piece * (32_768 // len(piece))
    with suppress(QueryError):
        assert len(tokenize(text)) <= len(text)


@pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not at ../shared/suites")
def test_every_query_of_the_w3c_suite_is_read_to_its_end():
    for path in SUITE.rglob("*.rq"):
        text = path.read_text()
        try:
            tokens = tokenize(text)
        except QuerySyntaxError:
            assert "bad" in path.name, path
        else:
            assert tokens, path
            assert any(token.kind is not Kind.SIGN for token in tokens), path


def test_place():
    assert place("a\nbc", 3) == (2, 2)
