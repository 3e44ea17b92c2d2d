"""The invented reviews: always the same, of a real shape, and understood by the project."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from bench.generate import reviews, write
from graph import documents
from graph.extraction import Defaults, extract
from graph.judgement import Judge
from graph.records import Document, Extraction
from shapes.validation import Validator

COUNT = 160


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, COUNT)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def values(extraction: Extraction, property_: str) -> list[str]:
    claims = (*extraction.movie, *extraction.review)
    found = (claim.value for claim in claims if claim.property == property_)
    return [str(getattr(value, "name", getattr(value, "value", value))) for value in found]


def test_always_the_same(corpus: Path, tmp_path: Path) -> None:
    written = write(tmp_path, COUNT)
    assert files(tmp_path) == files(corpus)
    assert written == sum(map(len, files(corpus).values()))


def test_the_same_in_every_version_of_python() -> None:
    """Figures of two runs can be compared only where the reviews are the same.

    Whoever changes the generator changes this digest too.
    """
    made = repr(list(reviews(50))).encode()
    digest = "83c698575394fd8a6c953f314dc128904f689c6322fc6ea14436000e0ecc069c"
    assert hashlib.sha256(made).hexdigest() == digest


def test_another_seed_gives_others() -> None:
    assert list(reviews(20, seed=1)) != list(reviews(20, seed=2))


def test_shape_of_real_reviews() -> None:
    made = list(reviews(2_000))
    assert [review.number for review in made] == list(range(2_000))
    lengths = sorted(len(review.body) for review in made)
    assert 1_800 < sum(lengths) / len(lengths) < 2_300
    assert lengths[100] < 600
    assert lengths[-100] > 4_000
    assert 0.7 < sum("year" in review.facts for review in made) / 2_000 < 0.8
    assert {review.form for review in made} == {"text", "markdown", "table"}
    films = Counter(str(review.facts["title"]) for review in made)
    assert 230 < len(films) <= 250
    assert films.most_common(1)[0][1] > 3 * 2_000 / len(films)
    assert min(films.values()) == 1
    critics = Counter(str(review.facts.get("reviewer")) for review in made)
    assert 10 < len(critics) < 60


def test_only_the_faulty_are_rejected(corpus: Path) -> None:
    judge = Judge(Validator.bundled(), Defaults())
    entries = judge(list(documents.read([corpus], corpus)))
    made = list(reviews(COUNT))
    faulty = sum(
        review.facts.get("score") == "11/10" or review.facts["published"] == "2019-02-30"
        for review in made
    )
    assert Counter(entry.outcome for entry in entries) == Counter(
        published=COUNT - faulty, rejected=faulty
    )
    assert faulty


def test_each_form_is_understood(corpus: Path) -> None:
    said: dict[str, list[dict[str, list[str]]]] = {"text": [], "markdown": [], "table": []}
    for given in documents.read([corpus], corpus):
        assert isinstance(given, Document)
        found = extract(given, Defaults())
        form = given.source.partition("/")[0]
        said[form].append({p: values(found, p) for p in ("name", "director", "reviewBody")})
    for form, found in said.items():
        made = [review for review in reviews(COUNT) if review.form == form]
        assert len(found) == len(made)
        for facts, review in zip(found, made, strict=True):
            assert review.facts["title"] in facts["name"], (form, review.number)
            if "director" in review.facts:
                assert facts["director"] == [review.facts["director"]], (form, review.number)
            assert review.body.split()[:20] == facts["reviewBody"][0].split()[:20]
