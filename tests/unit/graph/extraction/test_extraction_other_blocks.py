"""Blocks of labels about another film or thing, which are left in the text."""

from __future__ import annotations

import pytest

from graph.records import Person, Text

PROSE = "The river is wide, and the film takes its time to cross it."
HEAT = {"title": "Heat", "year": "1995", "rating": "8/10"}
LABELS = "Country: N/A\nDirector: John Doe\nRunning time: 122 min\nRating: 1/5"


@pytest.mark.parametrize(
    "lead",
    [
        "## Thief (1981)",
        "## Casino (1995)",
        "### Compare: *Thief* (1981)",
        "**Thief** (1981)",
        "Next week: Ronin (1998)",
        "Next week:",
        "If you like this, watch:",
        "## Also showing",
        "## Also this week: Thief",
        "## The original",
        "## The disc",
        "## Special features",
        "**Blu-ray details**",
        "## Heat (1972)",
        "## Nächste Woche",
        "## Bonusmaterial",
        "Si te gusta, mira:",
        "## L’original",
        "La semaine prochaine :",
        "## Em breve",
        "Prossimamente:",
        "## 次回",
        "## Thief (1981)\n\nA film about a safe-cracker.",
        "Thief (1981)\n------------",
    ],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_below_what_heads_something_else(tell, lead, blank):
    told = tell(f"{PROSE}\n\n{lead}{blank}{LABELS}", HEAT)
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("director") == told.movie("duration") == []
    assert [rating.best for rating in told.review("reviewRating")] == [10]
    assert "John Doe" in told.body
    assert "tell of another film or thing" in told.notes


@pytest.mark.parametrize(
    "lead",
    [
        "## Heat",
        "# Heat (1995)",
        "## Details",
        "**Film info:**",
        "## Verdict",
        "Ficha técnica:",
        "## Heat (1996)",
        "## Hitze (1995)",
        "Credits (1995)",
        "## The film (1995)",
        "## Thief (1981)\n\nGood, too.\n\n---\n",
    ],
)
def test_below_what_heads_the_film(tell, lead):
    told = tell(f"{PROSE}\n\n{lead}\n{LABELS}", HEAT | {"aka": "Hitze"})
    assert told.movie("director") == [Person("John Doe")]


def test_a_headline_that_names_no_film_denies_no_heading(tell):
    text = f"{PROSE}\n\n## Heat (1995)\n\nDirector: Michael Mann\nCast: Al Pacino"
    told = tell(text, {"title": "Why thieves never win"})
    assert told.movie("director") == [Person("Michael Mann")]


@pytest.mark.parametrize("label", ["Title", "Film"])
def test_a_label_that_names_another_film(tell, label):
    labels = f"{label}: Ronin\nYear: 1998\nDirector: John Frankenheimer\nCast: Jean Reno"
    told = tell(f"{PROSE}\n\nDirector: Michael Mann\n\n{labels}", HEAT)
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("director") == [Person("Michael Mann")]
    assert told.movie("actor") == []


@pytest.mark.parametrize(
    "fact",
    [{"year": "1995"}, {"director": "Michael Mann"}, {"imdb": "tt0113277"}, {"wikidata": "Q42198"}],
)
def test_a_title_beside_a_fact_is_the_films(tell, fact):
    told = tell(f"{PROSE}\n\n## Thief (1981)\n{LABELS}", {"title": "Heat"} | fact)
    assert Person("John Doe") not in told.movie("director")
    assert told.movie("duration") == []


def test_only_what_stands_below_an_announcement_is_of_the_next_film(tell):
    told = tell(f"Heat (1995)\n\n{PROSE}\n\nDirector: Ann Lee\nRating: 4/5\n\nNext week:\n{LABELS}")
    assert told.movie("director") == [Person("Ann Lee")]
    assert [rating.value for rating in told.review("reviewRating")] == [4]


@pytest.mark.parametrize("fence", ["```", "~~~", "```yaml"])
def test_fenced_code(tell, fence):
    code = f"{fence}\nfilm: Ronin\ndirector: Tony Scott\nrating: 1/5\n{fence[:3]}"
    told = tell(f"{code}\n\n{PROSE}", {"film": "Heat", "year": "1995"})
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("director") == told.review("reviewRating") == []
    assert "Tony Scott" in told.body


def test_a_fence_without_an_end_is_none(tell):
    told = tell(f"```\n\n{LABELS}", {"film": "Heat"})
    assert told.movie("director") == [Person("John Doe")]
