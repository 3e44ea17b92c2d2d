"""Pages over HTTP: negotiation, variants, caching, and what the HTML holds."""

from __future__ import annotations

import json
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from lxml.html import fromstring
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from werkzeug.test import TestResponse

from graph import jsonld
from graph.formats import VARIANT_FORMATS, Format
from graph.ledger import Gone
from graph.records import Link, PartialDate, Person, Rating, Review, Text, Viewing
from graph.store.oxigraph import OxigraphReader
from graph.vocabulary import PREFIXES

BASE = "https://films.example/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RESOURCES = {
    "/review/a-touching-exploration": "review",
    "/movie/the-sessions-2012": "movie",
    "/person/ben-lewin": "person",
    "/organization/the-weekly": "organization",
}
REVIEW, FILM = list(RESOURCES)[:2]


class Page(HTMLParser):
    """What an independent parser finds: tags with attributes, JSON-LD blocks, the text."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[str] = []
        self.text = ""
        self._in_block = False
        self.feed(response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_block = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_block = False

    def handle_data(self, data: str) -> None:
        if self._in_block:
            self.blocks.append(data)
        else:
            self.text += data

    def links(self) -> list[str]:
        return [a["href"] or "" for tag, a in self.tags if tag == "a"]

    def classes(self) -> set[str]:
        return {c for _, a in self.tags for c in (a.get("class") or "").split()}


def triples_of(response: TestResponse, format_: Format) -> set[Triple]:
    assert isinstance(format_.engine, RdfFormat)
    return {quad.triple for quad in parse(response.data, format_.engine)}


# --- negotiation and variants ---------------------------------------------------------------


@pytest.mark.parametrize("path", RESOURCES)
@pytest.mark.parametrize("accept", [None, "*/*", BROWSER, "text/html", "application/xml,*/*;q=0.1"])
def test_people_get_a_page(client: FlaskClient, path: str, accept: str | None) -> None:
    response = client.get(path, headers={"Accept": accept} if accept else {})
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    assert response.headers["Content-Location"] == path + ".html"
    assert response.vary.as_set() == {"accept"}
    assert "X-Robots-Tag" not in response.headers


@pytest.mark.parametrize("path", RESOURCES)
@pytest.mark.parametrize("format_", VARIANT_FORMATS, ids=lambda f: f.name)
def test_programs_get_data(client: FlaskClient, path: str, format_: Format) -> None:
    response = client.get(path, headers={"Accept": f"{format_.media_type}, text/html;q=0.5"})
    assert response.status_code == 200
    assert response.content_type == format_.content_type
    assert response.headers["Content-Location"] == f"{path}.{format_.suffix}"
    assert response.vary.as_set() == {"accept"}
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", RESOURCES)
@pytest.mark.parametrize("format_", VARIANT_FORMATS, ids=lambda f: f.name)
def test_a_variant_is_not_negotiated(client: FlaskClient, path: str, format_: Format) -> None:
    response = client.get(f"{path}.{format_.suffix}", headers={"Accept": "image/png"})
    assert response.status_code == 200
    assert response.content_type == format_.content_type
    assert "Vary" not in response.headers
    assert "Content-Location" not in response.headers
    page = client.get(path + ".html", headers={"Accept": "text/turtle"})
    assert page.mimetype == "text/html"


@pytest.mark.parametrize(("path", "kind"), RESOURCES.items())
def test_every_variant_is_the_description(
    client: FlaskClient, path: str, kind: str, reader: OxigraphReader
) -> None:
    expected = set(reader.describe(NamedNode(BASE + path[1:])))
    assert any(t.subject == NamedNode(f"{BASE}{path[1:]}#{kind}") for t in expected)
    for format_ in VARIANT_FORMATS:
        assert triples_of(client.get(f"{path}.{format_.suffix}"), format_) == expected
    blocks = Page(client.get(path)).blocks
    assert len(blocks) == 1
    assert set(jsonld.to_triples(json.loads(blocks[0]))) == expected


def test_not_acceptable_only_where_nothing_suits(client: FlaskClient) -> None:
    response = client.get(REVIEW, headers={"Accept": "application/n-quads"})
    assert response.status_code == 406
    assert "text/turtle" in response.text
    assert client.get("/review/none", headers={"Accept": "application/n-quads"}).status_code == 404


def test_links_between_the_variants(client: FlaskClient) -> None:
    link = client.get(REVIEW).headers["Link"]
    assert f'<{REVIEW}.ttl>; rel="alternate"; type="text/turtle"' in link
    assert f'<{BASE}{REVIEW[1:]}>; rel="canonical"' in link
    assert f'<{REVIEW}.ttl>; rel="describedby"; type="text/turtle"' in link
    turtle = client.get(REVIEW + ".ttl").headers["Link"]
    assert f'<{REVIEW}.html>; rel="alternate"; type="text/html"' in turtle
    assert "canonical" not in turtle
    assert f'<{BASE}{REVIEW[1:]}>; rel="describes"' in turtle
    assert f"<{REVIEW}.ttl>" not in turtle


def test_scripts_of_other_sites_may_read(client: FlaskClient) -> None:
    response = client.get(REVIEW, headers={"Origin": "https://elsewhere.example"})
    assert response.access_control_allow_origin == "*"
    assert response.headers["Access-Control-Expose-Headers"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


# --- caching ---------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["", ".html", *(f".{f.suffix}" for f in VARIANT_FORMATS)])
def test_an_unchanged_variant_is_304(client: FlaskClient, site: object, suffix: str) -> None:
    first = client.get(FILM + suffix)
    again = client.get(FILM + suffix, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers.get("Vary") == first.headers.get("Vary")
    site.version = "2"  # type: ignore[attr-defined]
    changed = client.get(FILM + suffix, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("suffix", ["", ".ttl"])
def test_another_state_than_the_one_that_is_meant_is_told_as_an_error(
    client: FlaskClient, suffix: str
) -> None:
    path, tag = FILM + suffix, client.get(FILM + suffix).headers["ETag"]
    for met in ("*", tag, f'"other", {tag}'):
        assert client.get(path, headers={"If-Match": met}).status_code == 200
    both = {"If-Match": tag, "If-None-Match": tag}
    assert client.get(path, headers=both).status_code == 304
    for unmet in ('"other"', f"W/{tag}"):
        answer = client.get(path, headers={"If-Match": unmet, "If-None-Match": tag})
        assert (answer.status_code, answer.mimetype) == (412, "application/problem+json")
        assert "If-Match" in answer.json["detail"]


def test_every_variant_has_an_etag_of_its_own(client: FlaskClient) -> None:
    tags = {
        client.get(f"{FILM}.{s}").headers["ETag"] for s in ("html", "ttl", "jsonld", "nt", "rdf")
    }
    assert len(tags) == 5


def test_without_versions_the_etag_is_that_of_the_body(client: FlaskClient, site: object) -> None:
    site.version = ""  # type: ignore[attr-defined]
    first = client.get(FILM)
    again = client.get(FILM, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(FILM + ".ttl").headers["ETag"] != first.headers["ETag"]


def test_head_has_the_headers_and_no_body(client: FlaskClient) -> None:
    get, head = client.get(REVIEW), client.head(REVIEW)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


# --- addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "suffix",
    ["", ".ttl", ".html", ".linkset", "/reviews", "/reviews/page/2", "/claims", "/claims.csv"],
)
def test_a_moved_address(client: FlaskClient, suffix: str) -> None:
    response = client.get("/movie/the-sessions" + suffix)
    assert response.status_code == 301
    assert response.headers["Location"] == "/movie/the-sessions-2012" + suffix
    assert response.cache_control.max_age == 3600
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    canonical = f'<link rel="canonical" href="{BASE}movie/the-sessions-2012{suffix}">'
    assert canonical in response.text, "where it is a file, it leads on"
    refresh = f'<meta http-equiv="refresh" content="0; url=/movie/the-sessions-2012{suffix}">'
    assert refresh in response.text


def test_a_redirect_keeps_the_query(client: FlaskClient) -> None:
    response = client.get('/movie/the-sessions/reviews?page=2&x="><b>')
    location = response.headers["Location"]
    assert location.startswith("/movie/the-sessions-2012/reviews?page=2&x=")
    assert "<b>" not in response.text


def test_scripts_of_other_sites_learn_that_something_is_gone(client: FlaskClient) -> None:
    for path, status in (("/review/withdrawn.ttl", 410), ("/movie/none.ttl", 404)):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
def test_a_withdrawn_address(client: FlaskClient, suffix: str) -> None:
    response = client.get("/review/withdrawn" + suffix)
    assert response.status_code == 410
    assert "withdrawn" in response.text


TOMBSTONE = """\
<https://films.example/review/withdrawn> foaf:primaryTopic <https://films.example/review/withdrawn#review> ;
    schema:creativeWorkStatus "Withdrawn" ;
    prov:wasInvalidatedBy <https://films.example/review/withdrawn#withdrawal> .
<https://films.example/review/withdrawn#withdrawal> a prov:Activity ;
    dcterms:date "2026-02-03"^^xsd:date .
"""


@pytest.mark.parametrize("format_", VARIANT_FORMATS, ids=lambda f: f.name)
def test_programs_are_told_in_data_what_was_withdrawn(
    client: FlaskClient, site: object, format_: Format
) -> None:
    site.resolved["review", "withdrawn"] = Gone("2026-02-03")  # type: ignore[attr-defined]
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    expected = {quad.triple for quad in parse(prefixes + TOMBSTONE, RdfFormat.TURTLE)}
    for response in (
        client.get("/review/withdrawn", headers={"Accept": f"{format_.media_type}, */*;q=0.1"}),
        client.get(f"/review/withdrawn.{format_.suffix}"),
    ):
        assert (response.status_code, response.content_type) == (410, format_.content_type)
        assert triples_of(response, format_) == expected
        assert response.vary.as_set() == {"accept"}
        assert response.cache_control.no_store
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_of_a_day_that_is_not_known_nothing_is_said(client: FlaskClient) -> None:
    response = client.get("/review/withdrawn.nt")
    assert response.status_code == 410
    assert "/prov#wasInvalidatedBy>" in response.text
    assert "/date>" not in response.text


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        (None, "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("image/png", "application/problem+json"),
        ("text/plain", "text/plain; charset=utf-8"),
        (BROWSER, "text/html; charset=utf-8"),
    ],
)
def test_who_asks_for_no_data_is_told_in_words_what_was_withdrawn(
    client: FlaskClient, accept: str | None, type_: str
) -> None:
    for path in ("/review/withdrawn", "/review/withdrawn.html"):
        response = client.get(path, headers={"Accept": accept} if accept else {})
        assert (response.status_code, response.content_type) == (410, type_)
        assert "has been withdrawn" in response.text


@pytest.mark.parametrize("path", [".linkset", "/reviews"])
def test_what_belonged_to_a_withdrawn_page_is_gone_with_it(
    client: FlaskClient, site: object, path: str
) -> None:
    site.resolved["movie", "gone-1995"] = Gone()  # type: ignore[attr-defined]
    assert client.get(f"/movie/gone-1995{path}").status_code == 410
    response = client.get(f"/movie/gone-1995{path}", headers={"Accept": "application/n-triples"})
    assert response.status_code == 410
    assert f"<{BASE}movie/gone-1995> <http://schema.org/creativeWorkStatus>" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/review/none",
        "/review/none.ttl",
        "/movie/a%20b",
        "/movie/%3Cscript%3E",
        "/movie/%00",
        "/movie/%FF",
        "/movie/%2E%2E",
        "/movie/.ttl",
        "/movie/the-sessions-2012.zip",
        "/movie/the-sessions-2012%23movie",
        "/director/ben-lewin",
        "/movie/" + "x" * 5000,
    ],
)
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_links_are_paths_below_where_the_site_is_mounted(client: FlaskClient) -> None:
    page = Page(client.get(REVIEW, base_url="http://localhost/films"))
    assert "/films/movie/the-sessions-2012" in page.links()
    assert not [link for link in page.links() if link.startswith(BASE)]
    moved = client.get("/movie/the-sessions", base_url="http://localhost/films")
    assert moved.headers["Location"] == "/films/movie/the-sessions-2012"


# --- content ---------------------------------------------------------------------------------


def test_a_review(client: FlaskClient) -> None:
    response = client.get(REVIEW)
    page = Page(response)
    for words in ("A Touching Exploration", "Ada Critic", "The Weekly", "1 February 2013",
                  "In short: see it.", "Second paragraph.", "1 h 35 min", "Mark O’Brien"):  # fmt: skip
        assert words in page.text
    assert {"h-review", "h-entry", "p-item", "p-rating", "p-best", "e-content"} <= page.classes()
    assert {"s7"} <= page.classes()  # 3.5 of 5 as half stars
    data = {a["class"]: a["value"] for tag, a in page.tags if tag == "data"}
    assert data == {"p-rating": "3.5", "p-best": "5", "p-worst": "0.5"}
    assert ("a", {"class": "u-url", "href": "https://weekly.example/sessions",
                  "rel": "nofollow ugc noopener"}) in page.tags  # fmt: skip
    assert response.text.count('<p dir="auto">') == 2


def test_a_review_without_a_headline_is_called_by_its_film(
    client: FlaskClient, site: object
) -> None:
    review = Review(reviewBody=Text("Go."), author=(Person("Ada Critic"),))
    film = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    site.review("untitled", review, film)  # type: ignore[attr-defined]
    site.version = "2"  # type: ignore[attr-defined]
    for path in ("/", "/reviews", FILM, "/person/ada-critic"):
        assert "Review of The Sessions" in Page(client.get(path)).text
    page = Page(client.get("/review/untitled"))
    assert page.text.count("Review of The Sessions") == 2  # the page's title and its heading
    assert "https:" not in page.text


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("“Chrome,” he says.", True),
        ("Ήταν μια νύχτα.", True),
        ("كان يا ما كان", False),
        ("क्षण भर के लिए", False),
        ("雨の夜。", False),
        ("1917 is long.", False),
    ],
)
def test_only_a_letter_that_stands_by_itself_is_set_large(
    client: FlaskClient, site: object, text: str, capital: bool
) -> None:
    film = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    site.review("large", Review(reviewBody=Text(text)), film)  # type: ignore[attr-defined]
    site.version = "2"  # type: ignore[attr-defined]
    assert ("with-capital" in Page(client.get("/review/large")).classes()) is capital


def test_a_review_by_two(client: FlaskClient, site: object) -> None:
    both = (Person("Ada Critic"), Person("Zoe Ray"))
    film = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    site.review("by-two", Review(reviewBody=Text("Go."), author=both), film)  # type: ignore[attr-defined]
    site.version = "2"  # type: ignore[attr-defined]
    assert "by Ada Critic and Zoe Ray" in Page(client.get("/review/by-two")).text
    assert "by Ada Critic, Zoe Ray" in Page(client.get(FILM)).text
    for person in ("ada-critic", "zoe-ray"):
        assert "Review of The Sessions" in Page(client.get(f"/person/{person}")).text


@pytest.fixture
def seen(site: object, client: FlaskClient) -> FlaskClient:
    """The Sessions was seen three times, once on an unknown day, once before a review."""
    film = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    ada, diary = Person("Ada Critic"), Link("https://diary.example/1")
    site.viewing("first", Viewing((ada,), PartialDate(2012, 2, 29), diary), film)  # type: ignore[attr-defined]
    site.viewing("undated", Viewing((ada,)), film)  # type: ignore[attr-defined]
    review, again = Review(reviewBody=Text("Go.")), Viewing((), PartialDate(2020, 5, 1))
    site.review("again", review, film, again)  # type: ignore[attr-defined]
    site.version = "2"  # type: ignore[attr-defined]
    return client


def test_a_viewing(seen: FlaskClient) -> None:
    page = Page(seen.get("/viewing/first"))
    for words in ("Viewing of The Sessions", "Ada Critic", "29 February 2012", "1 h 35 min"):
        assert words in page.text
    assert "https://diary.example/1" in page.links()
    assert "a day that is not stated" in Page(seen.get("/viewing/undated")).text
    turtle = triples_of(seen.get("/viewing/first.ttl"), VARIANT_FORMATS[0])
    assert set(jsonld.to_triples(json.loads(page.blocks[0]))) == turtle


def test_viewings_are_listed_with_their_film_and_person_and_apart_from_reviews(
    seen: FlaskClient,
) -> None:
    paths = ["/review/again", "/viewing/first", "/viewing/undated"]
    for path in (FILM, "/viewings"):
        page = Page(seen.get(path))
        assert [link for link in page.links() if link in paths][-3:] == paths
        assert "Seen: 1 May 2020" in page.text
    person = Page(seen.get("/person/ada-critic")).links()
    assert [link for link in person if link in paths] == paths[1:]
    front = Page(seen.get("/")).text
    assert "2 reviews" in front
    assert "3 viewings" in front
    assert "/viewing/first" not in Page(seen.get("/reviews")).links()
    assert "seen: 1 May 2020" in Page(seen.get("/review/again")).text


def test_languages_are_marked(client: FlaskClient) -> None:
    tags = Page(client.get(FILM)).tags
    assert ("html", {"lang": "en"}) in tags
    assert ("bdi", {"lang": "fr"}) in tags
    assert ("h1", {"dir": "auto", "lang": "en"}) in tags


def test_a_film(client: FlaskClient) -> None:
    page = Page(client.get(FILM))
    for words in ("The Sessions", "Les Séances", "Sundance Film Festival", "19 October 2012",
                  "English", "for strong sexuality", "3.25", "the mean of 2 ratings"):  # fmt: skip
        assert words in page.text
    assert "/review/a-touching-exploration" in page.links()
    assert "https://www.imdb.com/title/tt1866249/" in page.links()
    assert FILM + "/claims" in page.links()
    assert "img" not in {tag for tag, _ in page.tags}  # a poster would ask another host


def test_a_person_by_role(client: FlaskClient) -> None:
    text = Page(client.get("/person/ben-lewin")).text
    assert text.index("Director") < text.index("Writer")
    assert "Mark O’Brien" in Page(client.get("/person/john-hawkes")).text
    critic = Page(client.get("/person/ada-critic"))
    assert REVIEW in critic.links()
    assert "Director" not in critic.text


def test_an_organization(client: FlaskClient) -> None:
    assert REVIEW in Page(client.get("/organization/the-weekly")).links()


def test_claims(client: FlaskClient) -> None:
    page = Page(client.get(FILM + "/claims"))
    for words in ("Running time", "95 minutes", "98 minutes", "a.md", "line 3"):
        assert words in page.text
    assert "/srv" not in page.text
    assert REVIEW in page.links()
    assert [a for tag, a in page.tags if a.get("class") == "lost"] == [{"class": "lost"}]
    assert client.get("/movie/none/claims").status_code == 404
    assert client.get("/movie/the-sessions/claims").headers["Location"] == FILM + "/claims"


def test_the_front_page_and_the_lists(client: FlaskClient) -> None:
    front = Page(client.get("/"))
    assert "1 review" in front.text
    assert REVIEW in front.links()
    assert REVIEW in Page(client.get("/reviews")).links()
    assert FILM in Page(client.get("/movies")).links()
    assert "/person/helen-hunt" in Page(client.get("/people")).links()


def test_a_long_list_is_paged(client: FlaskClient, site: object) -> None:
    for number in range(120):
        site.person(Person(f"Extra {number:03}"))  # type: ignore[attr-defined]
    site.version = "2"  # type: ignore[attr-defined]
    pages = [Page(client.get(f"/people?page={n}")) for n in (1, 2, 3)]
    people = [link for page in pages for link in page.links() if link.startswith("/person/")]
    assert len(people) == len(set(people)) == 125
    assert "?page=2" in pages[0].links()
    assert {"?page=1", "?page=3"} <= set(pages[1].links())
    for beyond in ("0", "4", "-1", "9" * 30):
        assert client.get(f"/people?page={beyond}").status_code == 404
    assert client.get("/people?page=x").status_code == 200


def test_an_empty_site(empty_client: FlaskClient) -> None:
    assert "Nothing has been published" in empty_client.get("/").text
    for path in ("/reviews", "/movies", "/people", "/viewings"):
        assert empty_client.get(path).status_code == 200


def test_what_others_show_of_a_page(client: FlaskClient) -> None:
    said = {}
    for path in (
        "/review/a-touching-exploration",
        "/movie/the-sessions-2012",
        "/person/ada-critic",
    ):
        page = fromstring(client.get(path).text)
        metas = {m.get("property") or m.get("name"): m.get("content") for m in page.iter("meta")}
        assert metas["og:url"] == f"https://films.example{path}"
        assert metas["og:site_name"] == "Three Films & a Half"
        assert metas["description"] == metas["og:description"]
        said[metas["og:type"]] = (metas["og:title"], metas["description"], metas.get("og:image"))
    poster = "https://images.example/sessions.jpg"
    assert said == {
        "article": ("A Touching Exploration", "3.5 out of 5. In short: see it.", poster),
        "video.movie": (
            "The Sessions (2012)",
            "Directed by Ben Lewin. 1 review. 3.25 out of 5 on average of 2 ratings.",
            poster,
        ),
        "profile": ("Ada Critic", "Critic. 1 review.", None),
    }


@pytest.mark.parametrize("said", ["3,5", "3,5/5", "3.5 / 5", "3,50"])
def test_a_number_without_its_scale_is_told_with_it(client: FlaskClient, site, said: str) -> None:
    rated = Review(reviewRating=Rating(Decimal("3.5"), Decimal(5), Decimal(1), said))
    site.review("rated", rated, site.addresses.thing("movie", "the-sessions-2012"))
    page = fromstring(client.get("/review/rated").text)
    [told] = [m.get("content") for m in page.iter("meta") if m.get("name") == "description"]
    assert told.startswith("3.5 out of 5.")
