"""Kept queries as feeds: the reviews that they find, and nothing where they find none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree
from pyoxigraph import NamedNode

from graph.errors import ResultTooLargeError
from graph.formats import SOLUTION_FORMATS
from graph.store.location import open_published
from server.cli import run
from server.config import load
from server.engine import Answer
from server.following import MOST, MOST_BYTES, reviews_in, title_of
from server.gate import Form
from server.sparql import open_engine
from server.web import open_app

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://site.example/blog/"
REVIEW = "---\ntitle: {film}\nyear: 1995\nauthor: Ann\nrating: {score}/5\ndate: {date}\n---\nA film of 1995.\n"
GOOD = """# The best of the year: <b>4</b> & more
PREFIX schema: <http://schema.org/>
SELECT ?film ?review { ?review schema:itemReviewed/schema:name ?film ;
  schema:reviewRating/schema:ratingValue ?score FILTER (?score >= 4) }"""
ALL = "PREFIX schema: <http://schema.org/> SELECT ?page { ?page <http://xmlns.com/foaf/0.1/primaryTopic> [ a schema:Review ] }"
FILMS = "PREFIX schema: <http://schema.org/> SELECT ?film { ?film a schema:Movie }"
NOTHING = "PREFIX schema: <http://schema.org/> SELECT ?review { ?review schema:nobody ?film }"


def add(root: Path, name: str, film: str, score: int, date: str) -> None:
    (root / f"{name}.md").write_text(REVIEW.format(film=film, score=score, date=date))
    assert run(["--site", str(root), "add", str(root / f"{name}.md")]) == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "triplebill.toml").write_text(f'base_iri = "{BASE}"\nsite_name = "The Late Show"\n')
    add(tmp_path, "a", "Heat", 5, "2020-01-02")
    add(tmp_path, "b", "Casino", 2, "2021-01-02")
    add(tmp_path, "c", "Safe", 4, "2022-01-02")
    return tmp_path


@pytest.fixture
def client(root: Path) -> Iterator[FlaskClient]:
    config = load(root, None, {})
    published = open_published(config.location)
    with closing(open_engine(published, config)) as engine:
        yield open_app(config, published, engine).test_client()


def keep(client: FlaskClient, query: str) -> dict[str, str]:
    answer = client.post("/q", data={"query": query}, headers={"Accept": "application/json"})
    assert answer.status_code == 201
    return dict(answer.json or {})


def entries(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/atom+xml")
    feed = etree.fromstring(answer.data)
    return [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]


def reviews(*slugs: str) -> list[str]:
    return [f"{BASE}review/{slug}#review" for slug in slugs]


def test_the_reviews_that_a_query_finds_are_its_feed_the_newest_first(client: FlaskClient) -> None:
    kept = keep(client, GOOD)
    assert kept["feed"] == f"{kept['path']}/feed.atom"
    assert entries(client, kept["feed"]) == reviews("safe-1995-ann", "heat-1995-ann")
    said = client.get(f"{kept['path']}/feed.json").get_json(force=True)
    assert [item["id"] for item in said["items"]] == reviews("safe-1995-ann", "heat-1995-ann")
    assert said["title"] == "The best of the year: <b>4</b> & more: reviews on The Late Show"
    assert said["feed_url"] == f"{BASE}{kept['path'][1:]}/feed.json"


def test_pages_stand_for_their_reviews(client: FlaskClient) -> None:
    found = entries(client, keep(client, ALL)["feed"])
    assert found == reviews("safe-1995-ann", "casino-1995-ann", "heat-1995-ann")


def test_a_feed_follows_the_site_and_is_not_sent_twice(client: FlaskClient, root: Path) -> None:
    path = keep(client, GOOD)["feed"]
    first = client.get(path)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304
    add(root, "d", "Crumb", 5, "2023-01-02")
    assert entries(client, path)[0] == reviews("crumb-1995-ann")[0]
    assert client.get(path, headers=known).status_code == 200


def test_what_finds_no_review_has_no_feed(client: FlaskClient) -> None:
    for query in (
        FILMS,
        "ASK { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?review <http://schema.org/name> ?n }",
    ):
        kept = keep(client, query)
        assert "feed" not in kept
        answer = client.get(f"{kept['path']}/feed.atom")
        assert answer.status_code == 404
        assert "finds reviews" in answer.get_json(force=True)["detail"]
    assert client.get("/q/aaaaaaaa/feed.atom").status_code == 404
    assert client.get(f"{keep(client, GOOD)['path']}/feed.rss").status_code == 404


def test_what_is_no_review_of_the_site_is_not_followed(client: FlaskClient) -> None:
    for name in ("nope#review", "", "heat-1995-ann.ttl", "heat-1995-ann#rating"):
        kept = keep(client, f"SELECT (<{BASE}review/{name}> AS ?x) {{}}")
        assert "feed" not in kept, name
    assert "feed" in keep(client, f"SELECT (<{BASE}review/heat-1995-ann#review> AS ?x) {{}}")


def test_what_finds_nothing_today_may_tomorrow(client: FlaskClient) -> None:
    kept = keep(
        client,
        f"SELECT (SAMPLE(?review) AS ?any) {NOTHING[NOTHING.index('{') :]}".replace(
            "schema:nobody", "<http://schema.org/nobody>"
        ),
    )
    assert entries(client, f"{kept['path']}/feed.atom") == []
    kept = keep(client, NOTHING)
    assert "feed" not in kept  # and none is offered
    assert entries(client, f"{kept['path']}/feed.atom") == []


def test_the_page_of_a_kept_query_leads_to_its_feed(client: FlaskClient) -> None:
    browser = {"Accept": "text/html"}
    kept = keep(client, GOOD)
    page = etree.HTML(client.get(kept["path"], headers=browser).data)
    links = page.xpath("//link[@rel='alternate'][contains(@href, '/q/')]/@href")
    assert [link.rpartition(".")[2] for link in links] == ["atom", "json"]
    (link,) = page.xpath("//p//a[text()='feed']/@href")
    assert entries(client, link.removeprefix("/blog"))
    other = client.get(keep(client, FILMS)["path"], headers=browser).text
    assert "/q/" in other
    assert 'title="Reviews that' not in other


def answer(*iris: str) -> Answer:
    rows = ", ".join(f'{{"x": {{"type": "uri", "value": "{iri}"}}}}' for iri in iris)
    body = f'{{"head": {{"vars": ["x"]}}, "results": {{"bindings": [{rows}]}}}}'
    return Answer(body.encode(), SOLUTION_FORMATS[0], "")


def test_reviews_of_other_sites_are_none_of_this_one(client: FlaskClient) -> None:
    own, other = f"{BASE}review/heat", "https://other.example/review/heat"
    found = reviews_in(answer(other, f"{own}#review", own, f"{own}.ttl"), Form.SELECT, BASE)
    assert found == [NamedNode(f"{own}#review")]
    assert reviews_in(answer(other), Form.SELECT, BASE) is None


def test_a_very_large_answer_makes_no_feed() -> None:
    large = Answer(b" " * (MOST_BYTES + 1), SOLUTION_FORMATS[0], "")
    with pytest.raises(ResultTooLargeError, match="LIMIT"):
        reviews_in(large, Form.SELECT, BASE)


def test_of_a_long_answer_the_first_reviews_are_looked_at() -> None:
    found = reviews_in(answer(*(f"{BASE}review/{n}" for n in range(MOST + 1))), Form.SELECT, BASE)
    assert found is not None
    assert found[-1].value == f"{BASE}review/{MOST - 1}#review"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("## Nineties\nASK {}", "Nineties"),
        ("  #\nASK {}", "Query abcdefgh"),
        ("ASK {} # at the end", "Query abcdefgh"),
        ("#" + 200 * "x", 99 * "x" + "…"),
        ("# one\rSELECT ?x {}", "one"),
        ("#\n  # \n# one\nASK {}", "one"),
        ("# a\x01b \u202e\nASK {}", "ab"),
    ],
)
def test_a_query_is_called_what_its_first_comment_says(query: str, title: str) -> None:
    assert title_of(query, "abcdefgh") == title
