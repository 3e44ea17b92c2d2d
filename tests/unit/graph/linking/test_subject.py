"""What a film's description says to the matching, and what a link says to the description."""

from __future__ import annotations

from graph.catalogue import CatalogueFilm
from graph.linking import Subject, links
from graph.mapping import ENTITY_PREFIXES
from graph.records import (
    Duration,
    Identifier,
    Link,
    Malformed,
    Movie,
    PartialDate,
    Person,
    Role,
    Text,
)


def test_all_facts_of_a_description_are_taken() -> None:
    movie = Movie(
        name=Text("Dusk"),
        alternateName=(Text("Crépuscule"), Text("Dusk")),
        datePublished=PartialDate(1956, 3),
        director=(Person("Ada Marsh"),),
        actor=(Role(Person("Piet Oord"), "The smith"),),
        duration=Duration(96),
        countryOfOrigin=(Text("France"),),
        identifier=(Identifier("tmdb", "movie/7"),),
        sameAs=(Link("https://www.imdb.com/title/tt0000001/"), Link("https://example.org/dusk")),
    )
    assert Subject.of(movie) == Subject(
        titles=("Dusk", "Crépuscule"),
        years=(1956,),
        directors=("Ada Marsh",),
        cast=("Piet Oord",),
        minutes=96,
        countries=("France",),
        identifiers=(Identifier("tmdb", "movie/7"), Identifier("imdb", "tt0000001")),
    )


def test_malformed_values_say_nothing_and_a_year_behind_the_title_does() -> None:
    movie = Movie(
        name=Text("Dusk (1956)"),
        datePublished=Malformed("30 February"),
        duration=Malformed("long"),
    )
    assert Subject.of(movie) == Subject(("Dusk",), (1956,))
    assert Subject.of(Movie()) == Subject(())
    assert Subject.of(Movie(name=Malformed(""))) == Subject(())


def test_the_day_stated_weighs_more_than_a_year_behind_the_title() -> None:
    movie = Movie(name=Text("Dusk (1956)"), datePublished=PartialDate(1957))
    assert Subject.of(movie).years == (1957,)


def test_long_lists_and_titles_are_cut() -> None:
    many = tuple(Text(f"Title {n}") for n in range(1_000))
    subject = Subject.of(Movie(name=Text("a" * 10_000), alternateName=many))
    assert len(subject.titles) == 30
    assert len(subject.titles[0]) == 300


def test_a_link_states_identifiers_and_pages_of_the_one_film() -> None:
    film = CatalogueFilm(
        qid="Q1",
        titles=(Text("Dusk"),),
        identifiers=(Identifier("imdb", "tt0000001"), Identifier("tmdb", "movie/7")),
        pages=(
            "https://en.wikipedia.org/wiki/Dusk",
            "http://dbpedia.org/resource/Dusk",
            "javascript:alert(1)",
        ),
    )
    found = links(film)
    assert found.identifiers == (Identifier("wikidata", "Q1"), *film.identifiers)
    assert [page.url for page in found.pages] == list(film.pages[:2])
    assert found.pages[1].url.startswith(ENTITY_PREFIXES), "a thing, for owl:sameAs"
    assert links(CatalogueFilm(titles=(Text("Dusk"),))).identifiers == ()
