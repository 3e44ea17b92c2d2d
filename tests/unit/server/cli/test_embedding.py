"""`embed` as a command: what it says, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.cli import run

PAGE = '<head><link rel="canonical" href="https://blog.example/heat/"></head>\n'
REVIEW = """---
title: A long night
film: Heat
year: 1995
author: Ann
rating: 3/5
canonical: https://blog.example/heat/
---
It is a film about people who work at night.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "heat.md").write_text(REVIEW)
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "heat.html").write_text(PAGE)
    assert run(["--site", str(tmp_path), "add", str(tmp_path / "heat.md")]) == 0
    return tmp_path


def embed(site: Path, *more: str) -> int:
    return run(["--site", str(site), "embed", str(site / "public"), *more])


def test_it_says_what_it_did(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert embed(site) == 0
    said = capsys.readouterr()
    assert "written heat.html heat.md, by address" in said.out
    assert "1 page: 1 written." in said.out
    assert "base_iri is http://127.0.0.1:8000/, which nobody else can reach" in said.err
    assert embed(site, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "pages": [
            {
                "page": "heat.html",
                "outcome": "unchanged",
                "review": "heat-1995-ann",
                "source": "heat.md",
                "by": "address",
            }
        ],
        "missing": [],
    }
    assert embed(site, "--remove") == 0
    assert (site / "public" / "heat.html").read_text() == PAGE


def test_a_dry_run_prints_a_diff(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "public" / "heat.html").write_text(f"\x1b[2J{PAGE}")
    assert embed(site, "--dry-run") == 0
    out = capsys.readouterr().out
    assert "--- a/heat.html\n+++ b/heat.html\n@@ -1,1 +1," in out
    assert "\x1b" not in out
    assert out.endswith("Nothing was changed: this was a dry run.\n")


def test_what_cannot_be_read_is_exit_code_1(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "public" / "deep.html").write_text("<div>" * 400)
    assert embed(site) == 1
    assert "unreadable deep.html" in capsys.readouterr().out


def test_strictly_every_review_has_its_page(site: Path) -> None:
    page = site / "public" / "heat.html"
    assert embed(site, "--strict") == 0
    page.write_text("<head></head>")
    assert (embed(site), embed(site, "--strict")) == (0, 1)  # no page
    foreign = '<script type="application/ld+json">{"@type": "Review"}</script>'
    page.write_text(PAGE.replace("</head>", f"{foreign}</head>"))
    assert (embed(site), embed(site, "--strict")) == (0, 1)  # another description
    page.write_text(PAGE)
    (site / "other.md").write_text(REVIEW.replace("Heat", "Crash"))
    assert run(["--site", str(site), "add", str(site / "other.md")]) == 0
    assert (embed(site), embed(site, "--strict")) == (0, 1)  # two reviews at one address


def test_usage_and_settings_are_exit_code_2(site: Path, tmp_path_factory) -> None:
    assert run(["--site", str(site), "embed", str(site / "nothing")]) == 2
    assert run(["--site", str(site), "embed", str(site / "heat.md")]) == 2
    assert embed(site, "--site-url", "blog") == 2
    empty = tmp_path_factory.mktemp("empty")
    assert run(["--site", str(empty), "embed", str(site / "public")]) == 2


def test_pages_that_are_the_sources_too_can_be_corrected(tmp_path: Path, capsys) -> None:
    page = tmp_path / "public" / "heat.html"
    page.parent.mkdir()
    words = "".join(f"<p>{line}</p>" for line in ("Director: Michael Mann", "By Ann Lee"))
    page.write_text(
        f"<!doctype html><html><head><title>Heat (1995)</title></head><body><article>"
        f"<h1>Heat (1995)</h1>{words}<p>Rating: 9/10</p><p>Two men, one coffee.</p></article>"
    )

    def added() -> str:
        assert run(["--site", str(tmp_path), "add", str(page)]) == 0
        return capsys.readouterr().out

    def rated() -> dict[str, object]:
        assert embed(tmp_path) == 0
        block = page.read_text().partition('id="triplebill">')[2].partition("</script>")[0]
        review = json.loads(block)
        assert "isBasedOn" not in review
        return review["reviewRating"]

    added()
    assert (before := rated())["ratingExplanation"] == "9/10"
    assert "1 unchanged" in added()
    page.write_text(page.read_text().replace("Rating: 9/10", "Rating: 3/10"))
    added()
    assert rated() == before | {"ratingValue": 3, "ratingExplanation": "3/10"}
