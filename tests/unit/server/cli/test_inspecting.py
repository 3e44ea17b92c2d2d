"""What `inspect` says is what `add` does, in words that a person can act on; it writes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from server.cli import run

REVIEW = """---
title: Film number {0}
year: {1}
nota: "{2}"
rendeles: {3}
---
It rains on everybody here, and nobody has brought a coat.
"""
MARKS = (3, 5, 6, 6, 7, 7, 8, 8, 9, 9, 9, 10)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "blog"
    folder.mkdir(parents=True)
    for number, mark in enumerate(MARKS):
        text = REVIEW.format(number, 1970 + number, "8/10" if number == 3 else "", mark)
        (folder / f"{number}.md").write_text(text, "utf-8")
    return tmp_path / "site"


def said(site: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    run(["--site", str(site), *arguments])
    return capsys.readouterr().out


def test_facts_with_their_words_and_what_nobody_understood(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "blog" / "10.md").write_text("Not a word of a film\n", "utf-8")
    out = said(site, capsys, "inspect", str(site / "blog" / "3.md"))
    assert "✓ blog/3.md  would be published" in out
    assert "Markdown with YAML front matter" in out
    assert re.search(r"title +Film number 3 +title, line 2", out)
    assert re.search(r"rating +8 of 10 +nota “8/10”, line 4", out)
    assert "Not known: “rendeles”" in out
    assert not (site / ".triplebill").exists()


def test_a_folder_ends_with_a_summary_and_lines_that_can_be_pasted(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(site, capsys, "inspect", "--summary", str(site / "blog"))
    assert "blog/3.md" not in out
    assert re.search(r"film: title +12 ", out)
    assert re.search(r"review: rating +1 ", out)
    assert "rendeles (12)" in out
    pasted = re.search(r"\[\[read\]\]\n.*files = .*\n.*keys = .*\n", out)
    assert pasted
    settings = pasted[0].replace('"rendeles" = "ignore"', '"rendeles" = "rating"')
    (site / "triplebill.toml").write_text(settings, "utf-8")
    out = said(site, capsys, "inspect", "--summary", str(site / "blog"))
    assert "Keys that are not known" not in out
    assert "“rendeles” in blog/: 11 numbers without a scale, from 3 to 10. Scale 0 to 10 inf" in out
    assert re.search(r"review: rating +12 ", out)


def test_one_review_is_read_on_the_scale_of_those_in_the_ledger(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "triplebill.toml").write_text('[[read]]\nkeys = { rendeles = "rating" }\n', "utf-8")
    one = str(site / "blog" / "5.md")
    assert "is a number without a known scale" in said(site, capsys, "inspect", one)
    run(["--site", str(site), "add", str(site / "blog")])
    out = said(site, capsys, "inspect", one)
    assert re.search(r"rating +7 of 10 +rendeles “7”, line 5", out)
    assert "scale 0 to 10 inferred from 11 ratings of this site (from 3 to 10)" in out
    assert "without a known scale" not in said(site, capsys, "validate", one)
    (site / "other").mkdir()
    (site / "other" / "a.md").write_text("---\ntitle: Heat\n---\nIt rains.\n", "utf-8")
    (site / "other" / "b.md").write_text("---\ntitle: Heat\n---\nIt pours.\n", "utf-8")
    assert "without a scale" not in said(site, capsys, "inspect", str(site / "other"))


def test_numbers_left_unread_come_with_the_reason_and_the_lines(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "triplebill.toml").write_text('[[read]]\nkeys = { rendeles = "rating" }\n', "utf-8")
    (site / "blog" / "11.md").unlink()
    out = said(site, capsys, "inspect", "--summary", str(site / "blog"))
    assert "left unread: there are only 10 of which none has the best mark, 10" in out
    assert re.search(r'\[\[read\]\]\n +files = "blog/\*\*"\n +rating_best = …', out)


def test_for_machines(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "blog" / "bad.csv").write_text("Title,Year\nHeat\n", "utf-8")
    told = json.loads(said(site, capsys, "inspect", "--json", str(site / "blog")))
    assert told["unknown_keys"] == {"rendeles": 12}
    by_source = {document["source"]: document for document in told["documents"]}
    assert by_source["blog/bad.csv#row=1"]["outcome"] == "unreadable"
    title = by_source["blog/0.md"]["facts"][0]
    assert {name: title[name] for name in ("about", "key", "line")} == {
        "about": "film",
        "key": "year",
        "line": 3,
    }
    assert {"about": "film", "property": "name", "documents": 12} in told["facts"]


def test_only_problems(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = "title: Heat\nyear: 1995\nauthor: Ann Lee\nrating: 4/5\n"
    (site / "blog" / "good.md").write_text(f"---\n{good}---\nIt rains all night.\n", "utf-8")
    (site / "blog" / "bad.md").write_text("---\ntitle: Heat\ndate: 2012-02-30\n---\nX.\n", "utf-8")
    out = said(site, capsys, "inspect", "--only-problems", str(site / "blog"))
    assert "blog/good.md" not in out
    assert "✗ blog/bad.md  would be rejected" in out
    assert "line 3" in out
    assert "14 inputs: 13 would be published, 1 rejected." in out


def test_changed_corrections_read_again_what_they_touch(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--site", str(site), "add", str(site / "blog")])
    settings = '[[read]]\nfiles = "blog/1*.md"\nkeys = { rendeles = "rating" }\nrating_best = 10\n'
    (site / "triplebill.toml").write_text(settings, "utf-8")
    out = said(site, capsys, "add", str(site / "blog"))
    assert "12 inputs: 3 published, 9 unchanged." in out


def test_words_are_no_commands_to_the_terminal(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '---\ntitle: "[red]Heat"\n"[b]key": x\n---\nIt rains.\n'
    (site / "blog" / "1.md").write_text(text, "utf-8")
    out = said(site, capsys, "inspect", str(site / "blog"))
    assert "\x1b" not in out
    assert "[red]Heat" in out
    assert "[b]key (1)" in out
