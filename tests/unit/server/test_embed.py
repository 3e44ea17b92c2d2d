"""`/embed`: the block for a page of another site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode

from graph.extraction import Defaults
from graph.ingest import Job
from graph.jsonld import to_triples
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from server.app import create_app
from server.config import load
from server.embed import embed_blueprint
from server.record import Record
from shapes.validation import Validator

BASE, SITE = "https://films.example/", "https://blog.example/"
ODD = [
    ("https://old.example/heat.php", "https://old.example/heat.php"),
    ("https://old.example/1.htm", "https://old.example/1"),
    ("https://old.example/2/index.php", "http://www.old.example/2/"),
    ("https://old.example/review.php?id=12", "https://old.example/review.php?id=12"),
    ("https://old.example/caf%c3%a9/", "https://old.example/café/"),
    ("https://wp.example/2023/01/%d0%b7%d0%be%d0%bd%d0%b0/", "https://wp.example/2023/01/зона"),
    ("https://old.example/зона/", "https://old.example/%D0%B7%D0%BE%D0%BD%D0%B0/"),
    ("https://old.example/q2?s=a%20b", "https://old.example/q2?s=a+b"),
    ("https://old.example:443/x/", "https://old.example/x/"),
    ("https://old.example/y/?utm_source=z", "https://old.example/y/"),
    ("https://old.example/z?b=2&a=1", "https://old.example/z?a=1&b=2"),
    ("https://bücher.example/1/", "https://xn--bcher-kva.example/1/"),
]
"""Addresses as reviews state them, each with another spelling."""

REVIEWS = {
    "_posts/2021-03-06-heat.md": "title: A long night\nfilm: Heat\nyear: 1995",
    "crash.md": "title: Chrome\nfilm: Crash\nyear: 1996\ncanonical: https://blog.example/chrome/",
    "a/m.md": "title: One\nfilm: M\nyear: 1931\ncanonical: https://blog.example/m",
    "b/m.md": "title: Two\nfilm: M\nyear: 1951\ncanonical: http://www.blog.example/m/index.html",
    **{
        f"old/{number}.md": f"title: Old\nfilm: Kagemusha\nyear: 1980\ncanonical: '{address}'"
        for number, (address, _) in enumerate(ODD)
    },
    "posts/suspiria.md": "title: The dance\nfilm: Suspiria\nyear: 1977",
    "posts/suspiria.de.md": "title: Der Tanz\nfilm: Suspiria\nyear: 1977",
    "nostalghia-review.md": "title: The pool\nfilm: Nostalghia\nyear: 1983\nslug: The Candle",
    "posts/17.md": "title: A room\nfilm: Stalker\nyear: 1979\npermalink: /zone/room.html",
    "posts/18.md": "title: A long walk\nfilm: Gerry\nyear: 2002",
    "hostile.md": "title: '</script><script>alert(1)</script>'\nfilm: Frost\nyear: 2001",
}


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    for name, head in REVIEWS.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{head}\nauthor: Ann\nrating: 3/5\n---\nIt is a film of {name}.\n")
    with ExitStack() as stack:
        ledger = stack.enter_context(closing(Ledger(root / ".triplebill")))
        store = stack.enter_context(closing(EmbeddedStore(root / ".triplebill", reserve_bytes=0)))
        judge = Judge(Validator.bundled(), Defaults())
        assert Job(ledger, store, Addresses(BASE), judge, root).add([root]).published == len(
            REVIEWS
        )
    return root


def client_of(root: Path, **options: str) -> Iterator[FlaskClient]:
    from graph.store.location import open_published

    config = load(root, {"base_iri": BASE, **options}, {})
    blueprint = embed_blueprint(config, open_published(config.location), Record(config.state))
    yield create_app(config, [blueprint]).test_client()


@pytest.fixture
def client(state: Path) -> Iterator[FlaskClient]:
    yield from client_of(state, site_url=SITE)


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example/chrome/",
        "http://www.blog.example/chrome",
        "https://blog.example/chrome/index.html?utm_source=feed#top",
        f"{BASE}review/crash-1996-ann",
    ],
)
def test_by_its_address_in_any_spelling(client: FlaskClient, url: str) -> None:
    answer = client.get("/embed", query_string={"url": url})
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/ld+json"
    block = json.loads(answer.text)
    assert (block["@id"], block["itemReviewed"]["name"]) == (
        f"{BASE}review/crash-1996-ann#review",
        "Crash",
    )
    assert any(t.object == NamedNode("https://blog.example/chrome/") for t in to_triples(block))


@pytest.mark.parametrize(("stated", "other"), ODD)
def test_at_the_very_address_that_it_states(client: FlaskClient, stated: str, other: str) -> None:
    first, again = (client.get("/embed", query_string={"url": url}) for url in (stated, other))
    assert (first.status_code, first.text) == (200, again.text)
    assert json.loads(first.text)["name"] == "Old"


def test_by_the_name_of_its_file_below_the_site(client: FlaskClient, state: Path) -> None:
    for url in (f"{SITE}2021/03/06/heat/", f"{SITE}heat.html", f"{SITE}films/heat"):
        assert "A long night" in client.get("/embed", query_string={"url": url}).text
    for url in (
        f"{SITE}2020/01/01/heat/",
        f"{SITE}tags/heat/",
        "https://other.example/heat/",
        SITE,
    ):
        assert client.get("/embed", query_string={"url": url}).status_code == 404, url
    (stranger,) = client_of(state)
    assert stranger.get("/embed", query_string={"url": f"{SITE}heat/"}).status_code == 404


def test_a_translation_by_its_path(client: FlaskClient) -> None:
    for path, headline in {
        "posts/suspiria/": "The dance",
        "de/posts/suspiria/": "Der Tanz",
    }.items():
        answer = client.get("/embed", query_string={"url": f"{SITE}{path}"})
        assert answer.json["name"] == headline


def test_by_what_its_file_says_of_its_page(client: FlaskClient) -> None:
    for path, headline in {
        "the-candle/": "The pool",
        "posts/the-candle.html": "The pool",
        "zone/room": "A room",
        "posts/a-long-walk/": "A long walk",
        "a-long-walk/": "A long walk",
    }.items():
        answer = client.get("/embed", query_string={"url": f"{SITE}{path}"})
        assert (answer.status_code, answer.json.get("name")) == (200, headline), path
    for path in ("nostalghia-review/", "films/a-long-walk/", "tags/the-candle/"):
        assert client.get("/embed", query_string={"url": f"{SITE}{path}"}).status_code == 404, path


def test_the_reason_why_not(client: FlaskClient) -> None:
    none = client.get("/embed", query_string={"url": "https://blog.example/nothing/"})
    assert (none.status_code, none.headers["Access-Control-Allow-Origin"]) == (404, "*")
    assert "No review is known at this address" in none.json["detail"]
    several = client.get("/embed", query_string={"url": "https://blog.example/m"})
    assert several.status_code == 404
    assert f"{BASE}review/m-1931-ann, {BASE}review/m-1951-ann" in several.json["detail"]
    for url in ("", "heat", "javascript:alert(1)", "https://", "https://a.example/" + "x" * 3_000):
        assert client.get("/embed", query_string={"url": url}).status_code == 400, url
    odd = client.get("/embed", query_string={"url": 'https://a.example/<>"{}|^` \x00'})
    assert odd.status_code == 404


def test_scripts_of_all_sites_may_read_and_caches_may_keep_it(client: FlaskClient) -> None:
    asked = {"url": "https://blog.example/chrome/"}
    first = client.get("/embed", query_string=asked)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(
        "/embed", query_string=asked, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.text) == (304, "")


def test_nothing_in_a_block_is_markup(client: FlaskClient) -> None:
    answer = client.get("/embed", query_string={"url": f"{SITE}hostile/"})
    assert "<" not in answer.text
    assert json.loads(answer.text)["name"] == "</script><script>alert(1)</script>"


def test_the_script_is_served(client: FlaskClient) -> None:
    with client.get("/static/embed.js") as answer:
        assert answer.content_type.startswith("text/javascript")
        assert "../embed?url=" in answer.text
