"""What follows from what was found and what persons decided."""

from __future__ import annotations

import pytest

from graph.catalogue import Catalogue, CatalogueFilm
from graph.linking import Found, Link, Ruling, Subject, film_key, joint, match, settled
from graph.records import Identifier, Text

PIER = CatalogueFilm(
    "Q900001",
    titles=(Text("The Pier"),),
    years=(1996,),
    identifiers=(Identifier("imdb", "tt9000001"),),
)
OTHER = CatalogueFilm("Q900002", titles=(Text("The Pier"),), years=(2004,))
FILMS = Catalogue.of([PIER, OTHER])


def found(*years: int) -> Found:
    return Found(match(Subject(("The Pier",), years), FILMS), "CC0-1.0")


def ruling(answer: str, film: CatalogueFilm | None = None) -> Ruling:
    return Ruling("a.md", answer, film, "Ann", "2026-01-02")  # type: ignore[arg-type]


def test_without_rulings_the_scoring_decides() -> None:
    assert settled(found(1996), []) == Link("linked", PIER, licence="CC0-1.0")
    assert settled(found(), []).outcome == "open"
    assert settled(found(1950), []).outcome == "none"
    assert settled(None, []) == Link()


def test_a_person_wins_over_the_scoring() -> None:
    linked = settled(found(1996), [ruling("accepted", OTHER)])
    assert (linked.film, linked.by) == (OTHER, "Ann")
    assert settled(None, [ruling("accepted", PIER)]).film == PIER
    nowhere = settled(found(1996), [ruling("none")])
    assert (nowhere.outcome, nowhere.film, nowhere.nowhere) == ("none", None, True)


@pytest.mark.parametrize(
    ("title", "year", "holds"),
    [
        ("The Pier", 1996, True),
        ("The Peir", 1997, True),
        ("The Pier", 0, True),
        ("The Pier", 2004, False),
        ("Pier 2", 1996, False),
        ("The Mole", 1996, False),
    ],
)
def test_a_ruling_holds_for_the_film_that_it_was_made_for(
    title: str, year: int, holds: bool
) -> None:
    subject = Subject((title,), (year,) if year else ())
    made = Ruling("a.md", "none", about="The Pier (1996)")
    assert made.holds(subject) is holds
    assert ruling("none").holds(subject), "of older ones it is not known"


def test_an_accepted_film_holds_under_its_own_title() -> None:
    made = Ruling("a.md", "accepted", PIER, about="Die Mole (1950)")
    assert made.holds(Subject(("The Pier",), (1996,)))
    assert made.holds(Subject(("?",), identifiers=PIER.identifiers))
    assert not made.holds(Subject(("The Mole",), (1996,)))


def test_what_is_rejected_is_not_linked_and_what_is_left_waits() -> None:
    link = settled(found(1996), [ruling("rejected", PIER)])
    assert link.film is None
    assert Identifier("imdb", "tt9000001") in link.refused
    assert settled(found(1996), [ruling("rejected", OTHER)]).film == PIER
    waits = settled(found(), [ruling("rejected", OTHER)])
    assert waits.outcome == "open"
    done = settled(found(), [ruling("rejected", OTHER), ruling("rejected", PIER)])
    assert (done.outcome, done.by) == ("none", "Ann")


def test_a_film_is_linked_by_any_of_its_documents() -> None:
    linked, waits = settled(found(1996), []), settled(found(), [])
    assert joint([waits, linked, Link()]) == linked
    assert joint([waits, Link()]).outcome == "open"
    assert joint([Link()]).outcome == joint([]).outcome == "none"


def test_documents_linked_to_several_films_assert_none() -> None:
    several = joint([settled(found(1996), []), settled(found(2004), [])])
    assert (several.outcome, several.film) == ("open", None)


def test_two_accounts_of_one_film_are_no_two_films() -> None:
    full, bare = (
        Link("linked", PIER),
        Link("linked", CatalogueFilm(titles=PIER.titles, years=(1996,))),
    )
    by_number = Link("linked", CatalogueFilm(identifiers=(Identifier("tmdb", "movie/9"),)))
    assert joint([bare, full]) == joint([full, by_number, bare]) == full
    other = Link("linked", CatalogueFilm(identifiers=(Identifier("imdb", "tt9000009"),)))
    assert joint([full, other]).outcome == "open"


def test_that_there_is_none_holds_for_the_whole_film() -> None:
    nowhere, linked = settled(found(1996), [ruling("none")]), settled(found(1996), [])
    assert joint([linked, nowhere]).nowhere
    accepted = settled(None, [ruling("accepted", PIER)])
    assert joint([accepted, nowhere]).film == PIER


@pytest.mark.parametrize(
    ("film", "key"),
    [
        (PIER, "wikidata:Q900001"),
        (CatalogueFilm(identifiers=(Identifier("imdb", "tt1"),)), "imdb:tt1"),
        (CatalogueFilm(titles=(Text("Pier: a <film>"),)), "title:Pier%3A%20a%20%3Cfilm%3E%20()"),
    ],
)
def test_keys(film: CatalogueFilm, key: str) -> None:
    assert film_key(film) == key
