"""Microdata, RDFa and microformats: the same review in each of them is the same tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml.html import fromstring

from graph.documents.described import reviews
from graph.documents.html import parse
from graph.documents.microdata import read_microdata, read_rdfa
from graph.documents.microformats import read_microformats
from graph.documents.schema_org import Nodes
from graph.documents.words import text_in

BASE = "https://example.org/reviews/"


def read(reader: Callable[[Any, Nodes], None], markup: str) -> dict[str, Any]:
    nodes = Nodes(BASE)
    reader(parse(f"<html><body>{markup}</body></html>"), nodes)
    ((tree, _),) = reviews(nodes)
    return tree


def values(tree: dict[str, Any]) -> dict[str, Any]:
    """The tree without types, which the syntaxes do not all have."""
    return {
        key: values(value) if isinstance(value, dict) else value
        for key, value in tree.items()
        if key != "@type"
    }


EXPECTED = {
    "itemReviewed": {"name": "The Kiln"},
    "author": {"name": "Jo Li", "url": "https://example.org/jo"},
    "datePublished": "2020-01-02",
    "reviewRating": {"ratingValue": "4", "bestRating": "5"},
    "reviewBody": "First.\n\nSecond.",
}
BODY = "<p>First.</p><p>Second.</p>"
SAME = {
    "microdata": (
        read_microdata,
        f"""<div itemscope itemtype="https://schema.org/Review">
        <b itemprop="itemReviewed" itemscope itemtype="https://schema.org/Movie">
          <i itemprop="name">The Kiln</i></b>
        <b itemprop="author" itemscope itemtype="http://schema.org/Person">
          <a itemprop="url" href="/jo"><i itemprop="name">Jo Li</i></a></b>
        <time itemprop="datePublished" datetime="2020-01-02">2 January</time>
        <b itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
          <i itemprop="ratingValue">4</i> of <meta itemprop="bestRating" content="5"></b>
        <div itemprop="reviewBody">{BODY}</div></div>""",
    ),
    "RDFa": (
        read_rdfa,
        f"""<div vocab="http://schema.org/" typeof="Review">
        <b property="itemReviewed" typeof="Movie"><i property="name">The Kiln</i></b>
        <b property="author" typeof="Person">
          <a property="url" href="/jo"><i property="name">Jo Li</i></a></b>
        <time property="datePublished" datetime="2020-01-02">2 January</time>
        <b property="reviewRating" typeof="Rating">
          <i property="ratingValue">4</i> of <i property="bestRating" content="5">five</i></b>
        <div property="reviewBody">{BODY}</div></div>""",
    ),
    "RDFa with prefix": (
        read_rdfa,
        f"""<div prefix="s: https://schema.org/" typeof="s:Review">
        <b property="s:itemReviewed" typeof="s:Movie"><i property="s:name">The Kiln</i></b>
        <b property="s:author" typeof="s:Person"><i property="s:name">Jo Li</i>
          <a property="s:url" href="/jo">page</a></b>
        <b property="s:datePublished" content="2020-01-02">2 January</b>
        <b property="s:reviewRating" typeof="s:Rating">
          <i property="s:ratingValue">4</i> of <i property="s:bestRating">5</i></b>
        <div property="s:reviewBody">{BODY}</div></div>""",
    ),
    "hReview": (
        read_microformats,
        f"""<div class="hreview"><b class="item"><i class="fn">The Kiln</i></b>
        <b class="reviewer vcard"><a class="url fn" href="/jo">Jo Li</a></b>
        <abbr class="dtreviewed" title="2020-01-02">2 January</abbr>
        <b class="rating"><i class="value">4</i> of <i class="best">5</i></b>
        <div class="description">{BODY}</div></div>""",
    ),
    "h-review": (
        read_microformats,
        f"""<div class="h-review"><b class="p-item h-item">The Kiln</b>
        <a class="p-author h-card" href="/jo">Jo Li</a>
        <time class="dt-published" datetime="2020-01-02">2 January</time>
        <data class="p-rating" value="4">****</data><data class="p-best" value="5"></data>
        <div class="e-content">{BODY}</div></div>""",
    ),
}


@pytest.mark.parametrize("syntax", SAME)
def test_the_same_review_in_every_syntax(syntax: str) -> None:
    assert values(read(*SAME[syntax])) == EXPECTED


@pytest.mark.parametrize("kind", ["p-item h-item", "h-cite", "p-location h-card"])
def test_what_a_thing_inside_says_is_its_own(kind: str) -> None:
    markup = f"""<div class="h-review"><b class="p-item">The Kiln</b><p class="{kind}">
        <a class="u-url p-name" href="https://a.example/kiln">Kiln</a></p>
        <a class="u-url h-full" href="https://b.example/1">here</a></div>"""
    assert read(read_microformats, markup)["url"] == "https://b.example/1"


def test_who_wrote_together_are_all_read() -> None:
    markup = """<div class="h-review"><b class="p-item h-item">The Kiln</b> by
        <b class="p-author h-card"><a class="p-name" href="/jo">Jo Li</a></b> and
        <a class="p-author h-card" href="/al">Al Ek</a></div>"""
    named = [author["name"] for author in read(read_microformats, markup)["author"]]
    assert named == ["Jo Li", "Al Ek"]


def test_old_vocabulary_counts_as_the_new_one() -> None:
    markup = """<div typeof="v:Review"><b property="v:itemreviewed">The Kiln</b>
        <b property="v:reviewer">Jo Li</b> <b property="v:rating">3.5</b></div>"""
    tree = read(read_rdfa, markup)
    assert (tree["itemReviewed"], tree["author"], tree["reviewRating"]) == (
        "The Kiln",
        "Jo Li",
        "3.5",
    )
    item = markup.replace('typeof="v:', 'itemscope itemtype="http://data-vocabulary.org/')
    assert read(read_microdata, item.replace('property="v:', 'itemprop="')) == tree


def test_a_review_inside_its_film_reviews_it() -> None:
    markup = """<div itemscope itemtype="http://schema.org/Movie"><h1 itemprop="name">The Kiln</h1>
        <p itemprop="review" itemscope itemtype="http://schema.org/Review">
        <b itemprop="author">Jo Li</b></p></div>"""
    assert read(read_microdata, markup)["itemReviewed"]["name"] == "The Kiln"


def test_itemref_takes_in_what_stands_elsewhere() -> None:
    markup = """<b id="film" itemprop="itemReviewed">The Kiln</b>
        <p itemscope itemtype="http://schema.org/Review" itemref="film nowhere"></p>"""
    assert read(read_microdata, markup)["itemReviewed"] == "The Kiln"


def test_properties_of_other_vocabularies_are_none_of_schema_org() -> None:
    markup = """<div vocab="http://schema.org/" typeof="Review"><b property="og:title">A</b>
        <b property="foaf:name">B</b><b property="name">C</b></div>"""
    assert read(read_rdfa, markup)["name"] == "C"


def test_what_hreview_says_of_the_kind() -> None:
    markup = '<p class="hreview"><b class="type">product</b> <b class="item fn">Kettle</b></p>'
    assert read(read_microformats, markup)["itemReviewed"]["@type"] == ["Product"]


def test_words_of_an_element() -> None:
    element = fromstring(
        "<div> One\n line<br>two <script>x()</script>end<p>Second</p><p> </p></div>"
    )
    assert text_in(element) == "One line\ntwo end\n\nSecond"
