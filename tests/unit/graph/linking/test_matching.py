"""What is linked, what waits for a person, and why."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.catalogue import Catalogue, CatalogueFilm
from graph.linking import Decision, Subject, match
from graph.records import Identifier, Person, Text


def film(title: str, *years: int, by: str = "", qid: str = "", **more: object) -> CatalogueFilm:
    directors = tuple(Person(name) for name in by.split(", ") if name)
    titles = tuple(Text(name) for name in title.split(" | "))
    return CatalogueFilm(
        qid=qid, titles=titles, years=years, directors=directors, **more  # type: ignore[arg-type]
    )  # fmt: skip


def imdb(value: str) -> tuple[Identifier, ...]:
    return (Identifier("imdb", value),)


KILN = film("The Kiln", 1995, by="Ada Marsh", qid="Q1", identifiers=imdb("tt0000001"))
KILN_AGAIN = film("The Kiln", 2011, by="Piet Oord", qid="Q2", identifiers=imdb("tt0000002"))
SERIES = film("The Kiln", 1995, qid="Q3", kind="series", identifiers=imdb("tt0000003"))
BOOK = film("The Kiln", 1995, qid="Q4", kind="book")
SALT = film("Salt and Iron", 1971, by="Marta Vey", qid="Q5", identifiers=imdb("tt0000005"))
SALT_TOO = film("The Long Ferry", 1972, by="Marta Vey", qid="Q6")
FILMS = (KILN, KILN_AGAIN, SERIES, BOOK, SALT, SALT_TOO)


def asked(subject: Subject, *films: CatalogueFilm) -> Decision:
    return match(subject, Catalogue.of(films or FILMS))


def linked(subject: Subject, *films: CatalogueFilm) -> CatalogueFilm | None:
    decision = asked(subject, *films)
    assert (decision.outcome == "linked") == (decision.film is not None)
    return decision.film


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        (Subject(("The Kiln",), (1995,)), KILN),
        (Subject(("Kiln, The",), (2011,)), KILN_AGAIN),
        (Subject(("THE KILN",), directors=("Marsh Ada",)), KILN),
        (Subject(("The Kiln",), (2010,), ("Piet Oord",)), KILN_AGAIN),
        (Subject(("The Kiln",), (1998,), ("Ada Marsh",)), KILN),
        (Subject(("The Kiln",), (1995,), ("A. Marsh",)), KILN),
    ],
)
def test_a_title_with_its_year_or_director_is_linked(
    subject: Subject, wanted: CatalogueFilm
) -> None:
    assert linked(subject) == wanted


@pytest.mark.parametrize(
    "subject",
    [
        Subject(("The Kiln",)),
        Subject(("Salt and Iron",)),
        Subject(("The Kiln",), (1996,)),
        Subject(("The Kiln",), (1995,), ("Piet Oord",)),
        Subject(("Salt",), (1972,), ("Somebody Else",)),
        Subject(("The Kiln",), (2003,), ("Nobody Known",)),
    ],
)
def test_too_little_or_a_contradiction_is_not_linked(subject: Subject) -> None:
    assert linked(subject) is None


def test_a_remake_by_the_same_director_is_told_by_its_year() -> None:
    first, second = film("Dusk", 1934, by="Ada Marsh", qid="Q1"), film("Dusk", 1956, by="Ada Marsh")
    assert linked(Subject(("Dusk",), (1956,), ("Ada Marsh",)), first, second) == second
    decision = asked(Subject(("Dusk",), directors=("Ada Marsh",)), first, second)
    assert decision.outcome == "open"
    assert any("fits about as well" in reason for reason in decision.reasons)


def test_the_order_of_the_catalogue_does_not_matter() -> None:
    subject = Subject(("The Kiln",), (1995,), ("Ada Marsh",))
    assert {linked(subject, *order) for order in permutations(FILMS[:4])} == {KILN}


def test_what_the_source_names_needs_no_more() -> None:
    assert linked(Subject(("Brennofen",), identifiers=imdb("tt0000001"))) == KILN
    item = (Identifier("wikidata", "Q5"),)
    assert linked(Subject(("Salt and Iron",), identifiers=item)) == SALT


def test_an_identifier_whose_film_contradicts_title_and_year_waits_for_a_person() -> None:
    decision = asked(Subject(("Salt and Iron",), (2003,), identifiers=imdb("tt0000001")))
    assert decision.outcome == "open"
    assert "The source names this film, but its title and year say otherwise." in decision.reasons
    right_by_title = Subject(("Salt and Iron",), (1971,), ("Marta Vey",), identifiers=imdb("tt1"))
    wrong_number = Subject(
        ("Salt and Iron",), (1971,), ("Marta Vey",), identifiers=imdb("tt0000002")
    )
    assert linked(right_by_title) is None, "the catalogue knows another number"
    decision = asked(wrong_number)
    assert decision.outcome == "open"
    assert decision.candidates[0].film == SALT


def test_an_identifier_of_no_film_is_refused() -> None:
    named = Subject(("The Kiln",), (1995,), ("Ada Marsh",))
    for identifier, word in (
        (Identifier("tmdb", "tv/77"), "a series and no film"),
        (Identifier("imdb", "tt0000003"), "no film: series"),
        (Identifier("wikidata", "Q4"), "no film: book"),
    ):
        decision = asked(Subject(named.titles, named.years, identifiers=(identifier,)))
        assert decision.film is None
        assert any(word in reason for reason in decision.reasons)


def test_identifiers_of_two_films_wait_for_a_person() -> None:
    both = (*imdb("tt0000001"), Identifier("wikidata", "Q2"))
    decision = asked(Subject(("The Kiln",), (1995,), identifiers=both))
    assert decision.outcome == "open"
    assert "The source names several films: tt0000001, Q2." in decision.reasons


def test_books_and_series_are_never_linked_and_said_why() -> None:
    decision = asked(Subject(("The Kiln",), (1995,)), SERIES, BOOK)
    assert decision.outcome == "none"
    assert "“The Kiln” (Q4) is no film: book." in decision.reasons
    assert [each.refused != "" for each in decision.candidates] == [True, True]


def test_a_link_is_never_followed_to_a_further_one() -> None:
    bridge = film("Brennofen", 1995, qid="Q9", identifiers=imdb("tt0000009"))
    other = film("Kiln Fire", 1995, qid="Q10", identifiers=(Identifier("tmdb", "movie/9"),))
    assert linked(Subject(("Brennofen",), (1995,)), bridge, other) == bridge
    assert linked(Subject(("Kiln Fire",), identifiers=imdb("tt0000009")), bridge, other) == bridge


def test_a_title_in_another_language_is_found_by_director_and_year() -> None:
    assert linked(Subject(("O sal e o ferro",), (1971,), ("Marta Vey",))) == SALT
    english = asked(Subject(("The Last Harbour",), (1971,), ("Marta Vey",)))
    assert english.outcome == "open", "the catalogue would know an English title"
    two_that_year = (SALT, film("Stone", 1971, by="Marta Vey", qid="Q8"))
    assert linked(Subject(("O sal e o ferro",), (1971,), ("Marta Vey",)), *two_that_year) is None
    assert linked(Subject(("O sal e o ferro",), (1971,), ("Ada Marsh",))) is None


def test_a_film_of_the_director_stands_against_a_bare_record_of_the_title() -> None:
    subject = Subject(("Harbour",), (2013,), ("Marta Vey",))
    bare, hers = film("Harbour", 2013, qid="Q1"), film("Ada’s Harbour", 2013, by="Marta Vey")
    assert linked(subject, bare, hers) == hers
    both = film("Ada’s Harbour", 2013, by="Marta Vey, Piet Oord", qid="Q2")
    assert asked(subject, bare, both).outcome == "open"
    assert linked(subject, bare, film("Harbour Lights", 1999, by="Marta Vey")) == bare
    assert linked(subject, bare, film("Stone", 2013, by="Marta Vey")) == bare
    named = film("Harbour", 2013, identifiers=imdb("tt0000009"))
    assert (
        linked(
            Subject(("Harbour",), (2013,), ("Marta Vey",), identifiers=imdb("tt0000009")),
            named,
            hers,
        )
        == named
    )


def test_without_a_year_the_films_of_the_director_are_for_a_person_to_choose_from() -> None:
    cast = ("Nell Ash", "Tom Birch")
    first = film("Harbour", 2013, by="Marta Vey", qid="Q1", cast=tuple(map(Person, cast)))
    for title in ("Harbuor", "Harbour 2", "O porto"):
        decision = asked(Subject((title,), directors=("Marta Vey",), cast=cast), first, SALT)
        assert (decision.outcome, decision.candidates[0].film) == ("open", first)
    assert asked(Subject(("A Quiet Hill",), directors=("Marta Vey",)), first).outcome == "none"
    assert linked(Subject(("Harbuor",), (2013,), ("Marta Vey",)), first, SALT) == first


def test_a_volume_is_not_the_whole() -> None:
    whole = film("Harbour", 2013, by="Marta Vey", qid="Q1")
    volume = Subject(("Harbour: Vol. 2",), (2013,), ("Marta Vey",))
    assert linked(volume, whole) is None
    assert linked(Subject(("Harbour: The Departure",), (2013,), ("Marta Vey",)), whole) == whole


def test_a_long_title_that_one_film_bears_is_enough_and_that_two_bear_is_not() -> None:
    long = film("The Man Who Sold the Lighthouse", qid="Q1")
    assert linked(Subject(("The Man Who Sold the Lighthouse",)), long) == long
    again = film("The Man Who Sold the Lighthouse", 1980, qid="Q2")
    assert linked(Subject(("The Man Who Sold the Lighthouse",)), long, again) is None


def test_two_accounts_of_one_film_are_no_rivals() -> None:
    whole = film("Dusk", 1956, by="Ada Marsh", qid="Q1", identifiers=imdb("tt0000001"))
    page = film("Dusk", 1956, by="Ada Marsh", pages=("https://en.wikipedia.org/wiki/Dusk",))
    assert linked(Subject(("Dusk",), (1956,), ("Ada Marsh",)), page, whole) == whole
    namesake = film("Dusk", 1956, by="Ada Marsh", qid="Q2", identifiers=imdb("tt0000002"))
    assert linked(Subject(("Dusk",), (1956,), ("Ada Marsh",)), namesake, whole) is None


def test_nothing_fits() -> None:
    decision = asked(Subject(("An Unheard-of Film",), (2020,)))
    assert (decision.outcome, decision.reasons) == ("none", ("The catalogue has no such film.",))
    assert asked(Subject(())).outcome == "none"


def test_more_namesakes_than_are_looked_at_are_left_open() -> None:
    """Which two hundred of them are looked at is chance: the right one may not be among them."""
    films = [film("Love", 1000 + n, qid=f"Q{n}") for n in range(1, 3001)]
    films.append(film("Love", 2015, qid="Q9999"))
    decision = asked(Subject(("Love",), (1005,)), *films)
    assert decision.outcome == "open"
    assert len(decision.candidates) == 10


def test_hostile_lengths_are_bounded() -> None:
    endless = "a" * 10_000
    aliases = " | ".join(f"Name {n}" for n in range(5_000))
    films = (film(endless, 1995, qid="Q1"), film(aliases, 1995, by="Ada Marsh", qid="Q2"))
    subject = Subject(
        (endless, *(f"Title {n}" for n in range(5_000))), (1995,), ("Ada Marsh", endless)
    )
    assert linked(subject, *films) == films[0]
