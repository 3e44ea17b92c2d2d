"""Facts in running text: what is certain is claimed, what is not is not."""

from __future__ import annotations

import pytest

from graph.records import PartialDate, Person, Role, Text


def actors(told):
    return [(role.actor.name, role.character) for role in told.movie("actor")]


def test_characters_that_the_text_calls_by_their_first_names(tell):
    told = tell(
        "Ada McGrath (Holly Hunter) does not speak. Ada plays. "
        "Her daughter Flora (Anna Paquin) talks for two, and Flora lies.",
        {"film": "The Piano"},
    )
    assert actors(told) == [("Holly Hunter", "Ada McGrath"), ("Anna Paquin", "Flora")]


def test_a_cast_list_decides_which_stands_first(tell):
    told = tell(
        "Holly Hunter (Ada McGrath) says nothing; Alisdair Stewart (Sam Neill) says too much.",
        {"film": "The Piano", "cast": "Holly Hunter, Sam Neill"},
    )
    assert ("Holly Hunter", "Ada McGrath") in actors(told)
    assert ("Sam Neill", "Alisdair Stewart") in actors(told)


def test_a_character_from_the_cast_list_is_not_claimed_again(tell):
    told = tell(
        "Ada (Holly Hunter) is silent.", {"film": "X", "cast": "Holly Hunter (Ada McGrath)"}
    )
    assert actors(told) == [("Holly Hunter", "Ada McGrath")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jeff Bridges (True Grit) is at his best, and Bridges knows it.",
        "It was filmed in Auckland (New Zealand), and Auckland looks cold.",
        "A man (Jason Lee) walks in.",
        "Tom Berenger (Sniper) is back. Tom always is.",
        "The Thing (1982) did it first.",
        "We met in Cannes (Palais des Festivals, second floor). Cannes was full.",
        "Toni Collette (Muriel’s Wedding) sings, and Toni laughs.",
    ],
)
def test_brackets_that_are_no_roles(tell, sentence):
    assert actors(tell(sentence, {"film": "Sunshine"})) == []


def test_in_german_a_noun_is_not_taken_for_a_character(tell):
    told = tell(
        "Der Vater (Peter Simonischek) setzt sich die Zähne ein. Vater bleibt Vater, sagt sie.",
        {"film": "Toni Erdmann", "lang": "de"},
    )
    assert actors(told) == []


@pytest.mark.parametrize(
    ("sentence", "directors"),
    [
        ("“Heat” (1995), directed by Michael Mann, is blue.", ["Michael Mann"]),
        ("Heat, directed by Michael Mann.", ["Michael Mann"]),
        ("*Heat* is a crime film directed by Michael Mann.", ["Michael Mann"]),
        ("“Heat” (1995), dirigida por Michael Mann, es azul.", ["Michael Mann"]),
        ("“Heat” (1995), réalisé par Michael Mann, est bleu.", ["Michael Mann"]),
        ("“Heat” (1995), directed by Joel and Ethan Coen, is blue.", []),
        ("“Ronin”, directed by John Frankenheimer, came later than Heat.", []),
        ("Heat is blue. “Ronin” was directed by John Frankenheimer.", []),
    ],
)
def test_directors(tell, sentence, directors):
    told = tell(sentence, {"film": "Heat"})
    found = [person.name for person in told.movie("director")]
    assert found == directors


def test_years(tell):
    assert tell("“Heat” (1995) is blue.", {"film": "Heat"}).movie("datePublished") == [
        PartialDate(1995)
    ]
    assert tell("I saw it in 2003.", {"film": "Heat"}).movie("datePublished") == []


def test_another_film_of_the_same_title_is_not_this_one(tell):
    told = tell(
        "“Suspiria” (1977), directed by Dario Argento, was red. This one is brown.",
        {"film": "Suspiria", "year": "2018", "director": "Luca Guadagnino"},
    )
    assert told.movie("datePublished") == [PartialDate(2018)]
    assert told.movie("director") == [Person("Luca Guadagnino")]


def test_two_films_of_one_title_leave_the_year_open(tell):
    told = tell("“Crash” (1996) is not “Crash” (2004), and I know which I mean.", {"film": "Crash"})
    assert told.movie("datePublished") == []


def test_a_comma_inside_the_quotation_marks(tell):
    told = tell("Heat: A Long Night\n\n“Heat,” (1995), directed by Michael Mann, is blue.")
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("datePublished") == [PartialDate(1995)]


def test_the_line_of_a_fact(tell):
    told = tell("First line.\n\nHere “Heat”\n(1995) begins.", {"film": "Heat"})
    claim = told.claim("datePublished")
    assert claim.evidence.line == 3
    assert claim.evidence.words == "“Heat” (1995)"


def test_played_by(tell):
    told = tell("Luther, played by Ving Rhames, is back. Luther is tired.", {"film": "X"})
    assert told.movie("actor") == [Role(Person("Ving Rhames"), "Luther")]
