"""Writing over HTTP on a real server: tokens, reviews sent, replaced and withdrawn, two writers."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode

from graph.ledger import Ledger
from graph.store.location import Location, open_published

TOKEN = "an-honest-secret-of-ann"
OTHER = "another-secret-of-ben"
BEARER = f"Bearer {TOKEN}"
TOKENS = f'token = "ann:{TOKEN} ben:{OTHER}"\n'

HEAT = """---
title: Heat (1995)
director: Michael Mann
rating: 4/5
author: Ann Critic
date: 2020-02-03
---
Two men in one city, each the best at what he does, drink a coffee. It is a fine film to review.
"""


@pytest.fixture
def site(tmp_path: Path, serve) -> Iterator:
    """A site that nothing was sent to."""
    (tmp_path / "triplebill.toml").write_text(TOKENS)
    with serve(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator:
    """A site for tests that send something of their own, or nothing that is taken."""
    root = tmp_path_factory.mktemp("shared")
    (root / "triplebill.toml").write_text(TOKENS)
    with serve(root) as server:
        yield server


def send(server, text: str | bytes, path: str = "reviews", method: str = "POST", **headers: str):
    data = text.encode() if isinstance(text, str) else text
    named = {"content_type": "text/markdown", "authorization": BEARER, **headers}
    return server.get(path, method, data, **named)


def test_nobody_changes_unknowingly_what_others_have_changed(shared) -> None:
    name, other = "reviews/cautious", HEAT.replace("drink a coffee", "drink tea")
    absent = send(shared, HEAT, name, "PUT", if_match="*")
    assert (absent.status, absent.headers["content-type"]) == (412, "application/problem+json")
    assert "nothing" in json.loads(absent.body)["detail"]
    assert shared.get(name).status == 404
    assert send(shared, "", name, "DELETE", if_match="*").status == 404

    made = send(shared, HEAT, name, "PUT", if_none_match="*")
    tag = made.headers["etag"]
    assert made.status == 201
    for method in ("GET", "HEAD"):
        found = shared.get(name, method, if_none_match=tag)  # of a redirect it means nothing
        assert (found.status, found.headers["etag"]) == (303, tag)
    for failing in (
        {"if_none_match": "*"}, {"if_none_match": f"W/{tag}"}, {"if_match": '"x"'},
        {"if_match": f"W/{tag}"}, {"if_match": '"x", "y"'}, {"if_match": tag, "if_none_match": tag},
    ):  # fmt: skip
        for path, method, more in (
            (name, "PUT", {}), (name, "DELETE", {}), ("reviews", "POST", {"slug": "cautious"})
        ):  # fmt: skip
            refused = send(shared, other, path, method, **failing, **more)
            assert refused.status == 412, (method, failing)
            assert "If-" in json.loads(refused.body)["detail"]
    assert shared.get(name).headers["etag"] == tag

    replaced = send(shared, other, name, "PUT", if_match=f'"x", {tag}', if_none_match='"x"')
    assert (replaced.status, replaced.headers["etag"] != tag) == (200, True)
    assert send(shared, "", name, "DELETE", if_match=tag).status == 412
    assert send(shared, "", name, "DELETE", if_match=replaced.headers["etag"]).status == 204
    assert "etag" not in send(shared, HEAT.encode("utf-16"), name, "PUT",
                              content_type="text/markdown; charset=utf-16").headers  # fmt: skip
    assert send(shared, "", name, "DELETE").status == 204


def test_a_review_is_published_replaced_and_withdrawn(site, run) -> None:
    made = send(site, HEAT, slug="heat")
    assert made.status == 201, made.text
    page = made.headers["location"]
    assert page.startswith("/review/")
    assert "drink a coffee" in site.get(page, accept="text/html").text
    said = json.loads(made.body)
    assert (said["name"], said["outcome"]) == ("heat", "published")

    same = send(site, HEAT, slug="heat")
    assert (same.status, json.loads(same.body)["outcome"]) == (200, "unchanged")
    assert same.headers["location"] == page

    other = send(site, HEAT.replace("coffee", "tea"), "reviews/heat", "PUT")
    assert (other.status, json.loads(other.body)["outcome"]) == (200, "published")
    assert "drink a tea" in site.get(page, accept="text/html").text
    assert site.get("reviews/heat").headers["location"] == page

    gone = json.loads(run(site.root, "add", "--prune", site.root, "--json").stdout)["gone"]
    assert gone == [], "no file of it is not a file that is gone"

    assert site.get("reviews/heat", "DELETE", authorization=BEARER).status == 204
    assert site.get(page, accept="text/html").status == 410
    runs = json.loads(site.get("status.json", authorization=BEARER).body)["runs"]
    assert site.get("reviews/heat", "DELETE", authorization=BEARER).status == 404
    assert json.loads(site.get("status.json", authorization=BEARER).body)["runs"] == runs
    assert send(site, HEAT, slug="heat").status == 201
    assert site.get(page, accept="text/html").status == 200


def test_what_has_faults_changes_nothing_that_is_published(site, run) -> None:
    page = send(site, HEAT, slug="heat").headers["location"]
    faulty = send(site, HEAT.replace("4/5", "11/10"), slug="heat")
    assert (faulty.status, faulty.headers["content-type"]) == (422, "application/problem+json")
    said = json.loads(faulty.body)
    assert "stays" in said["detail"]
    assert any("11" in f["words"] for f in said["faults"][0]["findings"])
    assert "drink a coffee" in site.get(page, accept="text/html").text
    assert json.loads(run(site.root, "rejects", "--json").stdout) == []

    fresh = send(site, HEAT.replace("4/5", "11/10"), slug="new")
    assert fresh.status == 422
    assert "stays" not in json.loads(fresh.body)["detail"]
    rejects = json.loads(run(site.root, "rejects", "--json").stdout)
    assert [reject["source"] for reject in rejects] == ["http:new"]
    assert send(site, HEAT, slug="new").status == 201


JSON_LD = {
    "@context": "https://schema.org",
    "@type": "Review",
    "@id": "https://example.org/heat#review",
    "name": "A coffee between enemies",
    "reviewBody": "They drink a coffee, and both know how it ends. A review of some length.",
    "author": {"@type": "Person", "name": "Ann Critic"},
    "datePublished": "2020-02-03",
    "itemReviewed": {"@type": "Movie", "name": "Heat", "datePublished": "1995"},
}
FLAT = {
    "id": 7,
    "title": "Heat",
    "year": 1995,
    "review": "They drink a coffee. " * 5,
    "rating": "4/5",
}
HTML = "<html><head><title>Heat (1995) review</title></head><body><article><h1>Heat (1995)</h1>" + (
    "<p>They drink a coffee, and both know how it ends, which is what this review is about.</p>" * 5
    + "<p>Rating: 4/5</p></article></body></html>"
)
TEXT = (
    "Heat reviewed\n\nThey drink a coffee. It is a film.\n\nTitle: Heat\nYear: 1995\nRating: 4/5\n"
)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/plain", TEXT),
        ("text/plain; charset=utf-16", TEXT.encode("utf-16")),
        ("text/html; charset=utf-8", HTML),
        ("application/json", json.dumps(FLAT)),
        ("application/json", json.dumps(JSON_LD)),
        ("application/ld+json", json.dumps(JSON_LD)),
    ],
)
def test_every_media_type_is_taken(shared, media_type: str, body: str | bytes) -> None:
    made = send(shared, body, content_type=media_type)
    assert made.status == 201, made.text
    page = shared.get(made.headers["location"], accept="text/html").text
    assert "coffee" in page
    assert "Heat" in page
    assert send(shared, body, content_type=media_type).status == 200, "the same is the same"
    withdrawn = send(shared, "", f"reviews/{json.loads(made.body)['name']}", "DELETE")
    assert withdrawn.status == 204, "the next may send the same as another type"


def test_an_identifier_names_what_is_sent(shared) -> None:
    named = {**JSON_LD, "@id": "https://example.org/heat-again#review"}
    first = send(shared, json.dumps(named), content_type="application/ld+json")
    changed = {**named, "reviewBody": "Another text about the same two men and their coffee."}
    again = send(shared, json.dumps(changed), content_type="application/ld+json")
    assert (first.status, again.status) == (201, 200)
    assert again.headers["location"] == first.headers["location"]
    assert "Another text" in shared.get(again.headers["location"], accept="text/html").text


def form(filename: str, body: str, media_type: str = "application/octet-stream") -> bytes:
    return (
        f'--xyz\r\nContent-Disposition: form-data; name="review"; filename="{filename}"\r\n'
        f"Content-Type: {media_type}\r\n\r\n{body}\r\n--xyz--\r\n"
    ).encode()


def test_a_file_in_a_form(shared) -> None:
    multipart = "multipart/form-data; boundary=xyz"
    made = send(shared, form("heat.md", HEAT), content_type=multipart)
    assert made.headers["etag"]
    assert (made.status, json.loads(made.body)["name"]) == (201, "heat")
    assert send(shared, form("heat.md", HEAT), content_type=multipart).status == 200
    refused = send(shared, form("heat.exe", HEAT), content_type=multipart)
    assert (refused.status, "text/markdown" in refused.headers["accept-post"]) == (415, True)
    told = shared.get("reviews", "OPTIONS").headers
    assert told["accept-post"] == refused.headers["accept-post"]
    assert send(shared, b"--xyz--\r\n", content_type=multipart).status == 400


@pytest.mark.parametrize(
    ("body", "headers", "status", "said"),
    [
        (HEAT, {"content_type": "image/png"}, 415, "text/markdown"),
        (HEAT, {"content_type": "text/plain; charset=klingon"}, 415, "“klingon”"),
        (HEAT, {"content_type": "text/markdown; charset*=utf-8''a%00b"}, 415, "charset"),
        (HEAT, {"content_encoding": "gzip"}, 415, "Content-Encoding"),
        (HEAT, {"content_range": "bytes 0-9/100"}, 400, "Content-Range"),
        (b"\xff", {"content_type": "text/plain; charset=ascii"}, 400, "ascii"),
        ("Amélie".encode("cp1252"), {"content_type": "text/plain; charset=UTF-8"}, 400, "UTF-8"),
        (b"x" * (9 << 20), {}, 413, "8 MiB"),
        ("", {}, 422, ""),
        ("[]", {"content_type": "application/json"}, 422, ""),
        ("5", {"content_type": "application/json"}, 422, "It holds no reviews"),
        ("[" * 30_000, {"content_type": "application/json"}, 422, ""),
        ('{"@id": ' * 30_000, {"content_type": "application/ld+json"}, 422, ""),
        (b"\x00\x01", {}, 422, ""),
        ("---\ntitle: [\n---\nText", {}, 422, ""),
    ],
)
def test_what_is_no_review_is_refused(shared, body, headers, status: int, said: str) -> None:
    answer = send(shared, body, **headers)
    assert answer.status == status, answer.text
    problem = json.loads(answer.body)
    assert problem["status"] == status
    assert len(problem["detail"]) > 20
    assert said in problem["detail"]
    assert shared.get("health").status == 200


def test_several_reviews_at_once_are_taken_all_or_none(site) -> None:
    good = [{**FLAT, "id": n, "title": f"Film {n}"} for n in range(3)]
    faulty = [*good[:2], {**good[2], "rating": "11/10"}]
    json_ = {"content_type": "application/json", "slug": "batch"}
    refused = send(site, json.dumps(faulty), **json_)
    assert [f["part"] for f in json.loads(refused.body)["faults"]] == ["#item=3"]
    assert json.loads(site.get("health").body)["triples"] == 0
    made = send(site, json.dumps(good), **json_)
    assert (made.status, len(json.loads(made.body)["reviews"])) == (201, 3)
    assert send(site, json.dumps(good[:2]), **json_).status == 200
    assert "Film 2" not in site.get("movies", accept="text/html").text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_without_a_right_token_nothing_is_written(shared, method: str) -> None:
    path = "reviews" if method == "POST" else "reviews/heat"
    for header in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}):
        answer = shared.get(path, method, HEAT.encode(), content_type="text/markdown", **header)
        assert answer.status == 401
        assert answer.headers["www-authenticate"].startswith("Bearer realm=")
    assert send(shared, HEAT, slug=method, authorization=f"bearer {OTHER}").status == 201


def test_a_site_without_a_token_is_only_read(tmp_path: Path, serve) -> None:
    with serve(tmp_path) as server:
        answer = send(server, HEAT)
        assert (answer.status, "TRIPLEBILL_TOKEN" in answer.text) == (403, True)
        assert server.get("login").status == 403


def test_wrong_tokens_are_counted(site) -> None:
    send(site, HEAT, slug="heat")
    statuses = [send(site, HEAT, authorization="Bearer guess").status for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    late = send(site, HEAT)
    assert late.status == 429, "a guesser may not go on until the right one comes"
    assert int(late.headers["retry-after"]) > 60
    assert site.get("reviews/heat").status == 303, "what anybody may read needs no token"


HOLDER = """
import sys
from pathlib import Path
from server.config import load
from server.site import writing
with writing(load(Path(sys.argv[1]), {}, {})):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_writers(site, run, tmp_path: Path) -> None:
    """Another process that writes is waited for, and after a while said to be there."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert holder.stdin
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    busy = send(site, HEAT, slug="heat")
    assert (busy.status, "retry-after" in busy.headers) == (503, True)
    assert "Another triplebill" in json.loads(busy.body)["detail"]
    release = threading.Timer(1, holder.stdin.close)
    release.start()
    assert send(site, HEAT, slug="heat").status == 201
    holder.wait(20)
    holder.stdout.close()

    (tmp_path / "alien.md").write_text(HEAT.replace("Heat (1995)", "Alien (1979)"))
    sending = threading.Thread(
        target=lambda: [send(site, HEAT + "x" * n, slug="heat") for n in range(8)]
    )
    sending.start()
    assert run(tmp_path, "add", tmp_path / "alien.md").returncode == 0
    sending.join()
    assert "Alien" in site.get("movies", accept="text/html").text


def test_a_server_whose_site_has_moved_says_so(site, run) -> None:
    page = send(site, HEAT, slug="heat").headers["location"]
    moved = run(site.root, "rebuild", TRIPLEBILL_BASE_IRI="https://films.example/")
    assert moved.returncode == 0, moved.stderr
    assert "restart it" in moved.stdout
    for path in (page, f"{page}.ttl", "movies", "sparql?query=ASK%7B%7D", "health"):
        answer = site.get(path, accept="application/json")
        assert answer.status == 503, path
        assert "https://films.example/ now" in json.loads(answer.body)["detail"]
    assert send(site, HEAT, slug="heat-2").status == 503
    assert site.get("static/style.css").status == 200
    back = run(site.root, "rebuild")
    assert back.returncode == 0, back.stderr
    assert site.get(page).status == 200


def test_what_was_sent_can_be_read_anew(site, run) -> None:
    said = run(site.root, "doctor").stdout
    assert "token" in said
    assert TOKEN not in said
    assert OTHER not in said
    page = send(site, HEAT, slug="heat").headers["location"]
    (site.root / "triplebill.toml").write_text(f'token = "{TOKEN}"\npublisher = "The Weekly"\n')
    assert run(site.root, "add", "--sent").returncode == 0
    assert "The Weekly" in site.get(page, accept="text/html").text


@pytest.mark.slow
def test_kill(tmp_path: Path, serve) -> None:
    """kill -9 while reviews come in: what was acknowledged is there after the next start."""
    (tmp_path / "triplebill.toml").write_text(f'token = "{TOKEN}"\n')
    chance, acknowledged, number = random.Random(4), {}, 0
    for _ in range(4):
        with serve(tmp_path) as server:
            killed = threading.Timer(chance.uniform(0.5, 2.5), server.process.kill)
            killed.start()
            while server.process.poll() is None:
                number += 1
                text = HEAT.replace("Heat (1995)", f"Film {number} (1995)")
                try:
                    answer = send(server, text, slug=f"film-{number}")
                except (URLError, HTTPException, OSError):
                    break
                assert answer.status == 201
                acknowledged[f"http:film-{number}"] = answer.headers["location"]
            killed.join()
    assert len(acknowledged) > 3
    with serve(tmp_path) as server:
        for page in acknowledged.values():
            assert server.get(page, accept="text/html").status == 200
    ledger = Ledger(tmp_path / ".triplebill", read_only=True)
    assert acknowledged.keys() <= dict(ledger.documents.all()).keys()
    assert not ledger.unpublished.ids()
    ledger.close()
    reader = open_published(Location(tmp_path / ".triplebill")).current()
    for page in acknowledged.values():
        assert reader.describe(NamedNode(f"http://127.0.0.1:8000{page}"))


FORM = "application/x-www-form-urlencoded"


def logged_in(server) -> str:
    """The cookie of a new session."""
    answer = server.get("login", "POST", urlencode({"token": TOKEN}).encode(), content_type=FORM)
    return answer.headers["set-cookie"].partition(";")[0]


def decide_next(server, cookie: str) -> str:
    """Accept the first candidate of the first open film; returns the film's slug, if any."""
    page = server.get("links/open", cookie=cookie).text
    if 'value="accept ' not in page:
        return ""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = re.findall(r'name="answer" value="(accept [^"]*)"', page)[0]
    slug = re.findall(r'<h1.*?href="/movie/([^"]+)"', page)[0]
    data = urlencode(fields | {"answer": answer}).encode()
    made = server.get("links/decide", "POST", data, content_type=FORM, cookie=cookie)
    assert made.status == 303, made.text
    return slug


@pytest.mark.slow
def test_kill_while_links_are_decided(tmp_path: Path, run, serve) -> None:
    """kill -9 between two decisions and within one: none that was acknowledged is lost."""
    (tmp_path / "triplebill.toml").write_text(f'token = "{TOKEN}"\n')
    films = ["qid\ttitle\tyear\tdirectors"]
    for number in range(1, 81):
        films += [f"Q{number}{k}\tFilm {number}\t{1950 + k}\tDirector {k}" for k in range(1, 3)]
        text = HEAT.replace("Heat (1995)", f"Film {number}").replace("Michael Mann", "")
        (tmp_path / f"{number}.md").write_text(text)
    (tmp_path / "films.tsv").write_text("\n".join(films) + "\n")
    assert run(tmp_path, "catalogue", "build", tmp_path / "films.tsv").returncode == 0
    assert run(tmp_path, "add", *tmp_path.glob("*.md")).returncode == 0
    chance, acknowledged = random.Random(5), set()
    for _ in range(3):
        with serve(tmp_path) as server:
            killed = threading.Timer(chance.uniform(0.5, 3), server.process.kill)
            killed.start()
            try:
                cookie = logged_in(server)
                while slug := decide_next(server, cookie):
                    acknowledged.add(slug)
            except (URLError, HTTPException, OSError):
                pass
            killed.join()
    assert len(acknowledged) > 3
    with serve(tmp_path) as server:
        for slug in acknowledged:
            assert "wikidata.org/entity/Q" in server.get(f"movie/{slug}.ttl").text, slug
    assert run(tmp_path, "rebuild").returncode == 0
    with serve(tmp_path) as server:
        for slug in acknowledged:
            assert "wikidata.org/entity/Q" in server.get(f"movie/{slug}.ttl").text, slug
