"""Pages in a real Chromium: from the front page to films, reviews and people, and from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.watching import Watched, paths

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    window = Watched(browser)
    yield window
    window.page.close()


def test_from_the_front_page_to_a_film_and_its_people(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(samples.base)
    page.get_by_role("link", name="Films", exact=True).click()
    page.get_by_role("link", name="Parasite").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Parasite")
    for words in ("2 h 12 min", "Cannes Film Festival", "Kim Ki-taek", "Thriller"):
        assert page.get_by_text(words).first.is_visible()
    page.get_by_role("link", name="Bong Joon-ho").first.click()
    assert page.get_by_role("heading", name="Director").is_visible()
    assert watched.quiet_on(samples.base)


def test_a_review_is_readable(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(samples.base)
    page.goto(samples.base + paths(page, "review")[0].lstrip("/"))
    block = page.locator('script[type="application/ld+json"]')
    described = json.loads(block.text_content() or "")
    assert described["@type"] == "Review"
    assert page.locator("article.h-review h1.p-name").is_visible()
    assert page.locator(".e-content p").count() >= 1
    assert page.locator("aside .facts").is_visible()
    assert watched.quiet_on(samples.base)


def test_a_film_needs_no_script_and_tells_how_to_ask_for_it(samples, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{samples.base}movie/blade-runner-1982")
    assert page.get_by_role("img", name="2 ratings, from about 4 to 4½ stars").is_visible()
    assert page.get_by_text("116 minutes or 117 minutes").is_visible()
    for mark in ("IMDb", "Wikidata", "TMDb"):
        assert page.locator("aside").get_by_role("link", name=mark).is_visible()
    data = page.locator("footer .data")
    assert data.get_by_role("link").all_inner_texts()[:4] == [
        *("Turtle", "JSON-LD", "N-Triples", "RDF/XML")
    ]
    data.get_by_role("link", name="its reviews").click()
    assert page.get_by_text("Rain, Neon and a Question").is_visible()
    page.go_back()
    data.get_by_role("link", name="its description").click()
    assert page.get_by_text("Harrison Ford").first.is_visible()
    context.close()


def test_a_printed_page_is_the_text(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{samples.base}movie/blade-runner-1982")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("header.site").is_visible()
    assert page.locator(".card").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


def test_the_page_of_what_is_not_there_helps(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{samples.base}movie/blade-runner-1983")
    search = page.locator("main").get_by_role("searchbox")
    assert search.input_value() == "blade runner 1983"
    page.locator("main").get_by_role("link", name="films").click()
    assert page.get_by_role("heading", level=1, name="Films").is_visible()


def test_claims_lead_to_their_reviews(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(samples.base + "movies")
    page.goto(samples.base + paths(page, "movie")[0].lstrip("/"))
    page.get_by_role("link", name="Where these facts come from").click()
    assert page.locator("table.claims").count() >= 3
    page.locator("table.claims a").first.click()
    assert page.locator("article.h-review").is_visible()
    assert watched.quiet_on(samples.base)


def test_other_sites_reconcile_and_show_previews(samples, browser: Browser, other_site) -> None:
    (address, folder), page = other_site, browser.new_page()
    preview = f"{samples.base}reconcile/1.0-draft/preview?id=movie/blade-runner-1982"
    frame = f'<iframe src="{preview}" width="430" height="240"></iframe>'
    (folder / "tool.html").write_text(frame)
    page.goto(f"{address}tool.html")
    framed = page.frame_locator("iframe")
    framed.get_by_text("Ridley Scott").first.wait_for(timeout=10_000)
    conditions = [{"matchType": "name", "propertyValue": "Blade Runner (1982)"}]
    found = page.evaluate(
        """([address, batch]) => fetch(address, {
            method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify(batch),
        }).then(answer => answer.json())""",
        [f"{samples.base}reconcile/1.0-draft/match", {"queries": [{"conditions": conditions}]}],
    )
    best = found["results"][0]["candidates"][0]
    assert (best["id"], best["match"]) == ("movie/blade-runner-1982", True)
    page.close()


def test_other_sites_read_data_with_any_header_and_write_nothing(
    samples, browser: Browser, other_site
) -> None:
    (address, folder), page = other_site, browser.new_page()
    (folder / "tool.html").write_text("<title>A tool</title>")
    page.goto(f"{address}tool.html")
    film = "movie/blade-runner-1982"

    def fetched(path: str, method: str = "GET", **headers: str) -> list[object]:
        return page.evaluate(
            """([address, init]) => fetch(address, init).then(
                answer => [answer.status, answer.headers.get("ETag") ?? ""],
                failure => [failure.message, ""],
            )""",
            [samples.base + path, {"method": method, "headers": headers, "cache": "no-store"}],
        )

    tag = str(fetched(f"{film}.ttl")[1])
    assert fetched(f"{film}.ttl", **{"If-None-Match": tag}) == [304, tag]
    for path, headers, status in (
        (film, {"Accept": "text/turtle" + ", x/y;q=0.1" * 20}, 200),
        ("feed.json", {"Content-Type": "application/json"}, 200),
        ("search.json?q=heat", {"X-Requested-With": "XMLHttpRequest"}, 200),
        ("dump.nq.gz", {"Range": "bytes=0-9", "If-Range": '"x"'}, 200),
        (".well-known/void", {"Accept": "text/html", "X-Requested-With": "x"}, 200),
        ("movie/none", {"If-None-Match": tag}, 404),
    ):
        assert fetched(path, **headers)[0] == status, path
    refused = ["Failed to fetch", ""]
    authorized = {"Authorization": "Bearer x", "Content-Type": "text/plain"}
    assert fetched("reviews/heat", "PUT", **authorized) == refused
    assert fetched("reviews/heat", "DELETE") == refused
    assert fetched("reviews", "POST", **authorized) == refused
    assert fetched(film, Authorization="Bearer x") == refused
    page.close()
