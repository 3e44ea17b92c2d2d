"""What a file or page describes: reviews, viewings, and films that neither is about."""

from __future__ import annotations

import json

import pytest

from graph.records import Document

MOVIE = {"@context": "https://schema.org", "@type": "Movie", "name": "Heat", "duration": "PT2H50M"}
REVIEW = {"@context": "https://schema.org", "@type": "Review", "reviewBody": "Long.",
          "itemReviewed": {**MOVIE}}  # fmt: skip
SEEN = {"@context": "https://schema.org", "@type": "WatchAction", "startTime": "2024-01-01",
        "agent": {"@type": "Person", "name": "Ann Lee"}, "object": {**MOVIE}}  # fmt: skip
WORDS = "It is night, and nobody speaks before the coffee is cold. " * 20


def kinds(found):
    return [one.metadata["@type"][0] for one in found if isinstance(one, Document)]


def page(block, head=""):
    script = f'<script type="application/ld+json">{json.dumps(block)}</script>'
    body = f"<article><h1>Cold coffee</h1><p>{WORDS}</p></article>"
    return f"<html><head>{head}{script}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("block", "types"),
    [(MOVIE, ["Movie"]), (REVIEW, ["Review"]), (SEEN, ["WatchAction"]),
     ([MOVIE, {**MOVIE, "name": "Amour"}], ["Movie", "Movie"]),
     ([REVIEW, SEEN, {**MOVIE, "name": "Amour"}], ["Review", "WatchAction", "Movie"]),
     ({**REVIEW, "mentions": SEEN}, ["Review"]),
     ({**MOVIE, "review": {"@type": "Review", "reviewBody": "Long."}}, ["Review"]),
     ({**MOVIE, "potentialAction": {"@type": "WatchAction", "object": "https://x.example/"}},
      ["Movie"]),
     ({**SEEN, "actionStatus": "https://schema.org/PotentialActionStatus"}, []),
     ({**MOVIE, "@type": "TVSeries"}, [])],
)  # fmt: skip
def test_json_ld_in_a_file(read_bytes, block, types):
    found = list(read_bytes(json.dumps(block).encode(), "film.json"))
    assert kinds(found) == types
    assert len({one.source for one in found}) == len(found)


def test_equal_films_are_one(read_bytes):
    assert len(list(read_bytes(json.dumps([MOVIE, MOVIE]).encode(), "film.json"))) == 1


def test_a_page_that_nobody_signed_is_the_record_of_its_film(read_bytes):
    (film,) = read_bytes(page(MOVIE), "heat.html")
    assert (kinds([film]), film.text) == (["Movie"], "")


@pytest.mark.parametrize(
    "head",
    ['<meta name="author" content="Ann Lee">', '<meta property="og:type" content="article">',
     '<meta property="article:published_time" content="2024-01-01">'],
)  # fmt: skip
def test_a_page_that_somebody_wrote_is_a_review_with_the_facts_of_its_film(read_bytes, head):
    (review,) = read_bytes(page(MOVIE, head), "heat.html")
    assert kinds([review]) == ["Article"]
    assert "nobody speaks" in review.text
    assert review.metadata["itemReviewed"]["name"] == "Heat"


def test_a_page_with_several_films_and_an_article_names_none_of_them(read_bytes):
    both = [MOVIE, {**MOVIE, "name": "Amour"}, {"@context": "https://schema.org",
            "@type": "Article", "author": "Ann Lee"}]  # fmt: skip
    (article,) = read_bytes(page(both), "heat.html")
    assert "itemReviewed" not in article.metadata


def test_a_page_of_a_viewing(read_bytes):
    (seen,) = read_bytes(page(SEEN), "seen.html")
    assert kinds([seen]) == ["WatchAction"]
    assert seen.metadata["object"]["name"] == "Heat"


def test_a_film_in_microdata(read_bytes):
    markup = b"""<html><body><div itemscope itemtype="http://schema.org/Movie">
        <b itemprop="name">Heat</b><i itemprop="genre">Drama</i></div></body></html>"""
    (film,) = read_bytes(markup, "heat.html")
    assert film.metadata["genre"] == "Drama"
