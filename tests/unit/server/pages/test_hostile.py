"""Whatever stands in a field, it reaches the reader as text: judged by an independent parser."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph import jsonld
from graph.conflicts import ClaimRow
from graph.formats import VARIANT_FORMATS
from graph.ledger import Live
from graph.mapping import Kind, agent_triples
from graph.records import (
    ContentRating,
    Identifier,
    Malformed,
    Movie,
    PartialDate,
    Person,
    Rating,
    Release,
    Review,
    Role,
    Text,
    Viewing,
)
from graph.vocabulary import schema

BASE = "https://films.example/"
HOSTILE = {
    "closing script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{7*7}} {% raw %} {{ config }} ${7*7}",
    "comment": "<!-- --> <![CDATA[ ]]> --!><script>",
    "entity": "&lt;b&gt; &amp; &#60;script&#62;",
    "direction": "\u202egnirts lufmrah\u202c \u2066\u200f",
    "long": "W" * 10_000,
    "svg": "<svg/onload=alert(1)><style>*{display:none}</style>",
    "separator": "line\u2028separator\u2029 <plaintext>",
    "SPARQL": '" } } ; DROP ALL # <http://x> \\" \'\'\' """ \\u003c',
}
DANGEROUS = ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd")
PAGES = ("/review/x", "/viewing/x", "/movie/x", "/movie/x/claims", "/person/x", "/organization/x",
         "/", "/reviews", "/movies", "/people")  # fmt: skip
KINDS = {
    "/review/x": "review",
    "/viewing/x": "viewing",
    "/movie/x": "movie",
    "/person/x": "person",
    "/organization/x": "organization",
}


class Parsed(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.data: list[str] = []
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("src") != "/static/search.js":  # every page has this script
            self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def fill(site: object, text: str) -> None:
    """A site in which every field that a stranger can write holds the text."""
    words, name = Text(text, "en"), Person(text)
    movie = Movie(
        name=words,
        alternateName=(words,),
        datePublished=PartialDate(2012),
        releasedEvent=(Release(PartialDate(2012, 1, 23), text),),
        director=(name,),
        author=(name,),
        actor=(Role(name, text),),
        genre=(Text(text),),
        contentRating=ContentRating(text, text, text),
        countryOfOrigin=(words,),
        inLanguage=(Text(text),),
        identifier=(Identifier("isan", text),),
    )
    review = Review(
        name=words,
        reviewBody=words,
        abstract=words,
        author=(name,),
        publisher=Text(text),
        datePublished=PartialDate(2013, 2, 1),
        inLanguage=Text(text),
        reviewRating=Rating(Decimal(3), Decimal(5), Decimal(0), text),
    )
    site.person = lambda person: named(site, "person", person.name)  # type: ignore[attr-defined]
    site.organization = lambda label: named(site, "organization", label)  # type: ignore[attr-defined]
    site.review("x", review, site.film("x", movie))  # type: ignore[attr-defined]
    seen = Viewing((name,), Malformed(text, "date"))
    site.viewing("x", seen, NamedNode(BASE + "movie/x#movie"))  # type: ignore[attr-defined]
    film, review_iri = NamedNode(BASE + "movie/x#movie"), NamedNode(BASE + "review/x#review")
    viewing_iri = NamedNode(BASE + "viewing/x#viewing")
    for address in DANGEROUS:
        iri = NamedNode(address)
        site.add([Triple(film, schema("sameAs"), iri), Triple(film, schema("image"), iri)])  # type: ignore[attr-defined]
        site.add([Triple(review_iri, schema("isBasedOn"), iri)])  # type: ignore[attr-defined]
        site.add([Triple(viewing_iri, schema("sameAs"), iri)])  # type: ignore[attr-defined]
    for property_ in ("duration", "dateCreated"):
        site.add([Triple(film, schema(property_), Literal(text))])  # type: ignore[attr-defined]
    site.resolved["movie", "x"] = Live(1)  # type: ignore[attr-defined]
    site.claimed[1] = [ClaimRow(text, text, text, "review/x", text, 1, decided=False)]  # type: ignore[attr-defined]


def named(site: object, kind: Kind, label: str) -> NamedNode:
    """A person or organization at a plain address, whatever its name."""
    site.add(agent_triples(site.addresses, kind, "x", label))  # type: ignore[attr-defined]
    return NamedNode(f"{BASE}{kind}/x#{kind}")


@pytest.fixture
def plain_tags(site: object, client: FlaskClient) -> dict[str, Counter[str]]:
    """How often each tag stands on each page when the texts are harmless."""
    site.store.clear()  # type: ignore[attr-defined]
    fill(site, "Harmless words")
    tags = {path: Parsed(client.get(path).text).tags for path in PAGES}
    site.store.clear()  # type: ignore[attr-defined]
    site.version = "hostile"  # type: ignore[attr-defined]
    return tags


@pytest.mark.parametrize("case", HOSTILE)
def test_no_element_that_should_not_be_there(
    site: object, client: FlaskClient, plain_tags: dict[str, Counter[str]], case: str
) -> None:
    fill(site, HOSTILE[case])
    for path in PAGES:
        response = client.get(path)
        assert response.status_code == 200
        page = Parsed(response.text)
        assert page.tags == plain_tags[path], path
        assert not page.odd
        assert not [name for _, name, _ in page.attributes if name.startswith("on")]
        assert not [name for _, name, _ in page.attributes if name == "style"]


@pytest.mark.parametrize("case", HOSTILE)
def test_links_lead_nowhere_dangerous(site: object, client: FlaskClient, case: str) -> None:
    fill(site, HOSTILE[case])
    for path in PAGES:
        for tag, name, value in Parsed(client.get(path).text).attributes:
            if name in {"href", "src", "action"}:
                assert value.startswith(("/", "?", "#", "https://", "http://")), (tag, value)
                assert not value.startswith("//"), (tag, value)


@pytest.mark.parametrize("case", HOSTILE)
def test_the_words_arrive_as_they_are(site: object, client: FlaskClient, case: str) -> None:
    fill(site, HOSTILE[case])
    for path in ("/review/x", "/movie/x", "/person/x", "/movies", "/people"):
        assert HOSTILE[case].strip() in "".join(Parsed(client.get(path).text).data)


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_data_and_block_say_the_same(
    site: object, client: FlaskClient, path: str, kind: str, case: str
) -> None:
    fill(site, HOSTILE[case])
    expected = set(site.current().describe(NamedNode(BASE + path[1:])))  # type: ignore[attr-defined]
    for format_ in VARIANT_FORMATS:
        assert isinstance(format_.engine, RdfFormat)
        body = client.get(f"{path}.{format_.suffix}").data
        assert {quad.triple for quad in parse(body, format_.engine)} == expected
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.S
    )
    assert len(blocks) == 1
    assert set(jsonld.to_triples(json.loads(blocks[0]))) == expected


@pytest.mark.parametrize("case", HOSTILE)
def test_addresses_that_are_hostile(client: FlaskClient, case: str) -> None:
    for kind in ("review", "viewing", "movie", "person", "organization"):
        response = client.get(
            f"/{kind}/{quote(HOSTILE[case], safe='')}", headers={"Accept": "text/html"}
        )
        assert response.status_code == 404
        page = Parsed(response.text)
        assert not page.odd
        assert page.tags["script"] == 1  # the search field's
