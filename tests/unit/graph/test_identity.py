"""Which documents mean the same film: a function of what they say, not of their order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Said, Signature, film_slug, films, page_slug
from graph.records import (
    Claim,
    Duration,
    Evidence,
    Extraction,
    Identifier,
    PartialDate,
    Person,
    SourceKind,
    Text,
    Value,
)

EVIDENCE = Evidence(SourceKind.METADATA, "key", "words")


def claim(property_: str, value: Value) -> Claim:
    return Claim(property_, value, EVIDENCE)


def signature(
    source: str,
    title: str,
    year: int | None = None,
    director: str = "",
    minutes: int = 0,
    imdb: str = "",
    also: str = "",
) -> Signature:
    claims = [claim("name", Text(title))]
    claims += [claim("alternateName", Text(also))] if also else []
    claims += [claim("datePublished", PartialDate(year))] if year else []
    claims += [claim("director", Person(director))] if director else []
    claims += [claim("duration", Duration(minutes))] if minutes else []
    claims += [claim("identifier", Identifier("imdb", imdb))] if imdb else []
    return Signature(source, Said.of(claims))


def parted(*signatures: Signature) -> list[str]:
    """The groups as sorted strings of their sources, such as "a b"."""
    return sorted(" ".join(sorted(s.source for s in group)) for group in films(signatures))


CASES = [
    ("title and year agree", [("a", "Heat", 1995), ("b", "Heat", 1995)], ["a b"]),
    ("remakes", [("a", "Suspiria", 1977), ("b", "Suspiria", 2018)], ["a", "b"]),
    ("article and case", [("a", "The Thing", 1982), ("b", "the thing", 1982)], ["a b"]),
    ("no year, one film of the title", [("a", "Heat", 1995), ("b", "Heat")], ["a b"]),
    ("no year, two films", [("a", "Crash", 1996), ("b", "Crash", 2004), ("c", "Crash")], ["a", "b", "c"]),
    ("no years at all", [("a", "Heat"), ("b", "Heat")], ["a b"]),
    ("no year but a director", [("a", "Crash", 1996, "David Cronenberg"), ("b", "Crash", 2004, "Paul Haggis"), ("c", "Crash", None, "Paul Haggis")], ["a", "b c"]),
    ("year off by one, same director", [("a", "Us", 2018, "Jordan Peele"), ("b", "Us", 2019, "Jordan Peele")], ["a b"]),
    ("year off by one, no director", [("a", "Us", 2018), ("b", "Us", 2019)], ["a", "b"]),
    ("other director", [("a", "Frozen", 2010, "Adam Green"), ("b", "Frozen", 2010, "Jane Doe")], ["a", "b"]),
    ("director spelled otherwise", [("a", "Biutiful", 2010, "Alejandro G. Iñárritu"), ("b", "Biutiful", 2010, "Alejandro González Iñárritu"), ("c", "Biutiful", 2010)], ["a b c"]),
    ("director turned round", [("a", "Parasite", 2019, "Bong Joon-ho"), ("b", "Parasite", 2019, "Joon-ho Bong")], ["a b"]),
    ("director with a title", [("a", "Furiosa", 2024, "Dr. George Miller"), ("b", "Furiosa", 2024, "George Miller")], ["a b"]),
    ("director in another script", [("a", "Ran", 1985, "黒澤明"), ("b", "Ran", 1985, "Akira Kurosawa")], ["a b"]),
    ("directors by their family", [("a", "Bound", 1996, "The Wachowskis"), ("b", "Bound", 1996, "Lana Wachowski")], ["a b"]),
    ("two spellings beside another", [("a", "Crash", 1996, "David Cronenberg"), ("b", "Crash", 1996, "D. Cronenberg"), ("c", "Crash", 1996, "Paul Haggis"), ("d", "Crash", 1996), ("e", "Crash", 1996, "黒澤明")], ["a b", "c", "d", "e"]),
    ("which of two is abbreviated", [("a", "Crash", 1996, "John Smith"), ("b", "Crash", 1996, "Jane Smith"), ("c", "Crash", 1996, "J. Smith")], ["a", "b", "c"]),
    ("cannot tell which", [("a", "Frozen", 2010, "Adam Green"), ("b", "Frozen", 2010, "Jane Doe"), ("c", "Frozen", 2010)], ["a", "b", "c"]),
    ("cannot tell which, but one identifier", [("a", "Frozen", 2010, "Adam Green"), ("b", "Frozen", 2010, "Jane Doe"), ("c", "Frozen", 2010, "", 0, "tt1"), ("d", "Frozen", 2010, "", 0, "tt1"), ("e", "Frozen", 2010, "", 90, "tt1"), ("f", "Frozen", 2010), ("g", "Frozen", 2010)], ["a", "b", "c d e", "f", "g"]),
    ("running time far off", [("a", "Metropolis", 1927, "", 153), ("b", "Metropolis", 1927, "", 90)], ["a", "b"]),
    ("running time nearly the same", [("a", "Heat", 1995, "", 170), ("b", "Heat", 1995, "", 172)], ["a b"]),
    ("identifier across titles", [("a", "Entre copas", None, "", 0, "tt0375063"), ("b", "Sideways", 2004, "", 0, "tt0375063")], ["a b"]),
    ("identifiers differ", [("a", "Heat", 1995, "", 0, "tt0113277"), ("b", "Heat", 1995, "", 0, "tt0000001")], ["a", "b"]),
    ("other title", [("a", "千と千尋の神隠し", 2001), ("b", "Spirited Away", 2001, "", 0, "", "千と千尋の神隠し")], ["a b"]),
    ("two unplaced twins stay apart", [("a", "Crash", 1996), ("b", "Crash", 2004), ("c", "Crash"), ("d", "Crash")], ["a", "b", "c", "d"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_films(rows: list[tuple[str]], expected: list[str]) -> None:
    assert parted(*(signature(*row) for row in rows)) == expected


signatures = st.builds(
    signature,
    source=st.uuids().map(str),
    title=st.sampled_from(["Crash", "Heat", "Us"]),
    year=st.sampled_from([None, 1995, 1996, 2004]),
    director=st.sampled_from(
        [
            "",
            "David Cronenberg",
            "D. Cronenberg",
            "Paul Haggis",
            "P. Haggis",
            "Peter Haggis",
            "黒澤明",
        ]
    ),
    minutes=st.sampled_from([0, 90, 100, 180]),
    imdb=st.sampled_from(["", "", "tt1", "tt2"]),
    also=st.sampled_from(["", "", "Us"]),
)


@given(st.lists(signatures, max_size=12), st.randoms())
def test_order_does_not_matter(documents: list[Signature], chance: random.Random) -> None:
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert parted(*documents) == parted(*shuffled)


@given(st.lists(signatures, max_size=12))
def test_every_document_is_in_one_film(documents: list[Signature]) -> None:
    assert sorted(" ".join(parted(*documents)).split()) == sorted(s.source for s in documents)


@given(st.lists(signatures, max_size=12))
def test_one_identifier_is_one_film(documents: list[Signature]) -> None:
    for identifier in ({("imdb", "tt1")}, {("imdb", "tt2")}):
        bearing = {s.source for s in documents if s.said.identifiers == identifier}
        assert len([g for g in films(documents) if bearing & {s.source for s in g}]) <= 1


def test_a_film_has_its_title_and_year_as_slug() -> None:
    members = [signature("a", "The Sessions", 2012, "Ben Lewin"), signature("b", "The Sessions")]
    assert film_slug(members) == ("the-sessions-2012", "ben-lewin")


def test_a_review_has_its_film_and_reviewer_as_slug() -> None:
    movie = signature("a", "Heat", 1995).said.claims
    signed = (claim("author", Person("Ann Lee")),)
    seen = (claim("startTime", PartialDate(2024, 1, 2)),)
    assert page_slug(Extraction(movie, signed, viewing=seen)) == "heat-1995-ann-lee"
    assert page_slug(Extraction(movie)) == "heat-1995"


def test_a_review_of_two_is_called_after_the_first() -> None:
    signed = tuple(claim("author", Person(name)) for name in ("Zoe Ray", "Ann Lee"))
    assert page_slug(Extraction(signature("a", "Heat").said.claims, signed)) == "heat-zoe-ray"


def test_a_viewing_also_has_its_day() -> None:
    movie, signed = signature("a", "Heat", 1995).said.claims, (claim("author", Person("Ann Lee")),)
    seen = (claim("startTime", PartialDate(2024, 1, 2)),)
    dated = Extraction(movie, signed, viewing=seen, subject="viewing")
    assert page_slug(dated) == "heat-1995-ann-lee-2024-01-02"
    assert page_slug(Extraction(movie, signed, subject="viewing")) == "heat-1995-ann-lee"
