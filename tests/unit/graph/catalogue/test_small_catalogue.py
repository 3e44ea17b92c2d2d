"""The small catalogue in data/ has every film of the sample reviews."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.catalogue import Catalogue, CatalogueFilm, title_forms
from graph.catalogue.build import build_from_files
from tests.unit.test_data import SAMPLES

SMALL = Path(__file__).parents[4] / "data" / "catalogue" / "films.tsv"
FULL = Path(__file__).parents[5] / "shared" / "catalogue" / "catalogue-permissive.tsv"


def built(source: Path, folder: Path) -> Catalogue:
    build_from_files([source], folder / source.stem, lambda *how: None)
    return Catalogue.open(folder / source.stem)


def first(film: CatalogueFilm, scheme: str) -> str:
    return next((i.value for i in film.identifiers if i.scheme == scheme), "")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return built(SMALL, tmp_path_factory.mktemp("small"))


def test_every_sample_is_in_it(small: Catalogue) -> None:
    for sample in SAMPLES:
        strong = title_forms(sample.film)[0]
        found = small.by_title([strong])
        years = [film.years for film in found]
        assert any(sample.year is None or sample.year in each for each in years), sample
        if sample.imdb:
            assert small.by_identifier("imdb", sample.imdb) in found


def test_it_holds_their_namesakes(small: Catalogue) -> None:
    for title, least in {"The Fly": 3, "Little Women": 5, "M": 3, "Halloween": 3}.items():
        assert len(small.by_title(title_forms(title))) >= least


def test_no_identifier_stands_twice(small: Catalogue) -> None:
    for film in small:
        for each in film.identifiers:
            assert small.by_identifier(each.scheme, each.value) == film


@pytest.mark.skipif(not FULL.exists(), reason="../shared/catalogue is not here")
def test_its_facts_are_those_of_public_data(small: Catalogue, tmp_path: Path) -> None:
    qids = {"qid", *(film.qid for film in small)}
    with FULL.open(encoding="utf-8") as rows:
        ours = "".join(row for row in rows if row.partition("\t")[0] in qids)
    (tmp_path / "ours.tsv").write_text(ours, "utf-8")
    full = built(tmp_path / "ours.tsv", tmp_path)
    for film in small:
        known = full.by_identifier("wikidata", film.qid)
        if known is None:
            assert not film.qid
            continue
        for scheme in ("imdb", "tmdb"):
            assert first(known, scheme) == first(film, scheme)
        assert set(known.years) <= set(film.years)
