"""Typed links: level 1 in headers, level 2 as a document, both saying the same."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode
from werkzeug.http import parse_options_header

from graph.formats import VARIANT_FORMATS
from graph.ledger import Gone, Moved
from graph.records import Person, Review
from server.signposting import TypedLink, header, linkset
from tests.unit.server.discovery.conftest import LICENCE
from tests.unit.server.pages.conftest import BASE, Site

REVIEW, FILM = "/review/a-touching-exploration", "/movie/the-sessions-2012"
PAGES = (REVIEW, FILM, "/person/ada-critic", "/organization/the-weekly", "/data")

Links = dict[str, list[tuple[str, str]]]


def links(client: FlaskClient, path: str) -> Links:
    """The Link header by relation, read as RFC 8288 has it."""
    found: Links = {}
    for link in client.get(path).headers["Link"].split(", <"):
        target, _, parameters = link.lstrip("<").partition(">")
        _, options = parse_options_header(f"x{parameters}")
        found.setdefault(options["rel"], []).append((target, options.get("type", "")))
    return found


def contexts(client: FlaskClient, path: str) -> dict[str, dict[str, list[dict[str, str]]]]:
    """A link set with what RFC 9264, section 4.2, wants of its structure."""
    answer = client.get(f"{path}.linkset")
    assert (answer.status_code, answer.content_type) == (200, "application/linkset+json")
    document = json.loads(answer.data)
    assert list(document) == ["linkset"]
    found = {}
    for context in document["linkset"]:
        anchor = context.pop("anchor")
        assert anchor.startswith(BASE)
        assert anchor not in found
        for targets in context.values():
            assert isinstance(targets, list)
            for target in targets:
                assert {"href"} <= set(target) <= {"href", "type"}
                assert "://" in target["href"]
        found[anchor] = context
    return found


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_is(client: FlaskClient, path: str) -> None:
    found = links(client, path)
    assert found["cite-as"] == [(BASE + path[1:], "")]
    assert found["license"] == [(LICENCE, "")]
    assert ("https://schema.org/AboutPage", "") in found["type"]
    assert set(found["describedby"]) == {
        (f"{path}.{f.suffix}", f.media_type) for f in VARIANT_FORMATS
    }
    assert found["linkset"] == [(f"{path}.linkset", "application/linkset+json")]
    for target, media_type in (*found["describedby"], *found["linkset"]):
        assert client.get(target).mimetype == media_type


def test_types_authors_and_where_it_belongs(client: FlaskClient) -> None:
    review, film, data = (links(client, path) for path in (REVIEW, FILM, "/data"))
    assert ("https://schema.org/Review", "") in review["type"]
    assert review["author"] == [(f"{BASE}person/ada-critic#person", "")]
    assert review["collection"] == [(f"{BASE}data", "")]
    assert ("https://schema.org/Movie", "") in film["type"]
    assert "author" not in film  # who wrote the film has not written its page
    assert ("https://schema.org/Dataset", "") in data["type"]
    assert set(data["item"]) == {
        (f"{BASE}dump.nq.gz", "application/gzip"), (f"{BASE}dump.ttl.gz", "application/gzip"),
    }  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_data_leads_back_to_its_page(client: FlaskClient, path: str) -> None:
    for format_ in VARIANT_FORMATS:
        found = links(client, f"{path}.{format_.suffix}")
        assert found["describes"] == [(BASE + path[1:], "text/html")]
        assert found["linkset"] == [(f"{path}.linkset", "application/linkset+json")]
        assert "cite-as" not in found


@pytest.mark.parametrize("path", PAGES)
def test_the_document_says_what_the_headers_say(client: FlaskClient, path: str) -> None:
    found = contexts(client, path)
    assert set(found) == {BASE + path[1:]} | {
        f"{BASE}{path[1:]}.{f.suffix}" for f in VARIANT_FORMATS
    }
    for anchor, relations in found.items():
        said = links(client, anchor.removeprefix(BASE[:-1]))
        said.pop("linkset")
        absolute = {
            rel: [
                (BASE[:-1] + href if href.startswith("/") else href, type_)
                for href, type_ in targets
            ]
            for rel, targets in said.items()
        }
        assert absolute == {
            rel: [(target["href"], target.get("type", "")) for target in targets]
            for rel, targets in relations.items()
        }


def test_a_link_set_of_what_moved_or_went(client: FlaskClient, site: Site) -> None:
    site.resolved["movie", "old"] = Moved("the-sessions-2012")
    site.resolved["review", "gone"] = Gone()
    moved = client.get("/movie/old.linkset")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"{FILM}.linkset")
    assert client.get("/review/gone.linkset").status_code == 410
    assert client.get("/review/none.linkset").status_code == 404
    tag = client.get(f"{FILM}.linkset").headers["ETag"]
    again = client.get(f"{FILM}.linkset", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_how_links_are_written() -> None:
    found = [
        TypedLink("describedby", "/a.ttl", "text/turtle"),
        TypedLink("type", "https://b.test/"),
    ]
    assert header(found) == (
        '</a.ttl>; rel="describedby"; type="text/turtle", <https://b.test/>; rel="type"'
    )
    assert json.loads(linkset({"/a": found})) == {
        "linkset": [
            {
                "anchor": "/a",
                "describedby": [{"href": "/a.ttl", "type": "text/turtle"}],
                "type": [{"href": "https://b.test/"}],
            }
        ]
    }


def test_reviews_lead_to_their_own_authors(client: FlaskClient, site: Site) -> None:
    film = NamedNode(f"{BASE}{FILM[1:]}#movie")
    authors = ("Ada Critic", "Ben Writer", "Ada Critic")
    for number, name in enumerate(authors):
        site.review(f"by-{number}", Review(author=(Person(name),)), film)
    for number, name in enumerate(authors):
        iri = f"{BASE}review/by-{number}"
        found = contexts(client, f"/review/by-{number}")
        assert {anchor.partition(f"by-{number}")[0] for anchor in found} == {f"{BASE}review/"}
        assert found[iri]["cite-as"] == [{"href": iri}]
        author = f"{BASE}person/{name.lower().replace(' ', '-')}#person"
        assert found[iri]["author"] == [{"href": author}]
