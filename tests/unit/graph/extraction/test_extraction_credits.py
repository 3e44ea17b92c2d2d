"""Credits in a row of sentences, in a summary, and in lines of their own."""

import pytest

from graph.records import Person


def names(told, property_):
    return [getattr(value, "name", None) or value.actor.name for value in told.movie(property_)]


@pytest.mark.parametrize(
    "summary",
    [
        "Die Stille. The Silence (Sweden, Norway, 1963). Directed by Ann Berg. Written by Ann Berg"
        " and J. R. Holm. With Liv Dahl (Ester), Max Roe.",
        "“The Silence” (Sweden, Norway, 1963), written by Ann Berg and J. R. Holm, directed by Ann"
        " Berg, with Liv Dahl (Ester) and Max Roe. Seen at the festival.",
        "The Silence (Suecia, Noruega, 1963). Dirigida por Ann Berg. Escrita por Ann Berg y J. R."
        " Holm. Con Liv Dahl (Ester), Max Roe.",
        "The Silence (Suède, Norvège, 1963). Réalisé par Ann Berg. Écrit par Ann Berg et J. R."
        " Holm. Avec Liv Dahl (Ester), Max Roe.",
    ],
)
def test_credits_in_a_summary(tell, summary):
    told = tell("A film.", {"title": "Die Stille", "description": summary})
    assert names(told, "director") == ["Ann Berg"]
    assert names(told, "author") == ["Ann Berg", "J. R. Holm"]
    assert names(told, "actor") == ["Liv Dahl", "Max Roe"]
    assert [role.character for role in told.movie("actor")] == ["Ester", ""]
    assert [str(date) for date in told.movie("datePublished")] == ["1963"]
    assert [text.value for text in told.movie("alternateName")] == ["The Silence"]
    assert len(told.movie("countryOfOrigin")) == 2


@pytest.mark.parametrize(
    "summary",
    [
        "With great care, Ann Berg tells a story (Sweden, 1963).",
        "Directed by a newcomer. Written by somebody else.",
        "With Ann Berg in Sweden. With Max Roe in Norway.",
        "A film in which, with luck, written by hand, the letters arrive.",
        "Directed by " * 200,
        "A, " * 900,
    ],
)
def test_prose_is_no_credits(tell, summary):
    told = tell("A film.", {"title": "Die Stille", "description": summary})
    assert not [p for p in ("director", "author", "actor", "datePublished") if told.movie(p)]


def test_a_title_before_the_credits_that_is_known_is_no_other(tell):
    summary = "Die Stille (Sweden, 1963). Directed by Ann Berg. With Liv Dahl."
    told = tell("A film.", {"title": "Die Stille", "description": summary})
    assert told.movie("alternateName") == []


def test_oneself_is_no_character(tell):
    told = tell("A film.", {"film": "X", "cast": "Ann Berg (Herself - Singer), Max Roe (Self)"})
    assert [role.character for role in told.movie("actor")] == ["", ""]


BLOCK = "Directed by Ann Berg\nWritten by Ann Berg and Max Roe\n*With Eve Low, Ian Dahl*\n"


@pytest.mark.parametrize("text", [f"{BLOCK}\nIt is long.\n", f"It is long.\n\n{BLOCK}"])
def test_lines_that_are_nothing_but_credits(tell, text):
    told = tell(text, {"film": "Silence"})
    assert told.movie("director") == [Person("Ann Berg")]
    assert told.movie("author") == [Person("Ann Berg"), Person("Max Roe")]
    assert [role.actor.name for role in told.movie("actor")] == ["Eve Low", "Ian Dahl"]
    assert told.body == "It is long."


@pytest.mark.parametrize(
    "text",
    [
        "Written by hand\nWith care and love\n\nIt is long.",
        "Written by Ann Berg\n\nIt is long.",
        "With Eve Low, Ian Dahl\nStarring Ann Berg\n\nIt is long.",
        "Written by Ann Berg\nWith Eve Low, who is late.\n\nIt is long.",
        f"{BLOCK}\nIt is long.\n\n{BLOCK.replace('Ann', 'Ida')}",
    ],
)
def test_other_lines_stay_in_the_text(tell, text):
    told = tell(text, {"film": "Silence"})
    assert told.movie("author") == []
    assert told.body.startswith(text.split("\n", maxsplit=1)[0])
