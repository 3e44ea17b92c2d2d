"""Both forms of JSON-LD say what the graph says: by their own reading, and by PyLD's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from pyld import jsonld
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from graph.errors import UnreadableError
from graph.jsonld import document, embedded, script, to_triples
from graph.mapping import Addresses, Score, agent_triples, movie_triples, review_triples
from graph.records import (
    ContentRating,
    Duration,
    Identifier,
    Link,
    Malformed,
    Movie,
    PartialDate,
    Person,
    Rating,
    Release,
    Review,
    Role,
    Text,
)
from graph.vocabulary import PRIMARY_TOPIC, SCHEMA, TYPE, XSD, schema

BASE = Addresses("https://example.org/")
FILM = BASE.thing("movie", "x")
REVIEW = BASE.thing("review", "x")


def person(given_person: Person) -> NamedNode:
    return BASE.thing("person", given_person.name.encode().hex() or "nobody")


def organization(name: str) -> NamedNode:
    return BASE.thing("organization", name.encode().hex() or "nobody")


def described(own: Iterable[Triple]) -> list[Triple]:
    """What `describe` gives: the own triples, and types and names of what they lead to."""
    own = list(own)
    subjects = {triple.subject for triple in own}
    stubs: list[Triple] = []
    for kind, type_ in (("person", "Person"), ("organization", "Organization"), ("movie", "Movie")):
        for node in {t.object for t in own if f"/{kind}/" in str(t.object)} - subjects:
            if str(node).endswith(f"#{kind}>"):
                name = Literal("Ann Lee")
                stubs += [Triple(node, TYPE, schema(type_)), Triple(node, schema("name"), name)]
    return list(dict.fromkeys(own + stubs))


def movie(record: Movie, score: Score | None = None) -> list[Triple]:
    return described(
        movie_triples(BASE, "x", record, person, [BASE.document("review", "x")], score)
    )


def review(record: Review) -> list[Triple]:
    return described(review_triples(BASE, "x", record, FILM, person, organization, "2026-01-01"))


THE_SESSIONS = Movie(
    name=Text("The Sessions"),
    alternateName=(Text("Six Sessions"), Text("Sessioni", "it")),
    datePublished=PartialDate(2012, 1, 23),
    releasedEvent=(Release(PartialDate(2012, 10), "United States"), Release(PartialDate(2013))),
    director=(Person("Ben Lewin"),),
    author=(Person("Ben Lewin"),),
    actor=(Role(Person("John Hawkes"), "Mark O’Brien"), Role(Person("Helen Hunt"))),
    duration=Duration(95),
    genre=(Text("Drama"), Text("Romance")),
    contentRating=ContentRating("R", "MPAA", "for strong sexuality"),
    countryOfOrigin=(Text("United States"),),
    inLanguage=(Text("en"),),
    image=Link("https://example.org/poster.jpg"),
    identifier=(Identifier("imdb", "tt1866249"), Identifier("wikidata", "Q1142644")),
)
A_REVIEW = Review(
    name=Text("Touching", "en"),
    reviewBody=Text("Say </script><script>alert(1)</script> & \u2028 “so”.", "en"),
    author=(Person("Jane Doe"),),
    publisher=Text("The Paper"),
    datePublished=PartialDate(2012, 2, 3),
    inLanguage=Text("en"),
    reviewRating=Rating(Decimal("3.5"), Decimal(5), Decimal("0.5"), "★★★½"),
    isBasedOn=Link("https://example.org/r/1"),
)
MEAN = Score(Decimal("3.75"), Decimal(5), Decimal("0.5"), 2, 3)


def refuse(url: str, options: Any) -> Any:
    pytest.fail(f"PyLD wants to fetch {url}")


def by_pyld(block: dict[str, Any]) -> set[Triple]:
    nquads = jsonld.to_rdf(
        json.loads(json.dumps(block)),
        {"format": "application/n-quads", "documentLoader": refuse},
    )
    return {quad.triple for quad in parse(nquads, format=RdfFormat.N_QUADS)}


def canonical(triples: Iterable[Triple]) -> str:
    """RDFC-1.0."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def assert_same_graph(triples: list[Triple], iri: NamedNode) -> None:
    again = to_triples(json.loads(str(script(embedded(triples, iri)))))
    assert len(set(again)) == len(again)
    assert set(again) == set(triples)
    assert canonical(again) == canonical(triples)
    exact = document(triples, iri)
    assert by_pyld(exact) == set(triples)


# --- the form -------------------------------------------------------------------------------


def test_review_as_search_engines_read_it() -> None:
    assert embedded(review(A_REVIEW), REVIEW) == {
        "@context": "https://schema.org",
        "@id": "https://example.org/review/x#review",
        "@type": "Review",
        "url": "https://example.org/review/x",
        "name": "Touching",
        "author": {
            "@id": person(Person("Jane Doe")).value,
            "@type": "Person",
            "name": "Ann Lee",
        },
        "publisher": {
            "@id": organization("The Paper").value,
            "@type": "Organization",
            "name": "Ann Lee",
        },
        "datePublished": "2012-02-03",
        "inLanguage": "en",
        "itemReviewed": {
            "@id": "https://example.org/movie/x#movie",
            "@type": "Movie",
            "name": "Ann Lee",
        },
        "reviewRating": {
            "@id": "https://example.org/review/x#rating",
            "@type": "Rating",
            "ratingValue": 3.5,
            "bestRating": 5,
            "worstRating": 0.5,
            "ratingExplanation": "★★★½",
        },
        "reviewBody": "Say </script><script>alert(1)</script> & \u2028 “so”.",
        "isBasedOn": "https://example.org/r/1",
        "sdDatePublished": "2026-01-01",
        "@reverse": {
            "http://xmlns.com/foaf/0.1/primaryTopic": {
                "@id": "https://example.org/review/x",
                "http://rdfs.org/ns/void#inDataset": {
                    "@id": "https://example.org/.well-known/void#dataset"
                },
            }
        },
    }


def test_film_as_search_engines_read_it() -> None:
    block = embedded(movie(THE_SESSIONS, MEAN), FILM)
    assert block["name"] == "The Sessions"
    assert block["alternateName"] == [
        {"@value": "Sessioni", "@language": "it"},
        "Six Sessions",
    ]
    assert block["duration"] == "PT1H35M"
    assert block["image"] == "https://example.org/poster.jpg"
    assert block["director"]["name"] == block["author"]["name"] == "Ann Lee"
    assert [event["startDate"] for event in block["releasedEvent"]] == ["2012-10", "2013"]
    assert block["contentRating"][0] == "R"
    assert block["contentRating"][1]["ratingValue"] == "R"
    assert block["aggregateRating"]["ratingCount"] == 2


def test_document_says_types_and_languages() -> None:
    exact = document(movie(THE_SESSIONS), FILM)
    assert exact["@type"] == "Movie"
    assert exact["name"] == "The Sessions"
    assert exact["releasedEvent"][1]["startDate"] == {"@value": "2013", "@type": "xsd:gYear"}
    assert exact["owl:sameAs"] == "http://www.wikidata.org/entity/Q1142644"
    assert exact["director"] == {"@id": exact["author"]["@id"]}  # described once


def test_the_document_leads_to_its_main_node() -> None:
    for form in (document, embedded):
        assert form(review(A_REVIEW), BASE.document("review", "x")) == form(
            review(A_REVIEW), REVIEW
        )


def test_a_node_by_itself() -> None:
    rating = NamedNode("https://example.org/review/x#rating")
    triples = [t for t in review(A_REVIEW) if t.subject == rating]
    assert embedded(triples, rating)["@id"] == rating.value
    assert_same_graph(triples, rating)


def test_the_order_of_triples_means_nothing() -> None:
    triples = movie(THE_SESSIONS, MEAN)
    for form in (document, embedded):
        assert json.dumps(form(triples, FILM)) == json.dumps(form(triples[::-1] + triples, FILM))


def test_no_blank_nodes() -> None:
    for form in (document, embedded):
        with pytest.raises(TypeError, match="IRIs and literals only"):
            form([Triple(BlankNode(), TYPE, schema("Movie"))], FILM)


# --- the same graph -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("triples", "iri"),
    [
        (movie(THE_SESSIONS, MEAN), FILM),
        (movie(Movie()), FILM),
        (review(A_REVIEW), REVIEW),
        (review(Review()), REVIEW),
        (review(Review(name=Text("x", "de"), inLanguage=Text("no tag"))), REVIEW),
        (
            review(Review(author=(Malformed("7"),), datePublished=Malformed("30 Feb"))),
            REVIEW,
        ),
        (
            agent_triples(BASE, "person", "x", "Ann", ["https://a.example/", "http://b.example/"]),
            BASE.thing("person", "x"),
        ),
        ([], FILM),
    ],
)
def test_same_graph(triples: list[Triple], iri: NamedNode) -> None:
    assert_same_graph(triples, iri)


def test_what_is_not_reached_is_not_lost() -> None:
    stray = [
        Triple(NamedNode("https://example.org/movie/x#stray"), schema("name"), Literal("a")),
        Triple(NamedNode("https://other.example/"), PRIMARY_TOPIC, FILM),
        Triple(FILM, schema("actor"), NamedNode("https://example.org/movie/x#a")),
        Triple(NamedNode("https://example.org/movie/x#a"), schema("actor"), FILM),
        Triple(FILM, NamedNode("http://purl.org/dc/terms/title"), Literal("b", language="fr")),
        Triple(FILM, NamedNode("urn:a:b"), NamedNode("urn:c:d")),
        Triple(FILM, schema("odd:name"), Literal("c")),
        Triple(FILM, TYPE, NamedNode("http://xmlns.com/foaf/0.1/Document")),
        Triple(FILM, TYPE, NamedNode("urn:a:Type")),
    ]
    assert_same_graph(movie(THE_SESSIONS) + stray, FILM)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
languages = st.sampled_from(["", "en", "de", "pt-br", "zh-hant", "tlh"])
texts = st.builds(Text, words, languages)
dates = st.builds(PartialDate, st.integers(1870, 2100), st.integers(0, 12), st.integers(0, 28)).map(
    lambda date: date if date.month else PartialDate(date.year)
)
malformed = st.builds(
    Malformed,
    words | st.sampled_from(["2012-02-30", "2012", "11 of ten", "P", "7", "3.50", "1e3", "NaN"]),
)
numbers = st.decimals(0, 100, places=2) | st.sampled_from([Decimal("7"), Decimal("3.5")])
ratings = st.builds(Rating, numbers, numbers, numbers, words)
people = st.builds(Person, words)
links = st.sampled_from(["https://a.example/é", "http://b.example/?q=1&r=%20#x"]).map(Link)


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


films = st.builds(
    Movie,
    name=texts | malformed,
    alternateName=some(texts),
    datePublished=dates | malformed,
    releasedEvent=some(st.builds(Release, dates, words) | malformed),
    director=some(people),
    actor=some(st.builds(Role, people, words)),
    duration=st.builds(Duration, st.integers(0, 9999)) | malformed,
    genre=some(texts),
    contentRating=st.none() | st.builds(ContentRating, words, words, words),
    countryOfOrigin=some(texts),
    inLanguage=some(st.builds(Text, languages | words)),
    image=links | malformed,
    sameAs=some(links),
)
reviews = st.builds(
    Review,
    name=texts | malformed,
    reviewBody=texts,
    abstract=texts,
    author=some(people | malformed),
    publisher=st.builds(Text, words),
    datePublished=dates | malformed,
    inLanguage=st.none() | st.builds(Text, languages | words),
    reviewRating=st.none() | ratings | malformed,
    isBasedOn=links,
)


@settings(max_examples=60)
@given(films)
def test_same_graph_for_every_film(record: Movie) -> None:
    assert_same_graph(movie(record), FILM)


@settings(max_examples=60)
@given(reviews)
def test_same_graph_for_every_review(record: Review) -> None:
    assert_same_graph(review(record), REVIEW)


literals = st.one_of(
    st.builds(Literal, words),
    st.builds(lambda w, tag: Literal(w, language=tag), words, st.sampled_from(["en", "de"])),
    st.builds(
        lambda text, datatype: Literal(text, datatype=NamedNode(datatype)),
        words
        | st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: format(d, "f"))
        | st.integers().map(str)
        | st.floats().map(str)
        | st.dates().map(str)
        | st.sampled_from(["2012", "2012-13", "-0", "0.0", "07", "7.50", "PT95M", "true", "+1"]),
        st.sampled_from(
            [
                *(XSD + name for name in ("date", "gYear", "gYearMonth", "duration", "decimal")),
                *(XSD + name for name in ("integer", "boolean", "anyURI", "string")),
                "urn:my:type",
            ]
        ),
    ),
)
properties = st.sampled_from(
    [
        "url",
        "sameAs",
        "image",
        "isBasedOn",
        "datePublished",
        "startDate",
        "duration",
        "ratingValue",
        "bestRating",
        "ratingCount",
        "reviewCount",
        "name",
        "reviewBody",
        "genre",
        "inLanguage",
        "location",
        "characterName",
        "position",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(properties, literals, st.sampled_from(["movie", "rating"])), max_size=8),
    st.sampled_from(["en", "de", "en-us", "English", ""]),
)
def test_same_graph_for_any_literal(values: list[tuple[str, Literal, str]], tag: str) -> None:
    """Also for values that no shape lets through: nothing is altered on the way.

    Without xsd:double, of which PyLD writes another lexical form than it was given.
    """
    triples = movie(Movie(inLanguage=(Text(tag),)))
    triples.append(Triple(FILM, schema("review"), NamedNode("https://example.org/movie/x#rating")))
    for property_, literal, fragment in values:
        subject = NamedNode(f"https://example.org/movie/x#{fragment}")
        triples.append(Triple(subject, schema(property_), literal))
    assert_same_graph(list(dict.fromkeys(triples)), FILM)


# --- reading --------------------------------------------------------------------------------


def test_both_spellings_of_schema_org_are_read() -> None:
    block = {"@id": "urn:a", "@type": "https://schema.org/Movie", "https://schema.org/name": "A"}
    assert {triple.predicate.value for triple in to_triples(block)} == {SCHEMA + "name", TYPE.value}
    assert to_triples(block)[0].object == schema("Movie")


NESTED: dict[str, Any] = {"@id": "urn:x"}
for _ in range(200):
    NESTED = {"@id": "urn:x", "actor": NESTED}


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"@id": "not an IRI"},
        {"@id": "urn:a", "name": None},
        {"@id": "urn:a", "name": True},
        {"@id": "urn:a", "name": {"@value": 7}},
        {"@id": "urn:a", "name": {"@value": "a", "@language": "no tag"}},
        {"@id": "urn:a", "name": [["a"]]},
        {"@id": "urn:a", "url": "javascript it is not"},
        {"@id": "urn:a", "actor": {"@type": "Person"}},
        {"@id": "urn:a", "@type": [{}]},
        {"@id": "urn:a", "@reverse": []},
        {"@id": "urn:a", "@included": "a"},
        {"@id": "urn:a", "na me": "a"},
        NESTED,
    ],
)
def test_other_blocks_are_unreadable(block: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError, match="not as it is published here"):
        to_triples(block)


# --- the script element ---------------------------------------------------------------------


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(words | st.sampled_from(["</script>", "<!--<script>", "]]>", "&lt;", "\u2028\u2029", "\0"]))
def test_script_survives_html(text: str) -> None:
    block = {"name": text, text: [1, 2.5, {"@value": text}]}
    markup = script(block)
    assert isinstance(markup, Markup)
    assert not set("<>&\u2028\u2029") & set(markup)
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{markup}</script>')
    parser.close()
    assert parser.tags == ["script"]
    assert json.loads(parser.text) == block
