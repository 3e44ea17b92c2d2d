"""The static twin: what `build` writes is what the server sends, and stays so."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from pyoxigraph import RdfFormat

from graph.jsonld import to_triples
from graph.store.location import open_published
from server.config import load
from server.record import Record
from tests.discovered import discovery_paths
from tests.e2e.conftest import PROJECT, Answer, Server, free_port, serving, triplebill
from tests.e2e.test_same_graph import VARIANTS, canonical, embedded, expanded, parsed

OWN = {".triplebill-build", ".triplebill-build.lock"}
FOR_HOSTS = {
    ".nojekyll",
    "_redirects",
    "_headers",
    ".htaccess",
    ".nginx/maps.conf",
    ".nginx/site.conf",
}
REVIEW = (
    "Film: {film}\nYear: 1995\nDirector: {director}\nReviewer: {who}\nRating: {score}/5\n\n{body}\n"
)


class Static(SimpleHTTPRequestHandler):
    """A host of files, which shows x.html at x and 404.html where there is nothing."""

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return f"{found}.html" if Path(f"{found}.html").is_file() else found

    def log_message(self, *_: object) -> None:
        pass


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a build by its path, but for the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: body for name, body in found.items() if name not in OWN}


def built(root: Path, out: Path, *options: str) -> dict[str, object]:
    done = triplebill(root, "build", out, "--jobs", "2", "--json", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    summary: dict[str, object] = json.loads(done.stdout)
    assert summary["problems"] == []
    assert summary["files"] == summary["written"] + summary["unchanged"]  # type: ignore[operator]
    return summary


@pytest.fixture(scope="module")
def twin(samples: Server) -> Iterator[Server]:
    """The samples, served as the twin has them."""
    with serving(samples.root, free_port(), TRIPLEBILL_STATIC="1") as server:
        yield server


@pytest.fixture(scope="module")
def sent(twin: Server) -> Callable[[str, str], Answer]:
    """What the twin's server sends at a path for an Accept field; each is asked for once."""
    return cache(lambda path, accept: twin.get(path, Accept=accept))


@pytest.fixture(scope="module")
def public(samples: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as files."""
    out = tmp_path_factory.mktemp("twin") / "public"
    summary = built(samples.root, out)
    assert summary["written"] == len(tree(out))
    return out


@pytest.fixture(scope="module")
def host(public: Path) -> Iterator[str]:
    """These files on a plain host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, directory=str(public)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_every_file_is_what_the_server_sends(
    public: Path, twin: Server, sent: Callable[[str, str], Answer]
) -> None:
    files = tree(public)
    assert len(files) > 1_000
    for name, body in files.items():
        if name in FOR_HOSTS:
            continue
        path = {"index.html": "", "404.html": "no/such/page"}.get(name, name)
        stem = path.removesuffix(".html")
        answer = sent(stem, "*/*" if stem == name else "text/html")
        assert answer.body == body, name
        if re.fullmatch(r"(review|movie|person)/[^/]*\.html", path):
            assert twin.get(path).body == body or answer.status in {301, 410}, name


def test_every_document_for_machines_is_a_file(samples: Server, public: Path) -> None:
    config = load(samples.root, {"static": 1}, {})
    published, changes = open_published(config.location), Record(config.state).changes
    paths = list(discovery_paths(config, published, changes))
    assert len(paths) > 200
    files = tree(public)
    assert [path for path in paths if not {path, f"{path}.html"} & files.keys()] == []


def test_nothing_of_the_twin_speaks_of_what_only_a_server_answers(public: Path) -> None:
    for name, body in tree(public).items():
        if name not in FOR_HOSTS and not name.endswith(".gz"):
            assert not re.search(rb"[\d\"]/(?:sparql|reconcile|login)\b", body), name
            assert not re.search(rb"/search(?:\.json|/suggest)\b", body), name
            assert b"SPARQL" not in body, name


def test_no_link_of_the_twin_is_dead_and_all_pages_are_linked(
    samples: Server, public: Path, host: str, twin: Server, sent: Callable[[str, str], Answer]
) -> None:
    plain = Server(host, public, twin.process)
    waiting, seen = [""], {""}
    while waiting:
        path = waiting.pop()
        answer = plain.get(path)
        assert answer.status == 200, path
        page = answer.headers["content-type"].startswith("text/html")
        same = sent(path, "text/html" if page else "*/*")
        assert (same.status, same.body) == (200, answer.body), path
        if page:
            links = re.findall(r'(?:href|src|action)="([^"#]+)', answer.text)
        elif path.endswith((".css", ".xml", ".atom")):
            links = re.findall(r'(?:\burl\(|<loc>|href=")([^)"#<]+)', answer.text)
        else:
            continue
        for link in links:
            own = link.replace("&amp;", "&").replace(samples.base, host)
            address = urljoin(host + path, own)
            if not address.startswith(host):
                continue
            there = urlsplit(address)
            assert not there.query or there.path.startswith("/static/"), f"{path}: {link}"
            if there.path[1:] not in seen:
                seen.add(there.path[1:])
                waiting.append(there.path[1:])
    pages = {name.removesuffix(".html") for name in tree(public) if name.endswith(".html")}
    assert pages - seen <= {"index", "404"}


def test_every_page_of_the_twin_is_the_same_graph(public: Path) -> None:
    documents = [path.with_suffix("") for path in public.glob("*/*.nt")]
    assert len(documents) > 150
    for document in documents:
        turtle = parsed(document.with_suffix(".ttl").read_bytes(), RdfFormat.TURTLE)
        assert turtle, document
        for suffix, format_ in VARIANTS.items():
            assert parsed(document.with_suffix(f".{suffix}").read_bytes(), format_) == turtle
        assert expanded(json.loads(document.with_suffix(".jsonld").read_bytes())) == turtle
        (block,) = embedded(document.with_suffix(".html").read_text())
        assert canonical(to_triples(block)) == turtle, document


def test_a_second_build_writes_nothing(samples: Server, public: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.name not in OWN}
    assert built(samples.root, public)["written"] == 0
    assert built(samples.root, public, "--all")["written"] == 0
    after = {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.name not in OWN}
    assert after == before


def test_a_killed_build_is_completed_by_the_next(
    samples: Server, public: Path, tmp_path: Path
) -> None:
    out = tmp_path / "public"
    command = [sys.executable, "-m", "server.cli", "--site", str(samples.root), "build", str(out)]
    process = subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while len(list(out.rglob("*.html"))) < 100:
        assert process.poll() is None, "the build was too quick to be killed"
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    assert len(tree(out)) < len(tree(public))
    assert built(samples.root, out)["files"] == len(tree(public))
    assert tree(out) == tree(public)
