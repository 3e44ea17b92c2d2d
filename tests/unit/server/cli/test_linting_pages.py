"""`lint` on files, folders, and a real server on the loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import UnreadableError
from server.cli import run
from server.fetching import Limits, fetch

REVIEW = """<title>{title}</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Review",
"author": {{"@type": "Person", "name": "Ann Lee"}},
"itemReviewed": {{"@type": "Movie", "name": "Heat"}},
"reviewRating": {{"@type": "Rating", "ratingValue": {value}, "bestRating": 5}}}}</script>"""
GOOD, BAD = REVIEW.format(title="Heat [b]", value=4), REVIEW.format(title="Heat", value=9)
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


class Site(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, str, bytes]] = {}  # noqa: RUF012
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, header, body = self.answers.get(self.path, (404, "text/html", b""))
        self.send_response(status)
        self.send_header("Location" if 300 <= status < 400 else "Content-Type", header)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    own = f"http://127.0.0.1:{server.server_port}"
    locs = [
        f"{own}/good",
        f"{own}/bad",
        f"{own}/gone",
        "http://other.invalid/x",
        "file:///etc/passwd",
    ]
    urls = "".join(f"<url><loc>{loc}</loc></url>" for loc in locs)
    Site.asked = []
    Site.answers = {
        "/good": (200, "text/html", GOOD.encode()),
        "/bad": (200, "text/html", BAD.encode()),
        "/data": (
            200,
            "application/ld+json",
            b'{"@context": "https://schema.org", "@type": "Movie", "name": "Heat"}',
        ),
        "/moved": (301, "/good", b""),
        "/circle": (302, "/circle", b""),
        "/file": (302, "file:///etc/passwd", b""),
        "/large": (200, "text/html", b"x" * 5_000),
        "/sitemap.xml": (200, "application/xml", URLSET.format(urls).encode()),
        "/index.xml": (
            200,
            "application/xml",
            INDEX.format(f"<sitemap><loc>{own}/sitemap.xml</loc></sitemap>").encode(),
        ),
    }
    yield own
    server.shutdown()
    server.server_close()
    thread.join()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["lint", *arguments])
    return code, capsys.readouterr().out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "public" / "a b").mkdir(parents=True)
    (tmp_path / "public" / "good.html").write_text(GOOD, "utf-8")
    (tmp_path / "public" / "a b" / "bad.htm").write_text(BAD, "utf-8")
    (tmp_path / "public" / "notes.txt").write_text("Heat", "utf-8")
    return tmp_path


def test_a_page_with_its_preview(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, "public/good.html")
    assert code == 0
    assert "Review “Heat” (line 2, JSON-LD): eligible for a review snippet" in out
    assert "│ Heat [b]" in out
    assert "│ ★★★★☆ Rating: 4/5 · by Ann Lee" in out
    assert "warning line 2: Recommended: the date of the review" in out
    assert "1 page: 1 of 1 eligible by Google’s published rules of 2026-09-08" in out


def test_a_folder_and_its_log(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, "public", "--sarif", "lint.sarif")
    assert code == 1
    assert "2 pages: 1 of 2 eligible" in out
    assert "notes.txt" not in out
    log = json.loads(Path("lint.sarif").read_text("utf-8"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (found,) = log["runs"]
    rules = found["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    (error,) = [result for result in found["results"] if result["level"] == "error"]
    assert error["ruleId"] == "reviewRatingRange"
    assert error["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "public/a%20b/bad.htm"},
                "region": {"startLine": 2},
            }
        }
    ]


def test_for_machines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, "--json", "public")
    assert code == 1
    pages = {page["source"]: page for page in json.loads(out)["pages"]}
    assert pages["public/good.html"]["things"][0]["eligible"] is True
    assert pages["public/a b/bad.htm"]["things"][0]["eligible"] is False


def test_nothing_to_judge_and_nothing_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("plain.html").write_text("<p>It rains.</p>", "utf-8")
    code, out = told(capsys, "plain.html")
    assert code == 0
    assert "No review, mean rating or film is marked up here." in out
    assert run(["lint", "absent.html"]) == 2
    assert run(["lint", "plain.html", "--sarif", "absent/x.sarif"]) == 2


def test_addresses(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, f"{base}/good#top")[0] == 0
    assert told(capsys, f"{base}/moved")[0] == 0
    code, out = told(capsys, f"{base}/data", f"{base}/gone")
    assert code == 1
    assert "movieImage" in out
    assert "The address answers HTTP 404: Not Found." in out


@pytest.mark.parametrize("name", ["sitemap.xml", "index.xml"])
def test_sitemaps_speak_for_their_own_host(
    base: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(capsys, f"{base}/{name}", "--pause", "0")
    assert code == 1
    assert "3 pages: 1 of 2 eligible" in out
    assert "other.invalid" not in out
    Site.asked.clear()
    assert "1 page: 1 of 1" in told(capsys, f"{base}/{name}", "--pause", "0", "--most", "1")[1]
    assert "/bad" not in Site.asked


def test_a_sitemap_in_a_file(base: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = URLSET.format(f"<url><loc> {base}/good </loc></url>")
    Path("sitemap.xml").write_text(f"<?xml version='1.0'?>{text}", "utf-8")
    code, out = told(capsys, "sitemap.xml", "--pause", "0")
    assert code == 0
    assert f"{base}/good" in out


@pytest.mark.parametrize(
    ("path", "said"),
    [("/circle", "HTTP 302"), ("/file", "HTTP 302"), ("/large", "more than 4,000 bytes")],
)
def test_what_a_server_may_not_do(base: str, path: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        fetch(base + path, Limits(size=4_000))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.invalid/", "http://", "heat"])
def test_what_is_no_address_is_not_fetched(address: str) -> None:
    with pytest.raises(UnreadableError, match="no address"):
        fetch(address)


def test_a_port_where_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(UnreadableError, match="cannot be reached"):
        fetch("http://127.0.0.1:1/")
