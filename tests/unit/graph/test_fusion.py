"""Many claims → one description, whatever the order."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fusion import (
    authors,
    candidates,
    decide,
    describe_movie,
    describe_review,
    describe_viewings,
    mean_rating,
)
from graph.records import (
    Claim,
    Duration,
    Evidence,
    Malformed,
    PartialDate,
    Person,
    Rating,
    Role,
    SourceKind,
    Text,
    Value,
    Viewing,
)


def claim(property_: str, value: Value, kind: SourceKind = SourceKind.LABEL) -> Claim:
    return Claim(property_, value, Evidence(kind, "key", "words"))


def minutes(number: int, kind: SourceKind = SourceKind.LABEL) -> list[Claim]:
    return [claim("duration", Duration(number), kind)]


def test_the_weightier_source_wins() -> None:
    documents = [minutes(95, SourceKind.PROSE), minutes(95, SourceKind.PROSE), minutes(98)]
    assert decide(documents) == Duration(98)


def test_of_equal_weight_the_more_documents_win() -> None:
    assert decide([minutes(98), minutes(95), minutes(95)]) == Duration(95)


def test_a_document_that_repeats_itself_counts_once() -> None:
    assert decide([minutes(98) * 5, minutes(95), minutes(95)]) == Duration(95)


def test_an_exact_date_refines_the_year_that_won() -> None:
    year = claim("datePublished", PartialDate(2012), SourceKind.METADATA)
    exact = claim("datePublished", PartialDate(2012, 1, 23), SourceKind.PROSE)
    other = claim("datePublished", PartialDate(2011, 5, 5), SourceKind.LABEL)
    assert decide([[year], [exact], [other]]) == PartialDate(2012, 1, 23)


def test_a_viewing_for_each_day_and_one_where_there_is_none() -> None:
    ann, day, later = Person("Ann Lee"), PartialDate(2020, 1, 2), PartialDate(2021, 3, 4)
    stated = [claim("startTime", date) for date in (PartialDate(2020), day, later)]
    signed = [claim("author", ann)]
    assert describe_viewings(signed, stated) == (Viewing((ann,), day), Viewing((ann,), later))
    assert describe_viewings(signed, []) == (Viewing((ann,)),)


def test_who_is_named_together_wrote_together_in_that_order() -> None:
    def named(name: str, kind: SourceKind, key: str, *urls: str) -> Claim:
        return Claim("author", Person(name, urls), Evidence(kind, key, name))

    home = "https://zoe.example/"
    told = [
        named("webmaster", SourceKind.PROSE, "posted by"),
        named("Zoe Ray", SourceKind.METADATA, "By"),
        named("Ann Lee", SourceKind.METADATA, "By"),
        named("zoe ray", SourceKind.EMBEDDED, "author", home),
        named("Bob Ray", SourceKind.EMBEDDED, "author"),
    ]
    both = (Person("Zoe Ray", (home,)), Person("Ann Lee"))
    assert authors(told) == authors([*told[3:], *told[:3]]) == both
    assert describe_review(told).author == describe_viewings(told, [])[0].agent == both
    bad = claim("author", Malformed("7"), SourceKind.METADATA)
    assert authors([*told, bad]) == (bad.value,)


def test_what_lost_is_still_there() -> None:
    ranked = candidates([minutes(95), minutes(95), minutes(98)])
    assert [(value, len(claims)) for value, claims in ranked] == [
        (Duration(95), 2),
        (Duration(98), 1),
    ]


def test_spellings_of_one_name_are_one_person() -> None:
    spelled = ["Bong Joon Ho", "Bong Joon-ho", "Bong Joon-ho"]
    movie = describe_movie([[claim("director", Person(name))] for name in spelled])
    assert movie.director == (Person("Bong Joon-ho"),)


def test_a_role_with_a_character_replaces_the_one_without() -> None:
    helen = Person("Helen Hunt")
    movie = describe_movie(
        [
            [claim("actor", Role(helen))],
            [claim("actor", Role(helen, "Cheryl")), claim("actor", Role(Person("X")))],
        ]
    )
    assert set(movie.actor) == {Role(helen, "Cheryl"), Role(Person("X"))}


def test_a_name_that_lost_becomes_an_alternate_name() -> None:
    movie = describe_movie(
        [
            [claim("name", Text("Sideways"))],
            [claim("name", Text("Sideways"))],
            [claim("name", Text("Entre copas"))],
        ]
    )
    assert movie.name == Text("Sideways")
    assert movie.alternateName == (Text("Entre copas"),)


def test_a_malformed_value_reaches_the_shapes() -> None:
    bad = Malformed("2012-02-30")
    assert describe_review([claim("datePublished", bad)]).datePublished == bad


def rating(value: str, best: str = "10", worst: str = "0") -> Rating:
    return Rating(Decimal(value), Decimal(best), Decimal(worst))


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([], None),
        ([rating("7")], None),
        ([rating("7"), rating("8")], ("7.5", "10", "0")),
        ([rating("3", "5", "1"), rating("4", "5", "1")], ("3.5", "5", "1")),
        ([rating("4", "5", "0"), rating("6", "10", "0")], ("7", "10", "0")),
        ([rating("5", "5", "5"), rating("4", "5")], None),
    ],
)
def test_mean_rating(ratings: list[Rating], expected: tuple[str, str, str] | None) -> None:
    score = mean_rating(ratings, 5)
    found = score and (score.value, score.best, score.worst)
    assert found == (expected and tuple(map(Decimal, expected)))


values = st.one_of(
    st.builds(Duration, st.integers(90, 93)),
    st.builds(PartialDate, st.integers(2011, 2013), st.sampled_from([0, 1])),
    st.builds(Text, st.sampled_from(["Heat", "heat", "HEAT", "Crash"])),
    st.builds(Person, st.sampled_from(["Bong Joon-ho", "Bong Joon Ho", "Ann Lee"])),
)
claims = st.builds(claim, st.just("name"), values, st.sampled_from(SourceKind))


@given(st.lists(st.lists(claims, max_size=3), max_size=6), st.randoms())
def test_order_does_not_matter(documents: list[list[Claim]], chance: random.Random) -> None:
    shuffled = [chance.sample(document, len(document)) for document in documents]
    chance.shuffle(shuffled)
    assert [v for v, _ in candidates(documents)] == [v for v, _ in candidates(shuffled)]


def test_a_malformed_value_is_not_hidden_by_a_sound_one() -> None:
    bad = Malformed("2017-11-31")
    said = [
        claim("datePublished", PartialDate(2017), SourceKind.METADATA),
        claim("datePublished", bad),
    ]
    assert decide([said]) == bad
