"""The samples through the whole job: valid as a whole, the same in any order, faults told apart."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from graph.catalogue import Catalogue
from graph.catalogue.build import finish
from graph.catalogue.tables import read_films
from graph.catalogue.writing import drafting
from graph.cores import ALONE, Pool
from graph.extraction import Defaults
from graph.findings import findings
from graph.ingest import Job, Summary
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.linker import Linker
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from shapes.terms import to_rdflib
from shapes.validation import Validator

DATA = Path(__file__).parents[1] / "data"
FILES = sorted(path for path in (DATA / "reviews").rglob("*") if path.is_file())
FAULTY = sorted((DATA / "reviews-faulty").iterdir())


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


@contextmanager
def opened(folder: Path, validator: Validator, pool: Pool = ALONE) -> Iterator[Job]:
    ledger, store = Ledger(folder), EmbeddedStore(folder, reserve_bytes=0)
    with drafting(folder / "catalogue.sqlite") as draft:
        for film in read_films(DATA / "catalogue" / "films.tsv", {}, lambda *how: None):
            draft.add(film)
        finish(draft, "a test", "CC0-1.0")
    films = Catalogue.open(folder / "catalogue.sqlite")
    judge, linker = Judge(validator, Defaults()), Linker(films, enrich=True)
    yield Job(ledger, store, Addresses("https://example.org/"), judge, DATA, linker, pool)
    films.close()
    store.close()
    ledger.close()


def triples(job: Job) -> set[Triple]:
    return set(job.store.query("CONSTRUCT WHERE { ?s ?p ?o }"))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def in_one_go(validator: Validator, tmp_path_factory: pytest.TempPathFactory) -> set[Triple]:
    with opened(tmp_path_factory.mktemp("whole"), validator) as job:
        summary = job.add([DATA / "reviews"])
        assert summary.inputs == summary.published >= 60
        return triples(job)


@pytest.mark.parametrize("seed", [1, 2])
def test_one_by_one_in_another_order(
    seed: int, in_one_go: set[Triple], validator: Validator, tmp_path: Path
) -> None:
    shuffled = random.Random(seed).sample(FILES, len(FILES))
    with opened(tmp_path, validator) as job:
        for file in shuffled:
            job.add([file])
        assert triples(job) == in_one_go


def test_on_all_cores(
    in_one_go: set[Triple],
    validator: Validator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graph.documents.AT_ONCE", 4_000)  # of larger ones this process reads
    monkeypatch.setattr("graph.ingest.intake.BATCH", 7)
    monkeypatch.setattr("graph.ingest.intake.FEW", 1)
    monkeypatch.setattr("graph.ingest.intake.TOGETHER", 20)
    monkeypatch.setattr("graph.ingest.intake.COMMIT_S", 0.0)
    monkeypatch.setattr("graph.ledger.grouping.BATCH", 7)
    monkeypatch.setattr("graph.ledger.GROUPED_ALONE", 1)
    monkeypatch.setattr("graph.publish.BATCH", 20)
    monkeypatch.setattr("graph.publish.FEW", 1)
    monkeypatch.setattr("graph.publish.MUCH", 1)
    monkeypatch.setattr("graph.publish.LOAD_BYTES", 100_000)
    monkeypatch.setattr("graph.publish.NOTED_S", 0.0)
    monkeypatch.setattr("graph.store.embedded.BULK_BYTES", 50_000)
    monkeypatch.setattr("graph.store.embedded.PART_BYTES", 10_000)
    with closing(Pool(2)) as pool, opened(tmp_path, validator, pool) as job:
        summary = job.add([DATA / "reviews", DATA / "reviews"])
        assert summary.published == summary.unchanged >= 60
        assert not job.ledger.indices
        assert triples(job) == in_one_go
        assert job.publish() == 0


def test_what_is_told_as_published_is_committed(
    validator: Validator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.ingest.intake.BATCH", 5)
    monkeypatch.setattr("graph.ingest.intake.TOGETHER", 5)
    seen: list[tuple[int, int, int]] = []
    with (
        opened(tmp_path, validator) as job,
        closing(Ledger(job.ledger.folder, read_only=True)) as reader,
    ):

        def watch(summary: Summary) -> None:
            committed = reader.documents.counts().get("published", 0)
            seen.append((summary.published, summary.waiting, committed))

        summary = job.add([DATA / "reviews"], watch)
    assert all(published <= committed for published, _, committed in seen)
    assert any(waiting for _, waiting, _ in seen)
    assert seen[-1] == (summary.published, 0, summary.published)


def test_a_file_named_twice_is_kept_once(validator: Validator, tmp_path: Path) -> None:
    file = next((DATA / "reviews").rglob("*.md"))
    with opened(tmp_path, validator) as job:
        summary = job.add([file, file])
        assert (summary.published, summary.unchanged, summary.inputs) == (1, 1, 2)


def test_the_whole_graph_conforms(in_one_go: set[Triple], validator: Validator) -> None:
    report = validator.validate(to_rdflib(in_one_go))
    assert report.conforms, [r for r in report.results if r.severity == "Violation"][:3]


def test_no_blank_node_is_published(in_one_go: set[Triple]) -> None:
    assert all(isinstance(t.subject, NamedNode) for t in in_one_go)


def test_hostile_reviews_are_published_and_conform(validator: Validator, tmp_path: Path) -> None:
    with opened(tmp_path, validator) as job:
        summary = job.add([DATA / "reviews-hostile"])
        assert summary.failed == []
        assert validator.validate(to_rdflib(triples(job))).conforms


@pytest.mark.parametrize("file", FAULTY, ids=lambda file: file.name)
def test_every_fault_gets_its_sentence(file: Path, validator: Validator, tmp_path: Path) -> None:
    with opened(tmp_path, validator) as job:
        summary = job.add([file])
        assert summary.failed, "no part of the file was refused"
        for source in summary.failed:
            entry = job.ledger.documents.get(source)
            assert entry is not None
            sentences = [f.sentence for f in findings(entry, "Violation")] or [entry.reason]
            assert all(s.endswith((".", "”.")) and len(s) > 20 for s in sentences), sentences
