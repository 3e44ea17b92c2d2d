"""The command line as a person uses it: real processes, real folders."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cores import cores
from server.cli import COMMANDS, triplebill
from tests.processes import descendants

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "data"
SEED = PROJECT.parent / "shared" / "seed"

Run = Callable[..., subprocess.CompletedProcess[str]]

REVIEW = """Heat, seen again

“Heat” (1995) is a long look across a table.

Director: Michael Mann
Running time: 170 minutes
Rating: 9/10
Reviewer: Ann Lee
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    reviews = tmp_path / "reviews"
    reviews.mkdir()
    (reviews / "heat.txt").write_text(REVIEW)
    return tmp_path


def counts(said: str) -> dict[str, int]:
    return {k: v for k, v in json.loads(said).items() if isinstance(v, int)}


def test_add_again_changes_nothing(site: Path, run: Run) -> None:
    first = run(site, "add", "--json", "reviews")
    assert first.returncode == 0, first.stderr
    assert counts(first.stdout)["published"] == 1
    current = (site / ".triplebill" / "current").read_text()
    again = run(site, "add", "--json", "reviews")
    assert counts(again.stdout)["unchanged"] == 1
    assert (site / ".triplebill" / "current").read_text() == current


def test_the_counts_add_up(site: Path, run: Run) -> None:
    done = run(site, "add", "--json", DATA / "reviews-faulty", DATA / "reviews", "reviews")
    found = counts(done.stdout)
    assert found.pop("inputs") == sum(found.values())
    assert done.returncode == 1
    assert found["rejected"]
    assert found["unreadable"]


def test_rejects_say_where_and_what_to_change(site: Path, run: Run) -> None:
    (site / "reviews" / "bad.txt").write_text(REVIEW.replace("9/10", "11/10"))
    assert run(site, "add", "reviews").returncode == 1
    (reject,) = json.loads(run(site, "rejects", "--json").stdout)
    (finding,) = reject["findings"]
    assert reject["source"] == "reviews/bad.txt"
    assert reject["text"]
    assert finding["line"] == 7
    assert finding["words"] == "11/10"
    assert "score" in finding["sentence"]


def test_a_repaired_review_is_published(site: Path, run: Run) -> None:
    bad = site / "reviews" / "heat.txt"
    bad.write_text(REVIEW.replace("9/10", "11/10"))
    run(site, "add", "reviews")
    bad.write_text(REVIEW)
    assert run(site, "add", "reviews").returncode == 0
    assert json.loads(run(site, "rejects", "--json").stdout) == []


def test_validate_changes_nothing(site: Path, run: Run) -> None:
    done = run(site, "validate", "--json", "reviews")
    (judged,) = json.loads(done.stdout)
    assert judged["outcome"] == "published"
    assert not (site / ".triplebill").exists()


def test_query_prints_a_table_and_formats(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    ask = "SELECT ?name { ?film a schema:Movie ; schema:name ?name }"
    assert "Heat" in run(site, "query", ask).stdout
    found = json.loads(run(site, "query", ask, "--format", "json").stdout)
    assert found["results"]["bindings"][0]["name"]["value"] == "Heat"
    (site / "films.rq").write_text(ask)
    assert run(site, "query", "films.rq", "--format", "csv").stdout.split() == ["name", "Heat"]
    assert run(site, "query", "ASK { ?s ?p ?o }").stdout.strip() == "yes"
    described = run(site, "query", "DESCRIBE <movie/heat-1995>").stdout
    assert "Michael Mann" in described
    for name in ("none.rq", "no such.rq", "queries/none"):
        assert f"There is no file “{name}”." in run(site, "query", name).stderr
    wrong = run(site, "query", "SELEC ?x")
    assert "line 1, column 1" in wrong.stderr
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_conflicts(site: Path, run: Run) -> None:
    (site / "reviews" / "other.txt").write_text(
        REVIEW.replace("170 minutes", "172 minutes").replace("Ann Lee", "Bo Ek")
    )
    run(site, "add", "reviews")
    (conflict,) = json.loads(run(site, "conflicts", "--json").stdout)
    assert (conflict["film"], conflict["property"]) == ("heat-1995", "duration")
    assert len(conflict["values"]) == 2


def test_remove_export_rebuild(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    assert run(site, "export", "all.nt").returncode == 0
    whole = sorted((site / "all.nt").read_text().splitlines())
    assert whole
    assert run(site, "rebuild").returncode == 0
    run(site, "export", "again.nt")
    assert sorted((site / "again.nt").read_text().splitlines()) == whole
    assert run(site, "remove", "reviews/heat.txt").returncode == 0
    run(site, "export", "none.nt")
    assert (site / "none.nt").read_text() == ""
    assert run(site, "remove", "reviews/heat.txt").returncode == 2
    assert run(site, "export", "all.docx").returncode == 2


def test_reviews_go_out_as_a_table_for_letterboxd_and_come_in_again(site: Path, run: Run) -> None:
    assert run(site, "add", "reviews").returncode == 0
    (site / "triplebill.toml").write_text('author = "Ann Lee"\n')
    done = run(site, "export", "letterboxd.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1 row written to letterboxd.csv\n"
    assert "without a day of seeing" in done.stderr
    assert run(site, "remove", "reviews/heat.txt").returncode == 0
    assert counts(run(site, "add", "--json", "letterboxd.csv").stdout)["published"] == 1
    table = (site / "letterboxd.csv").read_bytes()
    assert b"Heat,1995,Michael Mann,4.5,,," in table
    assert run(site, "export", "letterboxd.csv").returncode == 0
    assert (site / "letterboxd.csv").read_bytes() == table


def test_rows_that_a_table_no_longer_has_are_withdrawn(site: Path, run: Run) -> None:
    table = site / "films.csv"
    table.write_text("Title,Year,Review\nHeat,1995,Long.\nCrash,1996,Cold.\n")
    assert counts(run(site, "add", "--json", "films.csv").stdout)["published"] == 2
    table.write_text("Title,Year,Review\nHeat,1995,Long.\n")
    assert counts(run(site, "add", "--json", "films.csv").stdout)["unchanged"] == 1
    assert "Crash" not in run(site, "query", "SELECT ?n { ?f schema:name ?n }").stdout


def test_files_that_are_gone_are_named_and_withdrawn_only_when_asked(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    (site / "reviews" / "heat.txt").rename(site / "reviews" / "heat-again.txt")
    told = run(site, "add", "--json", ".")
    assert json.loads(told.stdout)["gone"] == ["reviews/heat.txt"]
    assert "--prune" in run(site, "add", "reviews").stdout
    assert run(site, "query", "--format", "csv", FILMS).stdout.split() == ["reviews", "2"]
    pruned = run(site, "add", "--json", "--prune", "reviews")
    assert json.loads(pruned.stdout)["pruned"] == ["reviews/heat.txt"]
    assert run(site, "query", "--format", "csv", FILMS).stdout.split() == ["reviews", "1"]
    assert json.loads(run(site, "add", "--json", "reviews").stdout)["gone"] == []


FILMS = "SELECT (COUNT(?r) AS ?reviews) { ?r a schema:Review }"


def test_a_path_that_is_not_there_stops_the_command_at_once(site: Path, run: Run) -> None:
    wrong = run(site, "add", "reviews", "reviwes")
    assert wrong.returncode == 2
    assert "reviwes" in wrong.stderr
    assert not (site / ".triplebill").exists()


def test_a_store_that_was_lost_is_made_whole(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    before = run(site, "query", "--format", "nt", "CONSTRUCT WHERE { ?s ?p ?o }").stdout
    for path in (site / ".triplebill").iterdir():
        if not path.name.startswith("ledger"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert counts(run(site, "add", "--json", "reviews").stdout)["unchanged"] == 1
    after = run(site, "query", "--format", "nt", "CONSTRUCT WHERE { ?s ?p ?o }").stdout
    assert before
    assert sorted(after.splitlines()) == sorted(before.splitlines())


def test_file_names_with_a_hash_are_left_alone(site: Path, run: Run) -> None:
    for name in ("Review", "Review #3.txt", "Review #row=x.txt"):
        (site / "reviews" / name).write_text(REVIEW.replace("Heat", name.replace("#", "")))
    run(site, "add", "reviews")
    (site / "reviews" / "Review #4.csv").write_text("Title,Review\nCrash,Cold.\n")
    assert counts(run(site, "add", "--json", "reviews").stdout)["published"] == 1
    films = run(site, "query", "SELECT ?f { ?f a schema:Movie }", "--format", "csv").stdout.split()
    assert len(films) == 1 + 4


def test_a_table_that_was_unreadable_as_a_whole(site: Path, run: Run) -> None:
    table = site / "films.csv"
    table.write_bytes(b"\0\0")
    assert run(site, "add", "films.csv").returncode == 1
    table.write_text("Title,Year,Review\nHeat,1995,Long.\n")
    assert run(site, "add", "films.csv").returncode == 0
    assert json.loads(run(site, "rejects", "--json").stdout) == []


def test_a_new_base_iri_asks_for_a_rebuild(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    moved = {"TRIPLEBILL_BASE_IRI": "https://example.org/"}
    refused = run(site, "add", "reviews", **moved)
    assert refused.returncode == 2
    assert "rebuild" in refused.stderr
    assert run(site, "rebuild", **moved).returncode == 0
    assert (
        "https://example.org/movie/heat-1995"
        in run(site, "query", "SELECT ?f { ?f a schema:Movie }", **moved).stdout
    )


@pytest.mark.parametrize(
    ("setting", "word"),
    [("bse_iri = 'x'", "base_iri"), ("port = 'high'", "port"), ("a = [", "TOML")],
)
def test_wrong_settings(site: Path, run: Run, setting: str, word: str) -> None:
    (site / "triplebill.toml").write_text(setting)
    done = run(site, "add", "reviews")
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(site, "serve", "--port", port)
    assert done.returncode == 3
    assert str(port) in done.stderr
    assert "Traceback" not in done.stderr


def test_state_of_a_newer_version(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    import sqlite3

    ledger = sqlite3.connect(site / ".triplebill" / "ledger.sqlite")
    ledger.execute("PRAGMA user_version = 99")
    ledger.close()
    done = run(site, "add", "reviews")
    assert done.returncode == 3
    assert "newer" in done.stderr


@pytest.mark.parametrize("command", ["rejects", "query ASK{}", "export all.nt", "build out"])
def test_nothing_there_yet(site: Path, run: Run, command: str) -> None:
    done = run(site, *command.split())
    assert done.returncode == 2
    assert "triplebill add" in done.stderr


def test_doctor(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    done = run(site, "doctor")
    assert done.returncode == 0, done.stdout
    assert "1 published" in done.stdout


def test_doctor_names_the_shapes_that_are_not_compiled(site: Path, run: Run) -> None:
    assert "all are compiled" in run(site, "doctor").stdout
    (site / "own").mkdir()
    shape = """prefix sh: <http://www.w3.org/ns/shacl#>
        <urn:own:S> sh:targetClass <http://schema.org/Movie> ; sh:js [] ."""
    (site / "own" / "own.ttl").write_text(shape, "utf-8")
    (site / "triplebill.toml").write_text('shapes = "own"\n', "utf-8")
    told = " ".join(run(site, "doctor").stdout.split())
    assert "“urn:own:S” is left to pySHACL: sh:js." in told
    (site / "own" / "own.ttl").write_text(shape.replace("sh:js []", "sh:or ()"), "utf-8")
    done = run(site, "doctor")
    assert done.returncode == 3
    assert "cannot be used" in " ".join(done.stdout.split())


def test_demo_leaves_a_site_alone(site: Path, run: Run) -> None:
    run(site, "add", "reviews")
    assert run(site, "demo", "--no-serve").returncode == 2


def test_help_teaches_every_command(run: Run, tmp_path: Path) -> None:
    said = run(tmp_path, "--help").stdout
    for command in COMMANDS:
        assert f"  {command} " in said
        taught = CliRunner().invoke(triplebill, [command, "--help"])
        assert taught.exit_code == 0
        assert len(taught.output.splitlines()) > 4


def slow_add(site: Path, inputs: int = 1, of: int = 1_500) -> subprocess.Popen[str]:
    """An `add` that is in the middle of its work, so many inputs done, when this returns."""
    for number in range(of):
        (site / "reviews" / f"{number}.txt").write_text(REVIEW.replace("Heat", f"Heat {number}"))
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "--site", site, "add", "-v", site / "reviews"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=os.environ.copy(),
        start_new_session=True,
    )
    assert process.stdout
    for _ in range(inputs):
        assert process.stdout.readline().startswith("published")
    return process


def test_a_second_writer_is_told_to_wait_and_ctrl_c_keeps_what_was_acknowledged(
    site: Path, run: Run
) -> None:
    process = slow_add(site)
    process.send_signal(signal.SIGSTOP)  # it is at work still when the other has been told
    other = run(site, "add", "reviews")
    assert other.returncode == 3
    assert "writing" in other.stderr
    process.send_signal(signal.SIGCONT)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "run the same command" in said
    found = counts(run(site, "add", "--json", "reviews").stdout)
    assert found["unchanged"] >= 200
    assert found["unchanged"] + found["published"] == 1_501


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(cores() < 2, reason="one core works alone")
@pytest.mark.parametrize(("ends", "code"), [("all, by Ctrl-C", 130), ("one that helps", 3)])
def test_work_on_all_cores_that_is_cut_short(site: Path, run: Run, ends: str, code: int) -> None:
    process = slow_add(site, 1_001, of=3_000)
    others = descendants(process.pid)
    if code == 130:
        os.killpg(process.pid, signal.SIGINT)
    else:
        os.kill(max(others), signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert "run the same command" in said
    assert others
    deadline = time.monotonic() + 30
    while any(map(runs, others)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(runs, others))
    found = counts(run(site, "add", "--json", "reviews").stdout)
    assert found["unchanged"] >= 1_000
    assert found["unchanged"] + found["published"] == 3_001


@pytest.mark.slow
@pytest.mark.skipif(cores() < 2, reason="one core works alone")
def test_ctrl_c_while_other_processes_begin(site: Path, run: Run) -> None:
    process = slow_add(site, 0)
    while not descendants(process.pid):
        time.sleep(0.01)
    time.sleep(0.2)  # the fork server loads its modules
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not here")
def test_the_seed_comes_out_whole(site: Path, run: Run) -> None:
    assert run(site, "add", SEED).returncode == 0
    ask = """SELECT ?p ?o { ?film schema:name "The Sessions" ; ?p ?o FILTER(isLiteral(?o)) }"""
    found = json.loads(run(site, "query", ask, "--format", "json").stdout)["results"]["bindings"]
    facts = {(b["p"]["value"].rpartition("/")[2], b["o"]["value"]) for b in found}
    assert facts == {
        ("name", "The Sessions"),
        ("datePublished", "2012-01-23"),
        ("dateCreated", "2012-01-23"),
        ("duration", "PT1H35M"),
        ("contentRating", "R"),
        ("genre", "Drama"),
        ("genre", "Biography"),
        ("genre", "Romance"),
    }
