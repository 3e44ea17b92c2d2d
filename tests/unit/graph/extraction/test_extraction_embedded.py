"""Nodes of schema.org → claims: strings for nodes, nodes for strings, scales, kinds, evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from graph.extraction import Defaults, extract
from graph.records import (
    ContentRating,
    Document,
    Extraction,
    Identifier,
    PartialDate,
    Person,
    Rating,
    Release,
    Role,
    SourceKind,
    Text,
)

FILM = {"@type": ["Movie"], "name": "The Kiln"}


def told(review: dict[str, Any], defaults: Defaults = Defaults()) -> Extraction:  # noqa: B008
    tree = {"@type": ["Review"], **review}
    lines = dict.fromkeys(tree, 7)
    return extract(Document("a.html", "html", "", "", "", tree, lines), defaults)


def film(**facts: Any) -> Extraction:
    return told({"itemReviewed": {**FILM, **facts}})


def movie(extraction: Extraction, property_: str) -> list[Any]:
    return [claim.value for claim in extraction.movie if claim.property == property_]


def review(extraction: Extraction, property_: str) -> list[Any]:
    return [claim.value for claim in extraction.review if claim.property == property_]


@pytest.mark.parametrize(
    "stated",
    [
        "Ana Ruiz, Jo Li",
        ["Ana Ruiz", "Jo Li"],
        [{"@type": ["Person"], "name": "Ana Ruiz"}, {"name": "Jo Li"}],
        ["Ana Ruiz", {"name": "Jo Li"}, {"@type": ["Organization"], "name": "Kiln Ltd"}],
    ],
)
def test_directors_however_they_are_written(stated: Any) -> None:
    names = [person.name for person in movie(film(director=stated), "director")]
    assert names == ["Ana Ruiz", "Jo Li"]


def test_a_comma_inside_of_a_node_s_name_separates_nobody() -> None:
    assert movie(film(director={"name": "Robert Downey, Jr."}), "director") == [
        Person("Robert Downey, Jr.")
    ]


def test_evidence_quotes_the_block_and_its_line() -> None:
    (claim,) = [c for c in film(director="Ana Ruiz").movie if c.property == "director"]
    assert claim.evidence.kind is SourceKind.EMBEDDED
    assert (claim.evidence.key, claim.evidence.words) == ("itemReviewed.director", "Ana Ruiz")
    assert claim.evidence.line == 7


def test_roles_and_the_misspelt_property() -> None:
    role = {"@type": ["PerformanceRole"], "actor": {"name": "Jo Li"}, "characterName": "Mina"}
    cast = film(actors=[{"name": "Jo Li"}, role, "Bo Ek"])
    assert movie(cast, "actor") == [Role(Person("Jo Li"), "Mina"), Role(Person("Bo Ek"))]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"ratingValue": "8", "bestRating": "10", "worstRating": "0"}, (8, 10, 0)),
        ({"ratingValue": "8.5", "bestRating": "10"}, (8.5, 10, 1)),
        ({"ratingValue": "3,5", "bestRating": "5", "worstRating": "1"}, (3.5, 5, 1)),
        ({"ratingValue": "4/5"}, (4, 5, 0)),
        ({"ratingValue": "80%", "bestRating": "5"}, (80, 100, 0)),
        ({"ratingValue": "4"}, (4, 5, 1)),
        ({"ratingValue": "1"}, (1, 5, 1)),
        ({"ratingValue": "0.5"}, (0.5, 5, 0)),
        ({"ratingValue": "1", "bestRating": "1"}, (1, 1, 0)),
        ("3.5", (3.5, 5, 1)),
        ({"ratingValue": "0", "bestRating": "10", "worstRating": "0"}, (0, 10, 0)),
    ],
)
def test_ratings_with_their_scale(stated: Any, expected: tuple[float, float, float]) -> None:
    (rating,) = review(told({"itemReviewed": FILM, "reviewRating": stated}), "reviewRating")
    assert (rating.value, rating.best, rating.worst) == tuple(Decimal(str(n)) for n in expected)


@pytest.mark.parametrize("stated", [{"ratingValue": "0"}, {"ratingValue": ""}, {"bestRating": "5"},
                                    {"ratingValue": "8"}, {"ratingValue": "0", "worstRating": "1"}])  # fmt: skip
def test_no_rating_is_made_of_nothing(stated: Any) -> None:
    found = told({"itemReviewed": FILM, "reviewRating": stated})
    assert review(found, "reviewRating") == []
    assert any(note.property == "reviewRating" for note in found.notes)


def test_the_site_s_scale_goes_before_the_assumed_one() -> None:
    ten = Defaults(rating_best=Decimal(10))
    (rating,) = review(told({"itemReviewed": FILM, "reviewRating": "4"}, ten), "reviewRating")
    assert (rating.best, rating.worst) == (10, 1)
    from_zero = Defaults(rating_best=Decimal(10), rating_worst=Decimal(0))
    (rating,) = review(told({"itemReviewed": FILM, "reviewRating": "4"}, from_zero), "reviewRating")
    assert (rating.best, rating.worst) == (10, 0)


def test_the_original_wording_is_kept_where_it_says_the_same() -> None:
    stars = {"ratingValue": "3.5", "bestRating": "5", "ratingExplanation": "★★★½"}
    told_ = told({"itemReviewed": FILM, "reviewRating": stars})
    assert review(told_, "reviewRating") == [Rating(Decimal("3.5"), Decimal(5), Decimal(1), "★★★½")]
    other = stars | {"ratingExplanation": "★★"}
    (rating,) = review(told({"itemReviewed": FILM, "reviewRating": other}), "reviewRating")
    assert rating.text == "3.5"


def test_other_people_s_scores_are_nobody_s_here() -> None:
    others = {"ratingValue": "9.1", "bestRating": "10", "ratingCount": "8859"}
    found = told({"itemReviewed": {**FILM, "aggregateRating": others}, "aggregateRating": others})
    assert review(found, "reviewRating") == []


def test_a_rating_directly_on_the_review() -> None:
    found = told({"itemReviewed": FILM, "ratingValue": "4", "bestRating": "6"})
    assert review(found, "reviewRating")[0].best == 6


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("2017-01-10 13:26:57+00:00", "2017-01-10"), ("2017-01-10T13:26:57.000Z", "2017-01-10"),
     ("20070105T2300-0700", "2007-01-05"), ("2007", "2007")],
)  # fmt: skip
def test_dates_of_machines(stated: str, expected: str) -> None:
    (date,) = review(told({"itemReviewed": FILM, "datePublished": stated}), "datePublished")
    assert str(date) == expected


def test_the_film_s_own_date_stands_beside_its_releases() -> None:
    events = [
        {"startDate": "2012-01-23", "location": {"name": "Sundance (Utah)"}},
        {"startDate": "2012-10-19", "location": "US"},
    ]
    found = film(datePublished="2012-10-19", releasedEvent=events)
    assert movie(found, "datePublished") == [PartialDate(2012, 10, 19)]
    assert Release(PartialDate(2012, 1, 23), "Sundance Utah") in movie(found, "releasedEvent")
    assert movie(film(releasedEvent=events), "datePublished") == [PartialDate(2012, 1, 23)]


def test_identifiers_and_addresses_of_the_film() -> None:
    found = film(
        identifier=[{"propertyID": "tmdb", "value": "603"}, "our-own-42"],
        url="/title/tt0133093/",
        sameAs=["https://www.wikidata.org/wiki/Q83495", "/film/x/"],
    )
    assert set(movie(found, "identifier")) == {
        Identifier("tmdb", "movie/603"),
        Identifier("imdb", "tt0133093"),
        Identifier("wikidata", "Q83495"),
    }
    assert movie(film(url="https://example.org/films/kiln"), "sameAs") == []


def test_age_classes_as_words_and_as_nodes() -> None:
    node = {"ratingValue": "R", "author": "MPAA", "ratingExplanation": "for language"}
    assert movie(film(contentRating=["R", node]), "contentRating") == [
        ContentRating("R", "MPAA", "for language")
    ]
    assert movie(film(contentRating="MPAA PG-13"), "contentRating")[0].text == "PG-13"


def test_a_site_that_signs_is_a_publisher() -> None:
    found = told({"itemReviewed": FILM, "author": {"@type": ["Organization"], "name": "Site"}})
    assert review(found, "author") == []
    assert review(found, "publisher") == [Text("Site")]


def test_where_a_review_is_from() -> None:
    page = {"@type": ["WebPage"], "@id": "https://example.org/kiln"}
    (link,) = review(told({"itemReviewed": FILM, "mainEntityOfPage": page}), "isBasedOn")
    assert link.url == "https://example.org/kiln"
    both = {"itemReviewed": FILM, "isBasedOn": "https://a.org/1", "url": "https://b.org/1"}
    assert [link.url for link in review(told(both), "isBasedOn")] == ["https://a.org/1"]


@pytest.mark.parametrize(
    ("type_", "what"),
    [("TVSeries", "television"), ("TVEpisode", "television"), ("Book", "book"),
     ("VideoGame", "game"), ("Product", "product"), ("MobileApplication", "something else")],
)  # fmt: skip
def test_reviews_of_other_things_are_skipped(type_: str, what: str) -> None:
    found = told({"itemReviewed": {"@type": [type_], "name": "Lost"}})
    assert what in found.skip
    assert type_ in found.skip


@pytest.mark.parametrize("types", [["Movie"], ["Product", "Movie"], ["CreativeWork"], []])
def test_types_that_may_be_films(types: list[str]) -> None:
    found = told({"itemReviewed": {"@type": types, "name": "The Kiln"}})
    assert (found.skip, movie(found, "name")) == ("", [Text("The Kiln")])


def test_several_films_in_one_review_are_told_and_not_mixed() -> None:
    found = told({"itemReviewed": [FILM, {"name": "Heat", "director": "Michael Mann"}]})
    assert found.movie == ()
    assert any("several films" in note.sentence for note in found.notes)


def test_an_article_without_a_film_is_skipped() -> None:
    page = {"@type": ["Article"], "headline": "About me"}
    assert "no film" in extract(Document("a.html", "html", "", "", "I like films.", page)).skip


def test_a_page_s_heading_with_a_year_names_the_film() -> None:
    page = {"@type": ["Article"], "headline": "Heat (1995)"}
    found = extract(Document("a.html", "html", "", "", "Director: Michael Mann\n\nCold.", page))
    assert found.skip == ""
    assert movie(found, "name") == [Text("Heat")]
    assert movie(found, "director") == [Person("Michael Mann")]


def test_the_text_of_rdf_is_the_review_and_nothing_else() -> None:
    text = "# Heat\n\nDirector: Nobody\n\nIt is as it is."
    tree = {"@type": ["Review"], "itemReviewed": FILM, "reviewBody": text}
    found = extract(Document("a.ttl", "rdf", "", "", "", tree))
    assert review(found, "reviewBody")[0].value == text
    assert movie(found, "director") == []


@pytest.mark.parametrize(
    "odd", [{"itemReviewed": {"name": {"name": []}}}, {"reviewRating": [{}]}, {"author": [[]]},
            {"itemReviewed": {"actor": {"actor": []}}}, {"itemReviewed": [[], {}]},
            {"itemReviewed": {"releasedEvent": []}}, {"datePublished": {"name": "x"}}],
)  # fmt: skip
def test_odd_values_raise_nothing(odd: dict[str, Any]) -> None:
    told(odd)
