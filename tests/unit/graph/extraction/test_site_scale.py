"""The scale of bare numbers: what all of them together leave no doubt about, and nothing else."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from graph.extraction import extract
from graph.extraction.site_scale import Group, Marks, Tally, finish, group_of, infer
from graph.records import BareScore, Document, Evidence, Extraction, SourceKind


def marks(numbers: str) -> Counter[Decimal]:
    """Counts from “3*7 4.5*2 5”."""
    counted = (word.partition("*") for word in numbers.split())
    return Counter({Decimal(number): int(times or 1) for number, _, times in counted})


@pytest.mark.parametrize(
    ("films", "best"),
    [
        ("1*2 2*3 3*8 4*7 5*2", 5),
        ("1.5 2.5*3 3*8 3.5*6 4.5*2 5", 5),
        ("0.5 2*3 3.5*8 4.5*20", 5),  # 32 reviews; above every scale of four
        ("2 4*2 6*5 7*6 8*5 10", 10),
        ("6.4 7.1*3 7.3*5 8.8*4 10", 10),
        ("3*2 5*4 6*9 7*11 8*9 9*2", 10),  # no 10 in 37 reviews
        ("8 10 11*3 12*2 13*3 15*2 18 20", 20),
        ("35 50*2 60*3 70*4 80*3 90 100", 100),
        ("41 55 62*3 67 71*4 78*2 83*3 88*9 91*5 94*2", 100),
    ],
)
def test_a_scale_of_which_there_is_no_doubt(films, best):
    told = infer(Marks(marks(films), Counter()))
    assert (told.best, told.why) == (best, "")
    assert told.count == marks(films).total()


@pytest.mark.parametrize(
    ("films", "why"),
    [
        ("1 2 3*3 4*2 5", "only 8"),
        ("1 2*2 3*5 4*4", "only 12 of which none has the best mark, 5"),
        ("1*9 2*20 3*50 3.5*40 4*30", "may be on more than one scale"),  # of four, or of five
        ("1*9 2*20 3*50 4*40 5*30 6*9", "may be on more than one scale"),  # six: which end is best?
        ("2*3 4*5 5*9 6*10 7*9 8*3", "may be on more than one scale"),
        ("6 7*9 8*9 9*3", "only 22 of which none"),
        ("5*30", "do not look like marks"),
        ("4*9 5*9", "do not look like marks"),
        ("-1 2*3 3*8 4*7 5*2", "do not look like marks"),
        ("6.43 7.17*3 7.31*5 8.88*4 10", "finer than marks"),
        ("6.4 7.1*13 7.3*15 8.8*4 9.2", "means of many"),
        ("1 2 3 4 5 6 7 8 9 10", "ranks"),
        ("3 7*9 120 450*3", "no scale"),
        ("3*9 12*9 15 40*19", "may be on more than one scale"),
    ],
)
def test_a_doubt_leaves_the_numbers_unread(films, why):
    told = infer(Marks(marks(films), Counter()))
    assert told.best is None
    assert why in told.why


def test_other_things_show_the_best_but_films_show_the_scale():
    films = marks("2 3 4*2 6*3 7*2 8*4 9*6")
    assert infer(Marks(films, Counter())).best is None
    assert infer(Marks(films, marks("7 10*2"))).best == 10
    # a game had ten, yet the films may be out of five
    assert infer(Marks(marks("1*3 2*4 3*9 4*9 5*3"), marks("8*9 10*2"))).best is None
    assert infer(Marks(Counter(), marks("8*9 10*2 3"))).best is None


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("blog/2019/05/heat.md", "blog/"),
        ("heat.md", ""),
        ("blog/films.csv#row=3", "blog/films.csv"),
        ("/home/ann/blog/2019/heat.md", "/home/ann/blog/"),
        ("/home/ann/blog/films/heat/index.md", "/home/ann/blog/films/"),
        ("/a/b/c/d/e/f/g/heat.md", "/a/b/c/d/e/"),
        ("/heat.md", "/"),
    ],
)
def test_groups_are_the_sites_that_files_come_from(source, place):
    score = BareScore(Decimal(4), Evidence(SourceKind.METADATA, "My_Rating:", "4"))
    group = group_of(source, "markdown", score)
    assert group == Group(place, "markdown", "my rating")
    assert Group.named(group.name) == group


def review(number: int, **keys: str) -> Document:
    said = {"film": f"Film {number}", **keys}
    lines = {key: line for line, key in enumerate(said, 2)}
    return Document(f"blog/{number}.md", "markdown", "", "0", "It rains.", said, lines)


def site(documents: list[Document]) -> Tally:
    tally = Tally()
    for document in documents:
        tally.take(document.source, document.format, extract(document))
    return tally


NUMBERS = ["1", "2", "2", "3", "3", "3", "4", "4", "4", "4", "5", "5"]


def test_each_review_is_read_on_its_sites_scale_and_says_so():
    documents = [review(n, rating=number) for n, number in enumerate(NUMBERS)]
    alone = extract(documents[6])
    told = finish("blog/6.md", "markdown", alone, site(documents).best)
    [claim] = [claim for claim in told.review if claim.property == "reviewRating"]
    rating = claim.value
    assert (rating.value, rating.best, rating.worst, rating.text) == (4, 5, 0, "4")
    assert "0 to 5, was inferred" in claim.evidence.how
    assert (claim.evidence.key, claim.evidence.words, claim.evidence.line) == ("rating", "4", 3)
    assert not [note for note in told.notes if note.property == "reviewRating"]
    assert finish("blog/6.md", "markdown", told, lambda group: None) == alone


def test_keys_do_not_lend_each_other_their_scale_and_other_peoples_scores_never_enter():
    own = [review(n, rating=number, imdb_rating="7.9") for n, number in enumerate(NUMBERS)]
    other = review(99, grade="3", metascore="75")
    scales = site([*own, other])
    assert {group.key for group in scales.marks} == {"rating", "grade"}
    told = finish("blog/99.md", "markdown", extract(other), scales.best)
    assert not [claim for claim in told.review if claim.property == "reviewRating"]
    assert "“3” under “grade” is a number without a known scale" in told.notes[-1].sentence


def test_a_zero_may_be_no_rating():
    zero = review(99, rating="0")
    scales = site([*(review(n, rating=number) for n, number in enumerate(NUMBERS)), zero])
    told = finish("blog/99.md", "markdown", extract(zero), scales.best)
    assert not [claim for claim in told.review if claim.property == "reviewRating"]
    assert "may stand for no rating" in told.notes[-1].sentence


def test_a_scale_of_its_own_wins():
    stated = review(99, rating="4", rating_max="10")
    scales = site([review(n, rating=number) for n, number in enumerate(NUMBERS)])
    told = finish("blog/99.md", "markdown", extract(stated), scales.best)
    [rating] = [claim.value for claim in told.review if claim.property == "reviewRating"]
    assert rating.best == 10


def test_what_is_skipped_shows_its_numbers_and_stays_skipped():
    game = extract(review(1, type="game", rating="10"))
    assert (game.skip != "", [score.value for score in game.scores]) == (True, [10])
    assert finish("blog/1.md", "markdown", game, lambda group: Decimal(10)) == game


def rows(key: str, numbers: str) -> list[tuple[Document, Extraction]]:
    """Rows of one table with a number under a key, each with what is said by itself."""
    documents = [
        Document(
            f"t.csv#row={n}", "csv", "", f"{n}", "", {"Title": f"Film {n}", key: number}, {}, 1
        )
        for n, number in enumerate(numbers.split())
    ]
    return [(document, extract(document)) for document in documents]


def read_together(told: list[tuple[Document, Extraction]]) -> list[str]:
    """The ratings as they are read in one site, “” where there is none."""
    tally = Tally()
    for document, extraction in told:
        tally.take(document.source, document.format, extraction)
    ended = (finish(d.source, d.format, e, tally.best) for d, e in told)
    ratings = ([c.value for c in e.review if c.property == "reviewRating"] for e in ended)
    return [f"{found[0].value}/{found[0].best}" if found else "" for found in ratings]


def test_stars_are_of_five_unless_one_of_them_is_higher():
    few = rows("Stars", "4 2 0 3.5")
    assert read_together(few) == ["4/5", "2/5", "0/5", "3.5/5"]
    assert [read_together([row])[0] for row in few] == read_together(few)
    ten = "8 7 9 1 6 5 8 4 10 10 3 9"
    assert read_together(rows("Stars", ten)) == [f"{number}/10" for number in ten.split()]
    assert read_together(rows("Stars", "4 8 3")) == ["", "", ""]


def test_a_number_of_stars_says_what_it_said_by_itself():
    ((document, extraction),) = rows("Stars", "4")
    assert (
        finish(document.source, document.format, extraction, lambda group: Decimal(5)) == extraction
    )
    assert not extraction.notes or "scale" not in extraction.notes[0].sentence


def test_of_school_marks_the_best_may_be_one():
    told = rows("Note", "1 5 2 3 4 2 1 5 3 1 1 2")
    assert not any(read_together(told))
    found = infer(Marks(marks("1*4 2*3 3*2 4 5*2"), Counter()), "note")
    assert (found.best, found.why) == (None, "1 may be the best of them, as it is in schools")
    assert read_together(rows("Ma note", "1 5 2 3 4 2 1 5 3 1 1 2"))[0] == "1/5"
    assert read_together(rows("Note", "7 12 9 14 11 20 15 13 8 10 16"))[0] == "7/20"
