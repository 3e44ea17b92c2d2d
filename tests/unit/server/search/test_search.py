"""The search over HTTP: the page, JSON, suggestions, and the description that leads to them."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.store.location import open_published
from server.app import create_app
from server.config import load
from server.index import Index
from server.pages import Pages
from server.search import search_blueprint
from server.site import writing

BASE = "https://films.example/site/"
HOSTILE = "<script>alert(1)</script>"

REVIEWS = {
    "one": ("Heat", "A <b>storm</b> of bullets & words.", "year: 1995\ndirector: Michael Mann"),
    "two": ("七人の侍", "Swordsmen in the rain.", "year: 1954\ndirector: 黒澤明"),
    "three": (HOSTILE, f"A storm {HOSTILE} in words.", "year: 2001"),
    "spans": ("Vertigo", "A tower. ||Madeleine is another||, and falls.", "year: 1961"),
    "whole": ("Psycho", "The mother is long dead.", "year: 1960\nspoilers: yes"),
    **{f"many{n}": (f"Serial {n}", f"The same in all, part {n}.", "year: 1980") for n in range(25)},
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site of real reviews, at another address than its own."""
    root = tmp_path_factory.mktemp("site")
    (root / "reviews").mkdir()
    for name, (title, body, facts) in REVIEWS.items():
        said = f"title: {json.dumps(title)}\n{facts}\nauthor: Ada Critic\nrating: 4/5"
        (root / "reviews" / f"{name}.md").write_text(f"---\n{said}\n---\n{escape(body)}\n")
    config = load(root, {"base_iri": BASE, "site_name": "Ann & Co, a long name of a site"}, {})
    with writing(config) as site:
        assert site.job.add([root / "reviews"]).published == len(REVIEWS)
    published, index = open_published(config.location), Index(config.state)
    pages = Pages(config, published, lambda *_: None, lambda _: (), index=index).blueprint()
    return create_app(config, [pages, search_blueprint(config, published, index)]).test_client()


@pytest.fixture
def empty(tmp_path: Path) -> FlaskClient:
    config = load(tmp_path, {"base_iri": BASE}, {})
    published, index = open_published(config.location), Index(config.state)
    pages = Pages(config, published, lambda *_: None, lambda _: (), index=index).blueprint()
    return create_app(config, [pages, search_blueprint(config, published, index)]).test_client()


def test_people_get_a_page_and_programs_json(client: FlaskClient) -> None:
    page = client.get("/search?q=heat", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.content_type == "text/html; charset=utf-8"
    assert '<a href="/movie/heat-1995">' in page.text
    data = client.get("/search?q=heat", headers={"Accept": "application/json"})
    assert data.vary.as_set() >= {"accept"}
    assert data.json == client.get("/search.json?q=heat").json
    assert data.json["films"] == {
        "total": 1,
        "items": [{"name": "Heat", "url": f"{BASE}movie/heat-1995", "year": "1995"}],
    }
    assert client.get("/search?q=a", headers={"Accept": "text/turtle"}).status_code == 406


def test_what_was_asked_for_is_marked_and_nothing_of_it_is_markup(client: FlaskClient) -> None:
    page = client.get("/search?q=storm").text
    assert "A &lt;b&gt;<mark>storm</mark>&lt;/b&gt; of bullets &amp; words." in page
    page = client.get("/search", query_string={"q": HOSTILE}).text
    assert "<script>alert" not in page
    assert "&lt;<mark>script&gt;alert(1)&lt;/script</mark>&gt;" in page
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page


@pytest.mark.parametrize("asked", ["Madeleine", "tower", '"tower madeleine"', "mother", "psycho"])
def test_spoilers_are_found_and_not_shown(client: FlaskClient, asked: str) -> None:
    query = {"q": asked}
    (found,) = client.get("/search.json", query_string=query).json["reviews"]["items"]
    page = client.get("/search", query_string=query).text
    for words in ("another", "long dead"):
        assert words not in found["excerpt"]
        assert words not in page
    assert "contains spoilers" in page
    assert "[spoiler hidden]" in found["excerpt"]
    assert client.get("/search.json?q=spoiler").json["reviews"]["total"] == 0


def test_one_kind_in_pages(client: FlaskClient) -> None:
    page = client.get("/search?q=same").text
    assert "All 25 reviews" in page
    first, second = (client.get(f"/search.json?q=same&in=reviews&page={n}").json for n in (1, 2))
    assert (first["pages"], first["reviews"]["total"]) == (2, 25)
    urls = [item["url"] for part in (first, second) for item in part["reviews"]["items"]]
    assert len(urls) == len(set(urls)) == 25
    assert client.get("/search?q=same&in=reviews&page=3").status_code == 404
    assert client.get("/search?q=same&in=reviews&page=-1").status_code == 404
    assert client.get("/search?q=same&in=nothing").status_code == 200


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/search?q=same", ["All 25"]),
        ("/search?q=same&in=reviews&page=2", ["Reviews 25", "2"]),
        ("/movies?sort=year", ["Year"]),
    ],
)
def test_what_is_looked_at_is_told_to_assistive_devices(
    client: FlaskClient, path: str, current: list[str]
) -> None:
    page = html.fromstring(client.get(path).text)
    assert [each.text_content() for each in page.iterfind(".//a[@aria-current]")] == current
    assert "=&#34;" not in client.get(path).text


def test_a_mistyped_query(client: FlaskClient) -> None:
    assert client.get("/search.json?q=serail").json["did_you_mean"] == "serial"
    assert '<a href="?q=serial"><bdi>serial</bdi></a>' in client.get("/search?q=serail").text
    assert client.get("/search.json?q=serial").json["did_you_mean"] is None


@pytest.mark.parametrize("query", ["", "…", "%00", "%22", "a" * 5_000, "%F0%9F%8E%AC", "%FF"])
def test_any_query_has_a_page(client: FlaskClient, query: str) -> None:
    for path in ("/search", "/search.json", "/search/suggest"):
        assert client.get(f"{path}?q={query}").status_code == 200
        assert client.get(path).status_code == 200


def test_the_search_page_is_not_for_search_engines(client: FlaskClient) -> None:
    assert '<meta name="robots" content="noindex, follow">' in client.get("/search?q=heat").text


def test_suggestions(client: FlaskClient) -> None:
    answer = client.get("/search/suggest?q=%E4%B8%83%E4%BA%BA")
    assert answer.content_type == "application/x-suggestions+json"
    query, names, kinds, addresses = answer.json or json.loads(answer.text)
    assert (query, names, kinds) == ("七人", ["七人の侍"], ["Film, 1954"])
    assert addresses[0].startswith(f"{BASE}movie/")
    assert json.loads(client.get("/search/suggest?q=zzz").text) == ["zzz", [], [], []]


def test_the_description_is_of_the_site_in_the_settings(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml")
    assert answer.content_type == "application/opensearchdescription+xml"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(answer.data)
    assert root.tag == f"{space}OpenSearchDescription"
    assert len(root.findtext(f"{space}ShortName") or "") <= 16
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{space}Url")}
    assert templates["text/html"] == f"{BASE}search?q={{searchTerms}}"
    assert templates["application/x-suggestions+json"] == f"{BASE}search/suggest?q={{searchTerms}}"
    assert (
        client.get("/opensearch.xml", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 304
    )
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").text


def test_before_the_first_review(empty: FlaskClient) -> None:
    for path in ("/search", "/search?q=heat", "/reviews", "/movies", "/people"):
        assert empty.get(path).status_code == 200
    assert json.loads(empty.get("/search/suggest?q=heat").text)[1] == []


# --- lists ----------------------------------------------------------------------------------


def test_a_list_is_narrowed_and_says_so(client: FlaskClient) -> None:
    page = client.get("/movies?decade=1990").text
    assert "1 found" in page
    assert "/movie/heat-1995" in page
    assert "Serial 1" not in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert f'<link rel="canonical" href="{BASE}movies">' in page
    assert '<a href="?" rel="nofollow"><span class="unseen">Without </span><bdi>1990s</bdi>' in page
    assert "noindex" not in client.get("/movies").text


def test_choices_within_a_facet_are_alternatives_and_between_facets_all_hold(
    client: FlaskClient,
) -> None:
    def total(query: str) -> str:
        return client.get(f"/reviews?{query}").text.partition(" found")[0].rpartition(">")[2]

    assert total("decade=1990&decade=1950") == "2"
    assert total("decade=1990&decade=1950&director=michael-mann") == "1"
    assert total("decade=1990&director=michael-mann&rating=4&reviewer=ada-critic") == "1"
    assert total("decade=1980&director=michael-mann") == "0"


def test_what_makes_no_sense_in_an_address_is_left_out(client: FlaskClient) -> None:
    plain = client.get("/movies").text
    for query in (
        "decade=1995",
        "decade=x",
        "rating=9",
        "director=nobody",
        "genre=%3Cb%3E",
        "sort=x",
        "role=actor",
        "q=1",
    ):
        assert client.get(f"/movies?{query}").text == plain, query


def test_an_address_of_a_list_has_one_order(client: FlaskClient) -> None:
    decades = [1990, 1950, 2000, 1980, 1970, 1960]
    asked = "&".join(f"decade={decade}" for decade in decades)
    page = client.get(f"/movies?rating=4&{asked}&sort=year").text
    ordered = "".join(f"decade={decade}&amp;" for decade in sorted(decades))
    assert f"?{ordered}rating=4&amp;sort=newest" in page


def test_pages_of_a_list(client: FlaskClient) -> None:
    assert client.get("/movies?page=2").status_code == 404
    assert client.get("/movies?decade=1990&page=0").status_code == 404


def test_roles(client: FlaskClient) -> None:
    page = client.get("/people?role=reviewer").text
    assert "1 found" in page
    assert "/person/ada-critic" in page
    assert "/person/michael-mann" not in page


def test_a_list_is_the_same_until_something_is_published(client: FlaskClient) -> None:
    tag = client.get("/movies").headers["ETag"]
    assert client.get("/movies", headers={"If-None-Match": tag}).status_code == 304
