"""The owner's status page: for the owner alone, and true."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.ledger import Ledger
from graph.store.location import open_published
from server.access import Access
from server.app import create_app
from server.cli import run
from server.config import STATE, load
from server.login import login_blueprint
from server.record import Record
from server.status import FEW, PAGE_SIZE, status_blueprint

TOKEN = "an-honest-secret-of-ann"
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }}"
REVIEW = "---\ntitle: {film}\nyear: 1995\nduration: {minutes}\nauthor: {author}\nrating: {score}\n---\nA film.\n"


def add(root: Path, name: str, **facts: object) -> None:
    said = {"film": "Heat", "minutes": 170, "author": "Ann", "score": "4/5"} | facts
    (root / name).write_text(REVIEW.format(**said))
    run(["--site", str(root), "add", str(root / name)])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    add(root, "a.md")
    add(root, "b.md", author="Ben", minutes=188)
    add(root, "bad.md", author="Cid", score="11/10")
    (root / "bad").mkdir()
    for number in range(PAGE_SIZE + 5):
        (root / "bad" / f"{number:03}.md").write_text("")
    (root / "hostile.md").write_text(
        f"---\ntitle: {HOSTILE}\nrating: 4/5\ncanonical: 'javascript:{HOSTILE}'\n---\nA film.\n"
    )
    run(["--site", str(root), "add", str(root / "bad"), str(root / "hostile.md")])
    return root


def client_of(root: Path, token: str = TOKEN) -> FlaskClient:
    config = load(root, None, {"TRIPLEBILL_TOKEN": token} if token else {})
    access = Access(config)
    status = status_blueprint(config, open_published(config.location), Record(config.state), access)
    app = create_app(config, [status, login_blueprint(access)])
    return app.test_client()


@pytest.fixture
def client(root: Path) -> FlaskClient:
    client = client_of(root)
    entered = client.post("/login", data={"token": TOKEN, "next": "/status"})
    assert entered.headers["Location"] == "/status"
    return client


def test_strangers_see_nothing(root: Path) -> None:
    stranger = client_of(root)
    for path in ("/status", "/status/rejects"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?next={path}")
    assert stranger.get("/status.json").status_code == 401
    closed = client_of(root, token="")
    assert {closed.get(path).status_code for path in ("/status", "/status.json")} == {403}


def test_what_was_not_published_with_what_to_change(client: FlaskClient) -> None:
    page = client.get("/status")
    assert page.headers["Cache-Control"] == "no-store"
    assert f"All {PAGE_SIZE + 7}" in page.text
    assert page.text.count('</bdi> <span class="outcome ') == FEW
    rejects = client.get("/status/rejects").text
    assert "The score is higher than the best value of its scale" in rejects
    assert '<span class="line">Line 6:</span>' in rejects
    assert "<bdi>bad.md</bdi>" in rejects
    assert client.get("/status/rejects?page=3").status_code == 404
    for name in ("rejects", "runs", "conflicts"):
        for page in (0, -1, "9" * 25):
            assert client.get(f"/status/{name}?page={page}").status_code == 404
    assert client.get("/status/skipped").status_code == 200


def test_disagreements_and_eligibility(client: FlaskClient) -> None:
    page = client.get("/status").text
    assert 'href="/movie/heat-1995/claims"' in page
    assert "188 minutes" in page
    assert "2 of 2 reviews are eligible for stars" in page
    assert "Not eligible for the movie carousel: the film has no poster." in page
    assert 'href="/review/heat-1995-ann"' in page
    assert "188 minutes" in client.get("/status/conflicts").text


def test_a_review_that_contradicts_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title: Heat\nRating: 4/5\nScore: 2/10\n\nA long night.\n")
    run(["--site", str(tmp_path), "add", str(tmp_path / "a.txt")])
    client = client_of(tmp_path)
    client.post("/login", data={"token": TOKEN})
    page = client.get("/status").text
    assert "<bdi>a.txt</bdi>" in page
    assert "“2/10” under “Score” contradicts “4/5” under “Rating” in line 2" in page
    told = client.get("/status.json", headers={"Authorization": f"Bearer {TOKEN}"}).json
    assert [(each["source"], each["line"]) for each in told["contradictions"]] == [("a.txt", 3)]


def test_hostile_words_are_words(client: FlaskClient) -> None:
    assert "&lt;script&gt;" in client.get("/status/rejects?page=2").text
    for path in ("/status", "/status/rejects?page=2"):
        text = client.get(path).text
        assert "<script>alert" not in text


def test_scripts_get_the_same(root: Path) -> None:
    answer = client_of(root).get("/status.json", headers={"Authorization": f"Bearer {TOKEN}"})
    found = answer.json
    assert found["outcomes"]["published"] == 2
    assert found["not_published"]["total"] == PAGE_SIZE + 7
    assert len(found["not_published"]["first"]) == PAGE_SIZE
    assert found["disagreements"] == 1
    assert found["served"]["triples"] > 20
    assert found["served"]["made"].endswith("+00:00")
    wrong = client_of(root).get("/status.json", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401


def test_it_follows_what_is_added(client: FlaskClient, root: Path) -> None:
    assert "2 of 2 reviews" in client.get("/status").text
    add(root, "new.md", film="Casino", author="Dee")
    try:
        assert "3 of 3 reviews" in client.get("/status").text
    finally:
        run(["--site", str(root), "remove", str(root / "new.md")])
    assert "2 of 2 reviews" in client.get("/status").text


def test_every_run_is_listed_and_adds_up(client: FlaskClient, root: Path) -> None:
    page = client.get("/status").text
    assert "56 inputs:" in page
    assert f"{PAGE_SIZE + 5} unreadable" in page
    assert "1 rejected" in page
    run(["--site", str(root), "add", str(root / "a.md")])
    run(["--site", str(root), "rebuild"])
    with (
        closing(Ledger(root / STATE)) as ledger,
        pytest.raises(KeyboardInterrupt),
        ledger.recording("add", HOSTILE),
    ):
        raise KeyboardInterrupt
    listed = client.get("/status/runs").text
    assert "never came to its end" in listed
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in listed
    assert '1 input: <span class="outcome unchanged">1 unchanged</span>' in listed
    assert "Nothing came in or changed." in listed
    headers = {"Authorization": f"Bearer {TOKEN}"}
    runs = client_of(root).get("/status.json", headers=headers).json["runs"]
    assert [each["command"] for each in runs[:3]] == ["add", "rebuild", "add"]
    assert runs[0]["counts"] is None
    assert runs[2]["counts"]["unchanged"] == 1
    assert runs[2]["began"].endswith("+00:00")


def test_a_site_without_anything(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    client.post("/login", data={"token": TOKEN})
    page = client.get("/status")
    assert page.status_code == 200
    assert "Every review that came in was published." in page.text


def test_what_waits_to_be_published_is_told(tmp_path: Path) -> None:
    add(tmp_path, "a.md")
    client = client_of(tmp_path)
    client.post("/login", data={"token": TOKEN})
    said = "What comes in next publishes what waits"
    assert said not in client.get("/status").text
    with closing(Ledger(tmp_path / STATE)) as ledger, ledger.transaction():
        ledger.unpublished.add_all()
    assert said in client.get("/status").text
