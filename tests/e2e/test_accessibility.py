"""Every kind of page in a real Chromium, judged by axe-core: light and narrow, dark and wide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.watching import Watched, paths

pytestmark = pytest.mark.browser

WIDTHS = (360, 1600)
AXE = Axe()
SEEN = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "scrollable-region-focusable"],
    }
}
"""The rules that look at colours and places; what the others find does not change with these."""

JUDGED: tuple = ((WIDTHS[0], "light", None), (WIDTHS[1], "dark", SEEN))
TOKEN = "an-honest-secret-of-ann"
SELECT = "SELECT * { ?review <http://schema.org/itemReviewed> ?film } LIMIT 5"
PAGES = (
    "",
    "reviews",
    "movies",
    "people",
    "viewings",
    "search?q=alien",
    "movie/blade-runner-1982",
    "movie/blade-runner-1982/reviews",
    "movie/blade-runner-1982/claims",
    "movie/blade-runner-1982/links",
    "person/ottilie-quarrington",
    "sparql",
    f"sparql?query={quote(SELECT)}",
    f"sparql?query={quote('DESCRIBE <x')}",
    "reconcile",
    "reconcile/1.0-draft/preview?id=movie/blade-runner-1982",
    "nothing/of-the-kind",
)
"""A page of each kind of the samples; of reviews and viewings there is one more."""

LISTS = ("", "reviews", "movies", "people")
PUBLISHED = "http://127.0.0.1:8000/"
"""What the addresses of a site begin with that does not set “base_iri”."""

ATTACKS = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> {{7*7}} "
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "<iframe src=https://evil.example/></iframe> <svg/onload=alert(1)> \u202etxet desrever "
    "<link rel=stylesheet href=//evil.example/x.css>",
    '=HYPERLINK("https://evil.example") javascript:alert(1) ' + "W" * 120,
)
"""What stands in every field of a review, and of its film; longer names are no names."""


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    window = Watched(browser)
    yield window
    window.page.close()


def test_no_page_of_the_samples_has_a_violation(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{samples.base}reviews")
    review = paths(page, "review")[0].lstrip("/")
    page.goto(f"{samples.base}viewings")
    viewing = paths(page, "viewing")[0].lstrip("/")
    found = judged(page, samples.base, (*PAGES, review, viewing))
    assert found == []
    assert {host for host in watched.hosts if not samples.base.endswith(f"//{host}/")} == set()


def test_no_page_of_the_owner_has_a_violation(tmp_path: Path, browser: Browser, run, serve) -> None:
    (tmp_path / "triplebill.toml").write_text(f'token = "ann:{TOKEN}"\n')
    catalogue = Path(__file__).parents[2] / "data" / "catalogue" / "films.tsv"
    run(tmp_path, "catalogue", "build", catalogue)
    body = "It is a film about people who meet each other, and this is a review of it."
    review = f"---\ntitle: Crash\nauthor: Ann\nrating: 3/5\n---\n{body}\n"
    (tmp_path / "crash.md").write_text(review)
    assert run(tmp_path, "add", tmp_path / "crash.md").returncode == 0
    with serve(tmp_path) as site:
        window = Watched(browser)
        page = window.page
        found = judged(page, site.base, ["login?next=/links/open"])
        page.get_by_label("The site’s token").fill(TOKEN)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Which film is Crash?" in page.get_by_role("heading", level=1).inner_text()
        page.goto(f"{site.base}reviews")
        review = paths(page, "review")[0].lstrip("/")
        found += judged(page, site.base, ["links/open", "movie/crash", "movie/crash/links", review])
        assert page.get_by_role("heading", name="rich result").is_visible()
        assert found == []
        assert window.noticed == []
        assert window.quiet_on(site.base)
        page.close()


def test_attacks_in_every_field_break_no_page(tmp_path: Path, browser: Browser, run, serve) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    for number, text in enumerate(ATTACKS):
        document = json.dumps(hostile(number, text))
        (folder / f"{number}.jsonld").write_text(document, "utf-8")
    assert run(tmp_path, "add", folder).returncode == 0
    with serve(tmp_path) as site:
        window = Watched(browser)
        page = window.page
        all_ = documents(site)
        assert sum(path.startswith("review/") for path in all_) == len(ATTACKS)
        films = [path for path in all_ if path.startswith("movie/")]
        told = [f"{film}/{part}" for film in films for part in ("claims", "links", "reviews")]
        for path in (*LISTS, *all_, *told):
            page.goto(site.base + path)
            page.mouse.move(200, 300)
            assert page.locator("script:not([src^='/static/'])").count() <= 1, path
            assert page.locator("iframe, object, embed, main img").count() == 0, path
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                assert fits(page, width), (path, width)
        of_one = [path for path in (*all_, *told) if "iframe" in path]
        assert judged(page, site.base, (*LISTS, *of_one)) == []
        assert window.noticed == []
        assert window.quiet_on(site.base)
        page.close()


def documents(site) -> list[str]:
    """The paths of all resources that a site has published."""
    query = "SELECT ?document { ?document <http://xmlns.com/foaf/0.1/primaryTopic> ?thing }"
    rows = site.get(f"sparql?query={quote(query)}&format=csv").text.split()[1:]
    return sorted(row.removeprefix(PUBLISHED) for row in rows)


def judged(page: Page, base: str, all_: Iterable[str]) -> list[str]:
    """What axe finds wrong, and what is wider than the window, with its page and why."""
    found = []
    for path in all_:
        page.goto(base + path)
        for width, scheme, options in JUDGED:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            where = f"{path} at {width}, {scheme}"
            found += [f"{where}: {told}" for told in violations(page, options)]
            found += [] if fits(page, width) else [f"{where}: wider than the window"]
    return found


def violations(page: Page, options: dict | None) -> list[str]:
    answer = AXE.run(page, options=options).response
    assert answer["passes"], "axe judged nothing"
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


def hostile(number: int, text: str) -> dict[str, object]:
    """A review as JSON-LD that says the text wherever it may say anything."""
    person = {"@type": "Person", "name": text}
    return {
        "@context": "https://schema.org",
        "@type": "Review",
        "name": text,
        "abstract": text,
        "reviewBody": f"A review of a film that is worth the words. {text}\n\nAnd then: {text}",
        "author": person,
        "publisher": {"@type": "Organization", "name": text},
        "datePublished": f"2024-01-{number + 1:02}",
        "url": f"https://evil.example/{number}",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": number % 5 + 1,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": text,
        },
        "itemReviewed": {
            "@type": "Movie",
            "name": text,
            "alternateName": text,
            "datePublished": str(1990 + number),
            "director": person,
            "author": person,
            "actor": {"@type": "PerformanceRole", "actor": person, "characterName": text},
            "genre": text,
            "contentRating": text,
            "countryOfOrigin": {"@type": "Country", "name": text},
            "releasedEvent": {
                "@type": "PublicationEvent",
                "startDate": "1990-01-01",
                "location": text,
            },
            "image": "https://evil.example/poster.jpg",
            "sameAs": ["javascript:alert(1)", "data:text/html,x", "https://evil.example/film"],
        },
    }
