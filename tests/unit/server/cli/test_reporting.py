"""The SHACL validation report of `validate` and `rejects`, as a file and on standard output."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset
from rdflib import DCTERMS, RDF, SH, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from server.cli import run

PAGE = Path(__file__).parents[4] / "docs" / "scripting.md"
GOOD = "---\ntitle: Heat\nyear: 1995\nauthor: Ann\nscore: 8/10\n---\nRain, and a long night.\n"
BAD = GOOD.replace("score: 8/10", "score: 11/10")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reviews").mkdir()
    (tmp_path / "triplebill.toml").write_text('base_iri = "https://films.example/"\n')
    (tmp_path / "reviews" / "bad.md").write_text(BAD)
    (tmp_path / "reviews" / "empty.md").write_text("")
    return tmp_path


def severities(found: Graph) -> set[str]:
    return {str(each).removeprefix(str(SH)) for each in found.objects(None, SH.resultSeverity)}


def sources(found: Graph) -> set[str]:
    return {str(each) for each in found.objects(None, DCTERMS.identifier)}


def test_every_format_holds_the_same_report(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = []
    for name in ("ttl", "nt", "rdf", "jsonld"):
        assert run(["validate", "reviews", "--report", f"report.{name}"]) == 1
        kept.append(Dataset(pyoxigraph.parse(path=f"report.{name}")))
        kept[-1].canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert all(other == kept[0] for other in kept[1:])
    found = Graph().parse(site / "report.ttl")
    assert severities(found) == {"Violation", "Warning", "Info"}
    assert sources(found) == {"reviews/bad.md"}
    assert "reviews/empty.md" in capsys.readouterr().out
    assert run(["validate", "reviews", "--report", "report.ttl.gz"]) == 1
    assert (
        gzip.decompress((site / "report.ttl.gz").read_bytes()) == (site / "report.ttl").read_bytes()
    )


def test_on_standard_output_it_is_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "reviews", "--report", "-"]) == 1
    told = capsys.readouterr()
    assert sources(Graph().parse(data=told.out, format="turtle")) == {"reviews/bad.md"}
    assert "unreadable reviews/empty.md" in told.err
    assert "2 inputs: 1 rejected, 1 unreadable." in told.err


def test_the_exit_code_is_that_of_the_reviews(site: Path) -> None:
    (site / "reviews" / "good.md").write_text(GOOD)
    assert run(["validate", "reviews/good.md", "--report", "report.ttl"]) == 0
    found = Graph().parse(site / "report.ttl")
    assert severities(found) == {"Warning", "Info"}
    (node,) = found.subjects(RDF.type, SH.ValidationReport)
    assert (node, SH.conforms, Literal(False)) in found


def test_the_query_in_the_documentation_finds_the_line(site: Path) -> None:
    run(["validate", "reviews", "--report", "report.ttl"])
    (query,) = re.findall(r"```sparql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    ((source, line, message),) = Graph().parse(site / "report.ttl").query(query)
    assert (str(source), int(line)) == ("reviews/bad.md", 5)
    assert "higher than the best value" in message


@pytest.mark.parametrize(
    "given",
    [["report.doc"], ["report"], ["reviews"], ["absent/report.ttl"], ["-", "--json"]],
    ids=" ".join,
)
def test_where_it_cannot_be_written_the_command_is_wrong(site: Path, given: list[str]) -> None:
    assert run(["validate", "reviews", "--report", *given]) == 2
    assert sorted(each.name for each in site.iterdir()) == ["reviews", "triplebill.toml"]


def test_of_what_was_rejected_it_says_the_same(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", "reviews/bad.md", "--report", "before.ttl"])
    run(["add", "reviews"])
    assert run(["rejects", "--json", "--report", "after.ttl"]) == 0
    before, after = (Graph().parse(site / f"{name}.ttl") for name in ("before", "after"))
    assert isomorphic(before, after)
    capsys.readouterr()
    assert run(["rejects", "--report", "-"]) == 0
    told = capsys.readouterr()
    assert isomorphic(Graph().parse(data=told.out, format="turtle"), before)
    assert "2 inputs not published in this form." in told.err


def test_its_addresses_are_those_under_which_a_site_publishes(site: Path) -> None:
    row = "Name,Year,Watched Date,author\nHeat,1995,2024-02-03,Ann\n"
    for name, text in (("good.md", GOOD), ("diary.csv", row)):
        own = site / name.partition(".")[0]
        own.mkdir()
        (own / "triplebill.toml").write_text('base_iri = "https://films.example/"\n')
        (own / name).write_text(text)
        run(["--site", str(own), "validate", str(own / name), "--report", "report.nt"])
        run(["--site", str(own), "add", str(own / name)])
        run(["--site", str(own), "export", "graph.nt"])
        nodes = {*Graph().parse(site / "report.nt").objects(None, SH.focusNode)}
        assert nodes
        assert nodes <= {*Graph().parse(site / "graph.nt").subjects()}


def test_a_site_s_own_shapes_are_in_it(site: Path) -> None:
    (site / "own").mkdir()
    (site / "own" / "own.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <http://schema.org/> .
        <urn:own:director> sh:targetClass schema:Movie ; a sh:PropertyShape ;
            sh:path schema:director ; sh:minCount 1 ; sh:severity sh:Info .""")
    with (site / "triplebill.toml").open("a") as settings:
        settings.write('shapes = "own"\n')
    run(["validate", "reviews", "--report", "report.ttl"])
    found = Graph().parse(site / "report.ttl")
    assert URIRef("urn:own:director") in found.objects(None, SH.sourceShape)
    assert "https://films.example/movie/heat-1995#movie" in {
        str(node) for node in found.objects(None, SH.focusNode)
    }
