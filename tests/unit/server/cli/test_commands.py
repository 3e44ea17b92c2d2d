"""Commands on odd names and hostile words: nothing is lost, nothing is taken for markup."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF

from server.cli import run
from server.cli.running import NAMESPACES
from server.record import Record
from shapes.validation import BUNDLED

REVIEW = '---\ntitle: "{}"\nyear: 1995\nruntime: {} min\n---\nA good film, and a long one.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "reviews").mkdir(parents=True)
    return folder


def wrote(site: Path, name: str, title: str = "Heat", minutes: int = 170) -> str:
    path = site / "reviews" / name
    path.write_text(REVIEW.format(title, minutes), "utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["a'b\".md", "Review #3.md", "100%.md", "two\nlines.md", "[b].md"])
def test_odd_names_are_added_and_removed(site: Path, name: str) -> None:
    given = wrote(site, name)
    source = f"reviews/{name}"
    assert run(["--site", str(site), "add", given]) == 0
    assert run(["--site", str(site), "remove", source]) == 0
    assert run(["--site", str(site), "remove", source]) == 2


def test_remove_takes_the_name_of_the_source_from_anywhere(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(site, "a.md")
    wrote(site, "b.md")
    run(["--site", str(site), "add", str(site / "reviews")])
    monkeypatch.chdir(tmp_path)
    assert run(["--site", str(site), "remove", "reviews/a.md"]) == 0
    assert run(["--site", str(site), "remove", "site/reviews/../reviews/b.md"]) == 0


def test_what_removes_nothing_is_no_run(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--site", str(site), "add", wrote(site, "a.md")])
    record = Record(site / ".triplebill")
    before = record.runs(10, 1)
    assert run(["--site", str(site), "remove", "a.md"]) == 2
    assert "Name a path below the site's folder" in capsys.readouterr().err
    assert record.runs(10, 1) == before
    assert run(["--site", str(site), "remove", "reviews/a.md"]) == 0
    (last, _), number = record.runs(10, 1)
    assert (last.command, last.counts and last.counts.withdrawn, number) == ("remove", 1, 2)


@pytest.mark.parametrize("nothing", ["", " "])
def test_remove_takes_no_empty_name_for_the_current_folder(
    site: Path, monkeypatch: pytest.MonkeyPatch, nothing: str
) -> None:
    run(["--site", str(site), "add", wrote(site, "a.md")])
    monkeypatch.chdir(site.parent)
    assert run(["--site", str(site), "remove", nothing]) == 2
    assert run(["--site", str(site), "remove", "--json", "reviews/nothing.md"]) == 2
    assert run(["--site", str(site), "remove", "reviews/a.md"]) == 0


def test_a_name_that_is_no_text(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = os.fsdecode(b"reviews/caf\xe9.md")
    (site / named).write_text("Heat")
    assert run(["--site", str(site), "add", str(site / named)]) == 1
    assert "caf\\xe9.md" in capsys.readouterr().out
    assert run(["--site", str(site), "remove", named]) == 0


def test_columns_that_are_not_understood_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = site / "reviews" / "films.csv"
    table.write_text("Film,Year,Score /5,Notes,Mood\nHeat,1995,4,Coffee.,blue\nM,1931,5,Dark.,\n")
    assert run(["--site", str(site), "add", str(table)]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert told.startswith("1 column was left out: “Mood” in reviews/films.csv; ")
    assert run(["--site", str(site), "add", str(table)]) == 0
    assert "left out" not in capsys.readouterr().out


def test_files_with_identifiers_that_name_no_film_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, number in (
        ("a", "nm0000520"),
        ("b", "tt0113277"),
        ("c", "https://example.org/title/1"),
    ):
        words = f"---\ntitle: Heat\nyear: 1995\nimdb: {number}\nrating: 4/5\n---\nA heist.\n"
        (site / "reviews" / f"{name}.md").write_text(words)
    assert run(["--site", str(site), "add", str(site / "reviews")]) == 0
    told = "".join(capsys.readouterr().out.splitlines()[-2:])
    assert "Identifiers that name no film were left out: reviews/a.md, reviews/c.md; " in told
    assert run(["--site", str(site), "add", str(site / "reviews")]) == 0
    assert "left out" not in capsys.readouterr().out


def test_posts_that_wait_and_files_that_cannot_be_read_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = wrote(site, "a.md")
    run(["--site", str(site), "add", given])
    Path(given).write_text('---\ntitle: "Heat\n---\n', "utf-8")
    waits = Path(wrote(site, "b.md"))
    waits.write_text(waits.read_text("utf-8").replace("year:", "date: 2099-12-24\nyear:"), "utf-8")
    capsys.readouterr()
    assert run(["--site", str(site), "add", str(site / "reviews")]) == 1
    told = capsys.readouterr().out
    assert "2 inputs: 1 unreadable, 1 skipped." in told
    assert "1 post waits for its date: reviews/b.md" in told
    assert run(["--site", str(site), "rejects"]) == 0
    told = capsys.readouterr().out
    assert "unreadable reviews/a.md" in told
    assert "What was published of it stays" in " ".join(told.split())
    assert run(["--site", str(site), "query", "ASK { ?s schema:name 'Heat' }"]) == 0
    assert capsys.readouterr().out == "yes\n"


def test_words_are_neither_markup_nor_commands_to_the_terminal(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrote(site, "a[b].md", "[/b] :fire:")
    wrote(site, "b\x1b[31m.md", "[/b] :fire:", 160)
    run(["--site", str(site), "add", str(site / "reviews")])
    assert run(["--site", str(site), "conflicts"]) == 0
    said = capsys.readouterr().out
    assert "reviews/a[b].md" in said
    assert "\x1b" not in said
    asked = r'SELECT ?name ("\\[/b]" AS ?more) { ?film a schema:Movie ; schema:name ?name }'
    assert run(["--site", str(site), "query", asked]) == 0
    said = capsys.readouterr().out
    assert "[/b] :fire:" in said
    assert r"\[/b]" in said


def test_where_a_review_contradicts_itself_is_listed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, score in (("a", "Score: 2/10"), ("b", "Score: 8/10\nMood: “which was taken.”")):
        text = f"Title: Heat\nRating: 4/5\n{score}\n\nA long night.\n"
        (site / "reviews" / f"{name}.txt").write_text(text)
    assert run(["--site", str(site), "add", str(site / "reviews")]) == 0
    capsys.readouterr()
    assert run(["--site", str(site), "conflicts"]) == 0
    assert "1 contradiction within a review: see" in capsys.readouterr().out
    assert run(["--site", str(site), "conflicts", "--within"]) == 0
    told = capsys.readouterr().out
    assert "reviews/a.txt\n  line 3: “2/10” under “Score” contradicts “4/5” under “Rating”" in told
    assert "b.txt" not in told
    assert run(["--site", str(site), "conflicts", "--within", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["source"], found["property"], found["line"]) == (
        "reviews/a.txt",
        "reviewRating",
        3,
    )
    (site / "reviews" / "a.txt").write_text("Title: Heat\nRating: 4/5\n\nA long night.\n")
    run(["--site", str(site), "add", str(site / "reviews")])
    capsys.readouterr()
    assert run(["--site", str(site), "conflicts", "--within"]) == 0
    assert capsys.readouterr().out == "0 contradictions within a review.\n"


def test_a_query_in_a_file_that_is_no_text(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--site", str(site), "add", wrote(site, "a.md")])
    query = tmp_path / "odd.rq"
    query.write_bytes(b"SELECT \xe9")
    assert run(["--site", str(site), "query", str(query)]) == 2
    assert "odd.rq" in capsys.readouterr().err


def test_the_counts_add_up_where_paths_overlap(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = wrote(site, "a.md")
    assert run(["--site", str(site), "add", str(site / "reviews"), given, given]) == 0
    assert "3 inputs: 1 published, 2 unchanged." in capsys.readouterr().out


def test_other_shapes_judge_anew(site: Path) -> None:
    given = wrote(site, "a.md")
    assert run(["--site", str(site), "add", given]) == 0
    (site / "shapes").mkdir()
    (site / "triplebill.toml").write_text('shapes = "shapes"\n', "utf-8")
    (site / "shapes" / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <http://schema.org/> ."
        "[] a sh:NodeShape ; sh:targetClass schema:Movie ; sh:property [ sh:path schema:genre ;"
        ' sh:minCount 1 ; sh:message "No genre." ] .',
        "utf-8",
    )
    assert run(["--site", str(site), "add", given]) == 1


def test_a_prefix_that_is_not_declared_is_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--site", str(site), "add", wrote(site, "a.md")])
    assert run(["--site", str(site), "query", "ASK { ?s foo:a ?o }"]) == 2
    assert "The prefix “foo:” is not declared" in capsys.readouterr().err
    assert run(["--site", str(site), "query", "ASK {\n ?s schema:name }"]) == 2
    assert "line 2" in capsys.readouterr().err


def test_a_format_that_an_answer_has_not_is_a_matter_of_usage(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--site", str(site), "add", wrote(site, "a.md")])
    asked = ["--site", str(site), "query", "DESCRIBE <http://127.0.0.1:8000/movie/heat-1995>"]
    assert run([*asked, "--format", "csv"]) == 2
    assert "csv" in capsys.readouterr().err


def test_of_one_thing_the_singular(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [wrote(site, "a.md"), wrote(site, "b.md", minutes=160)]
    run(["--site", str(site), "add", *given])
    capsys.readouterr()
    assert run(["--site", str(site), "conflicts"]) == 0
    assert "1 fact on which reviews disagree." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "address"),
    [("::1", "http://[::1]:8000/movies"), ("127.0.0.1", "http://127.0.0.1:8000/movies")],
)
def test_where_the_site_is_announced(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    address: str,
) -> None:
    monkeypatch.setattr("server.web.serve", lambda config, ready, behind: ready())
    assert run(["--site", str(tmp_path), "serve", "--host", host]) == 0
    assert f"{address} " in capsys.readouterr().out


OWN = """prefix sh: <http://www.w3.org/ns/shacl#> prefix schema: <http://schema.org/>
<urn:own:Film> sh:targetClass schema:Movie ; sh:property [ sh:path schema:name ; {} ] .
"""


@pytest.mark.parametrize("constraint", ["sh:pattern '('", "sh:minCount 0, 1"])
def test_shapes_that_cannot_be_used_are_named_with_their_file(
    site: Path, capsys: pytest.CaptureFixture[str], constraint: str
) -> None:
    given = wrote(site, "a.md")
    (site / "shapes").mkdir()
    (site / "triplebill.toml").write_text('shapes = "shapes"\ntoken = "0123456789abcdef"\n')
    (site / "shapes" / "own.ttl").write_text(OWN.format(constraint))
    for command in (["validate", given], ["add", given], ["serve"]):
        assert run(["--site", str(site), *command]) == 2
        told = capsys.readouterr().err.strip()
        assert told.startswith("triplebill: The shape “urn:own:Film” in “")
        assert "own.ttl” cannot be used" in told
        assert len(told.splitlines()) == 1
    assert run(["--site", str(site), "doctor"]) == 3
    assert "✗ shapes     The shape “urn:own:Film”" in capsys.readouterr().out
    assert run(["--site", str(site), "remove", "nothing.md"]) == 2  # needs no shapes
    assert "Nothing came from" in capsys.readouterr().err


GRAPH = ("store", "snapshots", "current", "version")


def test_a_graph_that_has_not_all_of_the_ledger_is_told_and_rebuilt(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--site", str(site), "add", wrote(site, "a.md")])
    state, earlier = site / ".triplebill", shutil.copytree(site / ".triplebill", site / "earlier")
    run(["--site", str(site), "add", wrote(site, "b.md", "Solaris")])
    assert run(["--site", str(site), "doctor"]) == 0
    for name in GRAPH:
        (state / name).rename(site / name)
    capsys.readouterr()
    assert run(["--site", str(site), "doctor"]) == 3
    told = "the ledger has 4 pages and the graph {}: run “triplebill rebuild”"
    assert f"✗ published  {told.format(0)}" in capsys.readouterr().out
    for name in GRAPH:
        (earlier / name).rename(state / name)
    assert run(["--site", str(site), "doctor"]) == 3
    assert told.format(2) in capsys.readouterr().out
    assert run(["--site", str(site), "rebuild"]) == 0
    assert run(["--site", str(site), "doctor"]) == 0


def test_shapes_that_nothing_can_meet_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "shapes").mkdir()
    (site / "triplebill.toml").write_text('shapes = "shapes"\n')
    (site / "shapes" / "own.ttl").write_text(
        """prefix sh: <http://www.w3.org/ns/shacl#> prefix schema: <https://schema.org/>
        <urn:own:Met> sh:targetClass schema:Movie, schema:Country ; sh:nodeKind sh:IRI ;
            sh:targetSubjectsOf <http://xmlns.com/foaf/0.1/primaryTopic> ; sh:targetNode <urn:x> .
        <urn:own:Class> sh:targetClass <http://dbpedia.org/ontology/Film> ; sh:nodeKind sh:IRI .
        <urn:own:Property> sh:targetObjectsOf <http://purl.org/dc/terms/creator> .
        <urn:own:Query> sh:target [ a sh:SPARQLTarget ] ; sh:nodeKind sh:IRI ."""
    )
    assert run(["--site", str(site), "doctor"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("! shapes")]
    assert [re.findall("“urn:own:(.*?)”", line) for line in lines] == [
        ["Class"], ["Property"], ["Query"]
    ]  # fmt: skip


def test_what_nothing_can_meet_is_told_by_what_is_published() -> None:
    classes, properties = set(), set()
    for case in (Path(__file__).parents[3] / "cases").glob("*/expected.ttl"):
        for quad in pyoxigraph.parse(path=case):
            properties.add(quad.predicate.value)
            if quad.predicate.value == str(RDF.type):
                classes.add(f"<{quad.object.value}>")
    assert all(each.startswith(NAMESPACES) for each in properties)
    shaped = "".join(path.read_text("utf-8") for path in BUNDLED)
    for each in classes:
        assert f"sh:targetClass schema:{each[len('<http://schema.org/') : -1]} " in shaped
