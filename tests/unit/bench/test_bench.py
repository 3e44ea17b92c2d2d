"""The smallest run of nearly all measures, as `make bench` starts it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from bench.__main__ import run
from bench.comparison import Absent, Comparison, DisagreementError, Row, Side
from bench.measures import MEASURES
from bench.processes import PROJECT
from bench.sizes import SIZES
from bench.workspace import Workspace

LEFT_OUT = {"reading", "one more", "peers", "building"}
"""Measures that start a dozen processes each, or build sites, for which a test run has no time."""


@pytest.mark.slow
def test_every_measure_in_every_output(tmp_path: Path) -> None:
    figures, page = tmp_path / "bench.json", tmp_path / "bench.md"
    only = [f"--only={name}" for name in MEASURES if name not in LEFT_OUT]
    command = [sys.executable, "-m", "bench", "--sizes", "tiny", *only]
    outputs = ["--json", figures, "--markdown", page]
    ran = subprocess.run(
        [*command, *outputs], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode == 0, ran.stderr

    found = json.loads(figures.read_text())
    assert {row["measure"] for row in found["rows"]} == {*MEASURES, "memory"} - LEFT_OUT
    compared = [row for row in found["rows"] if "ratio" in row]
    assert len(compared) >= 15
    for row in compared:
        assert 0 < row["lowest"] <= row["ratio"] <= row["highest"]
        figures_of = zip(row["ours"]["figures"], row["theirs"]["figures"], strict=True)
        assert row["ratio"] == pytest.approx(median(a / b for a, b in figures_of))
        assert row["ours"]["name"] in ran.stdout
        assert f"| {row['ours']['name']} | {row['theirs']['name']} |" in page.read_text()
    assert all(row["reason"] in ran.stdout for row in found["rows"] if "reason" in row)
    for fact in ("Processor", "Cores", "Memory", "System", "Python", "Libraries", "Date"):
        assert found["circumstances"][fact]
        assert found["circumstances"][fact] in page.read_text()
    assert "over HTTP" in ran.stderr  # progress


def test_a_measure_that_fails_loses_no_other_row(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Comparison("add", "reviews/s", Side("ours", (4.0,)), Side("theirs", (8.0,)))

    def failing(workspace: Workspace) -> Iterator[Row]:
        yield whole
        raise DisagreementError("another verdict")

    monkeypatch.setitem(MEASURES, "add", failing)
    monkeypatch.setitem(MEASURES, "query", lambda workspace: iter([whole]))
    first, failed, last = run(SIZES["tiny"], ["add", "query"]).rows
    assert first is last is whole
    assert failed == Absent("add", "", "failed: DisagreementError: another verdict", failed=True)


def test_an_unknown_measure_is_a_sentence() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "--only", "weather"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "weather" in ran.stderr
    assert "Traceback" not in ran.stderr
