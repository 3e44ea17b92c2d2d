"""Each comparison by itself: its verdict, its points in order, its sentence."""

from __future__ import annotations

import pytest

from graph.catalogue import CatalogueFilm
from graph.linking import Feature, Subject
from graph.linking.features import features
from graph.linking.judgements import JUDGEMENTS
from graph.linking.wanted import Wanted
from graph.records import Identifier, Person, Text


def verdicts(subject: Subject, film: CatalogueFilm) -> dict[str, str]:
    return {feature.name: feature.verdict for feature in features(Wanted(subject), film)}


def title(ours: str, *theirs: str) -> str:
    return verdicts(Subject((ours,)), CatalogueFilm(titles=tuple(map(Text, theirs))))["title"]


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ("The Kiln", ("Kiln",), "same"),
        ("Rocky II", ("Rocky 2",), "same"),
        ("Le Four", ("The Kiln", "Le four"), "other name"),
        ("Harbour: The Departure", ("Harbour",), "part"),
        ("Harbour, Part 2", ("Harbour",), "whole"),
        ("Harbour: Part 2", ("Harbour",), "whole"),
        ("Harbour, Vol. 2", ("Harbour, Vol. 1",), "unlike"),
        ("Harbour 3 : The Long Departure", ("Harbour: The Long Departure",), "similar"),
        ("North by Nortwest", ("North by Northwest",), "similar"),
        ("Life of Bryony", ("Old Ada’s Life of Bryony",), "similar"),
        ("A Long Way to the Last House", ("A Long Way to the Last House",), "long"),
        ("Le Four", ("Harbour",), "third name"),
        ("The Kiln", ("Harbour",), "unlike"),
    ],
)
def test_titles(ours: str, theirs: tuple[str, ...], verdict: str) -> None:
    assert title(ours, *theirs) == verdict


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (1995, (1995,), "same"),
        (1995, (1980, 1996), "near"),
        (1995, (1993,), "distant"),
        (1995, (1999,), "far"),
        (1995, (), "unknown"),
    ],
)
def test_years(ours: int, theirs: tuple[int, ...], verdict: str) -> None:
    film = CatalogueFilm(titles=(Text("Dusk"),), years=theirs)
    assert verdicts(Subject(("Dusk",), (ours,)), film)["year"] == verdict


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (("Hou Hsiao-hsien",), ("Hsiao-Hsien Hou",), "same"),
        (("Ada Marsh",), ("Ada Marsh", "Piet Oord"), "one"),
        (("Ada Marhs",), ("Ada Marsh",), "similar"),
        (("J. A. Marsh",), ("Jane Agnes Marsh",), "similar"),
        (("Jane Agnes Marsh",), ("Jane A. Marsh",), "similar"),
        (("Tod Marsh",), ("Kip Marsh",), "different"),
        (("Oord",), ("Ada Marsh",), "different"),
        ((), ("Ada Marsh",), "unknown"),
    ],
)
def test_directors(ours: tuple[str, ...], theirs: tuple[str, ...], verdict: str) -> None:
    film = CatalogueFilm(titles=(Text("Dusk"),), directors=tuple(map(Person, theirs)))
    assert verdicts(Subject(("Dusk",), directors=ours), film)["director"] == verdict


def test_cast_running_time_country_and_identifier() -> None:
    names = ("Ada Marsh", "Piet Oord", "Marta Vey")
    film = CatalogueFilm(
        titles=(Text("Dusk"),),
        cast=tuple(map(Person, names)),
        minutes=(90, 121),
        countries=("France",),
        identifiers=(Identifier("imdb", "tt0000001"),),
    )

    def found(**facts: object) -> dict[str, str]:
        return verdicts(Subject(("Dusk",), **facts), film)  # type: ignore[arg-type]

    assert found(cast=names[:2])["cast"] == "several"
    assert found(cast=names[:1])["cast"] == "one"
    assert found(cast=("A B", "C D", "E F"))["cast"] == "different"
    assert "cast" not in found(cast=("A B",)), "two lists of a few names may well differ"
    assert found(minutes=119)["running time"] == "same"
    assert found(minutes=100)["running time"] == "near"
    assert found(minutes=200)["running time"] == "far"
    assert found(countries=("FRANCE",))["country"] == "same"
    assert found(countries=("Italy",))["country"] == "different"
    assert found(identifiers=film.identifiers)["identifier"] == "same"
    assert found(identifiers=(Identifier("imdb", "tt2"),))["identifier"] == "different"
    assert "identifier" not in found(identifiers=(Identifier("tmdb", "movie/1"),))


def test_every_judgement_has_a_sentence_that_names_what_is_compared() -> None:
    for (name, verdict), judgement in JUDGEMENTS.items():
        feature = Feature(name, verdict, "OURS", "THEIRS")
        assert feature.points == judgement.points
        assert "{" not in feature.sentence
        assert "OURS" in feature.sentence or "THEIRS" in feature.sentence


def test_what_is_not_known_is_said() -> None:
    assert Feature("year", "unknown", "", "1995").sentence == "The year is not known here."
    assert Feature("year", "unknown").sentence == "The year is not known here and there."
    assert Feature("year", "unknown").points == 0
