"""Reviews with spoilers on pages: hidden until somebody asks for them, and nowhere else at all."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from lxml import html
from msgspec.structs import replace
from pyoxigraph import NamedNode

from graph.records import PartialDate, Person, Rating, Review, Text
from tests.unit.server.pages.conftest import BASE, Site

FILM = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
SPANS = Review(
    name=Text("In Spans", "en"),
    reviewBody=Text(
        "First words, and [spoiler]SECRET one[/spoiler] within.\n\n"
        "[spoiler]SECRET two.\n\nSECRET three.[/spoiler]\n\nLast words.",
        "en",
    ),
    author=(Person("Bea"),),
    datePublished=PartialDate(2014, 1, 1),
    reviewRating=Rating(Decimal(3), Decimal(5), Decimal(0)),
    inLanguage=Text("en"),
    keywords=Text("spoilers"),
)
WHOLE = replace(SPANS, name=Text("Whole"), reviewBody=Text("SECRET <b>four</b>.\n\nSECRET five."))
UNENDED = replace(SPANS, name=Text("Unended"), reviewBody=Text("Words. [spoiler]SECRET six."))
SCORED = replace(SPANS, name=Text("Scored"), reviewBody=None)

LISTS = ("/", "/movie/the-sessions-2012", "/reviews", "/person/bea", "/review/plain",
         "/movie/the-sessions-2012/reviews")  # fmt: skip


@pytest.fixture
def spoiled(site: Site, client: FlaskClient) -> FlaskClient:
    plain = replace(SPANS, name=Text("Plain"), reviewBody=Text("Words."), keywords=None)
    reviews = {"spans": SPANS, "whole": WHOLE, "unended": UNENDED, "scored": SCORED, "plain": plain}
    for name, review in reviews.items():
        site.review(name, review, FILM)
    site.version = "spoilers"
    return client


def shown(client: FlaskClient, path: str) -> str:
    """A page without what is inside of closed details, but for their summaries."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    page = html.fromstring(answer.text)
    for details in page.iter("details"):
        summary, *rest = details
        assert summary.tag == "summary"
        summary.tail = None
        for element in rest:
            details.remove(element)
    for block in page.xpath("//script[@type='application/ld+json']"):
        block.text = ""
    return html.tostring(page, encoding="unicode")


@pytest.mark.parametrize("path", [*LISTS, "/review/spans", "/review/whole", "/review/unended"])
def test_nobody_reads_them_unasked(spoiled: FlaskClient, path: str) -> None:
    assert "SECRET" not in shown(spoiled, path)


@pytest.mark.parametrize("path", LISTS[:4])
def test_lists_say_that_there_are_some(spoiled: FlaskClient, path: str) -> None:
    assert "contains spoilers" in spoiled.get(path).text


def test_a_span_opens_by_itself(spoiled: FlaskClient) -> None:
    page = html.fromstring(spoiled.get("/review/spans").text)
    inline, block = page.xpath("//details[@class='spoiler']")
    assert inline.getparent().text == "First words, and "
    assert inline.getparent().text_content() == "First words, and spoilerSECRET one within."
    assert inline.getparent().tag == "div"  # a paragraph would end before it
    assert [p.text for p in block.iter("p")] == ["SECRET two.", "SECRET three."]
    assert page.xpath("//p[text()='Last words.']")
    assert "This review contains spoilers." not in page.text_content()


def test_where_none_are_marked_all_of_it_is_hidden(spoiled: FlaskClient) -> None:
    page = html.fromstring(spoiled.get("/review/whole").text)
    (details,) = page.xpath("//details[@class='spoiler']")
    assert [p.text for p in details.iter("p")] == ["SECRET <b>four</b>.", "SECRET five."]
    assert page.xpath("//p[@class='warning']/text()") == ["This review contains spoilers."]
    assert not page.xpath("//*[contains(@class, 'with-capital')]")


def test_without_words_nothing_is_hidden(spoiled: FlaskClient) -> None:
    page = html.fromstring(spoiled.get("/review/scored").text)
    assert not page.xpath("//p[@class='warning']")


def test_the_embedded_block_says_what_the_graph_says(spoiled: FlaskClient) -> None:
    page = html.fromstring(spoiled.get("/review/spans").text)
    block = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert block["keywords"] == "spoilers"
    assert block["reviewBody"] == SPANS.reviewBody.value
    assert "abstract" not in block


def test_a_description_is_made_of_what_is_shown(spoiled: FlaskClient) -> None:
    for name, words in (
        ("spans", "3 out of 5. First words, and [spoiler hidden] within."),
        ("whole", "3 out of 5."),
    ):
        page = html.fromstring(spoiled.get(f"/review/{name}").text)
        told = page.xpath("//meta[@name='description' or @property='og:description']/@content")
        assert told == [words, words]
