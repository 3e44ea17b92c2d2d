"""What file names and folders say."""

import pytest

from graph.extraction import extract
from graph.extraction.places import kind_of_folder, title_in_name
from graph.records import Document, Text


def document(source: str, text: str = "A film.", **metadata: object) -> Document:
    return Document(source, "markdown", "", "", text, dict(metadata))


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Films/Blade Runner 2049.md", "Blade Runner 2049"),
        ("1917.md", ""),
        ("2019-06-03.md", ""),
        ("04.md", ""),
        ("2019-11-16 Parasite.md", "Parasite"),
        ("シン・ゴジラ.md", "シン・ゴジラ"),
        ("heat.md", ""),
        ("2019-11-16-heat.md", ""),
        ("the-graduate.md", ""),
        ("README.md", ""),
        ("Review.md", ""),
        ("Films.csv#row=3", ""),
    ],
)
def test_the_title_a_file_is_named_after(source, title):
    entry = title_in_name(document(source))
    assert (entry.said if entry else "") == title


def names(found):
    return [
        c.value.value for c in found.movie if c.property == "name" and isinstance(c.value, Text)
    ]


def test_the_file_name_is_the_title_beside_facts_of_a_film():
    text = "Director: Sam Mendes\nYear: 2019\n\nA long walk."
    found = extract(document("Films/A Walk.md", text))
    assert names(found) == ["A Walk"]
    assert not any(claim.property == "name" for claim in found.review)
    assert names(extract(document("Thoughts.md", "A day in the garden."))) == []


@pytest.mark.parametrize("name", ["1917", "300", "9", "2019-06-03"])
def test_figures_are_a_title_where_the_text_says_so(name):
    text = "Director: Sam Mendes\nYear: 2019\n\nA long walk{}."
    assert names(extract(document(f"{name}.md", text.format("")))) == []
    assert names(extract(document(f"{name}.md", text.format(f", 15{name} miles")))) == []
    assert names(extract(document(f"{name}.md", text.format(f": {name} it is")))) == [name]


def test_what_the_document_says_goes_before_its_file_name():
    assert names(extract(document("My notes.md", film="Heat", year="1995"))) == ["Heat"]


@pytest.mark.parametrize(
    ("source", "kept_out"),
    [
        ("content/Serien📺/C/Cobra Kai.md", True),
        ("books/Dune.md", True),
        ("games/films/Super Mario.md", False),
        ("lists/Heat.md", False),
        ("/home/jane/books/Heat.md", False),
        ("Books.md", False),
    ],
)
def test_the_nearest_folder_named_after_a_kind_counts(source, kept_out):
    assert bool(kind_of_folder(source)) is kept_out
    assert bool(extract(document(source, director="A B")).skip) is kept_out


def test_a_key_that_says_film_goes_before_the_folder():
    assert not extract(document("tv/Heat.md", type="movie", title="Heat")).skip


def test_parts_between_bars_without_a_label():
    text = (
        "[[Thriller]] & [[Krieg]], Drama | Jahr: [[2010er|2019]] | Regie: [[Sam Mendes]] |"
        " 1h 59min\n\n[[8 Punkte|8,6]]/10 Punkten #Like\n\n1917 ist ein Film."
    )
    found = extract(document("Filme/1917.md", text))
    facts = {(c.property, getattr(c.value, "value", None) or str(c.value)) for c in found.movie}
    assert {value for name, value in facts if name == "genre"} == {"Thriller", "Krieg", "Drama"}
    assert [c.value.minutes for c in found.movie if c.property == "duration"] == [119]
    assert [str(c.value.value) for c in found.review if c.property == "reviewRating"] == ["8.6"]
    assert names(found) == ["1917"]


def test_brackets_behind_a_labelled_title_hold_another():
    found = extract(document("a.md", "Film: Boyhood (Jugend)\nDirector: Richard Linklater\n\nX."))
    assert names(found) == ["Boyhood"]
    assert [c.value.value for c in found.movie if c.property == "alternateName"] == ["Jugend"]
