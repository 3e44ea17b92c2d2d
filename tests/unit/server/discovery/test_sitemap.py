"""Sitemaps by the protocol's rules (https://www.sitemaps.org/protocol.html), and robots.txt."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient
from lxml import etree
from pyoxigraph import NamedNode, Triple

from graph.vocabulary import TYPE, schema
from server.config import Config, load
from server.discovery import sitemap
from tests.discovered import discovery_paths
from tests.unit.server.discovery.conftest import CHANGED, WITHDRAWN, Days, Make
from tests.unit.server.pages.conftest import BASE, Site

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


def require_valid(document: bytes) -> etree._Element:
    """What the protocol's XML schemas, siteindex.xsd and sitemap.xsd, want of a document."""
    root = etree.fromstring(document)
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert len(document) <= 50_000_000
    kind = {f"{NS}urlset": "url", f"{NS}sitemapindex": "sitemap"}[root.tag]
    assert 1 <= len(root) <= 50_000
    for entry in root:
        assert entry.tag == NS + kind
        names = [child.tag for child in entry if child.tag.startswith(NS)]
        assert names in ([f"{NS}loc"], [f"{NS}loc", f"{NS}lastmod"])
        location = entry.findtext(f"{NS}loc")
        assert 12 <= len(location) <= 2_048
        assert location.startswith("https://films.example/")
        if (day := entry.findtext(f"{NS}lastmod")) is not None:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    return root


def locations(client: FlaskClient, path: str) -> dict[str, str | None]:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/xml"), path
    found = require_valid(answer.data)
    return {entry.findtext(f"{NS}loc"): entry.findtext(f"{NS}lastmod") for entry in found}


def test_the_index_lists_every_sitemap_with_its_latest_day(client: FlaskClient) -> None:
    assert locations(client, "/sitemap.xml") == {
        f"{BASE}sitemap-site-1.xml": "2026-11-22",
        f"{BASE}sitemap-movies-1.xml": "2026-11-20",
        f"{BASE}sitemap-reviews-1.xml": "2026-11-22",
        f"{BASE}sitemap-people-1.xml": "2026-11-22",
    }


def test_every_page_is_listed_under_its_canonical_address(client: FlaskClient) -> None:
    listed = {}
    for address in locations(client, "/sitemap.xml"):
        listed |= locations(client, address.removeprefix(BASE[:-1]))
    assert listed[f"{BASE}movie/the-sessions-2012"] == "2026-11-20"
    assert listed[f"{BASE}person/ada"] is None  # it is not known when
    assert {BASE, f"{BASE}reviews", f"{BASE}data"} <= set(listed)
    assert f"{BASE}viewings" not in listed, "there are none"
    for address in listed:
        page = client.get(address.removeprefix(BASE[:-1]))
        assert page.status_code == 200, address
        assert "X-Robots-Tag" not in page.headers
        canonical = re.search('rel="canonical" href="([^"]+)"', page.text)
        assert canonical is None or canonical[1] == address


def test_a_sitemap_changes_with_what_is_withdrawn(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WITHDRAWN, "movie", "2026-11-25")
    index = locations(client, "/sitemap.xml")
    assert index[f"{BASE}sitemap-movies-1.xml"] == "2026-11-25"
    assert index[f"{BASE}sitemap-site-1.xml"] == "2026-11-25"
    assert index[f"{BASE}sitemap-reviews-1.xml"] == "2026-11-22"


def test_a_long_list_goes_on_in_further_sitemaps(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "URLS", 2)
    pages = [(f"r{i}", f"2026-11-0{i}") for i in range(1, 6)]
    monkeypatch.setitem(CHANGED, "review", pages)
    index = locations(client, "/sitemap.xml")
    assert [index[f"{BASE}sitemap-reviews-{n}.xml"] for n in (1, 2, 3)] == [
        "2026-11-02", "2026-11-04", "2026-11-05",
    ]  # fmt: skip
    assert list(locations(client, "/sitemap-reviews-3.xml")) == [f"{BASE}review/r5"]
    for none in ("/sitemap-reviews-4.xml", "/sitemap-reviews-0.xml", "/sitemap-dogs-1.xml"):
        assert client.get(none).status_code == 404


def test_so_many_addresses_stay_below_the_allowed_size() -> None:
    longest = (
        2 * sitemap.LONGEST + len("<url><loc></loc><lastmod>2026-11-22</lastmod></url>\n") + 100
    )
    assert sitemap.URLS * longest / 2 < 50_000_000  # an address of a page has at most 300 signs


def test_pictures_of_this_host_are_listed(client: FlaskClient, site: Site) -> None:
    film = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    path = "/sitemap-movies-1.xml"
    assert not list(require_valid(client.get(path).data).iter(f"{IMAGE}loc"))
    own = f"{BASE}posters/sessions.jpg?a=1&b=2"
    site.add([Triple(film, schema("image"), NamedNode(own))])
    site.version = "2"
    found = [e.text for e in require_valid(client.get(path).data).iter(f"{IMAGE}loc")]
    assert found == [own]


def test_it_is_validated_by_its_etag(client: FlaskClient, site: Site) -> None:
    for path in ("/sitemap.xml", "/sitemap-movies-1.xml", "/robots.txt"):
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def robots(client: FlaskClient) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    return parser


def test_crawlers_read_pages_and_do_not_query(client: FlaskClient) -> None:
    asked = robots(client)
    assert asked.site_maps() == [f"{BASE}sitemap.xml"]
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /sparql?" in lines  # the page with the form stays open
    assert "Disallow: /q/" in lines
    for path in ("", "movie/the-sessions-2012", "static/style.css", "data", "feed.atom"):
        assert asked.can_fetch("Anybot", BASE + path), path
    for path in ("sparql?query=ASK+{}", "search?q=heat", "search.json?q=x", "search/suggest?q=x"):
        assert not asked.can_fetch("Anybot", BASE + path), path


def test_below_a_path_and_kept_out(make: Make, config: Config) -> None:
    below = load(config.root, {"base_iri": f"{BASE}late/"}, {})
    asked = robots(make(below).test_client())
    assert not asked.can_fetch("Anybot", f"{BASE}late/sparql?query=x")
    assert asked.site_maps() == [f"{BASE}late/sitemap.xml"]
    closed = robots(make(load(config.root, {"crawlers": 0}, {})).test_client())
    assert not closed.can_fetch("Anybot", f"{BASE}movie/the-sessions-2012")
    assert closed.site_maps() is None


def test_every_path_for_a_copy_is_answered(client: FlaskClient, config: Config, site: Site) -> None:
    writer, review = site.organization("Staff"), site.addresses.thing("review", "by-the-staff")
    site.add([Triple(review, TYPE, schema("Review")), Triple(review, schema("author"), writer)])
    paths = list(discovery_paths(config, site, Days().changes))
    assert len(paths) == len(set(paths))
    assert {
        "robots.txt", "sitemap.xml", "sitemap-movies-1.xml", "data.ttl", "data.linkset",
        "feed.atom", "feed.json", "movie/the-sessions-2012/feed.json", "person/ada-critic/feed.atom",
        "organization/the-weekly/feed.atom", "movie/the-sessions-2012.linkset",
        "dump.nq.gz", ".well-known/void",
    } <= set(paths)  # fmt: skip
    assert not {"person/ben-lewin/feed.atom", "organization/staff/feed.atom"} & set(paths)
    for path in paths:
        assert client.get(f"/{path}", buffered=True).status_code == 200, path
