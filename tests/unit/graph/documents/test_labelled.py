"""Several reviews in one text, each with labels or front matter of its own."""

import pytest

from graph.documents import read
from graph.extraction import extract
from graph.records import Skipped

HEAT = "Nobody sleeps in this city, and everybody is late for dinner."
RONIN = "Cars, cars and a briefcase that nobody ever opens, in the rain."


def documents(folder, name, text):
    (folder / name).write_text(text, "utf-8")
    return list(read([folder / name], folder))


def films(found):
    return [
        [(c.value.value, c.evidence.line) for c in extract(d).movie if c.property == "name"]
        for d in found
    ]


LABELLED = (
    f"Title: Heat\nYear: 1995\nRating: 4/5\nDate: 2020-05-03\n\n{HEAT}\n\n---\n\n"
    f"Title: Ronin\nYear: 1998\nRating: 3/5\nDate: 2020-05-04\n\n{RONIN}\n"
)


@pytest.mark.parametrize("name", ["two.txt", "two.md"])
@pytest.mark.parametrize("between", ["\n\n---\n\n", "\n\n", "\n* * *\n", "\n\n======\n"])
def test_the_same_labels_again_begin_a_review(tmp_path, name, between):
    text = LABELLED.replace("\n\n---\n\n", between)
    heat, ronin = found = documents(tmp_path, name, text)
    assert [d.source for d in found] == [f"{name}#section=heat", f"{name}#section=ronin"]
    line = text[: text.index("Title: Ronin")].count("\n") + 1
    assert films(found) == [[("Heat", 1)], [("Ronin", line)]]
    for document, words, score in ((heat, HEAT, 4), (ronin, RONIN, 3)):
        said = {c.property: c.value for c in extract(document).review}
        assert (said["reviewBody"].value, said["reviewRating"].value) == (words, score)


@pytest.mark.parametrize(
    "text",
    [
        LABELLED.replace("Title:", "**Titel:**").replace("Year:", "**Jahr:**"),
        LABELLED.replace("Title:", "- Film:").replace("Year:", "- Year:"),
        LABELLED.replace("Title: Heat\nYear: 1995", "Year: 1995\nTitle: Heat"),
        LABELLED.replace("Title: Ronin", "## Another\n\nTitle: Ronin"),
    ],
)
def test_labels_are_those_that_a_critic_has(tmp_path, text):
    assert [[name for name, _ in f] for f in films(documents(tmp_path, "a.md", text))] == [
        ["Heat"],
        ["Ronin"],
    ]


def test_front_matter_again_begins_a_review(tmp_path):
    text = (
        f"---\ntitle: Heat\nyear: 1995\ncast: [Al Pacino]\n---\n\n{HEAT}\n\n"
        f"---\ntitle: Ronin\nyear: 1998\ncast:\n  - Jean Reno\n---\n\n{RONIN}\n"
    )
    heat, ronin = documents(tmp_path, "two.md", text)
    assert (heat.text, ronin.text) == (HEAT, RONIN)
    assert ronin.metadata == {"title": "Ronin", "year": "1998", "cast": ["Jean Reno"]}
    assert (ronin.lines["title"], ronin.lines["cast"], ronin.first_line) == (10, 12, 16)


def test_what_is_said_above_all_holds_for_each(tmp_path):
    text = f"---\ntitle: Seen in May\nauthor: Jo Keller\n---\nTwo films.\n\n{LABELLED}"
    above, heat, ronin = documents(tmp_path, "may.md", text)
    assert isinstance(above, Skipped)
    assert "“Two films.”" in above.reason
    assert heat.metadata["author"] == ronin.metadata["author"] == "Jo Keller"
    assert "title" not in heat.metadata


def test_labels_above_all_are_none_of_the_reviews(tmp_path):
    above = "Title: Seen in May\nAuthor: Jo Keller\nCity: Bonn\n\n"
    skipped, *found = documents(tmp_path, "may.txt", above + LABELLED)
    assert isinstance(skipped, Skipped)
    assert [[name for name, _ in f] for f in films(found)] == [["Heat"], ["Ronin"]]


@pytest.mark.parametrize(
    "text",
    [
        f"Title: Heat\nYear: 1995\n\n{HEAT}\n\nTitle: Heat\nYear: 1995\nDirector: Michael Mann\n",
        f"---\ntitle: Late in Los Angeles\nrating: 4/5\n---\n{HEAT}\n\nTitle: Heat\nRating: 4/5\n",
        f"---\ntitle: Late in Los Angeles\ndate: 2020-05-03\nrating: 4/5\n---\n{HEAT}\n\n"
        f"Title: Heat\nDirector: Michael Mann\nYear: 1995\nRating: 4/5\n\n{HEAT}\n",
        f"---\nfilm: Thief\ndirector: Michael Mann\n---\n{LABELLED}",
        f"Title: Heat\nYear: 1995\n\n{HEAT}\n\nTitle: the word has many meanings in this city.\n",
        f"Film: Heat\nYear: 1995\n\n{HEAT} Title: Ronin\nYear: 1998\n",
    ],
)
def test_one_review_stays_one(tmp_path, text):
    assert [d.source for d in documents(tmp_path, "a.md", text)] == ["a.md"]


def test_films_that_one_label_names_in_places_apart_are_not_mixed(tmp_path):
    text = f"Title: Heat\nRating: 4/5\n\n{HEAT}\n\nTitle: Ronin\nRating: 3/5\n"
    (found,) = map(extract, documents(tmp_path, "a.txt", text))
    assert not [c for c in found.movie if c.property == "name"]
    assert any("Heat (line 1), Ronin (line 6)” names several" in n.sentence for n in found.notes)


def test_a_title_in_two_forms_is_one_film(tmp_path):
    text = f"Title: Heat\nRating: 4/5\n\n{HEAT}\n\nTitle: Heat (1995)\nDirector: Michael Mann\n"
    assert films(documents(tmp_path, "a.txt", text))[0]


@pytest.mark.parametrize("text", ["Title: a\n\n" * 9_000, "- " * 9_000, "a" * 90_000 + ":"])
def test_hostile_labels_take_no_longer_than_their_length(tmp_path, text):
    assert len(documents(tmp_path, "a.md", text)) == 1
