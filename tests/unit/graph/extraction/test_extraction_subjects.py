"""A review, a viewing, or a film's record: each is published as what it is."""

from __future__ import annotations

import pytest

from graph.extraction import Defaults, extract
from graph.records import Document, Malformed, PartialDate, Person

ROW = {"Name": "Heat", "Year": "1995", "Letterboxd URI": "https://boxd.it/aaa1"}
HEAT = {
    "@type": ["Movie"],
    "name": "Heat",
    "url": "/title/tt0113277/",
    "director": {"@type": ["Person"], "name": "Michael Mann"},
    "aggregateRating": {"@type": ["AggregateRating"], "ratingValue": "8.3", "bestRating": "10"},
}


def row(source, **cells):
    said = ROW | {name.replace("_", " "): value for name, value in cells.items()}
    return extract(Document(source, "csv", "", "", "", said), Defaults(author="Jane Doe"))


def node(tree, format_="rdf"):
    return extract(Document("x", format_, "", "", "", tree), Defaults(author="Jane Doe"))


def days(told):
    return [claim.value for claim in told.viewing if claim.property == "startTime"]


def test_a_row_with_nothing_but_the_day_is_a_viewing_on_that_day():
    told = row("diary.csv#row=1", Date="2024-01-05", Watched_Date="2024-01-01", Rating="")
    assert (told.subject, told.skip) == ("viewing", "")
    assert days(told) == [PartialDate(2024, 1, 1)]
    assert {c.property: c.value for c in told.review}["author"] == Person("Jane Doe")
    assert {c.property for c in told.review} <= {"author", "datePublished", "isBasedOn"}
    assert told.viewing[0].evidence.key == "Watched Date"
    assert not [note for note in told.notes if note.property == "reviewRating"]


def test_a_score_makes_it_a_review_that_says_when_the_film_was_seen():
    told = row("diary.csv#row=1", Watched_Date="2024-01-01", Rating="4")
    assert told.subject == "review"
    assert days(told) == [PartialDate(2024, 1, 1)]


def test_the_day_of_logging_is_not_the_day_of_seeing():
    told = row("export/watched.csv#row=3", Date="2024-01-05")
    assert (told.subject, days(told)) == ("viewing", [])


def test_every_film_of_a_table_that_letterboxd_imports_into_a_profile_was_seen():
    cells = {"LetterboxdURI": "", "Title": "Heat", "Year": "1995", "WatchedDate": ""}

    def read(cells):
        return extract(Document("films.csv#row=1", "csv", "", "", "", cells), Defaults())

    assert (read(cells).subject, read(cells).skip) == ("viewing", "")
    assert days(read(cells)) == []
    del cells["WatchedDate"]  # so it may be a list of any films
    assert "only names a film" in read(cells).skip


@pytest.mark.parametrize(
    "source", ["watchlist.csv#row=1", "unwatched.csv#row=1", "likes/films.csv"]
)
def test_a_list_that_only_names_films_says_nothing(source):
    assert "only names a film" in row(source, Date="2024-01-05").skip


@pytest.mark.parametrize("said", ["yes", "true", "x", "twice"])
def test_seen_without_a_day(said):
    told = row("films.csv#row=1", Seen=said)
    assert (told.subject, told.skip, days(told)) == ("viewing", "", [])


@pytest.mark.parametrize("said", ["", "no", "No", "0", "false", "nein"])
def test_not_seen(said):
    assert "only names a film" in row("films.csv#row=1", Seen=said).skip


def test_several_days_are_several_viewings_of_a_review_but_one_viewing(tell):
    metadata = {"film": "Heat", "watched": ["2020-01-01", "2021-01-01", ""]}
    review = tell("Long, and worth it.", metadata).extraction
    assert days(review) == [PartialDate(2020, 1, 1), PartialDate(2021, 1, 1)]
    alone = tell("", metadata)
    assert days(alone.extraction) == [PartialDate(2020, 1, 1)]
    assert "the first was taken" in alone.notes


def test_a_day_that_is_none_is_for_the_shapes_to_reject():
    (day,) = days(row("diary.csv#row=1", Watched_Date="2024-02-30"))
    assert isinstance(day, Malformed)


def test_a_history_in_json():
    film = {"title": "Volver", "year": "2006", "ids": {"imdb": "tt0441909"}}
    item = {"watched_at": "2014-03-31T09:28:53.000Z", "type": "movie", "movie": film}
    told = extract(Document("history.json#item=1", "json", "", "", "", item))
    assert (told.subject, days(told)) == ("viewing", [PartialDate(2014, 3, 31)])
    show = item | {"type": "episode", "show": {"title": "A show"}}
    assert extract(Document("history.json#item=2", "json", "", "", "", show)).skip


def test_a_note_with_a_day_and_no_words_is_a_viewing_and_one_without_a_review(tell):
    assert tell("", {"film": "Heat", "watched": "2024-01-01"}).extraction.subject == "viewing"
    silent = tell("", {"film": "Heat"}).extraction
    assert (silent.subject, silent.skip) == ("review", "")  # whose want of words is told


def test_a_film_by_itself_is_a_record_and_other_people_s_ratings_are_no_review():
    told = node(HEAT)
    assert (told.subject, told.skip, told.review, told.viewing) == ("movie", "", (), ())
    facts = {c.property: c.value for c in told.movie}
    assert facts["director"] == Person("Michael Mann")
    assert facts["identifier"].value == "tt0113277"
    assert facts["name"].value == "Heat"
    assert [c.evidence.key for c in told.movie if c.property == "director"] == ["director"]


@pytest.mark.parametrize(
    ("tree", "why"),
    [({"@type": ["Movie"], "name": "Heat"}, "only names"),
     ({"@type": ["Movie"], "duration": "PT2H"}, "without a name")],
)  # fmt: skip
def test_a_record_that_says_nothing_is_skipped(tree, why):
    assert why in node(tree).skip


def test_a_viewing_by_itself():
    action = {
        "@type": ["WatchAction"],
        "agent": {"@type": ["Person"], "name": "Ann Lee"},
        "startTime": "2024-01-01T20:15:00+01:00",
        "object": HEAT,
        "url": "https://example.org/viewing/heat",
        "sameAs": "https://diary.example/1",
    }
    told = node(action)
    assert (told.subject, days(told)) == ("viewing", [PartialDate(2024, 1, 1)])
    said = {c.property: c.value for c in told.review}
    assert said["author"] == Person("Ann Lee")
    assert said["isBasedOn"].url == "https://diary.example/1"
    series = {"@type": ["TVSeries"], "name": "A show"}
    assert "not a film" in node(action | {"object": series}).skip


def test_a_review_mentions_its_viewing():
    mentioned = {"@type": ["WatchAction"], "startTime": "2024-01-01", "object": "https://x.example"}
    other = {"@type": ["Event"], "startTime": "2020-01-01"}
    review = {"@type": ["Review"], "reviewBody": "Long.", "itemReviewed": HEAT}
    told = node(review | {"mentions": [other, mentioned]})
    assert (told.subject, days(told)) == ("review", [PartialDate(2024, 1, 1)])


def test_an_empty_list_is_no_list_that_was_not_read():
    told = extract(Document("notes.json#item=1", "json", "", "", "", {"abstract": "", "more": []}))
    assert told.skip
    assert "more" not in told.skip
