"""The review that the project began with, and one of its shape written here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.extraction import extract
from graph.records import (
    ContentRating,
    Document,
    Duration,
    PartialDate,
    Person,
    Rating,
    Release,
    Role,
    SourceKind,
    Text,
)

SEEDS = sorted((Path(__file__).parents[5] / "shared" / "seed").glob("*.txt"))

LIKE_THE_SEED = """Frost/Nixon: A Duel in Four Rounds

“Frost/Nixon” (2008), directed by Ron Howard, turns a television interview into a boxing match.

Plot and Content

“Frost/Nixon” follows David Frost (Michael Sheen), a talk show host with more charm than standing,
who buys an interview with Richard Nixon (Frank Langella). David has spent money that is not his.

For three days Richard talks him into the ground; then David makes him say it.

Style and Reception

“Frost/Nixon” is two men in armchairs, and one cannot look away.


Michael Sheen smiles, Frank Langella sweats, and the camera waits.

Ratings: R (for some language)

Running time: 122 minutes

Director: Ron Howard

Screenplay: Peter Morgan

Release Date: October 15, 2008 (London Film Festival), December 5, 2008 (United States)

Genre: Drama, History
"""


def values(claims, property_):
    return [claim.value for claim in claims if claim.property == property_]


def read(text):
    return extract(Document("seed.txt", "text", "a test", "0" * 64, text))


@pytest.mark.skipif(not SEEDS, reason="the shared material (../shared/seed) is not here")
def test_the_seed_comes_out_whole():
    text = SEEDS[0].read_text(encoding="utf-8")
    extraction = read(text)
    movie, review = extraction.movie, extraction.review
    assert extraction.skip == ""
    assert values(movie, "name") == [Text("The Sessions")]
    assert PartialDate(2012, 1, 23) in values(movie, "datePublished")
    assert {date.year for date in values(movie, "datePublished")} == {2012}
    assert values(movie, "releasedEvent") == [
        Release(PartialDate(2012, 1, 23), "Sundance Film Festival"),
        Release(PartialDate(2012, 10, 19), "United States"),
    ]
    assert set(values(movie, "director")) == {Person("Ben Lewin")}
    assert values(movie, "author") == [Person("Ben Lewin")]
    assert values(movie, "actor") == [
        Role(Person("John Hawkes"), "Mark O’Brien"),
        Role(Person("Helen Hunt"), "Cheryl Cohen-Greene"),
    ]
    assert values(movie, "duration") == [Duration(95)]
    why = "for strong sexuality including graphic nudity and frank dialogue"
    assert values(movie, "contentRating") == [ContentRating("R", "", why)]
    assert [genre.value for genre in values(movie, "genre")] == ["Drama", "Biography", "Romance"]
    headline, rest = text.strip().split("\n", 1)
    assert values(review, "name") == [Text(headline, "en")]
    assert values(review, "reviewBody") == [Text(rest.partition("Ratings:")[0].strip(), "en")]
    assert values(review, "inLanguage") == [Text("en")]
    assert values(review, "reviewRating") == []
    assert values(review, "author") == []
    notes = {note.property: note.sentence for note in extraction.notes}
    assert set(notes) == {"reviewRating", "author"}
    assert "“R” under “Ratings” is an age rating" in notes["reviewRating"]


def test_a_review_of_the_seeds_shape():
    extraction = read(LIKE_THE_SEED)
    movie = extraction.movie
    assert values(movie, "name") == [Text("Frost/Nixon")]
    assert values(movie, "actor") == [
        Role(Person("Michael Sheen"), "David Frost"),
        Role(Person("Frank Langella"), "Richard Nixon"),
    ]
    assert values(movie, "duration") == [Duration(122)]
    assert [release.place for release in values(movie, "releasedEvent")] == [
        "London Film Festival",
        "United States",
    ]


def test_every_claim_says_where_it_stands():
    lines = LIKE_THE_SEED.split("\n")
    extraction = read(LIKE_THE_SEED)
    for claim in (*extraction.movie, *extraction.review):
        if claim.property == "inLanguage":
            continue
        evidence = claim.evidence
        first = evidence.words.split("\n")[0].removesuffix("…")
        assert first in lines[evidence.line - 1], claim
    kinds = {claim.property: claim.evidence.kind for claim in extraction.movie}
    assert kinds["duration"] is SourceKind.LABEL
    assert kinds["actor"] is SourceKind.PROSE


def test_a_score_beside_an_age_rating():
    extraction = read(LIKE_THE_SEED + "\nStars: ★★★½\n")
    rating = values(extraction.review, "reviewRating")
    assert rating == [Rating(Decimal("3.5"), Decimal(5), Decimal(0), "★★★½")]
    assert values(extraction.movie, "contentRating")[0].text == "R"
