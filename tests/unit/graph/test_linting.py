"""Rich-result rules on pages as other sites write them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef

from graph.linting import DATED, Linted, lint
from graph.linting.nodes import FEATURES
from shapes.validation import RICH_RESULTS, Validator

ANN = {"@type": "Person", "name": "Ann Lee"}
RATING = {"@type": "Rating", "ratingValue": 4, "bestRating": 5, "worstRating": 1}
FILM = {"@type": "Movie", "name": "Heat"}
REVIEW = {
    "@context": "https://schema.org",
    "@type": "Review",
    "author": ANN,
    "itemReviewed": FILM,
    "reviewRating": RATING,
    "datePublished": "2012-02-29",
}
MEAN = {
    "@type": "AggregateRating",
    "itemReviewed": FILM,
    "ratingValue": "4.2",
    "ratingCount": 17,
    "bestRating": 5,
    "worstRating": 1,
}
MOVIE = {
    "@type": "Movie",
    "name": "Heat",
    "image": "https://films.example/heat.jpg",
    "director": {"@type": "Person", "name": "Michael Mann"},
    "dateCreated": "1995-12-15",
    "review": {"@type": "Review", "author": ANN, "reviewRating": RATING, "datePublished": "2012"},
    "aggregateRating": {k: v for k, v in MEAN.items() if k != "itemReviewed"},
}


def linted(*blocks: Any) -> Linted:
    each = [{"@context": "https://schema.org"} | block for block in blocks]
    return lint("data.json", json.dumps(each).encode(), json_=True)


def rules(page: Linted) -> set[str]:
    return {f"{f.severity} {f.rule}" for f in page.all_findings()}


def test_what_has_all_is_eligible_and_lacks_nothing() -> None:
    page = linted(REVIEW, MEAN, MOVIE)
    assert rules(page) == set()
    assert [t.type for t in page.things] == [
        "Review",
        "AggregateRating",
        "Movie",
        "Review",
        "AggregateRating",
    ]
    assert all(thing.eligible and thing.name == "Heat" for thing in page.things)
    first = page.things[0]
    assert (first.author, first.rating, first.best, first.date) == (
        "Ann Lee",
        "4",
        "5",
        "2012-02-29",
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"author": None}, "error reviewAuthor"),
        ({"author": "Ann Lee"}, "error reviewAuthorType"),
        ({"author": {"@type": "Person"}}, "error reviewAuthorType"),
        ({"author": {"@type": "Thing", "name": "Ann"}}, "error reviewAuthorType"),
        ({"author": [ANN, {"@type": "Person", "name": "x" * 100}]}, "error reviewAuthorLength"),
        ({"author": [ANN, {"@type": "Person", "name": "x" * 99}]}, ""),
        ({"itemReviewed": None}, "error reviewItem"),
        ({"itemReviewed": "Heat"}, "error reviewItemName error reviewItemType"),
        ({"itemReviewed": {"@type": "Movie"}}, "error reviewItemName"),
        ({"itemReviewed": FILM | {"@type": "BlogPosting"}}, "error reviewItemType"),
        ({"itemReviewed": FILM | {"@type": ["CreativeWork", "Movie"]}}, ""),
        ({"reviewRating": None}, "error reviewRating"),
        (
            {"reviewRating": "4/5"},
            "error reviewRatingValue warning reviewRatingBest warning reviewRatingWorst",
        ),
        ({"reviewRating": RATING | {"ratingValue": "3,5"}}, "error reviewRatingForm"),
        ({"reviewRating": RATING | {"ratingValue": "6 / 10"}}, ""),
        ({"reviewRating": RATING | {"ratingValue": "60%"}}, ""),
        ({"reviewRating": RATING | {"ratingValue": 0}}, "error reviewRatingZero"),
        ({"reviewRating": RATING | {"ratingValue": 5.5}}, "error reviewRatingRange"),
        ({"reviewRating": RATING | {"ratingValue": 8, "bestRating": "10"}}, ""),
        (
            {"reviewRating": {"ratingValue": 8, "worstRating": 1}},
            "error reviewRatingRange warning reviewRatingBest",
        ),
        ({"reviewRating": {"ratingValue": 4, "bestRating": 5}}, "warning reviewRatingWorst"),
        ({"datePublished": None}, "warning reviewDate"),
        ({"datePublished": "29 Feb 2012"}, "warning reviewDateForm"),
        ({"datePublished": "2024-13-45"}, "warning reviewDateForm"),
        ({"reviewRating": {"ratingValue": "4/10"}}, ""),
        ({"reviewRating": {"ratingValue": "80%"}}, ""),
        (
            {"reviewRating": {"ratingValue": "4"}},
            "warning reviewRatingBest warning reviewRatingWorst",
        ),
        ({"datePublished": "2012-02-29T20:00:00+01:00"}, ""),
        ({"@type": "CriticReview", "author": None}, "error reviewAuthor"),
    ],
)
def test_reviews(change: dict[str, Any], expected: str) -> None:
    page = linted({k: v for k, v in (REVIEW | change).items() if v is not None})
    assert " ".join(sorted(rules(page))) == expected
    assert page.things[0].eligible == ("error" not in expected)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"itemReviewed": None}, "error aggregateItem"),
        ({"itemReviewed": {"@type": "Movie"}}, "error aggregateItemName"),
        ({"itemReviewed": FILM | {"@type": "WebPage"}}, "error aggregateItemType"),
        ({"ratingValue": None}, "error aggregateValue"),
        ({"ratingValue": "4,2"}, "error aggregateForm"),
        ({"ratingValue": 6}, "error aggregateRange"),
        ({"ratingCount": None}, "error aggregateCount"),
        ({"ratingCount": None, "reviewCount": 3}, ""),
        ({"ratingValue": 0, "ratingCount": 0}, "error aggregateCountForm error aggregateZero"),
        ({"reviewCount": "1,204"}, "error aggregateCountForm"),
        ({"ratingValue": "84%", "bestRating": None, "worstRating": None}, ""),
        ({"bestRating": None}, "warning aggregateBest"),
        ({"worstRating": None}, "warning aggregateWorst"),
    ],
)
def test_means(change: dict[str, Any], expected: str) -> None:
    page = linted({k: v for k, v in (MEAN | change).items() if v is not None})
    assert " ".join(sorted(rules(page))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": None, "review": "/r", "aggregateRating": "4"}, "error movieName"),
        ({"image": None}, "error movieImage"),
        ({"image": "https://films.example/heat.webp"}, "error movieImageFormat"),
        ({"image": ["https://films.example/heat.PNG?w=2"]}, ""),
        ({"image": {"@type": "ImageObject", "url": "https://films.example/heat.gif"}}, ""),
        ({"image": {"@id": "https://films.example/heat.jpg"}}, ""),
        ({"image": {"@type": "ImageObject", "caption": "Rain"}}, "error movieImage"),
        ({"director": "Michael Mann"}, "warning movieDirector"),
        ({"dateCreated": None, "datePublished": "1995"}, "warning movieDate"),
        ({"review": None}, "warning movieReview"),
        ({"aggregateRating": None}, "warning movieAggregateRating"),
    ],
)
def test_films(change: dict[str, Any], expected: str) -> None:
    page = linted({k: v for k, v in (MOVIE | change).items() if v is not None})
    assert " ".join(sorted(rules(page))) == expected


def test_every_rule_is_tried_here() -> None:
    graph = Graph().parse(RICH_RESULTS)
    shapes = {str(s) for s in graph.subjects(SH.message)}
    tried = {
        word
        for function in (test_reviews, test_means, test_films)
        for mark in function.pytestmark  # type: ignore[attr-defined]
        for _, expected in mark.args[1]
        for word in expected.split()
    }
    assert {shape.rpartition(":")[2] for shape in shapes} <= tried


def test_the_rules_are_compiled_dated_and_lead_to_their_source() -> None:
    graph = Graph().parse(RICH_RESULTS)
    assert Validator.from_files([RICH_RESULTS]).compiled.reasons == []
    for name in FEATURES:
        shape = URIRef(f"urn:triplebill:shapes:rich:{name}")
        assert (shape, RDF.type, SH.NodeShape) in graph
        assert DATED in str(graph.value(shape, RDFS.comment))
        assert "developers.google.com" in str(graph.value(shape, RDFS.seeAlso))


def test_a_film_that_is_only_named_by_a_review_is_not_judged() -> None:
    assert [t.type for t in linted(REVIEW).things] == ["Review"]


def test_nodes_apart_and_the_old_spelling_of_the_namespace() -> None:
    page = linted(
        {"@context": "http://schema.org/", "@id": "#film", **FILM},
        {"@context": "https://www.schema.org", **REVIEW, "itemReviewed": {"@id": "#film"}},
    )
    assert [(t.type, t.name, t.eligible) for t in page.things] == [("Review", "Heat", True)]


MICRODATA = """<!DOCTYPE html><html><head><title>Heat | Ann</title></head><body>
<article itemscope itemtype="http://schema.org/Review">
<b itemprop="author" itemscope itemtype="http://schema.org/Person"><i itemprop="name">Ann</i></b>
<p itemprop="itemReviewed"
   itemscope itemtype="http://schema.org/CreativeWork"><i itemprop="name">Heat</i></p>
<p itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
<i itemprop="ratingValue">4</i></p>
</article></body></html>"""


def test_microdata_and_rdfa_have_lines() -> None:
    page = lint("a.html", MICRODATA.encode())
    assert page.title == "Heat | Ann"
    errors = [f for f in page.all_findings() if f.severity == "error"]
    assert [(f.rule, f.line) for f in errors] == [("reviewItemType", 5)]
    assert (page.things[0].syntax, page.things[0].line) == ("microdata", 2)
    rdfa = MICRODATA.replace(
        'itemscope itemtype="http://schema.org/', 'vocab="http://schema.org/" typeof="'
    )
    page = lint("a.html", rdfa.replace("itemprop", "property").encode())
    assert [t.syntax for t in page.things] == ["RDFa"]
    assert "error reviewItemType" in rules(page)


def test_json_that_is_none_and_json_in_comments() -> None:
    script = '<p>\n<script type="application/ld+json">{}</script>'
    broken = lint("a.html", script.replace("{}", '{"@type": "Review"').encode())
    assert [(f.rule, f.severity, f.line) for f in broken.findings] == [("jsonSyntax", "error", 2)]
    comma = lint("a.html", script.replace("{}", json.dumps(REVIEW)[:-1] + ",}").encode())
    assert [(f.rule, f.severity, f.line) for f in comma.findings] == [("jsonSyntax", "error", 2)]
    assert comma.things == ()
    wrapped = script.replace("{}", f"/* <![CDATA[ */{json.dumps(REVIEW)}/* ]]> */")
    page = lint("a.html", wrapped.encode())
    assert [(f.rule, f.severity) for f in page.findings] == [("jsonPure", "warning")]
    assert page.things[0].eligible


def test_without_a_context_words_mean_nothing() -> None:
    bare = {key: value for key, value in REVIEW.items() if key != "@context"}
    page = lint("a.json", json.dumps([bare, REVIEW]).encode(), json_=True)
    assert (rules(page), len(page.things)) == ({"error jsonContext"}, 1)
    graph = {"@context": "https://schema.org", "@graph": [bare]}
    assert rules(lint("a.json", json.dumps(graph).encode(), json_=True)) == set()


def test_the_same_review_twice() -> None:
    assert rules(linted(REVIEW, REVIEW)) == {"warning reviewTwice"}
    assert rules(linted(REVIEW, REVIEW | {"author": {"@type": "Person", "name": "Bo"}})) == set()
    microdata = MICRODATA.replace("CreativeWork", "Movie")
    block = REVIEW | {"author": {"@type": "Person", "name": "Ann"}, "datePublished": ""}
    script = f'<script type="application/ld+json">{json.dumps(block)}</script>'
    both = lint("a.html", microdata.replace("</head>", f"{script}</head>").encode())
    assert [f.rule for f in both.findings] == ["reviewTwice"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"<div>" * 100_000,
        b"<script type='application/ld+json'>" + b"[" * 100_000,
        b'<script type="application/ld+json">{"@type": 5, "author": [[[{}]]], "@id": {}}</script>',
        b'<script type="application/ld+json">{"@type": ["Review", "a b<>"], "a b": "x"}</script>',
        b'<script type="application/ld+json">{"@id": "#a", "@type": "Review", "review": {"@id": "#a"}}',
        b'<p itemscope itemtype="http://schema.org/Review" itemprop="review itemReviewed author">'
        * 200,
    ],
)
@pytest.mark.parametrize("json_", [True, False])
def test_hostile_pages_have_findings_and_no_crash(data: bytes, json_: bool) -> None:
    for finding in lint("a.html", data, json_=json_).all_findings():
        assert finding.sentence.endswith((".", ")"))


def test_a_thousand_things_are_judged_and_no_more() -> None:
    page = lint(
        "a.json",
        json.dumps(
            {"@context": "https://schema.org", "@graph": [{"@type": "Review"}] * 1_200}
        ).encode(),
        json_=True,
    )
    assert len(page.things) == 1_000


def test_of_many_values_the_first_are_judged() -> None:
    many = [{"@type": "Person", "name": f"Ann {n}"} for n in range(20)]
    beyond = linted(REVIEW | {"author": [*many, "Bob"]})
    assert beyond.things[0].eligible
    assert not linted(REVIEW | {"author": [*many[1:], "Bob"]}).things[0].eligible
    values = [str(n) for n in range(100_000)]
    assert (
        not linted(REVIEW | {"reviewRating": RATING | {"ratingValue": values}}).things[0].eligible
    )
