"""What commands print for machines, and how they end: as docs/scripting.md says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import linting
from graph.embedding.folder import OUTCOMES
from graph.errors import QueryError, SettingsError, StateError
from graph.findings import Finding
from graph.ingest import Summary
from graph.records import Note
from server.cli import EXIT_CODES, run
from server.cli.adding import exit_code

PAGE = (Path(__file__).parents[4] / "docs" / "scripting.md").read_text("utf-8")
ROW = re.compile(r"^\| `([a-z ]+)` \| (.*) \| (.*?) ?\|$", re.MULTILINE)

HEAT = (
    "---\ntitle: Heat\nyear: 1995\nauthor: {}\nruntime: {} min\nscore: 8\nmood: blue\n---\nRain.\n"
)
BAD = "---\ntitle: Heat\nyear: 1995\ndate: 2020-02-30\n---\nRain.\n"
FILMS = "qid\timdb_id\ttitle\tyear\tdirectors\nQ900001\ttt9000001\tHeat\t1995\tMichael Mann\n"
BUILT = '<html lang="en"><title>Heat (1995)</title><p>Rain.</p>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "reviews").mkdir()
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "heat.html").write_text(BUILT)
    for name, text in (("a", HEAT.format("Ann", 170)), ("b", HEAT.format("Bo", 188)), ("c", BAD)):
        (tmp_path / "reviews" / f"{name}.md").write_text(text)
    (tmp_path / "films.tsv").write_text(FILMS)
    run(["--site", str(tmp_path), "catalogue", "build", str(tmp_path / "films.tsv")])
    run(["--site", str(tmp_path), "add", str(tmp_path / "reviews")])
    return tmp_path


def named(cell: str) -> set[str]:
    """The keys in a cell of the table: what stands in brackets says what they mean."""
    return set(re.findall(r"`(\w+)`", re.sub(r"\([^()]*\)", "", cell)))


def keys(said: Any) -> Iterator[str]:
    """The keys of a record and of those that it lists; of a list, those of its records."""
    if isinstance(said, dict):
        yield from said
        lists = [value for value in said.values() if isinstance(value, list)]
    else:
        lists = [said]
    for listed in lists:
        for each in listed:
            yield from each if isinstance(each, dict) else ()


@pytest.mark.parametrize("row", ROW.findall(PAGE), ids=lambda row: row[0])
def test_the_keys_are_those_of_the_page(
    site: Path, row: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    command, always, sometimes = row
    of = {
        "add": [str(site / "reviews")],
        "validate": [str(site / "reviews")],
        "inspect": [str(site / "reviews")],
        "lint": [str(site / "public")],
        "embed": [str(site / "public")],
        "remove": ["reviews/c.md"],
        "build": [str(site / "out")],
        "catalogue build": [str(site / "films.tsv")],
        "catalogue find": ["Heat"],
    }
    capsys.readouterr()
    assert run(["--site", str(site), *command.split(), *of.get(command, []), "--json"]) in (0, 1)
    said = json.loads(capsys.readouterr().out)
    assert said
    found = set(keys(said))
    assert named(always) <= found <= named(always) | named(sometimes)


def test_every_exit_code_is_named() -> None:
    table = PAGE.partition("## Exit codes")[2].partition("##")[0]
    assert set(re.findall(r"^\| (\d+) ", table, re.MULTILINE)) == {"0", "1", "2", "3", "130"}
    assert {code for _, code in EXIT_CODES} == {2, 3}
    assert {SettingsError, QueryError, StateError} <= {kind for kind, _ in EXIT_CODES}


def test_what_is_rejected_by_now_is_told_by_the_exit_code() -> None:
    assert exit_code(Summary(published=1)) == 0
    assert exit_code(Summary(published=1, overruled=["heat.md"])) == 1


def test_every_outcome_and_every_field_of_a_finding_is_named() -> None:
    assert set(OUTCOMES) <= set(re.findall(r"`(\w+)`", PAGE))
    told = PAGE.partition("A finding has")[2].partition("`lint`")[0]
    assert {*Finding.__struct_fields__, *Note.__struct_fields__} <= set(
        re.findall(r"`(\w+)`", told)
    )
    judged = PAGE.partition("`lint` judges pages")[2].partition("| command")[0]
    assert set(linting.Finding.__struct_fields__) <= set(re.findall(r"`(\w+)`", judged))
