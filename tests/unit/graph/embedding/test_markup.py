"""The block in the bytes of pages of every kind."""

from __future__ import annotations

import json
import re
from contextlib import suppress

import html5lib
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html

from graph.documents.html import json_ld_blocks, parse
from graph.embedding.markup import START, Page
from graph.embedding.tags import Tag, tags
from graph.errors import UnreadableError

SCRIPT = '{\n "name": "Amélie — 天使",\n "n": 1\n}'
BLOCK = json.loads(SCRIPT)


def inserted(data: bytes, script: str = SCRIPT) -> bytes:
    """The page with its block, after the properties that every page keeps have been checked."""
    page = Page(data).with_block(script)
    assert Page(page).with_block(script) == page, "a second run changes nothing"
    assert Page(page).without_block() == data, "taking it out leaves what was there"
    assert len(Page(page).blocks) == 1
    other = Page(page).with_block('{"other": 1}')
    assert other != page
    assert Page(other).with_block(script) == page, "a block is refreshed in its place"
    return page


def before_block(data: bytes) -> bytes:
    return inserted(data).split(b"<script type=", 1)[0]


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>A</title>|</head><body></body></html>",
        "<HTML><HEAD>|</HEAD><BODY></BODY></HTML>",
        "<head><!-- </head> -->|</head >",
        "<head><!--> <x --> -->|</head>",
        "<head><!-- a --!>|</head>",
        "<head><script>s = '</head>'</script>|</head>",
        "<head><script><!-- <script> </script> </head> --></script>|</head>",
        "<head><script><!-- </script>|</head>",
        "<head><style>/* </head> */</style>|</head>",
        "<head><title></head></title>|</head>",
        "<head><template><p></head><template></template></head></template>|</head>",
        "<head><meta content='</head>' name=a>|</head>",
        '<head><meta content="</head>">|</head>',
        "<head><meta content=a'b>|</head><p title='</head>'>",
        "<head><![CDATA[ </head ]]>|</head>",
        "<head><? </head ?>|</head>",
        "<head></ a></head b>".replace("</head b>", "|</head b>"),
        "<p>No head.</p><textarea></body></textarea>|</body></html>",
        "<body><p>first</body><p>second|</body>",
        "<p>Neither head nor body|</html>",
        "<p>Nothing at all|",
        "<p>1 < 2 and <3|",
        "|",
        "<header></header><head>|</head>",
        '<head>|</head><script>var a = \'<script type="application/ld+json" id="triplebill">\'</script>',
    ],
)
def test_the_block_stands_before_the_end_of_the_head(page: str) -> None:
    before, _, after = page.partition("|")
    assert before_block((before + after).encode()) == before.encode()


@pytest.mark.parametrize(
    "page",
    [
        "<p><!-- no end </head>",
        "<title>a</head>",
        "<script>a",
        "<p",
        "<!x",
        "</",
        "<template><p></head>",
    ],
)
def test_no_block_goes_into_what_has_no_end(page: str) -> None:
    with pytest.raises(UnreadableError, match="has no end"):
        Page(page.encode()).with_block(SCRIPT)


def test_other_blocks_are_not_ours() -> None:
    others = (
        '<script type="application/ld+json">{"id": "triplebill"}</script>'
        '<script type="application/ld+json" id="triplebill-old">{}</script>'
        '<script id="triplebill">var x</script>'
        '<!-- <script type="application/ld+json" id="triplebill">{}</script> -->'
        '<div id="triplebill"></div>'
    )
    page = f"<head>{others}</head>".encode()
    assert Page(page).blocks == ()
    assert others.encode() in inserted(page)


def test_our_block_is_ours_however_it_is_written() -> None:
    minified = b"<head><SCRIPT id=triplebill type=application/ld+json>{}</SCRIPT ><p></head>"
    assert Page(minified).without_block() == b"<head><p></head>"
    assert START.encode() in Page(minified).with_block(SCRIPT)


def test_a_copied_block_is_one_again() -> None:
    page = inserted(b"<head></head>\n")
    twice = page.replace(b"</head>", page[6:-8] + b"</head>")
    assert len(Page(twice).blocks) == 2
    assert Page(twice).with_block(SCRIPT) == page


@pytest.mark.parametrize(
    ("end", "lines"), [("\n", 6), ("\r\n", 6), ("\r", 6), ("", 1)], ids=["lf", "crlf", "cr", "none"]
)
def test_the_line_ends_are_those_of_the_page(end: str, lines: int) -> None:
    page = inserted(f"<head>{end}</head>".encode())
    block = page[page.index(b"<script") : page.index(b"</head>")].decode()
    assert len(block.split(end) if end else [block]) == lines
    assert set(block) & set("\r\n") == set(end)


@pytest.mark.parametrize(
    ("charset", "encoding", "mark"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "utf-8", "\ufeff"),
        ("windows-1252", "cp1252", ""),
        ("iso-8859-1", "latin-1", ""),
        ("shift_jis", "cp932", ""),
        ("gb18030", "gb18030", ""),
        ("", "utf-16-le", "\ufeff"),
        ("", "utf-16-be", "\ufeff"),
        ("", "utf-32-le", "\ufeff"),
        ("", "utf-8", ""),
        ("unheard-of", "ascii", ""),
    ],
)
def test_every_encoding(charset: str, encoding: str, mark: str) -> None:
    words = {"cp932": "ソ表", "gb18030": "天", "ascii": "e"}.get(encoding, "é")
    meta = f'<meta charset="{charset}">' if charset else ""
    data = f"{mark}<html><head>{meta}<title>{words}</title>\n</head><body>{words}".encode(encoding)
    page = inserted(data)
    assert page.decode(encoding).replace(f"{START}", "", 1) != page.decode(encoding)
    (block,) = json_ld_blocks(parse(page.decode(encoding)))
    assert json.loads(block.text or "") == BLOCK
    if encoding.startswith("utf"):
        assert "天使".encode(encoding.removesuffix("-sig")) in page
    else:
        assert page.isascii() or b"\\u5929" in page


def test_ascii_without_a_charset_stays_ascii() -> None:
    assert inserted(b"<head></head><p>plain").isascii()


def test_an_encoding_that_shifts_is_left_alone() -> None:
    page = '<meta charset="iso-2022-jp"><head></head>日本'.encode("iso2022_jp")
    with pytest.raises(UnreadableError, match="iso-2022-jp"):
        Page(page).with_block(SCRIPT)


def test_a_large_page_takes_time_in_proportion() -> None:
    row = "<tr class=\"a\"><td title='x > y'>cell</td><td><!-- </head> --></td></tr>\n"
    page = f"<head>\n</head><body><table>{row * 60_000}</table></body>".encode()
    assert len(page) > 4_000_000
    assert inserted(page).startswith(b"<head>\n<script")


def test_a_page_that_would_blow_up_a_careless_pattern() -> None:
    for nasty in ("<a " + "x= " * 50_000, "<a " + "='" * 50_000, "<!" * 50_000, "</" * 50_000):
        with pytest.raises(UnreadableError, match="has no end"):
            Page(nasty.encode()).with_block("{}")
        with suppress(UnreadableError):
            Page(f"{nasty}>".encode()).with_block("{}")


FRAGMENTS = st.lists(
    st.sampled_from(
        "<head> </head> <body> </body> <!-- --> <script> </script> <title> </title> <template> "  # noqa: SIM905
        '</template> <p a=\'> \'> " <a b="</head>"> é text </html> <![CDATA[ ]]> <style> </style> </'.split()
    ),
    max_size=14,
)


MISREAD = re.compile(rb"<template>.*<p\b.*</template>", re.DOTALL)
"""html5lib closes no template in which a paragraph is open, unlike the standard (section 13.2.6.4.4)."""


@given(FRAGMENTS, st.sampled_from(["\n", "\r\n", ""]))
def test_any_page_keeps_its_bytes(fragments: list[str], end: str) -> None:
    data = end.join(fragments).encode()
    assume(not MISREAD.search(data))
    try:
        page = inserted(data)
    except UnreadableError:
        assume(False)
    assert [json.loads(text) for text in scripts(page)] == [BLOCK]


def scripts(page: bytes) -> list[str]:
    """The JSON-LD that a parser by the HTML Standard finds; what is in templates is inert."""
    tree = html5lib.parse(page, transport_encoding="utf-8", namespaceHTMLElements=False)
    for template in list(tree.iter("template")):
        template.clear()
    return [e.text or "" for e in tree.iter("script") if e.get("type") == "application/ld+json"]


def test_tags_are_those_that_a_parser_finds() -> None:
    page = "<p><b class=x>a</b><!-- <i> --><script>'<u>'</script><em>b</em></p>"
    found = [tag.name for tag in tags(page) if isinstance(tag, Tag) and not tag.closing]
    assert found == [
        element.tag for element in html.fromstring(page).iter() if isinstance(element.tag, str)
    ]
