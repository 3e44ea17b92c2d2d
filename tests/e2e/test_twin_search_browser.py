"""The search of the static twin in a real browser: plain files, the policy of the site, no server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from html import escape
from http.server import ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from server.policies import HEADERS
from tests.e2e.conftest import triplebill
from tests.e2e.judging import faults
from tests.e2e.test_static_twin import Static

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>'\"</script><script>alert(2)</script>"
REVIEWS = (
    (
        "Amélie",
        "A gnome on a long journey.",
        "year: 2001\ndirector: Jean-Pierre Jeunet\ndate: 2020-05-09",
    ),
    ("Łódź by Night", "Trams, and the night, and nothing else.", "year: 1998\ndate: 2020-05"),
    ("七人の侍", "Swordsmen in the rain, all night.", "year: 1954\ndirector: 黒澤明\ndate: 2020"),
    (HOSTILE, f"A night of {HOSTILE} in words.", "year: 1999"),
    *((f"Serial {n}", f"The same in all, part {n}.", "year: 1980") for n in range(23)),
)


class Host(Static):
    """A host of files that sends the policy of the site, and remembers what was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(unquote(urlsplit(self.path).path))
        super().do_GET()

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site as files, below a path."""
    root = tmp_path_factory.mktemp("site")
    (root / "reviews").mkdir()
    (root / "triplebill.toml").write_text('base_iri = "https://films.example/ann/"\n')
    for number, (title, body, facts) in enumerate(REVIEWS):
        said = f"title: {json.dumps(title)}\n{facts}\nauthor: Ada Crítica\nrating: 4/5"
        (root / "reviews" / f"{number}.md").write_text(f"---\n{said}\n---\n{escape(body)}\n")
    added = triplebill(root, "add", root / "reviews")
    assert added.returncode == 0, added.stdout + added.stderr
    built = triplebill(root, "build", root / "public" / "ann", "--jobs", "1")
    assert built.returncode == 0, built.stdout + built.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(root / "public")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ann/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(host: str, browser: Browser) -> Iterator[Page]:
    """A page in which nothing may be noticed, and which nobody but the host may be asked from."""
    opened, noticed, hosts = browser.new_page(), list[str](), set[str]()
    opened.on("console", lambda message: noticed.append(message.text))
    opened.on("pageerror", lambda error: noticed.append(str(error)))
    opened.on("dialog", lambda dialog: noticed.append(dialog.message))
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield opened
    opened.close()
    assert not noticed
    assert hosts == {urlsplit(host).netloc}


def section(page: Page, name: str) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name=name, exact=True))


@pytest.mark.parametrize("typed", ["AMÉLIE", "amelie", "jeunet ame"])
def test_a_film_is_found_with_and_without_its_accent(host: str, page: Page, typed: str) -> None:
    page.goto(host)
    field = page.get_by_role("combobox", name="Search films, people and reviews")
    field.fill(typed)
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(typed)
    film = section(page, "Films").locator("li").first
    expect(film).to_contain_text("Amélie (2001)")
    expect(film).to_contain_text("1 review")
    film.get_by_role("link", name="Amélie").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amélie")
    assert urlsplit(page.url).path == "/ann/movie/amelie-2001"


@pytest.mark.parametrize(
    ("query", "review"),
    [("lodz", "Łódź by Night"), ("Łódź trams", "Łódź by Night"),
     ("侍", "七人の侍"), ("swo rain", ""), ("swordsm", "七人の侍")],
)  # fmt: skip
def test_reviews_are_found_by_their_words(host: str, page: Page, query: str, review: str) -> None:
    page.goto(f"{host}search?q={quote(query)}")
    if review:
        expect(section(page, "Reviews").locator(".title")).to_have_text([review])
    else:
        expect(page.locator("#found .lead")).to_have_text("Nothing has all of these words.")


def test_titles_come_before_bodies(host: str, page: Page) -> None:
    page.goto(f"{host}search?q=night")
    titles = section(page, "Reviews").locator(".title")
    expect(titles).to_have_count(3)
    expect(titles.first).to_have_text("Łódź by Night")


@pytest.mark.parametrize(
    ("query", "day"), [("gnome", "9 May 2020"), ("trams", "May 2020"), ("swordsmen", "2020")]
)
def test_dates_are_in_words(host: str, page: Page, query: str, day: str) -> None:
    page.goto(f"{host}search?q={query}")
    expect(section(page, "Reviews").locator("time")).to_have_text(day)
    section(page, "Reviews").locator(".title a").click()
    expect(page.locator("time.dt-published")).to_have_text(day)


def test_hostile_words_stay_words(host: str, page: Page) -> None:
    page.goto(f"{host}search?q={quote(HOSTILE)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(section(page, "Films").locator("cite").first).to_have_text(HOSTILE)
    expect(page.locator("#found img, #found script")).to_have_count(0)
    field = page.get_by_role("combobox", name="Search films, people and reviews")
    field.press_sequentially("img sr")
    expect(page.get_by_role("option").first).to_contain_text(HOSTILE)
    assert page.locator(".suggestions img").count() == 0


def test_suggestions_by_keyboard(host: str, page: Page) -> None:
    page.goto(f"{host}movies")
    field = page.get_by_role("combobox", name="Search films, people and reviews")
    field.press_sequentially("crit")
    expect(page.get_by_role("option")).to_have_text(["Ada Crítica Person"])
    expect(page.get_by_role("status")).to_have_text("1 suggestion")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Crítica")


def test_long_results_come_in_pages(host: str, page: Page) -> None:
    page.goto(f"{host}search?q=serial")
    page.get_by_role("link", name="All 23 films").click()
    lines = page.locator("ol.lines > li")
    expect(lines).to_have_count(20)
    page.get_by_role("link", name="Next →").click()
    expect(lines).to_have_count(3)
    expect(page.get_by_role("link", name="Films 23")).to_have_attribute("aria-current", "page")
    assert faults(page, "a page of results") == []
    page.goto(f"{host}search?q=zzzzzz")
    expect(page.locator("#found .lead")).to_have_text("Nothing has all of these words.")
    assert faults(page, "no results") == []


def test_a_search_loads_the_parts_of_its_words_alone(host: str, page: Page) -> None:
    page.goto(f"{host}search")
    Host.asked.clear()
    page.goto(f"{host}search?q=amelie")
    expect(page.locator("#found cite").first).to_be_visible()
    index = {path for path in Host.asked if "/search/" in path and "/things/" not in path}
    assert {path.removeprefix("/ann/search/")[:7] for path in index} == {
        "parts.j",
        "names/a",
        "words/a",
    }


def test_a_page_without_script_says_where_to_look(host: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}search?q=amelie")
    expect(page.locator("main")).to_contain_text("takes JavaScript")
    page.locator("main").get_by_role("link", name="films").click()
    expect(page.locator("main")).to_contain_text("Amélie")
    context.close()
