"""Every kind of page in a real Chromium, judged by axe-core; those with most on them in every look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.judging import LOOKS, faults, judged
from tests.e2e.watching import Watched, paths

pytestmark = pytest.mark.browser

CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue" / "films.tsv"
TOKEN = "an-honest-secret-of-ann"
REVIEW = "---\ntitle: Crash\nauthor: {author}\nrating: {score}\nduration: {minutes}\npublisher: The Weekly\n---\n{body}\n"
BODY = "It is a film about people who meet each other, and this is a review of it."

PAGES = (
    "reviews",
    "reviews/page/2",
    "movies",
    "movies?year=1800",
    "people",
    "viewings",
    "search",
    "search?q=alien",
    "search?q=zzzzzz",
    "movie/blade-runner-1982/reviews",
    "movie/blade-runner-1982/claims",
    "movie/blade-runner-1982/links",
    "person/ottilie-quarrington",
    "data",
    f"sparql?query={quote('DESCRIBE <x:nothing>')}",
    "reconcile",
    "reconcile/1.0-draft/preview?id=movie/blade-runner-1982",
)
"""Pages of the samples, one of each kind."""

RICHEST = ("", "movies?genre=drama&sort=rating", "movie/blade-runner-1982", "sparql")
"""Those with most on them; of reviews and viewings there is one more."""

PROBLEMS = {
    "nothing/of-the-kind": 404,
    "movie/blade-runner-1983": 404,
    "embed": 400,
    "embed?url=https://nobody.example/": 404,
    f"sparql?query={quote('DESCRIBE <x')}": 400,
    "status": 403,
}
"""Pages that say what is wrong, with their status."""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    window = Watched(browser)
    yield window
    window.page.close()


def test_no_page_of_the_samples_has_a_violation(samples, watched: Watched) -> None:
    page = watched.page
    some = [first(page, samples.base, kind) for kind in ("review", "viewing")]
    assert judged(page, samples.base, PAGES) == []
    assert judged(page, samples.base, (*RICHEST, *some), LOOKS) == []
    page.goto(f"{samples.base}movies?genre=drama")
    page.locator("details summary").first.click()
    assert page.locator("details[open] input").count() > 1
    assert faults(page, "a facet") == []
    assert watched.quiet_on(samples.base)


def test_no_page_that_says_what_is_wrong_has_a_violation(samples, watched: Watched) -> None:
    for path, status in PROBLEMS.items():
        answer = watched.page.goto(samples.base + path)
        assert answer
        assert answer.status == status, path
        assert faults(watched.page, path) == []
    told = [re.search("status of (4..)", said) for said in watched.noticed]
    assert [int(each[1]) for each in told if each] == list(PROBLEMS.values())  # and no more
    watched.noticed.clear()
    assert watched.quiet_on(samples.base)


def test_no_page_of_the_owner_has_a_violation(tmp_path: Path, browser: Browser, run, serve) -> None:
    (tmp_path / "triplebill.toml").write_text(f'token = "ann:{TOKEN}"\n')
    run(tmp_path, "catalogue", "build", CATALOGUE)
    for author, minutes, score in (("Ann", 100, "3/5"), ("Ben", 112, "2/5"), ("Cid", 100, "11/10")):
        text = REVIEW.format(author=author, minutes=minutes, score=score, body=BODY)
        (tmp_path / f"{author}.md").write_text(text)
    (tmp_path / "shopping.md").write_text("---\ntitle: Shopping\n---\nMilk, bread and eggs.\n")
    assert run(tmp_path, "add", *sorted(tmp_path.glob("*.md"))).returncode == 1
    with serve(tmp_path) as site:
        window = Watched(browser)
        page = window.page
        found = judged(page, site.base, ["login?next=/links/open"])
        page.get_by_label("The site’s token").fill(TOKEN)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Which film is Crash?" in page.get_by_role("heading", level=1).inner_text()
        lists = ("rejects", "skipped", "conflicts", "runs")
        review = first(page, site.base, "review")
        pages = ("status", *(f"status/{name}" for name in lists), "links/open", "movie/crash",
                 "movie/crash/links", "movie/crash/claims", "organization/the-weekly", review)  # fmt: skip
        found += judged(page, site.base, pages)
        assert page.get_by_role("heading", name="rich result").is_visible()
        assert run(tmp_path, "remove", f"{review.rpartition('-')[2].title()}.md").returncode == 0
        gone = page.goto(site.base + review)
        assert gone
        assert gone.status == 410
        found += faults(page, "a review that was withdrawn")
        window.noticed.clear()  # the browser notes the status
        assert found == []
        assert window.quiet_on(site.base)
        page.close()


def first(page: Page, base: str, kind: str) -> str:
    """The path of the first of a kind in its list."""
    page.goto(f"{base}{kind}s")
    return paths(page, kind)[0].lstrip("/")
