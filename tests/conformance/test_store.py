"""What every `Store` does, shown on the embedded one and on a real Virtuoso 7."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from graph.errors import QuerySyntaxError
from graph.formats import GRAPH_FORMATS, Format, named
from graph.store import Published, Store
from graph.store.embedded import EmbeddedStore
from graph.store.location import Location, open_published, open_writer
from graph.store.remote import RemoteStore
from graph.vocabulary import PRIMARY_TOPIC, RDF, TYPE, XSD, schema

BASE = "https://films.example/"
_graphs = count(1)


@pytest.fixture(params=["embedded", pytest.param("virtuoso", marks=pytest.mark.virtuoso)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """A place for a graph of this test alone."""
    if request.param == "embedded":
        return Location(tmp_path / "graph")
    url = request.getfixturevalue("virtuoso").url
    return Location(tmp_path, url, url, f"urn:test:graph:{next(_graphs)}")


@pytest.fixture
def store(location: Location) -> Iterator[Store]:
    store = open_writer(location)
    yield store
    store.close()


@pytest.fixture
def published(location: Location) -> Published:
    return open_published(location)


def movie(name: str, *triples: tuple[NamedNode, NamedNode | Literal]) -> list[Triple]:
    """A film's resource with these further properties of the film."""
    document = NamedNode(f"{BASE}movie/{name}")
    thing = NamedNode(f"{BASE}movie/{name}#movie")
    return [
        Triple(document, PRIMARY_TOPIC, thing),
        Triple(thing, TYPE, schema("Movie")),
        Triple(thing, schema("url"), document),
        Triple(thing, schema("name"), Literal(name, language="en")),
        *(Triple(thing, predicate, value) for predicate, value in triples),
    ]


def n_triples(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def iri(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def dumped(store: Store, folder: Path) -> set[Triple]:
    path = folder / "dump.nt"
    store.dump(path, named("nt"))
    return {quad.triple for quad in parse(path=path, format=RdfFormat.N_TRIPLES)}


def test_is_empty_at_first(store: Store, tmp_path: Path) -> None:
    assert store.count() == 0
    assert store.describe(iri("movie/heat")) == []
    assert dumped(store, tmp_path) == set()
    assert store.replace({}) == 0


def test_keeps_what_is_written(store: Store, tmp_path: Path) -> None:
    heat, ran = movie("heat"), movie("ran")
    assert store.replace({iri("movie/heat"): heat, iri("movie/ran"): ran}) == 8
    assert store.count() == 8
    assert dumped(store, tmp_path) == {*heat, *ran}


def test_writing_the_same_twice_changes_nothing(store: Store) -> None:
    # A property for each: Virtuoso takes the integer 7 and the decimal 7 of one property for one.
    values = ((schema(f"x{i}"), value) for i, (value, _) in enumerate(VALUES))
    resources = {iri("movie/heat"): movie("heat", *values)}
    assert store.replace(resources) == 4 + len(VALUES)
    assert store.replace(resources) == 0


def test_replaces_by_difference(store: Store, tmp_path: Path) -> None:
    before = movie("heat", (schema("genre"), Literal("Crime")), (schema("genre"), Literal("Drama")))
    after = movie("heat", (schema("genre"), Literal("Crime")), (schema("genre"), Literal("Action")))
    store.replace({iri("movie/heat"): before, iri("movie/ran"): movie("ran")})
    assert store.replace({iri("movie/heat"): after}) == 2
    assert dumped(store, tmp_path) == {*after, *movie("ran")}


def test_replaces_fragments_of_fragments(store: Store, tmp_path: Path) -> None:
    role, deep = iri("movie/heat#role-al-pacino"), iri("movie/heat#deep")
    full = [
        *movie("heat", (schema("actor"), role)),
        Triple(role, schema("characterName"), Literal("Vincent Hanna")),
        Triple(role, schema("note"), deep),
        Triple(deep, schema("text"), Literal("far away")),
    ]
    store.replace({iri("movie/heat"): full})
    assert dumped(store, tmp_path) == set(full)
    store.replace({iri("movie/heat"): movie("heat")})
    assert dumped(store, tmp_path) == set(movie("heat"))


def test_withdraws(store: Store, tmp_path: Path) -> None:
    store.replace({iri("movie/heat"): movie("heat"), iri("movie/ran"): movie("ran")})
    assert store.replace({iri("movie/heat"): ()}) == 4
    assert store.describe(iri("movie/heat")) == []
    assert dumped(store, tmp_path) == set(movie("ran"))


def test_does_not_touch_what_only_looks_alike(store: Store, tmp_path: Path) -> None:
    longer = movie("heat-2")
    store.replace({iri("movie/heat-2"): longer, iri("movie/heat"): movie("heat")})
    store.replace({iri("movie/heat"): ()})
    assert dumped(store, tmp_path) == set(longer)


def test_refuses_the_triples_of_another_resource(store: Store) -> None:
    with pytest.raises(ValueError, match="no subject of the resource"):
        store.replace({iri("movie/heat"): movie("ran")})
    assert store.count() == 0


def test_a_resource_may_come_as_an_iterator(store: Store) -> None:
    store.replace({iri("movie/heat"): iter(movie("heat"))})
    assert store.count() == 4


@pytest.mark.slow
def test_many_resources_in_one_batch(store: Store, tmp_path: Path) -> None:
    resources = {
        iri(f"movie/film-{i}"): movie(
            f"film-{i}", *((schema("genre"), Literal(f"genre {i} {k}")) for k in range(4))
        )
        for i in range(1_000)
    }
    everything = {triple for own in resources.values() for triple in own}
    assert store.replace(resources) == 8_000
    assert store.count() == 8_000
    assert dumped(store, tmp_path) == everything
    changed = {document: own[:-1] for document, own in resources.items()}
    assert store.replace(changed) == 1_000
    assert dumped(store, tmp_path) == {triple for own in changed.values() for triple in own}


@pytest.mark.parametrize("least", [0, 2_000_000], ids=["in bulk", "replaced"])
def test_loads_what_is_new_changed_or_withdrawn(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr("graph.store.embedded.BULK_BYTES", least)
    kept = movie("heat", (schema("duration"), typed("PT2H50M", "duration")))
    other = movie("alien", (schema("abstract"), Literal('Two lines\n"and" \\ a tab\t')))
    before = {iri("movie/heat"): movie("heat"), iri("movie/ali"): movie("ali")}
    store.replace(before)
    changed = store.load(
        {
            f"{BASE}movie/heat": n_triples(kept),
            f"{BASE}movie/ali": b"",
            f"{BASE}movie/alien": n_triples(other),
        }
    )
    assert changed == 1 + len(movie("ali")) + len(other)
    assert dumped(store, tmp_path) == {*kept, *other}
    store.flush()
    assert store.load({f"{BASE}movie/alien": n_triples(other)}) == 0


@pytest.mark.parametrize("least", [0, 2_000_000], ids=["in bulk", "replaced"])
def test_loads_what_is_known_to_be_new(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr("graph.store.embedded.BULK_BYTES", least)
    first, second = movie("heat"), movie("alien", (schema("duration"), typed("PT2H", "duration")))
    assert store.load({f"{BASE}movie/heat": n_triples(first)}, new=True) == len(first)
    assert store.load({f"{BASE}movie/alien": n_triples(second)}, new=True) == len(second)
    assert dumped(store, tmp_path) == {*first, *second}


@pytest.mark.slow
def test_a_resource_of_many_triples(store: Store, tmp_path: Path) -> None:
    own = movie("heat", *((schema("x"), Literal(f"value {i}")) for i in range(12_000)))
    assert store.replace({iri("movie/heat"): own}) == len(own)
    assert set(store.describe(iri("movie/heat"))) == set(own)
    assert store.replace({iri("movie/heat"): own[:100]}) == len(own) - 100
    assert dumped(store, tmp_path) == set(own[:100])


def test_clears(store: Store) -> None:
    store.replace({iri("movie/heat"): movie("heat")})
    store.clear()
    assert store.count() == 0
    store.replace({iri("movie/heat"): movie("heat")})
    assert store.count() == 4


# --- values ---------------------------------------------------------------------------------

LONG = "Ein langer Satz mit Umlauten, süß. " * 3_000
VALUES: list[tuple[NamedNode | Literal, NamedNode | Literal]] = [
    (value, value)
    for value in (
        Literal("plain"),
        Literal(""),
        Literal("", language="en"),
        Literal("the same words"),
        Literal("the same words", language="en"),
        Literal("the same words", language="en-US"),
        Literal("漢字", language="zh-Hant-TW"),
        Literal("Größe, “quoted”, ★★★½ 🎬 \U00010348 🏳️‍🌈"),
        Literal("e\u0301 and \u00e9 are two spellings"),
        Literal("\u202eright to left\u202c שלום", language="he"),
        Literal("double \" single ' triple \"\"\" ''' backtick `"),
        Literal("back \\ slash \\n \\u0041 \\"),
        Literal("lines\nmore\r\nold\rtab\tend\n"),
        Literal(" spaces around  "),
        Literal("{ ?x } <http://e.example/> } ; DROP ALL # $y @prefix"),
        Literal("</script><b>&amp;</b>]]>"),
        Literal("1"),
        Literal("true"),
        Literal("x" * 999 + LONG, language="de"),
        typed("2012-01-23", "date"),
        typed("0999-12-31", "date"),
        typed("2012", "gYear"),
        typed("2012-05", "gYearMonth"),
        typed("PT1H35M", "duration"),
        typed("P1DT2H", "duration"),
        typed("7", "integer"),
        typed("-5", "integer"),
        typed("7", "decimal"),
        typed("3.5", "decimal"),
        typed("0.01", "decimal"),
        typed("true", "boolean"),
        typed("false", "boolean"),
        typed("2026-01-02T03:04:05Z", "dateTime"),
        typed("https://example.org/", "anyURI"),
        Literal("<p>ä</p>", datatype=NamedNode(RDF + "HTML")),
        NamedNode("https://example.org/plain"),
        NamedNode("https://example.org/Amélie/雪/🎬"),
        NamedNode("https://example.org/Am%C3%A9lie%20(2001)?a=1&b=%2F#x"),
        NamedNode("https://example.org/it's+fine,too;here!*$@:"),
        NamedNode("urn:isbn:0451450523"),
    )
]
SPELLINGS = [
    (typed("3.50", "decimal"), typed("3.5", "decimal")),
    (typed("10.0", "decimal"), typed("10", "decimal")),
    (typed("PT95M", "duration"), typed("PT1H35M", "duration")),
    (typed("1", "boolean"), typed("true", "boolean")),
    (typed("007", "integer"), typed("7", "integer")),
]


@pytest.mark.parametrize(
    ("written", "kept"), [*VALUES, *SPELLINGS], ids=lambda value: str(value)[:40]
)
def test_keeps_every_kind_of_value(
    store: Store, tmp_path: Path, written: NamedNode | Literal, kept: NamedNode | Literal
) -> None:
    heat = iri("movie/heat")
    expected = set(movie("heat", (schema("x"), kept)))
    assert store.replace({heat: movie("heat", (schema("x"), written))}) == 5
    assert set(store.describe(heat)) == expected
    assert dumped(store, tmp_path) == expected
    rows = store.query(f"SELECT ?v {{ {iri('movie/heat#movie')} {schema('x')} ?v }}")
    assert isinstance(rows, QuerySolutions)
    assert [row["v"] for row in rows] == [kept]
    triples = store.query(f"CONSTRUCT WHERE {{ ?s {schema('x')} ?o }}")
    assert isinstance(triples, QueryTriples)
    assert {triple.object for triple in triples} == {kept}
    assert store.replace({heat: movie("heat", (schema("x"), written))}) == 0
    assert store.replace({heat: ()}) == 5
    assert store.count() == 0


def test_equal_words_in_different_languages_are_different_values(
    store: Store, tmp_path: Path
) -> None:
    values = [Literal("Ran"), Literal("Ran", language="en"), Literal("Ran", language="en-gb")]
    own = movie("ran", *((schema("alternateName"), value) for value in values))
    store.replace({iri("movie/ran"): own})
    assert dumped(store, tmp_path) == set(own)
    rest = [triple for triple in own if triple.object != values[1]]
    assert store.replace({iri("movie/ran"): rest}) == 1
    assert dumped(store, tmp_path) == set(rest)


@pytest.mark.parametrize("name", ["amélie", "雪", "a%20b", "100%25", "it's-(a)-film", "🎬"])
def test_resources_of_any_name(store: Store, tmp_path: Path, name: str) -> None:
    own = movie(name)
    store.replace({iri(f"movie/{name}"): own})
    assert set(store.describe(iri(f"movie/{name}#movie"))) == set(own)
    assert dumped(store, tmp_path) == set(own)
    assert store.replace({iri(f"movie/{name}"): ()}) == 4


# --- descriptions ---------------------------------------------------------------------------


@pytest.fixture
def linked(store: Store) -> Store:
    """A review with a rating, of a film by a director, with links to elsewhere."""
    review, film, rating = iri("review/r#review"), iri("movie/heat#movie"), iri("review/r#rating")
    person = iri("person/mann#person")
    store.replace(
        {
            iri("review/r"): [
                Triple(iri("review/r"), PRIMARY_TOPIC, review),
                Triple(review, TYPE, schema("Review")),
                Triple(review, schema("itemReviewed"), film),
                Triple(review, schema("isBasedOn"), NamedNode("https://elsewhere.example/")),
                Triple(review, schema("reviewRating"), rating),
                Triple(rating, schema("ratingValue"), typed("4", "decimal")),
            ],
            iri("movie/heat"): movie("heat", (schema("director"), person)),
            iri("person/mann"): [
                Triple(iri("person/mann"), PRIMARY_TOPIC, person),
                Triple(person, schema("name"), Literal("Michael Mann")),
            ],
        }
    )
    return store


@pytest.mark.parametrize("fragment", ["", "#review", "#rating"])
def test_describes_a_resource_from_each_of_its_iris(linked: Store, fragment: str) -> None:
    description = linked.describe(iri("review/r" + fragment))
    assert len(description) == len(set(description)) == 9
    film = {(t.predicate, t.object) for t in description if t.subject == iri("movie/heat#movie")}
    assert film == {
        (TYPE, schema("Movie")),
        (schema("name"), Literal("heat", language="en")),
        (schema("url"), iri("movie/heat")),
    }


def test_describes_names_and_no_more_of_the_neighbours(linked: Store) -> None:
    description = set(linked.describe(iri("movie/heat")))
    neighbour = Triple(iri("person/mann#person"), schema("name"), Literal("Michael Mann"))
    assert description == {
        *movie("heat", (schema("director"), iri("person/mann#person"))),
        neighbour,
    }


@pytest.mark.parametrize(
    "unknown", ["https://elsewhere.example/", BASE + "movie/nothing", "http://schema.org/Movie"]
)
def test_describes_nothing_where_nothing_is_known(linked: Store, unknown: str) -> None:
    assert linked.describe(NamedNode(unknown)) == []


# --- queries --------------------------------------------------------------------------------


def test_finds_what_is_stated_of_things(store: Store) -> None:
    heat, ran, al = iri("movie/heat#movie"), iri("movie/ran#movie"), iri("person/al#person")
    actor, director = schema("actor"), schema("director")
    store.replace(
        {
            iri("movie/heat"): movie("heat", (actor, al), (director, al)),
            iri("movie/ran"): movie("ran", (actor, al)),
        }
    )
    acted = {Triple(heat, actor, al), Triple(ran, actor, al)}
    assert set(store.stated([heat, ran], [actor])) == acted
    assert set(store.stated([heat], [actor, director])) == {
        Triple(heat, actor, al),
        Triple(heat, director, al),
    }
    assert list(store.stated([al], [actor])) == []


def test_finds_what_leads_to_a_thing(store: Store) -> None:
    heat, ran, al = iri("movie/heat#movie"), iri("movie/ran#movie"), iri("person/al#person")
    actor, director = schema("actor"), schema("director")
    store.replace(
        {
            iri("movie/heat"): movie("heat", (actor, al), (director, iri("person/mann#person"))),
            iri("movie/ran"): movie("ran", (actor, al), (director, al)),
        }
    )
    acted = {Triple(heat, actor, al), Triple(ran, actor, al)}
    assert set(store.leading_to(al, [actor])) == acted
    assert set(store.leading_to(al, [director, actor])) == {*acted, Triple(ran, director, al)}
    assert store.leading_to(al, [schema("author")]) == []
    assert store.leading_to(heat, [actor]) == []


def test_answers_each_form_of_query(linked: Store) -> None:
    ask = linked.query(f"ASK {{ ?film a {schema('Movie')} }}")
    assert isinstance(ask, QueryBoolean)
    assert bool(ask)
    assert not bool(linked.query("ASK { ?film a <urn:nothing> }"))
    rows = linked.query(f"SELECT ?name {{ ?x {schema('name')} ?name }} ORDER BY STR(?name)")
    assert isinstance(rows, QuerySolutions)
    assert [row["name"].value for row in rows] == ["Michael Mann", "heat"]
    triples = linked.query("CONSTRUCT { ?s <urn:p> ?o } WHERE { ?s a ?o }")
    assert isinstance(triples, QueryTriples)
    assert {str(t.predicate) for t in triples} == {"<urn:p>"}


def test_unbound_variables_stay_unbound(linked: Store) -> None:
    rows = linked.query("SELECT ?a ?b { VALUES ?a { 1 } OPTIONAL { <urn:none> <urn:none> ?b } }")
    assert isinstance(rows, QuerySolutions)
    assert [row["b"] for row in rows] == [None]


def test_says_where_a_query_is_wrong(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2
    assert caught.value.column >= 15
    assert "syntax error in line 2" in str(caught.value)


# --- publishing -----------------------------------------------------------------------------


def test_readers_see_what_was_published(store: Store, published: Published) -> None:
    store.snapshot()
    assert published.current().count() == 0
    store.replace({iri("movie/heat"): movie("heat")})
    version = store.snapshot()
    reader = published.current()
    assert reader.version == version
    assert reader.count() == 4
    assert set(reader.describe(iri("movie/heat"))) == set(movie("heat"))


def test_a_version_stands_for_one_state(store: Store) -> None:
    if isinstance(store, RemoteStore):
        assert store.snapshot() == store.version == ""
        return
    first = store.snapshot()
    assert first
    assert store.snapshot() == first == store.version
    store.replace({iri("movie/heat"): movie("heat")})
    assert store.version != first
    second = store.snapshot()
    assert second not in ("", first)
    store.replace({iri("movie/heat"): movie("heat")})
    assert store.snapshot() == second
    store.clear()
    assert store.snapshot() not in ("", first, second)


def test_what_is_written_is_there_after_opening_again(store: Store, location: Location) -> None:
    store.replace({iri("movie/heat"): movie("heat")})
    store.close()
    again = open_writer(location)
    try:
        assert set(again.describe(iri("movie/heat"))) == set(movie("heat"))
    finally:
        again.close()


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
def test_dumps_in_every_format(linked: Store, tmp_path: Path, format_: Format) -> None:
    path = tmp_path / f"dump.{format_.suffix}"
    linked.dump(path, format_)
    quads = {quad.triple for quad in parse(path=path, format=format_.engine)}
    assert len(quads) == linked.count() == 13
    assert quads == dumped(linked, tmp_path)
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_dump_to_a_gz_is_compressed(linked: Store, tmp_path: Path) -> None:
    plain, packed, again = (tmp_path / name for name in ("d.nq", "d.nq.gz", "e.nq.gz"))
    for path in (plain, packed, again):
        linked.dump(path, named("nq"))
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()


def test_equal_graphs_give_equal_files_in_every_store(linked: Store, tmp_path: Path) -> None:
    path, other = tmp_path / "one.nt", tmp_path / "other.nt"
    linked.dump(path, named("nt"))
    copy = EmbeddedStore(tmp_path / "copy")
    for triple in sorted(dumped(linked, tmp_path), key=str, reverse=True):
        document = NamedNode(str(triple.subject.value).partition("#")[0])
        known = [t for t in copy.describe(document) if t.subject.value.startswith(document.value)]
        copy.replace({document: [*known, triple]})
    copy.dump(other, named("nt"))
    copy.close()
    assert path.read_bytes() == other.read_bytes()
