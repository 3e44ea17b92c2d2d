"""Blocks in the pages of real static sites, of three generators, and by script in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import extruct
import pytest
from playwright.sync_api import Browser, Page
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Triple

from graph.jsonld import to_triples
from graph.store import Reader
from graph.store.location import Location, open_published
from tests.static_sites import GENERATORS, Built

BY = {"hugo": "path", "mkdocs": "address", "nikola": "title"}


@pytest.fixture(scope="module", params=GENERATORS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, run) -> tuple:
    """A site that was built, with its reviews added."""
    root = tmp_path_factory.mktemp(request.param)
    built = GENERATORS[request.param](root)
    (root / "triplebill.toml").write_text('base_iri = "https://films.example/"\n')
    added = run(root, "add", *built.sources)
    assert added.returncode == 0, added.stdout + added.stderr
    return root, built, BY[request.param]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_review_in_its_page_and_out_again(site: tuple[Path, Built, str], run) -> None:
    root, built, by = site
    before = files(built.folder)

    dry = run(root, "embed", built.folder, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.count("\n+++ b/") + dry.stdout.startswith("---") >= len(built.pages)
    assert files(built.folder) == before

    written = run(root, "embed", built.folder, "--json")
    assert written.returncode == 0, written.stderr
    report = json.loads(written.stdout)
    found = {p["source"]: p["page"] for p in report["pages"] if p["outcome"] == "written"}
    assert found == built.pages
    assert {p["by"] for p in report["pages"] if p["outcome"] == "written"} == {by}
    assert {p["outcome"] for p in report["pages"]} == {"written", "without"}
    assert report["missing"] == list(built.lost)

    after = files(built.folder)
    assert {name for name in after if after[name] != before[name]} == set(built.pages.values())
    reader = open_published(Location(root / ".triplebill")).current()
    for page in built.pages.values():
        same_graph(reader, after[page].decode(), before[page].decode())

    again = run(root, "embed", built.folder)
    assert f"{len(built.pages)} unchanged" in again.stdout
    assert files(built.folder) == after

    removed = run(root, "embed", built.folder, "--remove")
    assert f"{len(built.pages)} removed" in removed.stdout
    assert files(built.folder) == before


def same_graph(reader: Reader, page: str, before: str) -> None:
    """What an independent extractor finds in the page is what the graph says, and what was there."""
    blocks, others = extracted(page), extracted(before)
    (block,) = [block for block in blocks["json-ld"] if block not in others["json-ld"]]
    assert block["@id"].startswith("https://films.example/review/")
    document = NamedNode(block["@id"].partition("#")[0])
    assert canonical(to_triples(block)) == canonical(reader.describe(document))
    assert blocks["microdata"] == others["microdata"]


def extracted(page: str) -> dict[str, list[dict]]:
    return extruct.extract(page, syntaxes=["json-ld", "microdata"])


def canonical(triples: list[Triple]) -> str:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


# --- by script ------------------------------------------------------------------------------


class Elsewhere(BaseHTTPRequestHandler):
    """A site on another host, which cannot be rebuilt."""

    pages: dict[str, str] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((page or "").encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


AIRPLANE = "airplane-1980-perpetua-lindqvist"
OF_AIRPLANE = '"itemReviewed": {"@type": "Movie", "name": "AIRPLANE!"}'
POPCORN = '"@type": "Product", "name": "Popcorn"'
RDFA = '<div vocab="https://schema.org/"><div typeof="Review">%s</div></div>'


def ld(json_: str, type_: str = "application/ld+json") -> str:
    return f'<script type="{type_}">{json_}</script>'


DESCRIBED = {
    "of what is not said": ld('{"@type": "Review"}'),
    "types with namespace": ld(f'{{"@type": "https://schema.org/Review", {OF_AIRPLANE}}}'),
    "a parameter": ld('{"@type": ["Review"]}', "application/ld+json; charset=utf-8"),
    "the film by name": ld('{"@type": "CriticReview", "itemReviewed": "Airplane"}'),
    "with line breaks in words": ld('{"@type": "Review", "reviewBody": "a\nb"}'),
    "in a graph": ld(
        '{"@graph": [[{"@type": "Review", "itemReviewed": {"@id": "#film"}}],'
        ' {"@id": "#film", "@type": "Movie", "name": ["Heat", {"@value": "The Airplane"}]}]}'
    ),
    "below its film": ld(
        '{"@type": "Movie", "name": "Airplane&#33;", "review": [{"@type": "Review"}]}'
    ),
    "microdata": '<p itemscope itemtype="http://schema.org/UserReview">Good</p>',
    "microdata of the film": '<p itemscope itemtype="http://schema.org/Movie"><b itemprop="name">Airplane!</b>'
    '<i itemprop="review" itemscope itemtype="http://schema.org/Review">Good</i></p>',
    "RDFa": RDFA % "Good",
    "RDFa of the film": RDFA
    % '<b property="itemReviewed" typeof="Movie"><i property="name">Airplane</i></b>',
    "RDFa with a prefix": '<p typeof="schema:Review"><meta property="schema:itemReviewed" content="Airplane!"></p>',
}

NOT_DESCRIBED = {
    "a word": ld('{"@type": "Article", "articleSection": ["Review"]}'),
    "a name": ld('{"@type": "BreadcrumbList", "itemListElement": [{"name": "FilmReview"}]}'),
    "a site": ld('{"@type": "WebSite", "name": "Review"}'),
    "a rating of many": ld('{"@type": "Movie", "aggregateRating": {"@type": "AggregateRating"}}'),
    "of popcorn": ld(f'{{{POPCORN}, "review": {{"@type": "Review", "reviewBody": "Salty"}}}}'),
    "of popcorn, the other way": ld(f'{{"@type": "Review", "itemReviewed": {{{POPCORN}}}}}'),
    "of popcorn in microdata": '<p itemscope itemtype="https://schema.org/Review">'
    '<b itemprop="itemReviewed" itemscope><i itemprop="name">Popcorn</i></b></p>',
    "of popcorn in RDFa": RDFA % '<b property="itemReviewed">Popcorn</b>',
    "RDFa of another vocabulary": '<p vocab="https://vocabulary.example/" typeof="Review">Good</p>',
    "no JSON": ld('{"@type": "Review"'),
    "hostile JSON": ld('{"__proto__": {"review": 1}, "@type": {"toString": 1}, "name": null}')
    + ld("[" * 200_000),
}


@pytest.fixture(scope="module")
def pages(samples, browser: Browser, elsewhere: str) -> Iterator[dict[str, Page]]:
    """Pages of the other site with the script, by what else is in them, when it has done its work;
    each says where it stands."""
    script = f'<script src="{samples.base}static/embed.js" async></script>'
    head = f'{script}<link rel="canonical" href="{samples.base}review/{AIRPLANE}">'
    context, opened = browser.new_context(), {}
    for number, (what, more) in enumerate({"nothing": "", **DESCRIBED, **NOT_DESCRIBED}.items()):
        Elsewhere.pages[f"/{number}"] = f"<!doctype html><head>{head}</head>{more}<p>Review"
        opened[what] = context.new_page()
        opened[what].goto(f"{elsewhere}/{number}", wait_until="commit")
    for page in opened.values():
        page.wait_for_load_state("networkidle")
    yield opened
    context.close()


@pytest.mark.browser
def test_the_script_puts_the_block_into_a_page(samples, pages: dict[str, Page]) -> None:
    block = json.loads(pages["nothing"].locator("#triplebill").inner_text())
    address = f"review/{AIRPLANE}"
    assert block == json.loads(samples.get(f"embed?url={samples.base}{address}").text)
    assert block["@id"] == f"{samples.base}{address}#review"


@pytest.mark.browser
def test_a_page_that_is_no_review_gets_none(samples, browser: Browser, elsewhere: str) -> None:
    script = f'<script src="{samples.base}static/embed.js" async></script>'
    Elsewhere.pages["/about"] = f"<!doctype html><head>{script}</head><p>About"
    page = browser.new_page()
    with page.expect_response(lambda answer: "/embed?url=" in answer.url) as answered:
        page.goto(f"{elsewhere}/about")
    assert answered.value.status == 404
    assert page.locator("#triplebill").count() == 0
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("what", DESCRIBED)
def test_a_review_of_the_film_is_described_once(pages: dict[str, Page], what: str) -> None:
    assert pages[what].locator("#triplebill").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("what", NOT_DESCRIBED)
def test_what_is_no_review_of_the_film_is_in_nobodys_way(pages: dict[str, Page], what: str) -> None:
    assert pages[what].locator("#triplebill").count() == 1
