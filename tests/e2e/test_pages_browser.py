"""Pages in a real Chromium: they can be read, and what strangers wrote does nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" autofocus onfocus=\"alert(1)",
    "<svg/onload=alert(1)>{{7*7}}",
    "\u202etxet desrever",
    "<iframe src=https://evil.example/></iframe><link rel=stylesheet href=//evil.example/x.css>",
    "W" * 400,
)  # fmt: skip


STRANGE = "iframe, object, embed, img, main form, svg:not([role=img])"
"""Elements that no page of a film, a review or a person has of itself."""


class Watched:
    """A page of the browser, and everything that it should not have done."""

    def __init__(self, browser: Browser, width: int = 1280, scheme: str = "light") -> None:
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        self.hosts: set[str] = set()
        self.noticed: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("dialog", lambda dialog: self._dialog(dialog.message, dialog.dismiss))
        self.page.on("console", lambda message: self.noticed.append(message.text))
        self.page.on("pageerror", lambda error: self.noticed.append(str(error)))

    def _dialog(self, message: str, dismiss: object) -> None:
        self.noticed.append(f"dialog: {message}")
        dismiss()  # type: ignore[operator]

    def quiet_on(self, base: str) -> bool:
        """Whether nothing was noticed and nobody but the server was asked."""
        return not self.noticed and self.hosts == {urlsplit(base).netloc}


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    window = Watched(browser)
    yield window
    window.page.close()


def paths(page: Page, kind: str) -> list[str]:
    """The paths of a kind of resource that the page links to."""
    links = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
    return [link for link in links if link.startswith(f"/{kind}/")]


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


def test_claims_lead_to_their_reviews(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(samples.base + "movies")
    page.goto(samples.base + paths(page, "movie")[0].lstrip("/"))
    page.get_by_role("link", name="Where these facts come from").click()
    assert page.locator("table.claims").count() >= 3
    page.locator("table.claims a").first.click()
    assert page.locator("article.h-review").is_visible()
    assert watched.quiet_on(samples.base)


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another origin on this machine, and the folder that it serves."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", tmp_path
        server.shutdown()
        thread.join()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_fits_a_narrow_screen(samples, browser: Browser, scheme: str) -> None:
    narrow = Watched(browser, width=360, scheme=scheme)
    page = narrow.page
    page.goto(samples.base)
    found = [
        "",
        "reviews",
        "movies",
        "people",
        "sparql",
        "reconcile",
        paths(page, "review")[0].lstrip("/"),
    ]
    page.goto(samples.base + "movies")
    film = paths(page, "movie")[0].lstrip("/")
    for path in (*found, film, f"{film}/claims"):
        page.goto(samples.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()


CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  return [...document.body.querySelectorAll('*')].filter(e => own(e) && e.checkVisibility())
    .map(e => {
      const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
      return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.tagName, e.textContent.slice(0, 40)];
    })
    .filter(([ratio]) => ratio < 4.5);
}"""
"""Every visible text whose contrast is below 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrasts(samples, browser: Browser, scheme: str) -> None:
    window = Watched(browser, scheme=scheme)
    page = window.page
    page.goto(samples.base + "movies")
    film = paths(page, "movie")[0].lstrip("/")
    page.goto(samples.base)
    review = paths(page, "review")[0].lstrip("/")
    for path in ("", "movies", "people", "sparql", "none", film, f"{film}/claims", review):
        page.goto(samples.base + path)
        assert page.evaluate(CONTRASTS) == [], path
    page.close()


def test_hostile_reviews_do_nothing(tmp_path: Path, watched: Watched, run, serve) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    for number, text in enumerate(HOSTILE):
        (folder / f"{number}.md").write_text(hostile_review(number, text), "utf-8")
    run(tmp_path, "add", folder)
    with serve(tmp_path) as site:
        page = watched.page
        page.goto(site.base + "reviews")
        reviews = paths(page, "review")
        assert len(reviews) == len(HOSTILE)
        films, people = paths(page, "movie"), paths(page, "person")
        for path in dict.fromkeys((*reviews, *films, *people)):
            page.goto(site.base + path.lstrip("/"))
            assert page.locator("script:not([src$='/search.js'])").count() == 1
            assert page.locator(STRANGE).count() == 0
            page.mouse.move(300, 300)
        assert watched.quiet_on(site.base)


def hostile_review(number: int, text: str) -> str:
    """A review in Markdown whose front matter and body hold the text wherever they may."""
    quoted = json.dumps(text)
    return (
        f"---\ntitle: {quoted}\nmovie: {quoted}\nyear: {1990 + number}\ndirector: {quoted}\n"
        f"actors: [{quoted}]\ngenre: [{quoted}]\nauthor: {quoted}\ndate: 2024-01-0{number + 1}\n"
        f"rating: 3/5\n---\n"
        f"A review of a film that is worth the words. {text}\n\nAnd a second paragraph: {text}\n"
    )
