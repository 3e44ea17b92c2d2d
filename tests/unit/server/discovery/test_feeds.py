"""Feeds: what RFC 4287 and JSON Feed 1.1 want, the whole review, nothing of it run."""

from __future__ import annotations

import html
from dataclasses import replace as changed
from decimal import Decimal
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree
from msgspec.structs import replace
from pyoxigraph import NamedNode

from graph import documents
from graph.ledger import Gone, Moved
from graph.records import Link, PartialDate, Person, Rating, Review, Text
from server.config import Config
from server.discovery.entries import NEVER
from server.discovery.feeds import Feeds
from server.discovery.newest import PAGES, SIZE, found_reviews
from server.discovery.written import Feed, atom
from tests.unit.server.discovery.conftest import CHANGED, LICENCE, WITHDRAWN, Days
from tests.unit.server.pages.conftest import BASE, REVIEW, SESSIONS, Site

ATOM = "{http://www.w3.org/2005/Atom}"
SITE, FILM, CRITIC = (
    "/feed.atom",
    "/movie/the-sessions-2012/feed.atom",
    "/person/ada-critic/feed.atom",
)
HOSTILE = "</p>]]><script>alert(1)</script>&amp;\x0b\ud800".replace("\ud800", "\uffff")


def feed(client: FlaskClient, path: str = SITE) -> etree._Element:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/atom+xml"), path
    return etree.fromstring(answer.data)


def entries(client: FlaskClient, path: str = SITE) -> list[etree._Element]:
    return feed(client, path).findall(f"{ATOM}entry")


def text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}")


def links(element: etree._Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def many(site: Site, number: int) -> None:
    film = site.film("the-sessions-2012", SESSIONS)
    for i in range(number):
        date = PartialDate(2014, 1 + i // 28 % 12, 1 + i % 28)
        site.review(f"r{i:04}", replace(REVIEW, datePublished=date), film)


@pytest.mark.parametrize("path", [SITE, FILM, CRITIC, "/organization/the-weekly/feed.atom"])
def test_a_review_is_an_entry(client: FlaskClient, path: str) -> None:
    (entry,) = entries(client, path)
    assert text(entry, "id") == f"{BASE}review/a-touching-exploration#review"
    assert text(entry, "title") == "A Touching Exploration"
    assert text(entry, "published") == "2013-02-01T00:00:00Z"
    assert text(entry, "updated") == "2026-11-22T00:00:00Z"  # when it came in or changed
    assert text(entry, "summary") == "In short: see it."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada Critic"
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == f"{BASE}person/ada-critic"
    assert links(entry) == {
        "alternate": f"{BASE}review/a-touching-exploration",
        "via": "https://weekly.example/sessions",
    }
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "<p>First paragraph,<br>of two lines.</p>\n<p>Second paragraph.</p>" in content.text
    assert (
        f"<a href='{BASE}movie/the-sessions-2012'>The Sessions</a> · 3.5 out of 5" in content.text
    )


@pytest.mark.parametrize("path", [SITE, FILM, CRITIC])
def test_a_feed_has_what_its_specification_asks(client: FlaskClient, path: str) -> None:
    """RFC 4287, section 4.1.1, and what readers need besides."""
    found = feed(client, path)
    for name in ("id", "title", "updated"):
        assert len(found.findall(f"{ATOM}{name}")) == 1
    assert text(found, "updated") == "2026-11-22T00:00:00Z"
    assert found.find(f"{ATOM}author/{ATOM}name") is not None
    assert links(found)["self"] == BASE + path[1:]
    assert client.get(links(found)["alternate"].removeprefix(BASE[:-1])).status_code == 200
    assert links(found)["license"] == LICENCE


def test_json_says_the_same(client: FlaskClient) -> None:
    for path in (SITE, FILM, CRITIC):
        answer = client.get(path.replace(".atom", ".json"))
        assert answer.content_type == "application/feed+json"
        said, (entry,) = answer.get_json(force=True), entries(client, path)
        assert said["version"] == "https://jsonfeed.org/version/1.1"
        assert said["feed_url"] == BASE + path[1:].replace(".atom", ".json")
        assert said["title"] == text(feed(client, path), "title")
        (item,) = said["items"]
        assert item["id"] == text(entry, "id")
        assert item["content_html"] == text(entry, "content")
        assert item["date_modified"] == text(entry, "updated")
        assert item["date_published"] == text(entry, "published")
        assert item["authors"] == [{"name": "Ada Critic", "url": f"{BASE}person/ada-critic"}]
        assert item["external_url"] == "https://weekly.example/sessions"


def test_the_feed_can_be_read_back(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(client.get("/feed.json").data)
    (item,) = documents.read([tmp_path / "feed.json"], tmp_path)
    assert item.metadata["title"] == "A Touching Exploration"
    assert item.metadata["authors"] == ["Ada Critic"]
    assert "First paragraph,  \nof two lines.\n\nSecond paragraph." in item.text


def test_what_is_not_known_is_not_there(client: FlaskClient, site: Site) -> None:
    bare = Review(reviewBody=Text("So."), datePublished=PartialDate(2012))
    site.review("bare", bare, site.film("the-sessions-2012", SESSIONS))
    entry = next(e for e in entries(client) if "bare" in text(e, "id"))
    assert text(entry, "title") == "Review of The Sessions"
    assert text(entry, "published") is None  # 2012 is no day
    assert entry.find(f"{ATOM}author") is None  # then the feed's counts
    assert entry.find(f"{ATOM}summary") is None
    item = next(
        i for i in client.get("/feed.json").get_json(force=True)["items"] if "bare" in i["id"]
    )
    assert set(item) == {"id", "url", "title", "content_html", "date_modified"}


def test_hostile_words_are_words(client: FlaskClient, site: Site) -> None:
    hostile = Review(
        name=Text(HOSTILE),
        reviewBody=Text(HOSTILE),
        abstract=Text(HOSTILE),
        author=(Person(f"Eve {HOSTILE}"),),
        reviewRating=Rating(Decimal(1), Decimal(5), Decimal(0), HOSTILE),
        isBasedOn=Link("javascript:alert(1)"),
    )
    film = site.film("eve", changed_film(HOSTILE))
    site.review("eve", hostile, film)
    entry = next(e for e in entries(client) if "review/eve" in text(e, "id"))
    content = text(entry, "content")
    assert "<script" not in content
    assert "<script>alert(1)</script>" in html.unescape(content)
    assert "via" not in links(entry)
    item = next(
        i for i in client.get("/feed.json").get_json(force=True)["items"] if "eve" in i["id"]
    )
    assert "<script" not in item["content_html"]
    assert "javascript" not in str(item)


def test_spoilers_are_left_out(client: FlaskClient, site: Site) -> None:
    marked = Review(
        name=Text("Marked"),
        reviewBody=Text("It ends: [spoiler]SECRET.\n\nSECRET.[/spoiler] Slowly."),
        datePublished=PartialDate(2014, 1, 1),
        keywords=Text("spoilers"),
    )
    film = site.film("the-sessions-2012", SESSIONS)
    site.review("marked", marked, film)
    site.review("whole", replace(marked, name=Text("Whole"), reviewBody=Text("SECRET.")), film)
    site.review("bare", replace(marked, name=Text("Bare"), reviewBody=None), film)
    for path in (SITE, FILM):
        json_path = path.replace(".atom", ".json")
        assert "SECRET" not in client.get(path).text + client.get(json_path).text
        contents = {text(e, "title"): text(e, "content") for e in entries(client, path)}
        link = f"<a href='{BASE}review/%s'>[spoiler hidden]</a>"
        assert f"<p>It ends: {link % 'marked'} Slowly.</p>" in contents["Marked"]
        assert f"<p>This review contains spoilers. {link % 'whole'}</p>" in contents["Whole"]
        assert "spoiler" not in contents["Bare"]


def changed_film(name: str):
    return replace(SESSIONS, name=Text(name))


@pytest.mark.parametrize("path", [SITE, FILM, CRITIC])
def test_a_feed_goes_on_page_by_page(client: FlaskClient, site: Site, path: str) -> None:
    many(site, 2 * SIZE)
    below = path.removesuffix("feed.atom")
    base = BASE + below[1:]
    paths = (path, f"{below}feed-2.atom", f"{below}feed-3.atom")
    first, second, third = (feed(client, page) for page in paths)
    ids = [text(e, "id") for page in (first, second, third) for e in page.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 2 * SIZE + 1
    dates = [
        text(e, "published") for p in (first, second, third) for e in p.findall(f"{ATOM}entry")
    ]
    assert dates == sorted(dates, reverse=True)
    assert links(first)["next"] == links(third)["previous"] == f"{base}feed-2.atom"
    assert links(second)["previous"] == links(third)["first"] == f"{base}feed.atom"
    assert text(first, "id") == text(third, "id")
    assert "next" not in links(third)
    assert "previous" not in links(first)
    assert client.get(f"{below}feed-4.atom").status_code == 404
    assert client.get(f"{below}feed-1.atom").status_code == 404  # it has one address
    json = client.get(f"{below}feed.json").get_json(force=True)
    assert json["next_url"] == f"{base}feed-2.json"


@pytest.mark.parametrize("path", [SITE, FILM, CRITIC])
def test_a_feed_changes_with_what_is_withdrawn(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setitem(WITHDRAWN, "review", "2026-11-27")
    monkeypatch.setitem(CHANGED, "movie", [("the-sessions-2012", "2026-11-27")])
    monkeypatch.setitem(CHANGED, "person", [("ada-critic", "2026-11-27")])
    assert text(feed(client, path), "updated") == "2026-11-27T00:00:00Z"
    assert text(entries(client, path)[0], "updated") == "2026-11-22T00:00:00Z"


def test_how_far_it_goes_back_is_bounded(client: FlaskClient, site: Site) -> None:
    many(site, SIZE * PAGES)
    assert "next" in links(feed(client, f"/feed-{PAGES - 1}.atom"))
    assert "next" not in links(feed(client, f"/feed-{PAGES}.atom"))
    assert client.get(f"/feed-{PAGES + 1}.atom").status_code == 404


def test_an_address_that_moved_or_went(client: FlaskClient, site: Site) -> None:
    site.resolved["movie", "old"] = Moved("the-sessions-2012")
    site.resolved["person", "gone"] = Gone()
    moved = client.get("/movie/old/feed.json")
    assert (moved.status_code, moved.headers["Location"]) == (
        301, "/movie/the-sessions-2012/feed.json",
    )  # fmt: skip
    assert moved.cache_control.max_age == 3600
    moved = client.get("/movie/old/feed-2.atom")
    assert moved.headers["Location"] == "/movie/the-sessions-2012/feed-2.atom"
    assert client.get("/person/gone/feed.atom").status_code == 410
    assert client.get("/movie/none/feed.atom").status_code == 404
    assert client.get("/person/ben-lewin/feed.atom").status_code == 404  # he reviews nothing
    assert client.get("/movie/%3E/feed.atom").status_code == 404


def test_a_reader_that_has_it_already(client: FlaskClient, site: Site) -> None:
    tag = client.get(SITE).headers["ETag"]
    assert client.get(SITE, headers={"If-None-Match": tag}).status_code == 304
    site.version = "2"
    assert client.get(SITE, headers={"If-None-Match": tag}).status_code == 200


def test_an_empty_site_has_an_empty_feed(client: FlaskClient, site: Site) -> None:
    site.store.clear()
    assert not entries(client)
    assert text(feed(client), "updated") == f"{NEVER}T00:00:00Z"
    assert client.get("/feed.json").get_json(force=True)["items"] == []


def test_pages_name_their_feeds(client: FlaskClient) -> None:
    def named(path: str) -> set[str]:
        page = etree.HTML(client.get(path).text)
        return {a.get("href") for a in page.findall(".//link[@rel='alternate']")
                if a.get("type") in {"application/atom+xml", "application/feed+json"}}  # fmt: skip

    site = {"/feed.atom", "/feed.json"}
    assert named("/") == site
    assert named("/movie/the-sessions-2012") == {*site, FILM, FILM.replace("atom", "json")}
    assert named("/person/ada-critic") == {*site, CRITIC, CRITIC.replace("atom", "json")}
    assert named("/person/ben-lewin") == site
    for path in named("/movie/the-sessions-2012"):
        assert client.get(path).status_code == 200


def test_what_xml_cannot_hold_is_replaced() -> None:
    said = Feed(BASE, f"a{chr(11)}b", SITE, BASE, "c\x00d", "", ())
    found = etree.fromstring(atom(changed(said, entries=())))
    assert text(found, "title") == "a\ufffdb"


@pytest.mark.parametrize("number", [3, SIZE + 1])
def test_without_a_request_both_forms_are_the_same(
    client: FlaskClient, site: Site, config: Config, number: int
) -> None:
    many(site, number)
    feeds = Feeds(config, site, site.resolve, Days())
    for path in ("/movie/the-sessions-2012/feed", "/movie/the-sessions-2012/feed-2"):
        sent = {f".{suffix}": client.get(f"{path}.{suffix}") for suffix in ("atom", "json")}
        found = {end: answer.data for end, answer in sent.items() if answer.status_code == 200}
        assert feeds.bodies(path) == found
        assert bool(found) == (number > SIZE or path.endswith("feed"))
    assert feeds.bodies("/movie/nothing/feed") == {}


def test_a_few_reviews_stand_in_the_order_of_the_query(client: FlaskClient, site: Site) -> None:
    film = site.film("the-sessions-2012", SESSIONS)
    for slug, date in {"z": (2013, 2, 1), "c": (2013, 2, 1), "b": (2014,), "a": None}.items():
        dated = PartialDate(*date) if date else None
        site.review(slug, replace(REVIEW, datePublished=dated), film)
    thing = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    wanted, _ = found_reviews(site.current(), "reviews_of_film", 1, film=thing)
    assert [text(entry, "id") for entry in entries(client, FILM)] == [iri.value for iri in wanted]
    assert len(wanted) == 5


def test_what_parsers_would_change_comes_through() -> None:
    said = "a\tb\nc\rd \u2028 <&>\"'"
    address = 'https://films.example/?a="<b>"&c'
    made = atom(Feed(said, said, address, address, said, address, (), first=address))
    found = etree.fromstring(made)
    assert (text(found, "id"), text(found, "title")) == (said, said)
    assert links(found)["license"] == address
    assert links(found)["first"] == f"{address}.atom"
