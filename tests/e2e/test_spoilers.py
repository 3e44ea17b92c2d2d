"""Reviews with spoilers, served and as files: nothing shows them unasked, and a reader opens them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.e2e.judging import LOOKS, faults
from tests.e2e.watching import Watched

pytestmark = pytest.mark.browser

HEAD = "---\ntitle: {}\nrating: 4/5\nauthor: Ann Lee\ndate: 2024-01-01\n{}---\n"
BODY = "It is the story of a long night in the city, and of those who are awake in it. " * 3
REVIEWS = {
    "spans": HEAD.format("Heat (1995)", "description: 'Long, and ||SECRETIVE||.'\n")
    + f"{BODY}\n\nAt last ||SECRETIVE words|| come.\n\n## Spoilers\n\nSECRETIVE ends.\n\n- one\n- two\n",
    "whole": HEAD.format("Psycho (1960)", "spoilers: true\nsummary: A SECRETIVE one.\n")
    + f"{BODY}\n\nSECRETIVE mothers.\n",
    "first": HEAD.format("Vertigo (1958)", "") + f"Spoiler alert!\n\nA SECRETIVE tower. {BODY}\n",
}
ADDRESSES = (
    *("", "reviews", "movies", "movie/heat-1995", "movie/psycho-1960/reviews", "person/ann-lee"),
    *("review/heat-1995-ann-lee", "review/psycho-1960-ann-lee", "review/vertigo-1958-ann-lee"),
    *("feed.atom", "feed.json", "movie/heat-1995/feed.atom", "person/ann-lee/feed.json", "data"),
    *("search?q=secretive", "search.json?q=secretive", "search?q=night", "search/suggest?q=secr"),
    *("reconcile/1.0-draft/preview?id=review/heat-1995-ann-lee", "movie/heat-1995/claims"),
)


def unasked(text: str) -> str:
    """What is shown of a page before anything is opened; of anything else all of it."""
    if "<html" not in text:
        return text
    page = html.fromstring(text.encode())
    for hidden in page.xpath("//details/*[not(self::summary)] | //script"):
        hidden.drop_tree()
    for details in page.iter("details"):
        for element in details:
            element.tail = None
    return html.tostring(page, encoding="unicode")


@pytest.fixture
def root(tmp_path: Path, run) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in REVIEWS.items():
        (tmp_path / "in" / f"{name}.md").write_text(text)
    assert run(tmp_path, "add", "in").returncode == 0
    return tmp_path


def test_nothing_shows_them_unasked_and_a_reader_opens_them(
    root: Path, serve, browser: Browser
) -> None:
    with serve(root) as site:
        for path in ADDRESSES:
            answer = site.get(path, Accept="text/html, */*;q=0.5")
            assert answer.status == 200, path
            shown = unasked(answer.body.decode())
            shown = shown.replace('value="secretive"', "").replace("<bdi>secretive</bdi>", "")
            assert "SECRETIVE" not in shown, path
        found = json.loads(site.get("search.json?q=secretive").body)
        assert found["reviews"]["total"] == len(REVIEWS)

        window = Watched(browser)
        page = window.page
        page.goto(f"{site.base}review/heat-1995-ann-lee")
        words, section = page.get_by_text("SECRETIVE words"), page.get_by_text("SECRETIVE ends.")
        line = page.get_by_text("At last").bounding_box()
        assert not page.get_by_text("SECRETIVE ends.").is_visible()
        assert line
        assert line["height"] < 50  # what is hidden takes no line of its own
        page.locator("details summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert words.is_visible()
        assert section.is_visible()
        assert faults(page, "spans, open", LOOKS) == []
        for path in ADDRESSES[6:9]:
            page.goto(site.base + path)
            assert faults(page, path, LOOKS) == []
            page.emulate_media(media="print")
            assert page.locator(".spoiler > summary").first.is_visible()
            page.emulate_media(media="screen")
        assert window.quiet_on(site.base)
        page.close()


def test_nor_do_files(root: Path, run, tmp_path: Path) -> None:
    assert run(root, "build", tmp_path / "public").returncode == 0
    files = [p for p in (tmp_path / "public").rglob("*") if p.suffix in {".html", ".atom", ".xml"}]
    files += (tmp_path / "public").rglob("feed*.json")
    assert len(files) > 20
    for path in files:
        assert "SECRETIVE" not in unasked(path.read_text()), path
    assert '"secretive"' in "".join(p.read_text() for p in tmp_path.rglob("search/words/*.json"))
