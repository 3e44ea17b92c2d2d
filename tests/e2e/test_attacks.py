"""Attacks in every field of everything that a site takes in: no page, feed or block is more than text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import feedparser
import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from tests.e2e.attacks import ATTACKS, TSV, front_matter, hostile
from tests.e2e.conftest import Server
from tests.e2e.judging import LOOKS, WIDTHS, fits, judged
from tests.e2e.watching import Watched

pytestmark = pytest.mark.browser

TOKEN = "an-honest-secret-of-ann"
PUBLISHED = "http://127.0.0.1:8000/"
"""What the addresses of a site begin with that does not set “base_iri”."""

EVERYWHERE = quote(" ".join(ATTACKS)[:200])
PAGES = (
    "",
    "reviews",
    "movies",
    "people",
    "viewings",
    "data",
    "search?q=script",
    f"search?q={EVERYWHERE}",
    f"movies?genre={EVERYWHERE}",
    f"sparql?query={quote('SELECT * { ?s ?p ?o } # </textarea><script>alert(1)</script>')}",
    "reconcile",
    "status",
    "status/rejects",
    "status/skipped",
    "status/conflicts",
    "links/open",
)
PROBLEMS = (
    f"movie/{EVERYWHERE}",
    f"embed?url={EVERYWHERE}",
    f"{EVERYWHERE}/x",
    f"reconcile/1.0-draft/preview?id={EVERYWHERE}",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, run, serve) -> Iterator[Server]:
    """A site whose reviews, catalogue and settings are hostile."""
    root = tmp_path_factory.mktemp("attacked")
    settings = ("site_name", "author", "publisher", "contact")
    told = "".join(f"{name} = {json.dumps(ATTACKS[0])}\n" for name in settings)
    (root / "triplebill.toml").write_text(f'token = "ann:{TOKEN}"\n{told}')
    (root / "films.tsv").write_text(TSV)
    assert run(root, "catalogue", "build", root / "films.tsv").returncode == 0
    folder = root / "reviews <img src=x onerror=alert(1)>"
    folder.mkdir()
    for number, text in enumerate(ATTACKS):
        document = json.dumps(hostile(number, text))
        (folder / f"{number}.jsonld").write_text(document, "utf-8")
        for name, more in {
            "twin": {"duration": 90 + number, "author": "Ann"},
            "other": {"duration": 120, "author": "Ben"},
            "bad": {"rating": f"11/10 {text}", "canonical": f"javascript:{text}"},
        }.items():
            (folder / f"{number} {name} '\"><b>.md").write_text(front_matter(text, number, more))
    (folder / "crash.md").write_text(front_matter("Crash", 0, {"year": "", "rating": "3/5"}))
    (folder / "list.md").write_text(f"---\ntitle: {json.dumps(ATTACKS[0])}\n---\nMilk, bread.\n")
    assert run(root, "add", folder).returncode == 1
    with serve(root) as server:
        yield server


@pytest.fixture(scope="module")
def documents(site: Server) -> list[str]:
    """The paths of all resources that the site has published."""
    query = "SELECT ?document { ?document <http://xmlns.com/foaf/0.1/primaryTopic> ?thing }"
    rows = site.get(f"sparql?query={quote(query)}&format=csv").text.split()[1:]
    return sorted(row.removeprefix(PUBLISHED) for row in rows)


def test_no_page_does_what_it_says(site: Server, documents: list[str], browser: Browser) -> None:
    assert sum(path.startswith("review/") for path in documents) >= len(ATTACKS)
    films = [path for path in documents if path.startswith("movie/")]
    told = [f"{film}/{part}" for film in films for part in ("claims", "links", "reviews")]
    told += [f"reconcile/1.0-draft/preview?id={film}" for film in films]
    window = Watched(browser)
    page = window.page
    page.goto(f"{site.base}login")
    page.get_by_label("The site’s token").fill(TOKEN)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for path in (*PAGES, *documents, *told, *PROBLEMS):
        answer = page.goto(site.base + path)
        assert answer
        assert (answer.status == 200) == (path not in PROBLEMS), path
        page.mouse.move(200, 300)
        scripts = page.locator("script:not([src^='/static/'])")
        assert all(json.loads(text) for text in scripts.all_text_contents()), path
        assert scripts.count() <= 1, path
        assert page.locator("iframe, object, embed, main img, main style").count() == 0, path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert fits(page, width), (path, width)
    of_one = [path for path in (*documents, *told) if "iframe" in path]
    assert judged(page, site.base, (*PAGES[:5], *of_one), LOOKS[:1]) == []
    noticed = [said for said in window.noticed if "status of 4" not in said]
    assert noticed == []
    assert len(window.noticed) == len(PROBLEMS)
    window.noticed.clear()
    assert window.quiet_on(site.base)
    page.close()


def test_the_pages_of_the_owner_show_what_was_attacked(site: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site.base}login?next=/status")
    page.get_by_label("The site’s token").fill(TOKEN)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for section in ("rejects", "conflicts", "links"):
        assert page.locator(f"#{section}").inner_text().count("\n") > 1, section
    assert "onerror=alert(1)" in page.locator("#rejects").inner_text()
    assert "onload=alert(1)" in page.locator("#conflicts").inner_text()
    page.close()


def test_feeds_hold_text_and_links_alone(site: Server, documents: list[str]) -> None:
    of = [path for path in documents if path.split("/")[0] in ("movie", "person", "organization")]
    for path in ("", *(f"{each}/" for each in of)):
        answer = site.get(f"{path}feed.atom")
        if answer.status == 404:  # nobody reviewed it, or they wrote none
            continue
        assert answer.status == 200, path
        etree.fromstring(answer.body)  # or it raises
        parsed = feedparser.parse(answer.body, sanitize_html=False)
        assert parsed.entries
        contents = [entry.content[0].value for entry in parsed.entries]
        contents += [
            item["content_html"] for item in json.loads(site.get(f"{path}feed.json").body)["items"]
        ]
        for content in contents:
            elements = list(html.fromstring(f"<div>{content}</div>").iterdescendants())
            assert {each.tag for each in elements} <= {"p", "a", "br"}
            assert {name for each in elements for name in each.attrib} <= {"href"}
            assert all(each.get("href", PUBLISHED).startswith(PUBLISHED) for each in elements)
        links = [link.href for each in (parsed.feed, *parsed.entries) for link in each.links]
        assert all(link.startswith(("http://", "https://")) for link in links)


def test_everything_else_is_well_formed(site: Server) -> None:
    index = etree.fromstring(site.get("sitemap.xml").body)
    for address in index.itertext("{*}loc"):
        found = etree.fromstring(site.get(address.removeprefix(PUBLISHED)).body)
        for page in found.itertext("{*}loc"):
            assert re.fullmatch(r"http://127\.0\.0\.1:8000/[!-~]*", page)
    etree.fromstring(site.get("opensearch.xml").body)
    for number in range(len(ATTACKS)):
        block = site.get(f"embed?url=https://evil.example/{number}")
        assert block.status == 200
        assert not set("<>&") & set(block.text)
        assert "alert(1)" in json.loads(block.text)["itemReviewed"]["name"]


def test_an_embedded_block_is_data(site: Server, browser: Browser, other_site) -> None:
    (address, folder), window = other_site, Watched(browser)
    page, script = window.page, f'<script src="{site.base}static/embed.js" async></script>'
    for number in range(len(ATTACKS)):
        canonical = f'<link rel="canonical" href="https://evil.example/{number}">'
        text = f"<!doctype html><head>{canonical}{script}<title>x</title></head><p>Review"
        (folder / f"{number}.html").write_text(text)
        page.goto(f"{address}{number}.html")
        block = page.locator("#triplebill")
        block.wait_for(state="attached")
        assert json.loads(block.inner_text())["@type"] == "Review"
        assert page.locator("head > *").count() == 4
        assert page.locator("body > *").count() == 1
    # The other site has no favicon, which a browser may ask for more than once.
    assert [said for said in window.noticed if "status of 404" not in said] == []
    assert {f"http://{host}/" for host in window.hosts} == {address, site.base}
    page.close()
