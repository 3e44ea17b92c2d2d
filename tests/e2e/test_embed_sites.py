"""Blocks in the pages of real static sites, of three generators, and by script in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import extruct
import pytest
from playwright.sync_api import Browser
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


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.browser
def test_the_script_puts_the_block_into_a_page(samples, browser: Browser, elsewhere: str) -> None:
    script = f'<script src="{samples.base}static/embed.js" async></script>'
    review = f"{samples.base}review/airplane-1980-perpetua-lindqvist"
    canonical_link = f'<link rel="canonical" href="{review}">'
    other = '<script type="application/ld+json">{"@type": "Review"}</script>'
    Elsewhere.pages = {
        "/review": f"<!doctype html><head>{script}{canonical_link}</head><p>Review",
        "/about": f"<!doctype html><head>{script}</head><p>About",
        "/described": f"<!doctype html><head>{script}{canonical_link}{other}</head><p>Review",
    }
    page = browser.new_page()
    with page.expect_response(lambda answer: "/embed?url=" in answer.url) as answered:
        page.goto(f"{elsewhere}/review")
    assert answered.value.status == 200
    block = page.locator("script#triplebill")
    block.wait_for(state="attached")
    assert json.loads(block.inner_text()) == json.loads(answered.value.text())
    assert json.loads(block.inner_text())["@id"] == f"{review}#review"
    with page.expect_response(lambda answer: "/embed?url=" in answer.url) as answered:
        page.goto(f"{elsewhere}/about")
    assert answered.value.status == 404
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{elsewhere}/described", wait_until="networkidle")
    assert not [url for url in asked if "/embed?url=" in url]
    assert page.locator("script#triplebill").count() == 0
    page.close()
