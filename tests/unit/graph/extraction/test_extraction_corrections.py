"""What a person says about the reading wins, is said in the evidence, and touches nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.extraction import Defaults, extract
from graph.extraction.corrections import Correction, applied, included, named
from graph.extraction.keys import Key
from graph.records import Document, Person, Rating, SourceKind

BODY = "Somebody has left the tap running, and nobody in the film will close it."


def document(text: str = BODY, format: str = "markdown", source: str = "a.md", **keys) -> Document:
    lines = {key: number for number, key in enumerate(keys, 2)}
    return Document(source, format, "", "0", text, keys, lines)


def values(extraction, property_):
    claims = (*extraction.movie, *extraction.review)
    return [claim.value for claim in claims if claim.property == property_]


@pytest.mark.parametrize(
    ("files", "source", "fits"),
    [
        ("", "anything.md", True),
        ("blog/**/*.md", "blog/heat.md", True),
        ("blog/**/*.md", "blog/2019/05/heat.md", True),
        ("blog/**/*.md", "blog/heat.txt", False),
        ("blog/**/*.md", "myblog/heat.md", False),
        ("blog/*.md", "blog/2019/heat.md", False),
        ("blog/**", "/home/ann/blog/2019/heat.md", True),
        ("/home/ann/**", "/home/ann/blog/heat.md", True),
        ("/home/bob/**", "/home/ann/blog/heat.md", False),
        ("films.csv", "old/films.csv#row=3", False),
        ("**/films.csv", "old/films.csv#row=3", True),
        ("review-?.md", "review-1.md", True),
        ("a[1].md", "a[1].md", True),
    ],
)
def test_patterns(files, source, fits):
    assert Correction(files).fits(source) is fits


def test_of_several_corrections_the_later_wins_and_keys_add_up():
    site = (
        Correction(keys={"nota": Key.RATING}, author="Ann", rating_best=Decimal(5)),
        Correction("old/**", keys={"voto": Key.RATING}, rating_best=Decimal(10), include=("x",)),
    )
    plain = Defaults(author="Bob", language="en")
    new, old = applied(plain, site, "new/a.md"), applied(plain, site, "old/a.md")
    assert (new.author, new.language, new.rating_best, set(new.keys)) == ("Ann", "en", 5, {"nota"})
    assert (old.author, old.rating_best, set(old.keys)) == ("Ann", 10, {"nota", "voto"})
    assert (included(site, "old/a.zip"), included(site, "a.zip")) == ({"x"}, frozenset())
    assert applied(plain, (), "a.md") is plain


def test_a_sites_own_keys_are_read_under_their_own_name():
    keys = {"cyfarwyddwr": Key.DIRECTOR, "nota": Key.IGNORED, "osztalyzat": Key.RATING}
    given = document(title="Heat", Cyfarwyddwr="Michael Mann", nota="7/10", osztalyzat="8/10")
    told = extract(given, Defaults(keys=keys))
    assert values(told, "director") == [Person("Michael Mann")]
    assert [rating.text for rating in values(told, "reviewRating")] == ["8/10"]
    [director] = [claim for claim in told.movie if claim.property == "director"]
    assert (director.evidence.key, director.evidence.line) == ("Cyfarwyddwr", 3)
    assert not [note for note in told.notes if note.key]
    assert [note.key for note in extract(given).notes if note.key] == ["Cyfarwyddwr", "osztalyzat"]


def test_columns_that_nobody_could_recognise():
    row = document("", "csv", "f.csv#row=1", Obejrzane="Heat", Kiedy="1995", Gwiazdki="8")
    keys = {"obejrzane": Key.FILM, "kiedy": Key.YEAR, "gwiazdki": Key.RATING}
    told = extract(row, Defaults(keys=keys, rating_best=Decimal(10)))
    assert [name.value for name in values(told, "name")] == ["Heat"]
    assert values(told, "reviewRating") == [Rating(Decimal(8), Decimal(10), Decimal(0), "8")]


def test_labels_of_the_sites_own_in_a_text():
    text = "Elokuva: Heat\nOhjaaja: Michael Mann\nVuosi: 1995\n\n" + BODY
    keys = {"elokuva": Key.FILM, "ohjaaja": Key.DIRECTOR, "vuosi": Key.YEAR}
    told = extract(document(text, "text"), Defaults(keys=keys))
    assert [name.value for name in values(told, "name")] == ["Heat"]
    assert values(told, "director") == [Person("Michael Mann")]
    assert [body.value for body in values(told, "reviewBody")] == [BODY]


def test_the_map_in_a_document_wins_over_everything_else_in_it():
    own = {"title": "Heat", "year": "1995", "director": ["Michael Mann"], "rating": "4/5"}
    given = document(
        title="An evening", year="2024", director=["A. Nother", "B. Nother"], rating="7/10",
        triplebill=own,
    )  # fmt: skip
    told = extract(given)
    assert next(name.value for name in values(told, "name")) == "Heat"
    assert [str(date) for date in values(told, "datePublished")] == ["1995"]
    assert values(told, "director") == [Person("Michael Mann")]
    assert [rating.text for rating in values(told, "reviewRating")] == ["4/5"]
    evidence = next(claim for claim in told.movie if claim.property == "datePublished").evidence
    assert (evidence.kind, evidence.key) == (SourceKind.CORRECTION, "triplebill.year")
    assert evidence.line == 6


def test_the_map_gives_a_scale():
    given = document(film="Heat", rating="4", scale="1-10", triplebill={"rating_best": "5"})
    [rating] = values(extract(given), "reviewRating")
    assert (rating.value, rating.best, rating.worst) == (4, 5, 0)


@pytest.mark.parametrize("said", ["true", "Yes", True])
def test_skip(said):
    assert "marked as no review" in extract(document(film="Heat", triplebill={"skip": said})).skip
    assert extract(document(film="Heat"), Defaults(skip=True)).skip
    kept = document(film="Heat", triplebill={"skip": "false"})
    assert not extract(kept, Defaults(skip=True)).skip


def test_what_looks_like_another_thing_is_a_review_where_a_person_says_so():
    given = document(title="Heat", category="tv")
    assert "television" in extract(given).skip
    assert not extract(given, Defaults(skip=False)).skip


def test_a_name_that_is_none_is_told():
    told = extract(document(film="Heat", triplebill={"directer": "Michael Mann"}))
    [note] = [note for note in told.notes if "triplebill" in note.sentence and not note.property]
    assert "did you mean “director”?" in note.sentence
    assert values(told, "director") == []


def test_a_map_that_is_none_breaks_nothing():
    assert values(extract(document(film="Heat", triplebill="soon")), "name")


@pytest.mark.parametrize(
    ("name", "key"),
    [("Title", Key.FILM), ("running time", Key.DURATION), ("date", Key.PUBLISHED),
     ("author", Key.REVIEWER), ("ignore", Key.IGNORED), ("rating_best", Key.BEST),
     ("directed by", Key.DIRECTOR), ("rattting", None)],
)  # fmt: skip
def test_names(name, key):
    assert named(name) is key
