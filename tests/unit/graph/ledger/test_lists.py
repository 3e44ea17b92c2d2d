"""Lists and facets: every count is what counting one by one gives."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from graph.ledger.lists import FACETS, MOST_VALUES, SORTS, Chosen, Facet, ListKind

GENRES = (("crime", "Crime"), ("drama", "Drama"), ("noir", "Film noir"), ("war", "War"))


class Catalogue:
    """Films and reviews on a shelf, and the same as plain records."""

    def __init__(self, shelf, seed: int) -> None:
        chance = random.Random(seed)
        self.shelf = shelf
        people = [shelf.person(f"Person {n}") for n in range(6)]
        self.people = {shelf.ids[path]: path for path in people}
        self.films: list[dict[str, Any]] = []
        self.reviews: list[dict[str, Any]] = []
        for n in range(30):
            film: dict[str, Any] = {
                "title": f"Film {chance.randint(0, 9)} {n}",
                "year": chance.choice([None, *range(1955, 1995, 3)]),
                "rating": chance.choice([None, *range(11)]),
                "genre": chance.sample(GENRES, chance.randint(0, 3)),
                "director": chance.sample(list(self.people)[:3], chance.randint(0, 2)),
            }
            film["path"] = shelf.film(
                film["title"], year=film["year"], rating=film["rating"], genres=tuple(film["genre"]),
                persons=tuple(("director", person) for person in film["director"]),
            )  # fmt: skip
            self.films.append(film)
        for n in range(80):
            film = chance.choice(self.films)
            review = {
                "film": film,
                "rating": chance.choice([None, 4, 7, 10]),
                "day": chance.choice(["", "2001", "2001-05", "2001-05-07", "2010-01-01"]),
                "by": chance.sample(list(self.people)[2:], chance.choice((0, 1, 1, 1, 2, 3))),
            }
            by = " + ".join(self.people[person] for person in review["by"])
            review["path"] = shelf.review(
                f"Review {n}", film=film["path"], by=by, rating=review["rating"], day=review["day"]
            )
            self.reviews.append(review)

    def of(self, kind: ListKind) -> list[dict[str, Any]]:
        return self.films if kind == "movie" else self.reviews

    def values(self, row: dict[str, Any], facet: Facet) -> set[Any]:
        film = row.get("film", row)
        match facet:
            case "genre":
                return {key for key, _ in film["genre"]}
            case "decade":
                return {film["year"] // 10 * 10} if film["year"] else set()
            case "director":
                return set(film["director"])
            case "rating":
                return {row["rating"]} - {None}
            case _:
                rows = [row] if "film" in row else [r for r in self.reviews if r["film"] is row]
                return {person for r in rows for person in r["by"]}

    def fits(self, row: dict[str, Any], chosen: Chosen) -> bool:
        return all(self.values(row, facet) & set(wanted) for facet, wanted in chosen.items())


@pytest.mark.parametrize("kind", ["movie", "review"])
@pytest.mark.parametrize("seed", range(3))
def test_counts_are_true(shelf, kind: ListKind, seed: int) -> None:
    catalogue, chance = Catalogue(shelf, seed), random.Random(seed)
    lists = shelf.ledger.lists
    for size in (0, 1, 1, 2, 2, 3):
        chosen: Chosen = {}
        for facet in chance.sample(FACETS[kind], size):
            some = sorted({v for row in catalogue.of(kind) for v in catalogue.values(row, facet)})
            chosen[facet] = tuple(chance.sample(some, min(2, len(some))))
        expected = [row for row in catalogue.of(kind) if catalogue.fits(row, chosen)]
        assert lists.count(kind, chosen) == len(expected), chosen
        page = lists.page(kind, chosen, SORTS[kind][0], 500, 0)
        assert sorted(path for path, _ in page) == sorted(row["path"] for row in expected)
        for facet in FACETS[kind]:
            others = {name: values for name, values in chosen.items() if name != facet}
            counted = Counter(
                value
                for row in catalogue.of(kind)
                if catalogue.fits(row, others)
                for value in catalogue.values(row, facet)
            )
            choices = {c.value: c.count for c in lists.choices(kind, facet, chosen)}
            assert choices == counted, (facet, chosen)


def test_orders(shelf) -> None:
    catalogue = Catalogue(shelf, 5)
    lists = shelf.ledger.lists

    def order(kind: ListKind, sort: Any) -> list[dict[str, Any]]:
        rows = {row["path"]: row for row in catalogue.of(kind)}
        return [rows[path] for path, _ in lists.page(kind, {}, sort, 500, 0)]

    def falling(values: list[Any]) -> bool:
        return values == sorted(values, reverse=True)

    assert falling([row["day"] for row in order("review", "newest")])
    assert falling([row["rating"] or -1 for row in order("review", "rating")])
    assert falling([row["film"]["year"] or 0 for row in order("review", "year")])
    titles = [row["film"]["title"] for row in order("review", "title")]
    assert titles == sorted(titles)
    titles = [row["title"] for row in order("movie", "title")]
    assert titles == sorted(titles)
    assert falling([row["year"] or 0 for row in order("movie", "year")])
    assert falling(
        [row["rating"] if row["rating"] is not None else -1 for row in order("movie", "rating")]
    )
    of_film = Counter(row["film"]["path"] for row in catalogue.reviews)
    assert falling([of_film[row["path"]] for row in order("movie", "reviews")])
    days = {row["path"]: "" for row in catalogue.films}
    for row in catalogue.reviews:
        days[row["film"]["path"]] = max(days[row["film"]["path"]], row["day"])
    assert falling([days[row["path"]] for row in order("movie", "newest")])


def test_pages_have_everything_once(shelf) -> None:
    catalogue = Catalogue(shelf, 6)
    for sort in SORTS["review"]:
        pages = [shelf.ledger.lists.page("review", {}, sort, 30, at) for at in (0, 30, 60)]
        paths = [path for page in pages for path, _ in page]
        assert sorted(paths) == sorted(row["path"] for row in catalogue.reviews)


def test_roles(shelf) -> None:
    catalogue = Catalogue(shelf, 7)
    directors = {person for film in catalogue.films for person in film["director"]}
    critics = {person for row in catalogue.reviews for person in row["by"]}
    counts = {c.value: c.count for c in shelf.ledger.lists.choices("person", "role", {})}
    assert counts == {"director": len(directors), "reviewer": len(critics)}
    both: Chosen = {"role": ("director", "reviewer")}
    assert shelf.ledger.lists.count("person", both) == len(directors | critics)
    assert shelf.ledger.lists.count("person", {}) == 6


def test_what_is_chosen_is_offered_though_it_is_rare(shelf) -> None:
    for n in range(MOST_VALUES + 10):
        for copy in range(2):
            shelf.film(f"Film {n} {copy}", genres=((f"genre-{n:02}", f"Genre {n}"),))
    shelf.film("Odd", genres=(("odd", "Odd"),))
    lists = shelf.ledger.lists
    assert "odd" not in [choice.value for choice in lists.choices("movie", "genre", {})]
    chosen = lists.choices("movie", "genre", {"genre": ("odd",)})
    assert (chosen[0].value, chosen[0].count, len(chosen)) == ("odd", 1, MOST_VALUES)


def test_a_genre_has_one_name_whatever_its_spellings(shelf) -> None:
    shelf.film("One", genres=(("drama", "drama"),))
    shelf.film("Two", genres=(("drama", "Drama"),))
    (choice,) = shelf.ledger.lists.choices("movie", "genre", {})
    assert (choice.label, choice.count) == ("Drama", 2)
