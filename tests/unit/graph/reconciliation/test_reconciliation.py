from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Triple

from graph.errors import QueryTimeoutError
from graph.mapping import Addresses, agent_triples, movie_triples, review_triples
from graph.reconciliation import Reconciler
from graph.reconciliation.entities import TYPES
from graph.reconciliation.index import Indexes
from graph.reconciliation.names import COMMON, Names, key_of
from graph.reconciliation.properties import PROPERTIES, Value, steps
from graph.reconciliation.questions import Condition, Query, Reference
from graph.records import Identifier, Movie, PartialDate, Person, Review, Text
from graph.store.oxigraph import OxigraphReader
from graph.values.titles import slug

BASE = "https://films.example/"
ADDRESSES = Addresses(BASE)
FILMS, PEOPLE, REVIEWS = ((TYPES[name],) for name in ("Movie", "Person", "Review"))


class Site:
    """A graph made by the real mapping."""

    def __init__(self) -> None:
        self.store = Store()
        self.version = "1"

    def current(self) -> OxigraphReader:
        return OxigraphReader(self.store, self.version)

    def add(self, triples: Iterable[Triple]) -> None:
        self.store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)

    def person(self, person: Person) -> NamedNode:
        self.add(agent_triples(ADDRESSES, "person", slug(person.name), person.name))
        return ADDRESSES.thing("person", slug(person.name))

    def film(self, title: str, year: int = 0, *directors: str, **more: object) -> str:
        movie = Movie(
            name=Text(title),
            datePublished=PartialDate(year) if year else None,
            director=tuple(map(Person, directors)),
            **more,  # type: ignore[arg-type]
        )
        name = f"{slug(title)}-{year}" if year else slug(title)
        self.add(movie_triples(ADDRESSES, name, movie, self.person))
        return f"movie/{name}"

    def review(self, name: str, film: str, author: str) -> str:
        iri = ADDRESSES.thing("movie", film.partition("/")[2])
        review = Review(author=(Person(author),), datePublished=PartialDate(2020, 5, 1))
        self.add(
            review_triples(ADDRESSES, name, review, iri, self.person, lambda _: iri, "2026-11-22")
        )
        return f"review/{name}"


@pytest.fixture
def site() -> Site:
    site = Site()
    site.film("Heat", 1995, "Michael Mann", identifier=(Identifier("imdb", "tt0113277"),))
    site.film("Heat", 1986, "Dick Richards", identifier=(Identifier("imdb", "tt0093164"),))
    site.film("The Insider", 1999, "Michael Mann")
    site.film("Alien", 1979, "Ridley Scott", alternateName=(Text("Otto passeggeri"),))
    site.film("Alien: Covenant", 2017, "Ridley Scott")
    site.film("Undated")
    site.review("heat-again", "movie/heat-1995", "Ada Critic")
    return site


@pytest.fixture
def reconciler(site: Site) -> Reconciler:
    return Reconciler(site, BASE)


def where(name: str, *values: object, **how: object) -> Condition:
    return Condition(PROPERTIES[name], values, **how)  # type: ignore[arg-type]


def best(reconciler: Reconciler, query: Query):
    return next(iter(reconciler.match([query])[0]), None)


def ids(reconciler: Reconciler, query: Query) -> list[str]:
    return [one.entity.id for one in reconciler.match([query])[0]]


@pytest.mark.parametrize(
    ("conditions", "expected", "match"),
    [
        ([where("datePublished", "1995")], "movie/heat-1995", True),
        ([where("datePublished", 1986.0)], "movie/heat-1986", True),
        ([where("datePublished", "1995-12-15T00:00:00Z")], "movie/heat-1995", True),
        ([where("datePublished", "1994")], "movie/heat-1995", False),
        ([where("datePublished", "2020")], "movie/heat-1986", False),
        ([where("director", "Richards, Dick")], "movie/heat-1986", True),
        ([where("director", "Michael Mann and Someone Else")], "movie/heat-1995", True),
        ([where("director", Reference("person/michael-mann"))], "movie/heat-1995", True),
        ([where("imdb", "https://www.imdb.com/title/tt0093164/")], "movie/heat-1986", True),
        ([], "movie/heat-1986", False),
    ],
)
def test_namesakes(reconciler, conditions, expected, match) -> None:
    found = best(reconciler, Query("Heat", FILMS, conditions=tuple(conditions)))
    assert (found.entity.id, found.match) == (expected, match)


def test_the_year_behind_a_title_counts(reconciler) -> None:
    found = best(reconciler, Query("HEAT (1995)"))
    assert (found.entity.id, found.match) == ("movie/heat-1995", True)


def test_what_contradicts_is_no_match(reconciler) -> None:
    asked = (where("datePublished", "1995"), where("director", "Dick Richards"))
    assert not best(reconciler, Query("Heat", FILMS, conditions=asked)).match


def test_one_property_that_contradicts_is_enough(reconciler) -> None:
    asked = (where("datePublished", "1979"), where("director", "Michael Mann"))
    found = best(reconciler, Query("Alien", FILMS, conditions=asked))
    assert (found.entity.id, found.match) == ("movie/alien-1979", False)


def test_a_rival_of_the_same_year_leaves_the_case_open(reconciler, site) -> None:
    site.film("Twins", 2001)
    asked = Query("Twins", FILMS, conditions=(where("datePublished", "2001"),))
    assert best(Reconciler(site, BASE), asked).match
    site.film("Zwillinge", 2001, alternateName=(Text("Twins"),))
    found = best(Reconciler(site, BASE), asked)
    assert (found.entity.id, found.match) == ("movie/twins-2001", False)


def test_an_identifier_outranks_the_name_and_rules_out(reconciler) -> None:
    asked = Query("Something Else", FILMS, conditions=(where("imdb", "tt0113277"),))
    assert (best(reconciler, asked).entity.id, best(reconciler, asked).match) == (
        "movie/heat-1995",
        True,
    )
    other = Query("Alien", FILMS, conditions=(where("imdb", "tt0113277"),))
    found = {one.entity.id: one for one in reconciler.match([other])[0]}
    assert found["movie/heat-1995"].score > 95 > found["movie/alien-1979"].score
    namesake = Query("Heat", FILMS, conditions=(where("imdb", "tt0113277"),))
    found = {one.entity.id: one for one in reconciler.match([namesake])[0]}
    assert found["movie/heat-1986"].score <= 40


def test_without_a_name(reconciler) -> None:
    assert ids(reconciler, Query(conditions=(where("imdb", "113277"),))) == ["movie/heat-1995"]
    by_director = Query(types=FILMS, conditions=(where("director", "Michael Mann"),))
    assert set(ids(reconciler, by_director)) == {"movie/heat-1995", "movie/the-insider-1999"}
    of_film = Query(conditions=(where("^director", Reference("movie/alien-1979")),))
    assert ids(reconciler, of_film) == ["person/ridley-scott"]
    assert ids(reconciler, Query(conditions=(where("datePublished", "1995"),))) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Aliem", "movie/alien-1979"),
        ("Otto Passeggeri", "movie/alien-1979"),
        ("Covenant, Alien", "movie/alien-covenant-2017"),
        ("Covenant", "movie/alien-covenant-2017"),
        ("Insider", "movie/the-insider-1999"),
        ("Insider, The", "movie/the-insider-1999"),
        ("undated", "movie/undated"),
        ("movie/undated", "movie/undated"),
        (f"{BASE}movie/undated#movie", "movie/undated"),
    ],
)
def test_forms_of_a_name(reconciler, name, expected) -> None:
    assert ids(reconciler, Query(name, FILMS))[0] == expected


def test_types_are_kept(reconciler) -> None:
    assert ids(reconciler, Query("Michael Mann", FILMS)) == []
    assert ids(reconciler, Query("Michael Mann", PEOPLE)) == ["person/michael-mann"]
    assert ids(reconciler, Query("Heat", REVIEWS)) == ["review/heat-again"]
    assert ids(reconciler, Query("movie/heat-1995", PEOPLE)) == []


def test_a_full_name_alone_is_a_match_for_a_person(reconciler, site) -> None:
    assert best(reconciler, Query("MANN, Michael", PEOPLE)).match is False
    assert best(reconciler, Query("Michael  Mann", PEOPLE)).match is True
    film = site.film("One Word", 2001, "Prince")
    assert film
    assert best(Reconciler(site, BASE), Query("Prince", PEOPLE)).match is False


def test_what_is_required(reconciler) -> None:
    asked = where("datePublished", "1995", required=True)
    assert ids(reconciler, Query("Heat", FILMS, conditions=(asked,))) == ["movie/heat-1995"]
    unlike = where("datePublished", "1995", required=True, quantifier="none")
    found = ids(reconciler, Query("Heat", FILMS, conditions=(unlike,)))
    assert "movie/heat-1986" in found
    assert "movie/heat-1995" not in found
    both = where("director", "Michael Mann", "Dick Richards", required=True, quantifier="all")
    assert ids(reconciler, Query("Heat", FILMS, conditions=(both,))) == []


def test_reviews_are_told_apart_by_their_authors(reconciler) -> None:
    found = best(reconciler, Query("Heat", REVIEWS, conditions=(where("author", "Ada Critic"),)))
    assert (found.entity.id, found.match) == ("review/heat-again", True)
    assert found.entity.description == "review of Heat, by Ada Critic, 2020-05-01"


def test_limit_and_time(reconciler, site) -> None:
    assert len(reconciler.match([Query("Heat", FILMS, limit=1)])[0]) == 1
    with pytest.raises(QueryTimeoutError):
        Reconciler(site, BASE, seconds=-1).match([Query("Heat")])
    with pytest.raises(QueryTimeoutError):
        Reconciler(site, BASE, seconds=-1).extend(["movie/heat-1995"], [PROPERTIES["director"]])


def test_suggestions(reconciler) -> None:
    def suggested(prefix, types=(), **how):
        return [one.id for one in reconciler.suggest(prefix, types, 10, **how)]

    assert suggested("ali") == ["movie/alien-1979", "movie/alien-covenant-2017"]
    assert suggested("ali", offset=1) == ["movie/alien-covenant-2017"]
    assert suggested("cov") == ["movie/alien-covenant-2017"]
    assert suggested("mann") == ["person/michael-mann"]
    assert suggested("mann", FILMS) == []
    assert suggested("movie/undated") == ["movie/undated"]
    assert suggested("person/michael-mann", PEOPLE) == ["person/michael-mann"]
    assert suggested("person/michael-mann", FILMS) == []
    assert suggested("") == []


def test_a_moved_identifier_stands_for_the_thing(site) -> None:
    moves = {"movie/heat": "movie/heat-1995"}
    reconciler = Reconciler(site, BASE, lambda old: moves.get(old, ""))
    assert ids(reconciler, Query("movie/heat"))[0] == "movie/heat-1995"
    assert reconciler.iri_of("movie/heat") == f"{BASE}movie/heat-1995#movie"
    assert reconciler.iri_of("elsewhere") == ""


def test_every_property_has_values_in_the_graph(reconciler) -> None:
    """No path of the table is misspelled: its predicates are those of the mapping."""
    mapping = Path(__file__).parents[4] / "graph" / "mapping"
    written = "".join(module.read_text() for module in mapping.glob("*.py"))
    for row in PROPERTIES.values():
        for path in row.paths:
            for step in steps(path):
                name = step.predicate.value.rpartition("/")[2]
                assert f'"{name}"' in written or name.endswith("owl#sameAs"), row.id
        assert bool(row.range) == (row.value is Value.ENTITY)


# --- names and their index ------------------------------------------------------------------


def test_a_word_of_too_many_names_finds_none() -> None:
    names = Names((f"red film {n}", f"movie/{n}") for n in range(COMMON + 1))
    assert list(names.near("red something long and different", 10)) == []
    assert list(names.near("red film 7", 1)) == ["movie/7", "movie/7"]


def test_names_that_are_too_long_are_cut() -> None:
    assert len(key_of("x" * 100_000, "movie")) == len(key_of("x" * 100_000, "person")) == 200


def test_a_new_state_is_indexed_in_its_time(site) -> None:
    ticks = count()
    indexes = Indexes(Reconciler(site, BASE).space, clock=lambda: float(next(ticks)))
    first = indexes.of(site.current())
    assert indexes.of(site.current()) is first
    site.film("Brand New", 2026)
    site.version = "2"
    found = [indexes.of(site.current()) for _ in range(20)]
    assert found[0] is first  # it served for less than ten times the tick that it took
    assert found[-1] is not first
    assert found[-1].of(TYPES["Movie"]).exact("brand new") == ("movie/brand-new-2026",)


class Engine:
    """A reader without versions that cuts its pages, as engines do."""

    version = ""

    def __init__(self, store: Store, most: int) -> None:
        self._reader, self._most = OxigraphReader(store, ""), most

    def current(self) -> Engine:
        return self

    def query(self, sparql: str) -> QuerySolutions:
        cut = sparql.replace("LIMIT 5000", f"LIMIT {self._most}")
        found = self._reader.query(cut)
        assert isinstance(found, QuerySolutions)
        return found


def test_an_engine_is_read_in_pages(site) -> None:
    reconciler = Reconciler(Engine(site.store, 3), BASE)  # type: ignore[arg-type]
    asked = Query("Alien: Covenant", FILMS, conditions=(where("director", "Ridley Scott"),))
    found = best(reconciler, asked)
    assert (found.entity.id, found.match) == ("movie/alien-covenant-2017", True)
