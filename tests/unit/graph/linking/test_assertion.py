"""What a link adds to a film, and what it never does."""

from __future__ import annotations

from graph.catalogue import CatalogueFilm
from graph.linking import Link, asserted, identified
from graph.records import Duration, Identifier, Movie, PartialDate, Person, Role, Text
from graph.records import Link as Page
from graph.vocabulary import WIKIDATA

BUNUEL = Person("Luis Buñuel", (f"{WIKIDATA}Q51545",))
FILM = CatalogueFilm(
    "Q900001",
    titles=(Text("The Pier"),),
    years=(1967,),
    directors=(BUNUEL,),
    cast=(Person("Ada Pell"), Person("Bo Quill", (f"{WIKIDATA}Q900009",))),
    minutes=(101,),
    countries=("France",),
    identifiers=(Identifier("imdb", "tt9000001"),),
    pages=("https://en.wikipedia.org/wiki/The_Pier",),
)
LINK = Link("linked", FILM)


def test_identifiers_and_pages_are_added() -> None:
    movie = asserted(Movie(sameAs=(Page("https://piers.example/1"),)), LINK)
    assert movie.identifier == (Identifier("wikidata", "Q900001"), Identifier("imdb", "tt9000001"))
    assert [page.url for page in movie.sameAs] == ["https://piers.example/1", FILM.pages[0]]
    assert movie.director == ()


def test_of_each_scheme_only_what_the_link_says_stands() -> None:
    stated = Movie(
        identifier=(Identifier("wikidata", "Q1"), Identifier("tmdb", "movie/1")),
        sameAs=(Page("https://www.imdb.com/title/tt9999999/"),),
    )
    movie = asserted(stated, LINK)
    assert Identifier("wikidata", "Q1") not in movie.identifier
    assert Identifier("tmdb", "movie/1") in movie.identifier
    assert [page.url for page in movie.sameAs] == [FILM.pages[0]]


def test_what_a_person_refused_is_left_out_even_where_stated() -> None:
    refused = Identifier("imdb", "tt9000001")
    stated = Movie(
        identifier=(refused, Identifier("imdb", "tt2")),
        sameAs=(Page("https://www.imdb.com/title/tt9000001/"),),
    )
    movie = asserted(stated, Link(refused=(refused,)))
    assert (movie.identifier, movie.sameAs) == ((Identifier("imdb", "tt2"),), ())
    assert asserted(stated, Link()) is stated


def test_facts_stand_only_where_nobody_states_any_and_they_are_wanted() -> None:
    wanted = Link("linked", FILM, enrich=True)
    stated = Movie(duration=Duration(95), director=(Person("Somebody Else"),))
    movie = asserted(stated, wanted)
    assert (movie.duration, movie.director) == (stated.duration, stated.director)
    assert (movie.datePublished, movie.countryOfOrigin) == (
        PartialDate(1967),
        (Text("France", "en"),),
    )
    assert movie.actor == tuple(Role(person) for person in FILM.cast)
    assert asserted(stated, LINK).actor == ()


def test_persons_are_known_through_their_film_alone() -> None:
    own = Movie(director=(Person("Luis Bunuel"),), actor=(Role(Person("Cy Rook")),))
    assert list(identified(own, LINK)) == [Person("Luis Bunuel", BUNUEL.urls)]
    assert list(identified(own, Link())) == []
    brought = identified(Movie(director=own.director), Link("linked", FILM, enrich=True))
    assert [person.name for person in brought] == ["Luis Bunuel", "Ada Pell", "Bo Quill"]
