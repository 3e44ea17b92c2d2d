"""What a site exports, another site reads: the same films, people and reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, serialize

from graph.extraction import Defaults
from graph.ingest import Job, Summary
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from graph.vocabulary import DERIVED_FROM, schema
from shapes.validation import Validator

DATA = Path(__file__).parents[1] / "data" / "reviews"
SYNTAXES = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML,
            "jsonld": RdfFormat.JSON_LD}  # fmt: skip


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


@contextmanager
def opened(folder: Path, validator: Validator, root: Path) -> Iterator[Job]:
    ledger, store = Ledger(folder), EmbeddedStore(folder, reserve_bytes=0)
    yield Job(ledger, store, Addresses("https://example.org/"), Judge(validator, Defaults()), root)
    store.close()
    ledger.close()


def triples(job: Job) -> set[Triple]:
    return set(job.store.query("CONSTRUCT WHERE { ?s ?p ?o }"))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def exported(validator: Validator, tmp_path_factory: pytest.TempPathFactory) -> set[Triple]:
    with opened(tmp_path_factory.mktemp("first"), validator, DATA) as job:
        assert job.add([DATA]).published >= 60
        return triples(job)


def written(exported: set[Triple], folder: Path, suffix: str) -> Path:
    file = folder / f"all.{suffix}"
    file.write_bytes(serialize(exported, format=SYNTAXES[suffix]) or b"")
    return file


def facts(graph: set[Triple]) -> list[str]:
    """All that is stated, each review under what it says, since its address may change."""
    reviews = {t.subject.value.partition("#")[0] for t in graph if "/review/" in str(t.subject)}
    about = {
        review: next(
            f"<{t.object} by {review_by(graph, review)}>"
            for t in graph
            if t.predicate == schema("itemReviewed") and str(t.subject) == f"<{review}#review>"
        )
        for review in reviews
    }

    def named(term: object) -> str:
        words = str(term)
        document, mark, fragment = words.strip("<>").partition("#")
        return about[document] + mark + fragment if document in about else words

    return sorted(
        f"{named(t.subject)} {t.predicate} {named(t.object)}"
        for t in graph
        if t.predicate != DERIVED_FROM  # the films are told of by reviews whose address may change
    )


def review_by(graph: set[Triple], review: str) -> str:
    own = [t for t in graph if str(t.subject) == f"<{review}#review>"]
    return " ".join(
        sorted(
            str(t.object) for t in own if t.predicate in (schema("author"), schema("reviewBody"))
        )
    )


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_an_export_added_to_another_site_is_the_same(
    suffix: str, exported: set[Triple], validator: Validator, tmp_path: Path
) -> None:
    file = written(exported, tmp_path, suffix)
    with opened(tmp_path / "second", validator, tmp_path) as job:
        summary = job.add([file])
        assert summary.failed == []
        assert facts(triples(job)) == facts(exported)
        again: Summary = job.add([file])
        assert again.unchanged == again.inputs == summary.published


def test_a_review_that_the_file_no_longer_has_is_withdrawn(
    exported: set[Triple], validator: Validator, tmp_path: Path
) -> None:
    file = written(exported, tmp_path, "nt")
    with opened(tmp_path / "second", validator, tmp_path) as job:
        before = job.add([file]).published
        reviewed = [
            (t.object, t.subject) for t in exported if t.predicate == schema("itemReviewed")
        ]
        films = Counter(film for film, _ in reviewed)
        victim = next(review for film, review in reviewed if films[film] > 1)
        file.write_bytes(
            serialize([t for t in exported if t.subject != victim], format=RdfFormat.N_TRIPLES)
            or b""
        )
        after = job.add([file])
        assert (after.unchanged, after.inputs) == (before - 1, before - 1)
        left = {t.subject for t in triples(job) if t.predicate == schema("itemReviewed")}
        assert len(left) == len(reviewed) - 1
