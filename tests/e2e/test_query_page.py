"""The query page in a real Chromium, with script and without."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from server.examples import examples
from tests.e2e.attacks import ATTACKS
from tests.e2e.judging import faults
from tests.e2e.watching import Watched

pytestmark = pytest.mark.browser

EXAMPLES = {example.name: example for example in examples()}
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5)) + " }"


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    window = Watched(browser)
    yield window
    window.page.close()


def open_query(page: Page, base: str, query: str, view: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{base}sparql?query={quote(query)}" + (f"#{view}" if view else ""))
    page.locator(".summary, .problem").first.wait_for()
    page.wait_for_function("document.getElementById('result').ariaBusy !== 'true'")


def write(page: Page, text: str) -> None:
    """Put a text into the editor as a person would."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def view(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def test_completion_from_the_graph_and_a_run(samples, watched: Watched) -> None:
    page = watched.page
    answer = page.goto(samples.base + "sparql")
    policy = answer.headers["content-security-policy"] if answer else ""
    assert "script-src 'self'; connect-src 'self'; style-src 'self';" in policy
    write(page, "SELECT ?film ?name WHERE {\n  ?film a ")
    page.keyboard.press("Control+Space")
    options = page.locator(".cm-tooltip-autocomplete li")
    options.first.wait_for()
    page.keyboard.type("schema:Mov")
    page.wait_for_function(
        "document.querySelector('.editor').shadowRoot.querySelectorAll('li').length === 1"
    )
    assert re.fullmatch(r"schema:Movie\d+ things", options.first.inner_text().replace("\n", ""))
    page.wait_for_timeout(200)  # CodeMirror takes no key for a completion that has just come
    page.keyboard.press("Enter")
    page.keyboard.type(" ;\n  dire")
    options.filter(has_text="schema:director").wait_for()
    assert options.first.inner_text().startswith("schema:director")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.keyboard.type("/schema:name ?na")
    options.filter(has_text="?name").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.type("me\n} ORDER BY ?name")
    page.keyboard.press("Control+Enter")
    page.locator(".rows").wait_for()
    assert "PREFIX schema: <http://schema.org/>" in page.locator(".cm-content").inner_text()
    assert page.get_by_text("Akira Kurosawa").first.is_visible()
    assert re.match(r"\d+ rows in \d+ ms\.", page.locator(".summary").inner_text())
    page.reload()
    page.locator("button.sort").first.wait_for()
    assert page.get_by_text("Akira Kurosawa").first.is_visible()
    page.get_by_text("Your queries (1)").click()
    page.get_by_role("button", name="Forget all").click()
    assert page.get_by_text("Your queries (0)").is_visible()
    assert watched.quiet_on(samples.base)


def test_every_example_finds_something_in_the_samples(samples) -> None:
    for example in examples():
        path = f"sparql?query={quote(example.query)}"
        found = json.loads(samples.get(path, accept="application/json, application/ld+json").text)
        if isinstance(found, dict):
            assert found.get("boolean") or found["results"]["bindings"], example.name
        else:
            assert len(found) > 1, example.name
        if example.view == "chart":
            assert {"film", "title", "name", "year", "language"} & set(found["head"]["vars"])


def test_every_term_of_the_samples_is_explained(samples) -> None:
    terms = json.loads(samples.get("sparql/terms").text)
    missing = [
        term["iri"] for kind in ("classes", "properties") for term in terms[kind]
        if not term.get("comment")
    ]  # fmt: skip
    assert missing == []


def test_a_table_is_sorted_and_leads_to_pages(samples, watched: Watched) -> None:
    page = watched.page
    open_query(page, samples.base, EXAMPLES["who-reviewed-what"].query)
    scores = page.locator(".rows td:nth-child(4)")
    page.get_by_role("button", name="score").click()
    page.get_by_role("button", name="score").click()
    assert page.locator("th:nth-child(4)").get_attribute("aria-sort") == "descending"
    numbers = [float(text) for text in scores.all_inner_texts() if text]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 10, "numbers are compared as numbers"
    page.get_by_role("button", name="Next").click()
    assert page.get_by_text(re.compile(r"Rows 51 to \d+ of \d+ rows")).is_visible()
    for link in page.locator(".downloads a").all():
        answer = samples.get((link.get_attribute("href") or "").lstrip("/"))
        assert answer.status == 200
        assert (link.get_attribute("download") or "").endswith(link.inner_text())
    page.locator(".rows td a").first.click()
    assert page.locator("article.h-review").is_visible()
    assert watched.quiet_on(samples.base)


def test_charts_and_a_timeline(samples, watched: Watched) -> None:
    page = watched.page
    open_query(page, samples.base, EXAMPLES["directors"].query, "chart")
    bars = page.locator(".bars tr")
    assert bars.count() > 10
    assert page.locator(".bars caption").inner_text() == f"score by name: {bars.count()} bars"
    page.get_by_label("Number").select_option("films")
    assert page.locator(".bars caption").inner_text().startswith("films by name")
    assert page.url.endswith("#chart")
    open_query(page, samples.base, EXAMPLES["scores-over-time"].query, "chart")
    line = page.get_by_role("img", name=re.compile("score by year: 4 points from 2021 to 2024"))
    assert line.locator("circle").count() == 4
    open_query(page, samples.base, EXAMPLES["timeline"].query, "timeline")
    assert page.locator(".period h3").first.inner_text().startswith("2021")
    assert page.locator(".period li").first.inner_text().startswith("6 March")
    view(page, "JSON")
    assert '"bindings"' in page.locator("#view pre").inner_text()
    assert watched.quiet_on(samples.base)


def test_a_graph_is_walked_with_the_keyboard(samples, watched: Watched) -> None:
    page = watched.page
    open_query(page, samples.base, EXAMPLES["played-together"].query)
    assert page.get_by_role("tab", selected=True).inner_text() == "Table"
    view(page, "Graph")
    nodes = page.locator(".network .node")
    assert nodes.count() > 50
    assert page.locator('.network .node[tabindex="0"]').count() == 1
    page.locator('.network .node[tabindex="0"]').focus()
    names, name = set(), page.locator(".about-node strong")
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        names.add(name.inner_text())
    chosen = name.inner_text()
    assert len(names) > 2
    assert page.locator('.network .node[tabindex="0"]').get_attribute("aria-label") == chosen
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1, name=chosen).is_visible()
    many = "SELECT (IRI(CONCAT('x:', STR(?s))) AS ?from) (IRI(CONCAT('x:', STR(?o))) AS ?to) "
    open_query(page, samples.base, many + "{ ?s <http://schema.org/url> ?o }", "graph")
    assert nodes.count() == 300
    assert "these are the 300 with the most edges" in page.locator("figcaption").inner_text()
    assert watched.quiet_on(samples.base)


@pytest.mark.parametrize(
    ("query", "said", "marked"),
    [
        ("SELECT ?x WHERE {\n  ?x a ?y\n  ?y a ?z\n}", "“?y” is not expected here: line 3, column 3.", "?y"),
        ("SELECT ?x WHERE {\n  ?é <x:p> no:x }", "The prefix “no:” is not declared", "no:x"),
        ("SELECT ?x WHERE {\n  ?x ?p 1", "Something is missing: line 2, column 10.", ""),
    ],
)  # fmt: skip
def test_an_error_is_marked_where_it_is(samples, watched: Watched, query, said, marked) -> None:
    page = watched.page
    page.goto(samples.base + "sparql")
    write(page, query)
    page.get_by_role("button", name="Run").click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert said in alert.inner_text()
    assert page.locator(".cm-error").all_inner_texts() == ([marked] if marked else [])
    assert page.locator(".cm-error-line").count() == 1
    assert page.locator(".rows").count() == 0


def test_a_query_is_stopped_here_and_on_the_server(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(samples.base + "sparql")
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped.").wait_for()
    assert page.get_by_role("button", name="Stop").is_hidden()
    # There are two workers, which a query takes for ten seconds; one waits five for its turn.
    host, port = samples.base.removeprefix("http://").strip("/").split(":")
    for _ in range(2):
        with socket.create_connection((host, int(port))) as client:
            target = f"/sparql?query={quote(ENDLESS)}"
            client.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            time.sleep(0.5)  # a query that has not begun is never run
    assert samples.get(f"sparql?query={quote('SELECT * { ?s a ?never }')}").status == 200


def test_a_short_link_leads_back(samples, watched: Watched) -> None:
    page, query = watched.page, EXAMPLES["languages"].query
    open_query(page, samples.base, query, "chart")
    page.get_by_role("button", name="Short link").click()
    link = page.locator("#said a")
    link.wait_for()
    address = link.inner_text()
    assert re.fullmatch(re.escape(samples.base) + "q/[a-z2-7]{8}", address)
    page.goto("about:blank")
    page.goto(address + "#chart")
    page.locator(".bars").wait_for()
    assert page.locator(".cm-content").inner_text().startswith("PREFIX schema:")
    assert watched.quiet_on(samples.base)


def test_a_query_too_long_for_the_address_comes_back(samples, watched: Watched) -> None:
    page = watched.page
    page.goto(samples.base + "sparql")
    for number in (1, 2):
        write(page, f"# number {number}\nSELECT ({number} AS ?n) {{}} # {'x' * 7_000}")
        page.keyboard.press("Control+Enter")
        page.locator(".rows td").get_by_text(str(number), exact=True).wait_for()
        assert page.url == samples.base + "sparql"
    page.reload()
    page.locator(".cm-content").get_by_text("# number 2").wait_for()
    page.go_back()
    page.locator(".cm-content").get_by_text("# number 1").wait_for()
    assert watched.quiet_on(samples.base)


def test_a_query_that_finds_reviews_can_be_followed(samples, watched: Watched) -> None:
    page, query = watched.page, "SELECT ?review { ?review a <http://schema.org/Review> }"
    open_query(page, samples.base, query)
    page.get_by_role("button", name="Short link").click()
    feed = page.locator("#said").get_by_role("link", name="feed")
    address = feed.get_attribute("href")
    assert "<entry" in page.request.get(samples.base + address[1:]).text()
    page.goto(page.locator("#said a").first.inner_text())
    page.locator(".summary").wait_for()
    assert page.locator("#said").get_by_role("link", name="feed").get_attribute("href") == address
    write(page, "ASK { ?s ?p ?o }")
    page.get_by_role("button", name="Run").click()
    page.locator(".truth").wait_for()
    assert page.locator("#said a").count() == 0
    page.go_back()
    page.locator(".summary").wait_for()
    assert page.locator("#said").get_by_role("link", name="feed").get_attribute("href") == address
    assert page.locator(".cm-content").inner_text() == query
    assert watched.quiet_on(samples.base)


def hostile_query() -> str:
    """Rows with every attack string as text, in a language, under a datatype, and as IRIs."""
    texts = " ".join(json.dumps(text) for text in ATTACKS)
    iris = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x")
    return (
        f"SELECT ?constructor ?__proto__ ?onclick ?typed ?date ?number {{ VALUES ?onclick {{ {texts} }} "
        f"VALUES ?__proto__ {{ {' '.join(f'<{iri}>' for iri in iris)} <http://x.test/> }} "
        f"BIND(STRLANG(?onclick, 'en') AS ?constructor) "
        f"BIND(STRDT(?onclick, IRI('javascript:alert(1)')) AS ?typed) "
        f"BIND('2020-01-01\" onclick=\"alert(1)'^^<http://www.w3.org/2001/XMLSchema#date> AS ?date) "
        f"BIND(7 AS ?number) }}"
    )


def test_hostile_answers_do_nothing(samples, watched: Watched) -> None:
    page = watched.page
    rows = hostile_query()
    graph = f"CONSTRUCT {{ ?__proto__ <javascript:p> ?onclick, <javascript:o> ; <http://schema.org/name> ?onclick }} WHERE {{ {{ {rows} }} }}"
    network = f"SELECT ?__proto__ (?__proto__ AS ?b) ?__proto__Name {{ {{ {rows} }} BIND(?onclick AS ?__proto__Name) }}"
    network = network.replace("(?__proto__ AS ?b)", "(<javascript:x> AS ?b)")
    for query in (rows, graph, network):
        open_query(page, samples.base, query)
        names = page.get_by_role("tab").all_inner_texts()
        for name in names:
            view(page, name)
            page.mouse.move(640, 700)
            addresses = page.eval_on_selector_all(
                "#result a", "all => all.map(a => a.getAttribute('href') ?? '')"
            )
            assert all(re.match(r"https?://|/sparql\?", address) for address in addresses)
            tags = page.locator("#result :is(script, img, iframe, link, style, form)")
            assert tags.count() == 0, name
    assert "</script>" in page.locator("#view").inner_text()
    page.get_by_text("Your queries").click()
    assert watched.quiet_on(samples.base)


def test_it_fits_and_is_readable(samples, watched: Watched) -> None:
    page = watched.page
    for name in ("who-reviewed-what", "directors", "scores-over-time", "timeline", "one-film"):
        open_query(page, samples.base, EXAMPLES[name].query, EXAMPLES[name].view)
        assert faults(page, name) == []
    open_query(page, samples.base, EXAMPLES["played-together"].query)
    for name in ("Graph", "JSON"):
        view(page, name)
        assert faults(page, name) == []
    assert watched.quiet_on(samples.base)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def test_without_script(samples, plain: Page) -> None:
    plain.goto(samples.base + "sparql")
    plain.get_by_role("link", name="Reviews by language").click()
    assert plain.locator(".rows tbody tr").first.inner_text().split() == ["en", "71"]
    plain.get_by_role("button", name="Short link").click()
    assert re.search("/q/[a-z2-7]{8}$", plain.url)
    assert plain.locator(".rows tbody tr").count() == 6
    plain.locator("textarea").fill("SELECT ?x { ?x a ; }")
    plain.get_by_role("button", name="Run").click()
    assert "syntax error in line 1" in plain.locator(".problem").inner_text()
    assert plain.locator("textarea").input_value() == "SELECT ?x { ?x a ; }"
