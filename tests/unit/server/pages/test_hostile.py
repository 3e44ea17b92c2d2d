"""Whatever stands in a field, it reaches the reader as text: judged by an independent parser."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
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
from server.config import load
from tests.unit.server.pages.conftest import BASE, Site, app_of

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


def fill(site: Site, text: str) -> None:
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
    site.person = lambda person: named(site, "person", person.name)
    site.organization = lambda label: named(site, "organization", label)
    site.review("x", review, site.film("x", movie))
    seen = Viewing((name,), Malformed(text))
    site.viewing("x", seen, NamedNode(BASE + "movie/x#movie"))
    film, review_iri = NamedNode(BASE + "movie/x#movie"), NamedNode(BASE + "review/x#review")
    viewing_iri = NamedNode(BASE + "viewing/x#viewing")
    for address in DANGEROUS:
        iri = NamedNode(address)
        site.add([Triple(film, schema("sameAs"), iri), Triple(film, schema("image"), iri)])
        site.add([Triple(review_iri, schema("isBasedOn"), iri)])
        site.add([Triple(viewing_iri, schema("sameAs"), iri)])
    for property_ in ("duration", "dateCreated"):
        site.add([Triple(film, schema(property_), Literal(text))])
    site.resolved["movie", "x"] = Live(1)
    site.claimed[1] = [ClaimRow(text, text, text, "review/x", text, 1, False, False)]


def named(site: Site, kind: Kind, label: str) -> NamedNode:
    """A person or organization at a plain address, whatever its name."""
    site.add(agent_triples(site.addresses, kind, "x", label))
    return NamedNode(f"{BASE}{kind}/x#{kind}")


class Served:
    """The site whose fields hold a text; each page is made once."""

    def __init__(self, text: str, root: Path) -> None:
        self.site = Site().fill()
        fill(self.site, text)
        self.client = app_of(self.site, load(root, {"base_iri": BASE}, {})).test_client()

    @cached_property
    def pages(self) -> dict[str, Parsed]:
        """What stands at each path of `PAGES`."""
        answers = {path: self.client.get(path) for path in PAGES}
        assert {answer.status_code for answer in answers.values()} == {200}
        return {path: Parsed(answer.text) for path, answer in answers.items()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """It when the text is harmless."""
    return Served("Harmless words", tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module", params=HOSTILE)
def case(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


@pytest.fixture(scope="module")
def served(case: str, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return Served(case, tmp_path_factory.mktemp("hostile"))


def test_no_element_that_should_not_be_there(served: Served, plain: Served) -> None:
    for path, page in served.pages.items():
        assert page.tags == plain.pages[path].tags, path
        assert not page.odd
        assert not [name for _, name, _ in page.attributes if name.startswith("on")]
        assert not [name for _, name, _ in page.attributes if name == "style"]


def test_links_lead_nowhere_dangerous(served: Served) -> None:
    for page in served.pages.values():
        for tag, name, value in page.attributes:
            if name in {"href", "src", "action"}:
                assert value.startswith(("/", "?", "#", "https://", "http://")), (tag, value)
                assert not value.startswith("//"), (tag, value)


def test_the_words_arrive_as_they_are(served: Served, case: str) -> None:
    for path in ("/review/x", "/movie/x", "/person/x", "/movies", "/people"):
        assert case.strip() in "".join(served.pages[path].data)


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_data_and_block_say_the_same(served: Served, path: str, kind: str) -> None:
    client = served.client
    expected = set(served.site.current().describe(NamedNode(BASE + path[1:])))
    for format_ in VARIANT_FORMATS:
        assert isinstance(format_.engine, RdfFormat)
        body = client.get(f"{path}.{format_.suffix}").data
        assert {quad.triple for quad in parse(body, format_.engine)} == expected
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.S
    )
    assert len(blocks) == 1
    assert set(jsonld.to_triples(json.loads(blocks[0]))) == expected


def test_addresses_that_are_hostile(served: Served, case: str) -> None:
    for kind in ("review", "viewing", "movie", "person", "organization"):
        response = served.client.get(
            f"/{kind}/{quote(case, safe='')}", headers={"Accept": "text/html"}
        )
        assert response.status_code == 404
        page = Parsed(response.text)
        assert not page.odd
        assert page.tags["script"] == 1  # the search field's
