"""Which page is which review: certain, or nothing with a reason."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graph.embedding.facts import Facts
from graph.embedding.matching import Match, Matching
from graph.embedding.reviews import Reviewed
from graph.records import Placed
from graph.values.addresses import address_key
from graph.values.titles import title_key


def review(
    source: str,
    headline: str = "",
    film: str = "",
    year: int = 0,
    url: str = "",
    language: str = "",
) -> Reviewed:
    return Reviewed(
        source,
        source,
        frozenset({address_key(url)} if url else ()),
        headline,
        frozenset({title_key(film)} if film else ()),
        year,
        language,
    )


def matched(pages: list[Facts], *reviews: Reviewed) -> dict[str, Match]:
    return Matching(reviews)(pages)


def told(match: Match) -> tuple[str, str] | str:
    return (match.review.source, match.by) if match.review else match.reason


def one(page: Facts, *reviews: Reviewed) -> tuple[str, str] | str:
    return told(matched([page], *reviews)[page.path])


HEAT = review("_posts/2021-03-06-heat.md", "A long night", "Heat", 1995, "https://a.example/heat/")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/heat/",
        "http://www.a.example/heat",
        "https://A.example/heat/index.html#x",
        "https://a.example/heat.html?utm_source=feed",
    ],
)
def test_by_address_in_every_spelling(address: str) -> None:
    assert one(Facts("x/index.html", (address,)), HEAT) == (HEAT.source, "address")


def test_another_page_is_another_page() -> None:
    for address in ("https://a.example/heat/2/", "https://b.example/heat/", "https://a.example/"):
        assert one(Facts("x/index.html", (address,)), HEAT) == ""
    assert (
        one(Facts("x.html", ("https://a.example/?p=7",)), review("a", url="https://a.example/?p=8"))
        == ""
    )


def test_several_reviews_at_one_address() -> None:
    page = Facts("diary/index.html", ("https://a.example/diary/",), ("A long night",))
    other = review("b.md", "Other", "Crash", 1996, "https://a.example/diary")
    same = review("c.md", "A long night", "Heat", 1995, "https://a.example/diary/")
    assert one(page, other, same) == "Several reviews have its address: b.md, c.md."


def test_canonical_and_og_url_that_disagree() -> None:
    page = Facts("x.html", ("https://a.example/heat/", "https://a.example/crash/"))
    assert "Several reviews" in one(page, HEAT, review("b.md", url="https://a.example/crash/"))


def test_a_copy_does_not_take_the_review_from_its_original() -> None:
    crash = review("crash.md", "A long drive", "Crash", 1996)
    address = ("https://a.example/blog/crash/",)
    paths = ["crash/index.html", "amp/crash/index.html", "print/crash.html"]
    pages = [Facts(path, address, ("A long drive",)) for path in paths]
    assert {path: told(match) for path, match in matched(pages, crash).items()} == dict.fromkeys(
        paths, (crash.source, "path")
    )


def test_a_theme_that_gives_one_address_to_all_pages_hides_none() -> None:
    crash = review("crash.md", "A long drive", "Crash", 1996)
    pages = [Facts(p, ("https://a.example/blog/",)) for p in ("blog/index.html", "old/index.html")]
    pages.append(Facts("blog/crash/index.html", pages[0].addresses, ("A long drive",)))
    assert told(matched(pages, crash)["blog/crash/index.html"]) == (crash.source, "path")


def test_a_print_version_has_the_address_too() -> None:
    pages = [Facts(f"{name}.html", ("https://a.example/heat/",)) for name in ("heat", "print")]
    assert {told(m) for m in matched(pages, HEAT).values()} == {(HEAT.source, "address")}


def test_a_page_that_forwards_is_none() -> None:
    assert (
        one(Facts("heat.html", ("https://a.example/heat/",), ("Heat",), forwards=True), HEAT) == ""
    )


def test_a_page_that_forwards_is_no_copy_of_where_it_forwards_to() -> None:
    address = ("https://a.example/films/heat/",)
    pages = [
        Facts("films/heat/index.html", address, ("Heat (1995)",)),
        Facts("old/heat/index.html", address, (address[0],), forwards=True),
    ]
    found = matched(pages, review("heat.md", "Heat", "Heat", 1995))
    assert told(found["films/heat/index.html"]) == ("heat.md", "path")
    assert told(found["old/heat/index.html"]) == ""


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("2021/03/06/heat.html", "_posts/2021-03-06-heat.md"),
        ("film/2021/03/06/heat/index.html", "_posts/2021-03-06-heat.md"),
        ("2021/03/heat/index.html", "_posts/2021-03-06-heat.md"),
        ("reviews/heat/index.html", "content/reviews/heat.md"),
        ("reviews/heat/index.html", "content/reviews/heat/index.md"),
        ("reviews/heat/index.html", "content/reviews/heat/index.en.md"),
        ("posts/a-long-night/index.html", "content/17.md"),
    ],
)
def test_by_path_of_the_file(path: str, source: str) -> None:
    page = Facts(path, (), ("A long night | Films",))
    own = review(source, "A long night", "Heat", 1995)
    other = review("reviews/crash.md", "Chrome", "Crash", 1996)
    assert one(page, own, other) == (source, "path")


def test_a_date_that_differs_is_another_page() -> None:
    page = Facts("2020/01/01/heat.html", (), ("Heat",))
    assert one(page, review("_posts/2021-03-06-heat.md", "", "Heat", 1995)) == ""


def test_a_name_without_a_title_that_agrees_is_not_enough() -> None:
    page = Facts("guide/heat.html", (), ("Keeping warm in winter",))
    assert "its title has neither" in one(
        page, review("reviews/heat.md", "A long night", "Heat", 1995)
    )


def test_lists_are_left_alone() -> None:
    reviews = [review("reviews/heat.md", "", "Heat", 1995)]
    for path in ("tags/heat/index.html", "category/heat.html", "index.html"):
        assert one(Facts(path, (), ("Heat (1995)",)), *reviews) == ""


def test_the_nearer_of_two_pages() -> None:
    pages = [Facts(f"{folder}/heat/index.html", (), ("Heat",)) for folder in ("news", "reviews")]
    own = review("content/reviews/heat.md", "", "Heat", 1995)
    found = matched(pages, own)
    assert told(found["reviews/heat/index.html"]) == (own.source, "path")
    assert told(found["news/heat/index.html"]) == ""


def test_two_pages_as_near_are_neither() -> None:
    pages = [Facts(f"{folder}/heat.html", (), ("Heat",)) for folder in ("one", "two")]
    for match in matched(pages, review("heat.md", "", "Heat", 1995)).values():
        assert told(match) == (
            "Several pages may be the review in heat.md: one/heat.html, two/heat.html."
        )


def test_two_files_of_one_name_are_told_apart_by_title_or_not_at_all() -> None:
    first = review("a/heat.md", "A long night", "Heat", 1995)
    second = review("b/heat.md", "Cold", "Heat", 1986)
    assert one(Facts("x/heat.html", (), ("Cold",)), first, second) == ("b/heat.md", "path")
    assert one(Facts("x/heat.html", (), ("Heat (1986)",)), first, second) == ("b/heat.md", "title")
    assert one(Facts("x/heat.html", (), ("Heat",)), first, second) == (
        "Several reviews have its name: a/heat.md, b/heat.md."
    )


def test_by_what_the_file_states() -> None:
    own, page = review("x.md", "A long night"), Facts("films/heat/index.html", (), ("Anything",))
    assert one(page, replace(own, placed=Placed(paths=("films/heat",)))) == ("x.md", "path")
    page = Facts("heat.html", (), ("A long night – Films",))
    assert one(page, replace(own, placed=Placed(name="heat"))) == ("x.md", "path")


def test_by_title_with_the_film_s_year_or_by_headline() -> None:
    row = review("films.csv#row=3", "", "Heat", 1995)
    assert one(Facts("e/7.html", (), ("Heat (1995)",)), row) == ("films.csv#row=3", "title")
    assert one(Facts("e/7.html", (), ("Review: “Heat” (1995) | Films",)), row) == (
        "films.csv#row=3",
        "title",
    )
    for title in ("Heat", "Heat (1986)", "Body Heat (1995)"):
        assert one(Facts("e/7.html", (), (title,)), row) == ""
    assert one(Facts("e/7.html", (), ("A Long Night",)), HEAT) == (HEAT.source, "title")


def test_two_reviews_of_one_film_are_not_told_apart_by_its_title() -> None:
    first, second = (review(f"films.csv#row={n}", "", "Heat", 1995) for n in (1, 2))
    assert "Several reviews have its title" in one(
        Facts("7.html", (), ("Heat (1995)",)), first, second
    )


def test_what_an_address_has_decided_no_title_decides_again() -> None:
    pages = [
        Facts("a/index.html", ("https://a.example/heat/",), ("Anything",)),
        Facts("film/heat/index.html", (), ("Heat (1995)",)),
    ]
    found = matched(pages, HEAT)
    assert told(found["a/index.html"]) == (HEAT.source, "address")
    assert told(found["film/heat/index.html"]) == ""


ENGLISH = review("content/posts/suspiria.md", "Suspiria", "Suspiria", 1977, language="en")
GERMAN = review("content/posts/suspiria.de.md", "Suspiria", "Suspiria", 1977, language="de")


def translated(path: str, language: str = "") -> Facts:
    return Facts(path, (), ("Suspiria",), language=language)


@pytest.mark.parametrize("first", ["posts", "en/posts", "en-us/posts"])
def test_a_translation_is_the_file_with_its_language(first: str) -> None:
    english = translated(f"{first}/suspiria/index.html")
    german = translated("de/posts/suspiria/index.html")
    found = matched([english, german], ENGLISH, GERMAN)
    assert told(found[english.path]) == (ENGLISH.source, "path")
    assert told(found[german.path]) == (GERMAN.source, "path")
    (found_alone,) = matched([german], ENGLISH, GERMAN).values()
    assert told(found_alone) == (GERMAN.source, "path")


def test_a_page_in_another_language_than_the_file_is_another_page() -> None:
    assert one(Facts("fr/posts/suspiria/index.html", (), ("Film",)), GERMAN) == ""


def test_translations_are_told_apart_by_what_pages_say_where_these_say_different_things() -> None:
    pages = [translated("a/index.html", "en"), translated("b/index.html", "de")]
    rows = [
        review(f"films.csv#row={n}", "Suspiria", "Suspiria", 1977, language=language)
        for n, language in enumerate(("de", "en-us"))
    ]
    found = matched(pages, *rows)
    assert told(found["a/index.html"]) == ("films.csv#row=1", "title")
    assert told(found["b/index.html"]) == ("films.csv#row=0", "title")
    assert "Several reviews have its title" in told(matched(pages[:1], *rows)["a/index.html"])
