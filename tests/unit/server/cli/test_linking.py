"""`triplebill link` and `triplebill review`, on a real site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from graph.ledger import Ledger
from server.cli import run, triplebill
from tests.unit.graph.catalogue.conftest import SLICE, serving

TABLE = """qid\timdb_id\ttitle\tyear\tdirectors
Q900001\ttt9000001\tThe Pier\t1972\tOlaf Renn
Q900002\ttt9000002\tThe Pier\t2002\tIda Brandt
Q900006\ttt9000003\tThe Gull\t1999\tNell Ash
"""


@pytest.fixture(autouse=True)
def _nothing_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIPLEBILL_CONTACT", raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "reviews").mkdir()
    (tmp_path / "films.tsv").write_text(TABLE)
    for name, head in (
        ("pier.md", "title: The Pier"),
        ("gull.md", "title: The Gull\nyear: 1999"),
        ("other.md", "title: Nothing of the Kind\nyear: 1950"),
    ):
        (tmp_path / "reviews" / name).write_text(f"---\n{head}\nrating: 3/5\n---\nIt is a film.\n")
    assert run(["--site", str(tmp_path), "catalogue", "build", str(tmp_path / "films.tsv")]) == 0
    assert run(["--site", str(tmp_path), "add", str(tmp_path / "reviews")]) == 0
    return tmp_path


def said(site: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert run(["--site", str(site), *words]) == 0
    return capsys.readouterr().out


def answered(site: Path, *answers: str) -> str:
    """What `review` prints, given these lines."""
    result = CliRunner().invoke(
        triplebill,
        ["--site", str(site), "review", "--who", "Ann"],
        input="\n".join([*answers, ""]),
        standalone_mode=False,
    )
    return result.output


def rulings(site: Path) -> list[tuple[str, str, str]]:
    ledger = Ledger(site / ".triplebill", read_only=True)
    found = [(r.source, r.answer, r.film.qid if r.film else "") for r in ledger.links.all_rulings()]
    ledger.close()
    return found


def test_the_summary_adds_up(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(said(site, capsys, "link", "--json"))
    assert made == {"linked": 1, "open": 1, "none": 1, "decided": 0, "films": 3, "changed": 0}
    out = said(site, capsys, "link")
    assert "3 films: 1 linked, 0 decided by a person, 1 open, 1 not in the catalogue." in out


def test_explain(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ("gull-1999", "the-gull-1999", "reviews/gull.md"):
        if words == "gull-1999":
            assert run(["--site", str(site), "link", "--explain", words]) == 2
            assert "There is no film and no review “gull-1999” here." in capsys.readouterr().err
            continue
        out = said(site, capsys, "link", "--explain", words)
        assert "Linked to “The Gull” (1999), wikidata:Q900006." in out
        assert "+3  The year is the same: 1999." in out
    made = json.loads(said(site, capsys, "link", "--explain", "reviews/pier.md", "--json"))
    assert len(made["candidates"]) == 2
    assert "sentences" in made["candidates"][0]


def test_review_accepts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = answered(site, "what", "a", "a 7", "a 2")
    assert "Say which" in out
    assert "No link waits for a decision." in out
    (ruling,) = rulings(site)
    assert ruling[:2] == ("reviews/pier.md", "accepted")
    assert "1 decided by a person" in said(site, capsys, "link")
    assert "Ann decided" in said(site, capsys, "link", "--explain", "reviews/pier.md")


def test_review_rejects_until_none_is_left(site: Path) -> None:
    out = answered(site, "r 1", "r")
    assert "No link waits for a decision." in out
    assert {ruling[1:] for ruling in rulings(site)} == {
        ("rejected", "Q900001"),
        ("rejected", "Q900002"),
    }


def test_review_of_no_such_film_and_what_is_skipped_comes_again(site: Path) -> None:
    assert "1 link waits" in answered(site, "s")
    assert "1 link waits" in answered(site, "q")
    assert rulings(site) == []
    assert "No link waits" in answered(site, "n")
    assert rulings(site) == [("reviews/pier.md", "none", "")]
    assert "No link waits" in answered(site)


def test_export_and_import(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered(site, "n")
    file = tmp_path / "decisions.tsv"
    said(site, capsys, "link", "--export", str(file))
    other = tmp_path / "other"
    other.mkdir()
    assert "1 decision taken over." in said(other, capsys, "link", "--import", str(file))
    assert rulings(other) == rulings(site)


def test_what_is_wrong_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "junk.tsv").write_text("a\tb\n")
    assert run(["--site", str(site), "link", "--import", str(site / "junk.tsv")]) == 2
    assert "It is no table of SSSOM" in capsys.readouterr().err
    assert run(["--site", str(site), "link", "--explain", "x", "--check"]) == 2
    capsys.readouterr()
    (site / "triplebill.toml").write_text('catalogue = "nowhere.sqlite"\n')
    assert run(["--site", str(site), "link"]) == 3
    assert "There is no catalogue at" in capsys.readouterr().err
    (site / "triplebill.toml").write_text('catalogue = "films.tsv"\n')
    assert run(["--site", str(site), "add", str(site / "reviews")]) == 3
    assert "cannot be read" in capsys.readouterr().err


def test_without_a_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(tmp_path), "link"]) == 2
    assert "There is no catalogue of films yet." in capsys.readouterr().err


def test_check(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store()
    store.load(path=SLICE, format=RdfFormat.TURTLE)
    with serving(store) as endpoint:
        (site / "triplebill.toml").write_text(f'wikidata_url = "{endpoint.url}"\n')
        capsys.readouterr()
        assert run(["--site", str(site), "link", "--check", "--json"]) == 1
        made = json.loads(capsys.readouterr().out)
        assert made["checked"] == 1
        assert [ailment["qid"] for ailment in made["ailments"]] == ["Q900006"]
        assert run(["--site", str(site), "link", "--check"]) == 1
        out = capsys.readouterr().out
        assert "Q900006 is now Q900002. Link wikidata:Q900002 instead." in out
        assert "1 film checked, 1 link to look at." in out
