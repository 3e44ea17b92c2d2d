"""Open links decided by a person in a real Chromium, without any script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TOKEN = "an-honest-secret-of-ann"
CATALOGUE = Path(__file__).parents[2] / "data" / "catalogue" / "films.tsv"

REVIEWS = {
    "crash": "title: Crash\nauthor: Ann",
    "little-women": "title: Little Women\nyear: 1995\nauthor: Ann",
    "m": "title: M\nyear: 1930\nauthor: Ann",
}
BODY = "It is a film about people who meet each other, and this is a review of it."


def write(root: Path, name: str, body: str = BODY, more: str = "") -> Path:
    file = root / f"{name}.md"
    file.write_text(f"---\n{REVIEWS[name]}\nrating: 3/5\n{more}---\n{body}\n")
    return file


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory, run) -> Path:
    """The folder of a site with three films of which the year or the director would tell what they
    are."""
    root = tmp_path_factory.mktemp("undecided")
    (root / "triplebill.toml").write_text(f'token = "ann:{TOKEN}"\n')
    assert run(root, "catalogue", "build", CATALOGUE).returncode == 0
    files = [write(root, name) for name in REVIEWS]
    assert run(root, "add", *files).returncode == 0
    return root


@pytest.fixture
def site(undecided: Path, tmp_path: Path, serve) -> Iterator:
    """A copy of this site, in which nobody has decided anything."""
    shutil.copytree(undecided, tmp_path, dirs_exist_ok=True)
    with serve(tmp_path) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def log_in(page: Page, base: str, path: str = "links/open", token: str = TOKEN) -> None:
    page.goto(base + path)
    page.get_by_label("The site’s token").fill(token)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def question(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def candidate(page: Page, title: str):
    return page.locator(".candidate").filter(has_text=title)


def queue_until(page: Page, base: str, film: str) -> None:
    page.goto(f"{base}links/open")
    while film not in question(page):
        page.get_by_role("link", name="Skip, decide later").click()


def test_a_decision_holds_through_rerun_rebuild_and_a_changed_review(site, run, page: Page) -> None:
    log_in(page, site.base)
    seen = set()
    for _ in range(3):
        seen.add(question(page))
        page.get_by_role("link", name="Skip, decide later").click()
    assert seen == {"Which film is Crash?", "Which film is Little Women?", "Which film is M?"}
    assert "skipped the rest" in question(page)

    queue_until(page, site.base, "Crash")
    chosen = candidate(page, "(1996)")
    assert chosen.get_by_role("link", name="Wikidata").get_attribute("rel") == (
        "nofollow noreferrer noopener"
    )
    chosen.get_by_role("button", name="It is this film").click()
    notice = page.get_by_role("status")
    assert "ann decided" in notice.inner_text()
    assert re.search("2 links (still )?wait", page.content())

    def linked() -> bool:
        return "Q839133" in site.get("movie/crash.ttl").text

    assert linked(), "the page shows it at once"
    assert "Q839133" in site.get("movie/crash/links", accept="text/html").text
    run(site.root, "link")
    assert linked()
    run(site.root, "rebuild")
    assert linked()
    run(site.root, "add", write(site.root, "crash", BODY + " Now it is longer."))
    assert "Now it is longer" in site.get("review/crash-ann", accept="text/html").text
    assert linked()


def test_reject_none_and_take_back(site, page: Page) -> None:
    log_in(page, site.base)
    queue_until(page, site.base, "Crash")
    candidate(page, "(1996)").get_by_role("button", name="It is not").click()
    assert question(page) == "Which film is Crash?", "it is still open"
    assert page.locator(".candidate").count() == 1
    page.get_by_role("button", name="None of them").click()
    assert "Crash" not in question(page)
    assert "has no such film" in page.get_by_role("status").inner_text()
    page.get_by_role("status").locator("form", has_text="no such film").get_by_role(
        "button", name="Take it back"
    ).click()
    queue_until(page, site.base, "Crash")
    assert page.locator(".candidate").count() == 1, "what was rejected before stays so"
    page.get_by_role("button", name="Take it back").click()
    queue_until(page, site.base, "Crash")
    assert page.locator(".candidate").count() == 2


def test_a_wrong_link_from_the_page_of_the_film(site, run, page: Page) -> None:
    file = write(site.root, "m", more="director: Fritz Lang\n")
    run(site.root, "add", file)
    assert "Q127021" in site.get("movie/m-1930.ttl").text
    page.goto(f"{site.base}movie/m-1930")
    assert page.get_by_role("link", name="This link is wrong").count() == 0
    assert page.get_by_role("link", name="How this film is linked").count() == 1
    log_in(page, site.base)
    page.goto(f"{site.base}movie/m-1930")
    page.get_by_role("link", name="This link is wrong").click()
    page.get_by_role("button", name="This link is wrong").click()
    assert page.url == f"{site.base}movie/m-1930/links"
    assert "Q127021" not in site.get("movie/m-1930.ttl").text
    page.get_by_role("button", name="Take it back").click()
    assert "Q127021" in site.get("movie/m-1930.ttl").text
    page.goto(f"{site.base}links/open")
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{site.base}links/open")
    assert question(page) == "Log in"


def test_logging_in(site, page: Page) -> None:
    log_in(page, site.base, "links/open?after=1", token="a wrong one")
    assert "not a token" in page.get_by_role("alert").inner_text()
    page.get_by_label("The site’s token").fill(TOKEN)
    page.get_by_role("button", name="Log in").click()
    assert page.url == f"{site.base}links/open?after=1"
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert TOKEN not in cookie["value"]


def test_the_page_fits_and_can_be_worked_by_keyboard(site, page: Page, browser: Browser) -> None:
    for width in (360, 1600):
        for scheme in ("light", "dark"):
            window = browser.new_page(
                viewport={"width": width, "height": 800},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            log_in(window, site.base)
            assert window.evaluate("document.documentElement.scrollWidth") <= width
            window.close()
    log_in(page, site.base)
    first = question(page)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").inner_text())
        if reached[-1] == "None of them":
            break
    assert {"It is this film", "It is not", "None of them"} <= set(reached)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert question(page) != first


def form_of(text: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: value for name, value in fields if name in {"csrf", "film", "seen", "back"}}


def test_forms_of_other_sites_and_of_the_past_do_nothing(site, page: Page, run) -> None:
    log_in(page, site.base)
    fields = form_of(page.content()) | {"answer": "none"}
    (cookie,) = page.context.cookies()
    header = {"cookie": f"{cookie['name']}={cookie['value']}"}

    def decide(more: dict[str, str], **headers: str):
        data = urlencode(fields | more).encode()
        form = "application/x-www-form-urlencoded"
        return site.get("links/decide", "POST", data, content_type=form, **headers)

    before = site.get("links.tsv").text
    assert decide({}).headers["location"].startswith("/login"), "nobody without a session"
    assert decide({}, cookie=header["cookie"] + "x").headers["location"].startswith("/login")
    assert decide({"csrf": "guess"}, **header).status == 403
    assert decide({}, **header, sec_fetch_site="cross-site").status == 403
    assert decide({"seen": "0" * 16}, **header).status == 409
    assert decide({"film": "99999"}, **header).status == 409
    assert decide({"film": "1e9"}, **header).status == 409
    assert decide({"film": "9" * 30}, **header).status == 409
    for odd in ("after=-1", f"after={'9' * 30}", "after=x", "decided=99999", f"decided={'9' * 30}"):
        assert site.get(f"links/open?{odd}", **header).status == 200
    assert decide({"answer": "accept wikidata:Q1"}, **header).status == 400
    assert decide({"answer": "undo accepted wikidata:Q1"}, **header).status == 400
    assert site.get("links.tsv").text == before
    elsewhere = decide({"back": "//evil.example/"}, **header)
    assert (elsewhere.status, elsewhere.headers["location"][:2]) == (303, "/m"), elsewhere.headers
    assert site.get("links.tsv").text != before
    assert decide({}, **header).status == 409, "the page of before has not seen this decision"
