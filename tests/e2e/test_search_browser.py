"""The search and the lists in a real browser, with the keyboard, without scripts, and by OpenSearch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000


@pytest.fixture
def page(samples, browser: Browser) -> Iterator[Page]:
    """A page in which nothing may be noticed, and which nobody but the server may be asked from."""
    opened, noticed, hosts = browser.new_page(), list[str](), set[str]()
    opened.on("console", lambda message: noticed.append(message.text))
    opened.on("pageerror", lambda error: noticed.append(str(error)))
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield opened
    opened.close()
    assert not noticed
    assert hosts == {urlsplit(samples.base).netloc}


def test_suggestions_by_keyboard(samples, page: Page) -> None:
    page.goto(samples.base)
    field = page.get_by_role("combobox", name="Search films, people and reviews")
    field.press_sequentially("par")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Parasite")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute(
        "aria-activedescendant", options.first.get_attribute("id") or ""
    )
    expect(field).to_have_value("Parasite")
    field.press("ArrowUp")
    expect(field).to_have_value("par")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("par")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Parasite")
    assert urlsplit(page.url).path == "/movie/parasite-2019"


def test_a_search_and_what_was_meant(samples, page: Page) -> None:
    page.goto(samples.base)
    field = page.get_by_role("combobox", name="Search films, people and reviews")
    field.fill("paraside")
    field.press("Enter")
    page.get_by_role("link", name="parasite", exact=True).click()
    expect(page.get_by_role("heading", name="Films", exact=True)).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("navigation", name="What was found").get_by_role(
        "link", name="Reviews"
    ).click()
    expect(page.get_by_role("heading", name="Films", exact=True)).to_be_hidden()
    page.locator("ol.lines a").first.click()
    expect(page.locator("article.h-review")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_list_is_narrowed_and_widened_again(samples, browser: Browser, width: int) -> None:
    """By forms and links alone, which is why there is no script here."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{samples.base}movies")
    count = page.locator("main > header .meta span").first
    page.locator("summary", has_text="Genre").click()
    option = page.get_by_role("checkbox", name="Horror")
    told = int(page.locator("label", has_text="Horror").locator(".count").inner_text())
    option.check()
    page.get_by_role("button", name="Show").locator("visible=true").click()
    expect(count).to_have_text(f"{told} found")
    expect(page.locator("ol.lines > li")).to_have_count(told)
    page.locator("summary", has_text="Decade").click()
    decade = page.locator("details[open] label").first
    fewer = int(decade.locator(".count").inner_text())
    decade.click()
    page.get_by_role("button", name="Show").locator("visible=true").click()
    expect(count).to_have_text(f"{fewer} found")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Rating", exact=True).click()
    assert "sort=rating" in page.url
    page.get_by_role("link", name="Without Horror").click()
    expect(page.get_by_role("link", name="Without Horror")).to_have_count(0)
    page.get_by_role("link", name="Take all back").click()
    expect(count).to_have_text("74 in all")
    page.get_by_role("link", name="Next →").click()
    expect(page.locator("ol.lines > li")).to_have_count(24)
    context.close()


def test_the_search_works_without_scripts(samples, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(samples.base)
    page.get_by_label("Search films, people and reviews").fill("기생")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("ol.lines a").first).to_contain_text("Parasite")
    context.close()


@pytest.mark.parametrize(
    "path", ["reviews", "movies", "people", "search?q=the", "search?q=the&in=reviews"]
)
def test_pages_are_light(samples, path: str) -> None:
    assert len(samples.get(path).body) < MOST_BYTES


def test_an_opensearch_client_finds_its_way(samples) -> None:
    """From any page by its link to the description, and by the templates of that to the answers."""
    home = samples.get("").text
    link = home.partition('<link rel="search" type="application/opensearchdescription+xml" href="')[
        2
    ]
    described = samples.get(link.partition('"')[0])
    assert described.headers["content-type"] == "application/opensearchdescription+xml"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(described.body)
    templates = {url.attrib["type"]: url.attrib["template"] for url in root.iter(f"{space}Url")}

    def follow(media_type: str, terms: str) -> str:
        address = templates[media_type].replace("{searchTerms}", quote(terms, safe=""))
        assert address.startswith(samples.base)
        answer = samples.get(address.removeprefix(samples.base))
        assert answer.headers["content-type"].partition(";")[0] == media_type
        return answer.text

    _, names, _, addresses = json.loads(follow("application/x-suggestions+json", "clé"))
    assert names[0] == "Cléo de 5 à 7"
    assert samples.get(addresses[0].removeprefix(samples.base)).status == 200
    assert json.loads(follow("application/json", "kurosawa"))["people"]["total"] == 1
    assert "/movie/amelie-2001" in follow("text/html", "Amélie & “Poulain”")
    (image,) = root.iter(f"{space}Image")
    assert (
        samples.get(urljoin(samples.base, image.text or "").removeprefix(samples.base)).status
        == 200
    )
