"""Headlines with a score behind the film."""

from __future__ import annotations

import pytest

from graph.fusion import describe_review
from graph.records import Rating, Text

LONG = "Nobody sleeps in this city, and everybody is late."


def said(rating: Rating) -> str:
    return f"{rating.value}/{rating.best}"


@pytest.mark.parametrize(
    ("headline", "score", "left"),
    [
        ("Heat (1995) ★★★★", "4/5", "Heat (1995)"),
        ("Heat (1995) – 3½/5", "3.5/5", "Heat (1995)"),
        ("Heat (1995) 8/10", "8/10", "Heat (1995)"),
        ("Heat (1995): 8/10", "8/10", "Heat (1995)"),
        ("Heat (1995) (4/5)", "4/5", "Heat (1995)"),
        ("Heat (1995) ***1/2", "3.5/5", "Heat (1995)"),
        ("Review: Heat (1995) ★★★½", "3.5/5", "Review: Heat (1995)"),
        ("Heat (1995): ⭐️⭐️⭐️", "3/5", "Heat (1995)"),
        ("Heat (1995) | ★★★☆☆", "3/5", "Heat (1995)"),
    ],
)
@pytest.mark.parametrize("format_", ["feed", "markdown"])
def test_title_and_score(tell, headline: str, score: str, left: str, format_: str) -> None:
    told = tell(LONG, {"title": headline}, format=format_)
    assert told.movie("name") == [Text("Heat")]
    assert told.review("name") == [Text(left)]
    assert [said(rating) for rating in told.review("reviewRating")] == [score]


@pytest.mark.parametrize(
    ("headline", "score"),
    [
        ("★★★★ Heat (1995)", "4/5"),
        ("★★★½ – Heat (1995)", "3.5/5"),
        ("4/5: Heat (1995)", "4/5"),
    ],
)
def test_a_score_in_front(tell, headline: str, score: str) -> None:
    told = tell(LONG, {"title": headline}, format="feed")
    assert told.movie("name") == [Text("Heat")]
    assert [said(rating) for rating in told.review("reviewRating")] == [score]


@pytest.mark.parametrize(
    "title",
    [
        *("50/50", "Fahrenheit 9/11 – a film", "Dekalog (1/10)", "Box office – 3/4"),
        *("What the ****", "**Heat (1995) **", "Heat (1995) 12/10", "Heat (1995) -3/5"),
        f"{'Heat ' * 60} ★★★★",
    ],
)
@pytest.mark.parametrize("category", ["Film", ""])
def test_titles_that_only_look_like_it(tell, title: str, category: str) -> None:
    keys = {"title": title, "category": category} if category else {"title": title}
    told = tell(LONG, keys, format="feed")
    assert told.review("reviewRating") == []


def test_a_score_does_not_make_a_title(tell) -> None:
    told = tell(LONG, {"title": "Noma, Copenhagen ★★★★"}, format="feed")
    assert told.movie("name") == []
    assert "may be a film's title" in told.notes
    confirmed = tell(f"“Heat” it is. {LONG}", {"title": "Heat ★★★★"}, format="feed")
    assert confirmed.movie("name") == [Text("Heat")]


@pytest.mark.parametrize(
    ("rating", "scores"),
    [
        ("7/10", ["4/5", "7/10"]),
        ("PG-13", ["4/5"]),
        ("4", ["4/5"]),
    ],
)
def test_beside_a_rating(tell, rating: str, scores: list[str]) -> None:
    told = tell(LONG, {"title": "Heat (1995) ★★★★", "rating": rating})
    assert told.movie("name") == [Text("Heat")]
    assert sorted(said(each) for each in told.review("reviewRating")) == scores
    decided = describe_review(told.extraction.review).reviewRating
    assert said(decided) == scores[-1]


@pytest.mark.parametrize("key", ["film", "name"])
def test_where_the_film_is_named_a_headline_stays_as_it_is(tell, key: str) -> None:
    told = tell(LONG, {key: "Heat", "title": "A long night ★★★★"})
    assert told.review("reviewRating") == []
    assert told.review("name") == [Text("A long night ★★★★")]


def test_a_column_of_films_stays_as_it_is(tell) -> None:
    told = tell("", {"Title": "Heat (1995) 8/10", "Review": LONG}, format="csv")
    assert told.review("reviewRating") == []


def test_a_headline_in_the_text(tell) -> None:
    told = tell(f"# Heat (1995) ★★★★\n\n{LONG}", {"author": "Ann Lee"})
    assert told.movie("name") == [Text("Heat")]
    assert [said(rating) for rating in told.review("reviewRating")] == ["4/5"]
